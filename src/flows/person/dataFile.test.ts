import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { decideApartFromTerm } from '../../../test/given/personApartFromTerm.ts'
import { DAY } from '../../kit/calendar/instant.ts'
import type { PersonEvent } from './decidePerson.ts'
import { newPerson, type Person } from './person.ts'

const { given } = deciderSpecification<Person, PersonEvent>((person, event, now) =>
  decideApartFromTerm('hash', person, event, now),
)
const ada = { platform: PLATFORM, person: '29:ada' } as const
const asked: PersonEvent = { type: 'dataFileAsked', event: 'turn', ...ada }
const inChat = (file: string): PersonEvent => ({ type: 'dataFileGiven', ...ada, file, name: `hash of ${file}` })
const gone = (file: string): PersonEvent => ({ type: 'dataFileGone', name: `hash of ${file}` })
const kept = (file: string) => ({ platform: PLATFORM, file, name: `hash of ${file}`, until: NOW + DAY })
const takenAway = (file: string, due: number) =>
  ({ id: `unshare/hash of ${file}`, due, unshare: file, of: 'hash' }) as const

describe('privacy.5.6 the file with all that is kept of someone', () => {
  it('is put in her private chat, once for each press', () => {
    given(undefined)
      .when(asked)
      .thenChanged(
        { ...newPerson('hash'), heard: ['turn'] },
        { id: 'share/turn', due: NOW, share: { of: 'data' }, to: { in: 'private', ...ada } },
      )
    given(undefined, asked).when(asked).thenUnchanged()
  })

  it('is taken away there after a day, each of several', () => {
    given(undefined, asked)
      .when(inChat('one'))
      .thenChanged({ files: [kept('one')] }, takenAway('one', NOW + DAY))
    given(undefined, asked, inChat('one'))
      .when(inChat('two'))
      .thenChanged({ files: [kept('one'), kept('two')] }, takenAway('two', NOW + DAY))
    given(undefined, asked, inChat('one')).when(inChat('one')).thenUnchanged()
  })

  it('is off her list once it is gone', () => {
    given(undefined, asked, inChat('one'), inChat('two'))
      .when(gone('one'))
      .thenChanged({ files: [kept('two')] })
    given(undefined, asked, inChat('one')).when(gone('one')).thenChanged({ files: undefined })
    given(undefined, asked).when(gone('one')).thenUnchanged()
    given(undefined).when(gone('one')).thenUnchanged()
  })

  it('is taken away at once when she erases everything, and when she is forgotten', () => {
    given(undefined, asked, inChat('one'), inChat('two'))
      .when({ type: 'erased', ...ada })
      .thenForgotten(
        takenAway('one', NOW),
        takenAway('two', NOW),
        { id: 'personForgotten/hash', due: NOW, tell: { type: 'personForgotten', platform: PLATFORM, person: '' } },
        { id: 'note/person', due: NOW, erases: true, note: { what: 'person', ...ada } },
      )
    given(undefined, asked, inChat('one'))
      .when({ type: 'personForgotten', ...ada })
      .thenForgotten(takenAway('one', NOW))
  })

  it('that came while she erased everything goes at once, and she stays unknown', () => {
    given(undefined).when(inChat('late')).thenForgotten(takenAway('late', NOW))
  })
})
