import { NOBODY } from '../../flows/ids.ts'
import { personKey } from '../../flows/keys.ts'
import { decidePerson } from '../../flows/person/decidePerson.ts'
import type { Roster } from '../../flows/roster/roster.ts'
import { type Deps, personHash } from '../context.ts'
import { statesOf } from '../outbox/tenants/wholeRows.ts'
import { roundOf } from '../stateOf.ts'
import { transact } from '../transact.ts'

type RoundsDeps = Pick<Deps, 'store' | 'hash' | 'now' | 'wake'>

/**
 * Notes with everyone on a page of a roster that she was asked in its round, where a version before 0.4.0 wrote that page: it didn't, and
 * her erasure wouldn't find the round once nothing of it is hers to do.
 */
export const noteAsked = async (deps: RoundsDeps, { round: id, members }: Roster): Promise<void> => {
  // Since then a page says who is of the channel, and each of them knows her rounds.
  if (members.some(({ inside }) => inside)) return
  const round = await roundOf(deps, id)
  if (!round) return
  for (const { person } of members) {
    if (person === NOBODY) continue
    const hash = personHash(deps.hash, round.platform, person)
    const event = { type: 'askedBefore', platform: round.platform, person, round: id } as const
    await transact(deps, personKey(hash), (known) => decidePerson(hash, known, event, deps.now()))
  }
}

/** The same for every roster. Reads the whole store: for a command, that may come before the first start of this version. */
export const noteAllAsked = async (deps: RoundsDeps & Pick<Deps, 'whole'>): Promise<void> => {
  for await (const rows of statesOf(deps.whole, ['roster']))
    for (const { value } of rows)
      if (typeof value === 'object' && value !== null) await noteAsked(deps, value as Roster)
}
