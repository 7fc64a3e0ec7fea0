import type { Channel } from '../../flows/channel/state.ts'
import type { ActionId, RoundId } from '../../flows/ids.ts'
import { actionKey, channelKey, roundKey, tallyKey } from '../../flows/keys.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import type { Round } from '../../flows/round/round.ts'
import { gate } from '../../kit/gate.ts'
import { type Growth, growthBetween } from '../../kit/growth.ts'
import { partOf } from '../../kit/kit.ts'
import type { Result } from '../../kit/result.ts'
import { EMPTY_TALLY, mergeTallies } from '../../kit/tally.ts'
import { channelHash, type Deps } from '../context.ts'
import { roundBefore } from '../plan/teamPlan.ts'
import { existingRounds, roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { type DeliveryOutcome, outcomeOf } from './outcome.ts'

/** All pages are tallied: their sum goes through the privacy gate, and only what passes is ever saved (docs/privacy-floor.md). */
export const freezeResult = async (deps: Deps, id: RoundId, pages: number): Promise<DeliveryOutcome> => {
  const round = await roundOf(deps, id)
  if (round?.status !== 'closing') return 'delivered'
  let tally = EMPTY_TALLY
  for (let page = 0; page < pages; page++) {
    const counted = await stateOf(deps, tallyKey(id, page))
    if (!counted && !round.lostKeys) throw new Error(`round ${id} misses page ${page} of its tally`)
    if (counted) tally = mergeTallies(tally, counted.sum)
  }
  const result = gate(partOf(deps.voice.kit, round.blocks), tally, round.floor, round.perRole)
  const team = await stateOf(deps, channelKey(channelHash(deps.hash, round.platform, round.channel)))
  const growth = await growthSince(deps, team, round, result)
  const carry = await runningActions(deps, team)
  const event = { type: 'allTallied', result, growth, carry, keptMonths: team?.keptMonths } as const
  return outcomeOf(await transact(deps, roundKey(id), (known) => decideRound(known, event, deps.now())))
}

/** Growth since the channel's last round that has a result. */
const growthSince = async (
  deps: Deps,
  team: Channel | undefined,
  round: Round,
  result: Result,
): Promise<readonly Growth[]> => {
  const earlier = await roundBefore(deps, team, round)
  if (!earlier) return []
  return growthBetween(earlier.result, result, earlier.status === 'prioritised' ? earlier.priorities.blocks : [])
}

/** The team's actions of earlier rounds that still run. */
const runningActions = async (deps: Deps, team: Channel | undefined): Promise<readonly ActionId[]> => {
  const ids = team?.actions ?? (await actionsOfEnded(deps, team))
  const actions = await Promise.all(ids.map((id) => stateOf(deps, actionKey(id))))
  return actions.flatMap((action) => (action?.status === 'running' ? [action.id] : []))
}

/** Where the channel doesn't keep them itself yet, its rounds do. */
const actionsOfEnded = async (deps: Deps, team: Channel | undefined): Promise<readonly ActionId[]> => {
  const rounds = await existingRounds(deps, team?.ended ?? [])
  return [...new Set(rounds.flatMap((round) => round.actions ?? []))]
}
