import type { RoundId } from '../../flows/ids.ts'
import { roundKey } from '../../flows/keys.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import type { Deps } from '../context.ts'
import { checkReachability } from '../people/reachability.ts'
import { roundOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { type DeliveryOutcome, outcomeOf } from './outcome.ts'

/** Looks up a draft's many people after the reply; the check then comes as a card of its own. @throws {PlatformFailed} */
export const checkDraft = async (deps: Deps, id: RoundId): Promise<DeliveryOutcome> => {
  const draft = await roundOf(deps, id)
  if (draft?.status !== 'draft' || draft.check) return 'delivered'
  const { platform, channel, members, outsiders = [] } = draft
  const everyone = await deps.platform.roster(platform, channel)
  const people = members.map(({ person }) => person)
  const reached = await checkReachability(deps, platform, everyone, { people, outsiders })
  const event = { type: 'checked', ...reached, answered: false } as const
  return outcomeOf(await transact(deps, roundKey(id), (round) => decideRound(round, event, deps.now())))
}
