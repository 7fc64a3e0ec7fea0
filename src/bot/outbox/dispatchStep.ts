import { latestOf } from '../../flows/channel/channel.ts'
import type { PersonId } from '../../flows/ids.ts'
import { channelKey, roundKey } from '../../flows/keys.ts'
import { decideRound, type RoundEvent } from '../../flows/round/decideRound.ts'
import type { StepMessage } from '../../flows/round/messages.ts'
import type { Round } from '../../flows/round/round.ts'
import { channelHash, type Deps } from '../context.ts'
import { isThere, PlatformFailed } from '../ports/platform.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { type DeliveryOutcome, outcomeOf } from './outcome.ts'

/** Tells a round that a step waits for who steers it, with who of them is still there. */
export const dispatchStep = async (deps: Deps, message: StepMessage): Promise<DeliveryOutcome> => {
  const round = await roundOf(deps, message.round)
  if (!round) return 'delivered'
  const event = await eventOf(deps, round, message)
  return outcomeOf(await transact(deps, roundKey(round.id), (known) => decideRound(known, event, deps.now())))
}

const eventOf = async (deps: Deps, round: Round, message: StepMessage): Promise<RoundEvent> => {
  switch (message.type) {
    case 'stepWaits':
      return { type: 'stepWaits', told: message.told, gone: await goneFrom(deps, round) }
    case 'stepOverdue':
      return { type: 'stepOverdue' }
    case 'againDue':
      return { type: 'againDue', newer: await hasNewer(deps, round) }
  }
}

/** Who of those that steer the round left its channel; when the platform can't say, nobody did. */
const goneFrom = async (deps: Deps, { platform, channel, coordinators }: Round): Promise<readonly PersonId[]> => {
  try {
    const people = await deps.platform.roster(platform, channel)
    return coordinators.filter((person) => !isThere(people, person))
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
    return []
  }
}

const hasNewer = async (deps: Deps, { id, platform, channel }: Round): Promise<boolean> => {
  const team = await stateOf(deps, channelKey(channelHash(deps.hash, platform, channel)))
  return team !== undefined && latestOf(team) !== id
}
