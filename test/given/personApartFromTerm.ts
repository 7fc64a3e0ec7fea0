import { type Decision, decided, FORGOTTEN } from '../../src/flows/decision.ts'
import type { PersonHash } from '../../src/flows/ids.ts'
import { decidePerson, type PersonEvent } from '../../src/flows/person/decidePerson.ts'
import type { Person } from '../../src/flows/person/person.ts'
import type { Instant } from '../../src/kit/calendar/instant.ts'

/** What is decided of a person, but for how long she is kept, which has tests of its own. */
export const decideApartFromTerm = (
  id: PersonHash,
  person: Person | undefined,
  event: PersonEvent,
  now: Instant,
): Decision<Person> => {
  const decision = decidePerson(id, person, event, now)
  if (decision.kind !== 'decided' || decision.state === FORGOTTEN) return decision
  const { since: _, ...state } = decision.state
  return decided(
    state,
    ...decision.effects.filter(({ id: effect }) => !/^(personForgotten|listsChecked)\//.test(effect)),
  )
}
