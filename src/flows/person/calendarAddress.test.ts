import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { decideApartFromTerm } from '../../../test/given/personApartFromTerm.ts'
import type { PersonEvent } from './decidePerson.ts'
import { newPerson, type Person } from './person.ts'

const { given } = deciderSpecification<Person, PersonEvent>((person, event, now) =>
  decideApartFromTerm('hash', person, event, now),
)
const ada = { platform: PLATFORM, person: '29:ada' } as const
const subscribed = (subscription: string, event = subscription): PersonEvent => ({
  ...{ type: 'calendarSubscribed', event, subscription, ...ada },
})
const withdrawn = (event: string): PersonEvent => ({ type: 'calendarWithdrawn', event })
const opened = (subscription: string) =>
  ({
    id: `subscriptionOpened/${subscription}`,
    due: NOW,
    tell: { type: 'subscriptionOpened', subscription, person: 'hash' },
  }) as const
const closed = (subscription: string) =>
  [
    { id: `subscriptionClosed/${subscription}`, due: NOW, tell: { type: 'subscriptionClosed', subscription } },
    {
      id: 'note/subscription',
      due: NOW,
      erases: true,
      note: { what: 'subscription', subscription },
    },
  ] as const
const calendar = (subscription: string) => ({ subscription, since: NOW })

describe('an address for a person’s calendar', () => {
  it('is opened when she asks, and what is kept is its hash', () => {
    given(undefined)
      .when(subscribed('one'))
      .thenChanged({ ...newPerson('hash'), heard: ['one'], calendar: calendar('one') }, opened('one'))
  })

  it('takes the place of the one before, which gives nothing any more', () => {
    given(undefined, subscribed('one'))
      .when(subscribed('two'))
      .thenChanged({ heard: ['one', 'two'], calendar: calendar('two') }, opened('two'), ...closed('one'))
  })

  it('is closed when she withdraws it, in a backup from before as well', () => {
    given(undefined, subscribed('one'))
      .when(withdrawn('w'))
      .thenChanged({ heard: ['one', 'w'], calendar: undefined }, ...closed('one'))
    given(undefined).when(withdrawn('w')).thenUnchanged()
  })

  it('is not opened again by the same press delivered once more, nor closed by an older one', () => {
    given(undefined, subscribed('one')).when(subscribed('one')).thenUnchanged()
    given(undefined, subscribed('one'), withdrawn('w')).when(subscribed('one')).thenUnchanged()
    given(undefined, subscribed('one'), withdrawn('w'), subscribed('two')).when(withdrawn('w')).thenUnchanged()
  })

  it('that is withdrawn again after a backup was put back is only the one of then', () => {
    given(undefined, subscribed('two'))
      .when({ type: 'calendarWithdrawn', event: 'one', subscription: 'one' })
      .thenUnchanged()
  })

  it('goes with her: when she erases everything, and when she is forgotten', () => {
    const erasure = { what: 'person', ...ada } as const
    given(undefined, subscribed('one'))
      .when({ type: 'erased', ...ada })
      .thenForgotten(
        ...closed('one'),
        { id: 'personForgotten/hash', due: NOW, tell: { type: 'personForgotten', platform: PLATFORM, person: '' } },
        { id: 'note/person', due: NOW, erases: true, note: erasure },
      )
    given(undefined, subscribed('one'))
      .when({ type: 'personForgotten', ...ada })
      .thenForgotten(...closed('one'))
  })
})

describe('a calendar file', () => {
  const asked = { type: 'fileAsked', event: 'f', ...ada, file: { of: 'mine', person: 'hash' } } as const

  it('is put in her private chat, once for each press', () => {
    given(undefined)
      .when(asked)
      .thenChanged(
        { ...newPerson('hash'), heard: ['f'] },
        { id: 'share/f', due: NOW, share: asked.file, to: { in: 'private', ...ada } },
      )
    given(undefined, asked).when(asked).thenUnchanged()
  })
})
