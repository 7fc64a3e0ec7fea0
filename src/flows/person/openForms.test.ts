import { describe, it } from 'vitest'
import { deciderSpecification, NOW } from '../../../test/deciderSpecification.ts'
import { MINUTE } from '../../kit/calendar/instant.ts'
import type { MessageRef } from '../ids.ts'
import type { CardRef } from '../refs.ts'
import { decidePerson, type PersonEvent } from './decidePerson.ts'
import { READING, SETTLING, TYPING } from './openForms.ts'
import { newPerson, type OpenForm, type Person } from './person.ts'

const { given } = deciderSpecification<Person, PersonEvent>((known, event, now) =>
  decidePerson('ada', known, event, now),
)

const message = (id: string): MessageRef => ({
  platform: { name: 'teams', tenant: 't', serviceUrl: 'https://smba.example' },
  conversation: 'chat',
  message: id,
})
const CONTROL: CardRef = { screen: 'control', round: 'r', person: '29:ada' }
const MOVED: CardRef = { screen: 'moved', round: 'r', person: '29:ada' }
const open = (id: string, more: Partial<OpenForm> = {}): OpenForm => ({ message: id, until: NOW + TYPING, ...more })
const adaWith = (...forms: readonly OpenForm[]): Person => ({ ...newPerson('ada'), open: forms })
const held = (card: CardRef, due: number) => ({ id: 'edit/held/ada/m1', due, edit: card, message: message('m1') })

describe('a form or a question in a message of hers', () => {
  const opens = { type: 'formOpened', message: 'm1', until: NOW + TYPING } as const
  const leaves = { type: 'formLeft', message: 'm1' } as const
  const comes = { type: 'editHeld', card: CONTROL, message: message('m1') } as const

  it('is known of who is known', () => {
    given(newPerson('ada'))
      .when(opens)
      .thenChanged({ open: [open('m1')] })
    given(undefined).when(opens).thenUnchanged()
  })

  it('holds back an edit of that message, the newest alone, for as long as it may be open', () => {
    given(adaWith(open('m1')))
      .when(comes)
      .thenChanged(
        { open: [open('m1', { held: { card: CONTROL, message: message('m1') } })] },
        held(CONTROL, NOW + TYPING),
      )
    given(adaWith(open('m1')), comes)
      .when({ ...comes, card: MOVED })
      .thenChanged({ open: [open('m1', { held: { card: MOVED, message: message('m1') } })] }, held(MOVED, NOW + TYPING))
  })

  it('holds back no edit of another message, and none once it was open for too long', () => {
    given(adaWith(open('m0')))
      .when(comes)
      .thenUnchanged()
    given(adaWith(open('m1', { until: NOW })))
      .when(comes)
      .thenUnchanged()
    given(newPerson('ada')).when(comes).thenUnchanged()
  })

  it('has what was held back done at once when it is answered or left', () => {
    given(adaWith(open('m1')), comes)
      .when(leaves)
      .thenChanged({ open: undefined }, held(CONTROL, NOW))
    given(adaWith(open('m0'), open('m1')))
      .when(leaves)
      .thenChanged({ open: [open('m0')] })
    given(adaWith(open('m0')))
      .when(leaves)
      .thenUnchanged()
  })

  it('leaves a minute to read what it was answered with', () => {
    const read = { ...opens, until: NOW + READING }
    given(adaWith(open('m1')), comes)
      .when(read)
      .thenChanged(
        { open: [open('m1', { until: NOW + READING, held: { card: CONTROL, message: message('m1') } })] },
        held(CONTROL, NOW + READING),
      )
  })

  it('lets the edit through that the press itself owes, where the form is the card’s own', () => {
    const own = { ...opens, since: NOW + SETTLING } as const
    given(adaWith(open('m1')), comes)
      .when(own)
      .thenChanged(
        { open: [open('m1', { since: NOW + SETTLING, held: { card: CONTROL, message: message('m1') } })] },
        held(CONTROL, NOW),
      )
    given(newPerson('ada'), own).when(comes).thenUnchanged()
    given(newPerson('ada'), own)
      .when(comes, NOW + SETTLING)
      .thenChanged(
        { open: [open('m1', { since: NOW + SETTLING, held: { card: CONTROL, message: message('m1') } })] },
        held(CONTROL, NOW + TYPING),
      )
  })

  it('is forgotten with the next that opens once its time is over', () => {
    given(adaWith(open('m0', { until: NOW - MINUTE })))
      .when(opens)
      .thenChanged({ open: [open('m1')] })
  })

  it('is one of five at most', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((id) => open(id))
    given(adaWith(...five))
      .when(opens)
      .thenChanged({ open: [...five.slice(1), open('m1')] })
  })
})
