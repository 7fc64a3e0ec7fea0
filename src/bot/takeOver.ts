import { roundKey } from '../flows/keys.ts'
import { decideRound } from '../flows/round/decideRound.ts'
import { isCoordinator, type Round } from '../flows/round/round.ts'
import type { Deps } from './context.ts'
import { everyoneFor } from './people/channelRoster.ts'
import type { Press } from './ports/inbound.ts'
import { isThere } from './ports/platform.ts'
import { transact } from './transact.ts'

/**
 * Makes the presser the round's coordinator, when none of its coordinators is in the channel any more, or none
 * could be told what waits for her, and she is there.
 * @returns whether she is now; nothing changed otherwise. @throws {PlatformFailed} when the roster can't be read now
 */
export const takeOver = async (
  deps: Deps,
  press: Pick<Press, 'platform' | 'actor'>,
  round: Round,
): Promise<boolean> => {
  if (isCoordinator(round, press.actor) || round.status === 'draft' || round.status === 'stopped') return false
  const people = await everyoneFor(deps, press, round.channel)
  // Who can't be written to is in the channel, and still of no help.
  const there = (id: string): boolean => isThere(people ?? [], id) && !round.waiting?.missed?.includes(id)
  if (!people || round.coordinators.some(there)) return false
  const event = { type: 'tookOver', by: press.actor } as const
  const done = await transact(deps, roundKey(round.id), (known) => decideRound(known, event, deps.now()))
  return done.kind === 'saved'
}
