import type { Why } from '../../flows/decision.ts'
import type { Member } from '../../flows/ids.ts'
import { rosterKey } from '../../flows/keys.ts'
import type { Roster } from '../../flows/roster/roster.ts'
import type { Round } from '../../flows/round/round.ts'
import type { Deps } from '../context.ts'
import { stateOf } from '../stateOf.ts'

/** The pages of a round's roster, each undefined while it is on its way, or once it is forgotten: one store read each. */
export const rostersOf = (
  deps: Pick<Deps, 'store'>,
  { id, pages }: Pick<Round, 'id' | 'pages'>,
): Promise<readonly (Roster | undefined)[]> =>
  Promise.all(Array.from({ length: pages }, (_, page) => stateOf(deps, rosterKey(id, page))))

/** Everyone who was asked and is still known; undefined while a page of them is still on its way, or once they are forgotten. */
export const membersAsked = async (deps: Pick<Deps, 'store'>, round: Round): Promise<readonly Member[] | undefined> => {
  const rosters = await rostersOf(deps, round)
  if (rosters.includes(undefined)) return undefined
  return rosters.flatMap((roster) => roster?.members ?? [])
}

/** The sheets of everyone who was asked already; undefined while a page of them is still on its way. */
export const sheetsAsked = async (
  deps: Pick<Deps, 'store'>,
  round: Round,
): Promise<ReadonlySet<string> | undefined> => {
  const members = await membersAsked(deps, round)
  return members && new Set(members.map(({ sheet }) => sheet))
}

/**
 * Why someone has no sheet or ballot while they are filled in: she was never asked, or she was and the store lost it, which a Redis that
 * evicts does. She was as well where the store lost who was asked.
 */
export const whyNone = async (deps: Pick<Deps, 'store'>, round: Round, sheet: string): Promise<Why> => {
  const asked = await sheetsAsked(deps, round)
  return !asked || asked.has(sheet) ? 'lost' : 'notYours'
}
