import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { decideApartFromTerm } from '../../../test/given/personApartFromTerm.ts'
import { DAY } from '../../kit/calendar/instant.ts'
import type { PersonEvent } from './decidePerson.ts'
import { newPerson, type Person } from './person.ts'

const { given } = deciderSpecification<Person, PersonEvent>((person, event, now) =>
  decideApartFromTerm('hash', person, event, now),
)
const ada = { platform: { ...PLATFORM, name: 'slack' }, person: 'U0ADA' } as const
const rests = (due: number) => ({ id: 'home/hash', due, restHome: 'U0ADA' }) as const
const note = { id: 'note/person', due: NOW, erases: true, note: { what: 'person', ...ada } } as const

describe('a page of one’s own', () => {
  it('is taken down a day after it was shown, and nothing is kept of that', () => {
    given(newPerson('hash'))
      .when({ type: 'homeShown', ...ada })
      .thenChanged({}, rests(NOW + DAY))
  })

  it('has nothing on it of someone who isn’t known', () => {
    given(undefined)
      .when({ type: 'homeShown', ...ada })
      .thenUnchanged()
  })

  it('is taken down at once when she erases everything', () => {
    const unnamed = {
      id: 'personForgotten/hash',
      due: NOW,
      tell: { type: 'personForgotten', platform: ada.platform, person: '' },
    } as const
    given(newPerson('hash'))
      .when({ type: 'erased', ...ada })
      .thenForgotten(rests(NOW), unnamed, note)
  })
})
