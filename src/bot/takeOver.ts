import { roundKey } from '../flows/keys.ts'
import { decideRound } from '../flows/round/decideRound.ts'
import { isCoordinator, type Round } from '../flows/round/round.ts'
import { rosterWith } from './channelRoster.ts'
import type { Deps } from './context.ts'
import type { Press } from './ports/inbound.ts'
import { transact } from './transact.ts'

/** When nobody who steers the round is in its channel any more, whoever of the channel presses first does from now on. */
export const takeOver = async (
  deps: Deps,
  press: Pick<Press, 'platform' | 'actor'>,
  round: Round,
): Promise<boolean> => {
  if (isCoordinator(round, press.actor) || round.status === 'draft' || round.status === 'stopped') return false
  const people = await rosterWith(deps, press, round.channel)
  if (!people || people.some(({ id }) => isCoordinator(round, id))) return false
  const event = { type: 'tookOver', by: press.actor } as const
  const settled = await transact(deps, roundKey(round.id), (known) => decideRound(known, event, deps.now()))
  return settled.kind === 'saved'
}
