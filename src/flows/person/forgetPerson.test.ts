import { describe, expect, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { due } from '../../../test/given/todayWith.ts'
import { monthsLater } from '../../kit/calendar/calendar.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { decidePerson, type PersonEvent } from './decidePerson.ts'
import type { Standing } from './forgetPerson.ts'
import type { Person, Task } from './person.ts'

const { given } = deciderSpecification<Person, PersonEvent>((person, event, now) =>
  decidePerson('hash', person, event, now),
)
const ada = { platform: PLATFORM, person: '29:ada' } as const
const personWith = (part: Partial<Person>): Person => ({ id: 'hash', chat: 'chat', heard: [], tasks: [], ...part })
const after = (months: number): Instant => monthsLater('UTC', NOW, months)
const steering: Task = { kind: 'round', round: 'r' }
const action: Task = { kind: 'action', action: 'a' }
const term = (...standing: Standing[]) => ({ type: 'personForgotten', ...ada, standing }) as const
const again = (at: Instant) =>
  ({ id: 'personForgotten/hash', due: at, tell: { type: 'personForgotten', ...ada } }) as const

const SPOKE: readonly PersonEvent[] = [
  { type: 'spoke', chat: 'chat', event: 'e', ...ada, answer: { screen: 'help', ...ada } },
  { type: 'languageChosen', ...ada, language: 'en' },
  { type: 'hoursChosen', ...ada, hours: { zone: 'Europe/Brussels', days: [1], from: 9, until: 17 } },
  { type: 'taskOpened', ...ada, task: action },
  { ...due('a'), ...ada },
  { type: 'evaluationSigned', ...ada, action: 'a' },
  { type: 'calendarSubscribed', event: 'e', subscription: 'sub', ...ada },
]

describe('privacy.5.6 a person', () => {
  it.each(SPOKE)('is kept for her term from then when $type', (event) => {
    for (const known of [undefined, personWith({}), personWith({ since: NOW - 1 })]) {
      const decision = decidePerson('hash', known, event, NOW)
      expect(decision).toMatchObject({ kind: 'decided', state: { since: NOW } })
      const effects = decision.kind === 'decided' ? decision.effects : []
      expect(effects.filter(({ id }) => id === 'personForgotten/hash').map((one) => one.due)).toEqual([after(24)])
    }
  })

  it('has a term from the first moment on that anything is known of her', () => {
    given(undefined)
      .when({ type: 'chatFound', ...ada, chat: 'chat', who: undefined })
      .thenChanged(personWith({ since: NOW }), again(after(24)))
  })

  it('whose thing is over is kept from then, and from the end of what is forgotten', () => {
    const known = personWith({ tasks: [steering], since: NOW })
    const closed = (since?: Instant) =>
      ({ type: 'taskClosed', ...ada, task: steering, ...(since === undefined ? {} : { since }) }) as const
    given(known)
      .when(closed(), after(3))
      .thenChanged({ tasks: [], since: after(3) }, again(after(27)))
    given(known)
      .when(closed(after(1)), after(25))
      .thenChanged({ tasks: [], since: after(1) }, again(after(25)))
  })

  it('is forgotten when her term is over, and not sooner', () => {
    given(personWith({ since: NOW }))
      .when(term(), after(24))
      .thenForgotten()
    given(personWith({ since: after(2) }))
      .when(term(), after(24))
      .thenChanged({}, again(after(26)))
  })

  it('is kept as long as something of hers is open', () => {
    given(personWith({ since: NOW, tasks: [action] }))
      .when(term({ task: action, is: 'open' }), after(24))
      .thenChanged({}, again(after(25)))
  })

  it('is kept for her term from the end of what was hers', () => {
    const known = personWith({ since: NOW, tasks: [action] })
    given(known)
      .when(term({ task: action, is: 'ended', at: after(20) }), after(24))
      .thenChanged({ since: after(20) }, again(after(44)))
    given(known)
      .when(term({ task: action, is: 'ended', at: after(20) }), after(44))
      .thenForgotten({
        id: 'ownerErased/a/hash',
        due: after(44),
        tell: { type: 'ownerErased', action: 'a', person: '29:ada' },
      })
  })

  it('is not kept by a thing that is gone and was never taken off her list', () => {
    given(personWith({ since: NOW, tasks: [steering] }))
      .when(term({ task: steering, is: 'gone' }), after(24))
      .thenForgotten()
  })

  it('has a term from the next word of hers on, or once that is noticed, where an earlier version gave her none', () => {
    const missed = { type: 'termMissed', ...ada } as const
    given(personWith({}))
      .when(missed)
      .thenChanged({ since: NOW }, again(after(24)))
    given(personWith({ since: NOW - 1 }))
      .when(missed)
      .thenUnchanged()
    given(undefined).when(missed).thenUnchanged()
    given(personWith({}))
      .when({ type: 'chatFound', ...ada, chat: 'another', who: undefined })
      .thenChanged({ chat: 'another', since: NOW }, again(after(24)))
  })

  it('of whom nothing says what the platform calls her has a term all the same', () => {
    const nobody = { platform: PLATFORM, person: '' }
    given(personWith({}))
      .when({ type: 'termMissed', ...nobody })
      .thenChanged(
        { since: NOW },
        { id: 'personForgotten/hash', due: after(24), tell: { type: 'personForgotten', ...nobody, hash: 'hash' } },
      )
  })
})

describe('privacy.5.6 what a person’s lists name', () => {
  const lists = { askedIn: ['r1', 'r2'], steered: ['r1'], answered: ['a1'], handedOn: ['a1', 'a2'] } as const
  const checked = (due: Instant, timing: 'date' | 'edit' = 'date') =>
    ({
      id: 'listsChecked/hash',
      due,
      ...(timing === 'edit' ? { timing } : {}),
      tell: { type: 'listsChecked', person: 'hash' },
    }) as const

  it('leaves them when it is forgotten, and the rest is looked through again in a month', () => {
    given(personWith({ ...lists, since: NOW }))
      .when({ type: 'listsChecked', gone: { askedIn: ['r1'], steered: ['r1'], handedOn: ['a2'] } })
      .thenChanged({ askedIn: ['r2'], steered: [], handedOn: ['a1'] }, checked(after(1)))
    given(personWith({ askedIn: ['r1'] }))
      .when({ type: 'listsChecked', gone: { askedIn: ['r1'] } })
      .thenChanged({ askedIn: [] })
    given(undefined).when({ type: 'listsChecked', gone: {} }).thenUnchanged()
  })

  it('is looked through a month after it got there, however often she does something meanwhile', () => {
    const decision = decidePerson('hash', undefined, { type: 'taskOpened', ...ada, task: steering }, NOW)
    const effects = decision.kind === 'decided' ? decision.effects : []
    expect(effects).toContainEqual(expect.objectContaining({ id: 'listsChecked/hash', due: after(1), timing: 'edit' }))
  })

  it('goes as well where her term is looked at', () => {
    given(personWith({ ...lists, since: NOW, tasks: [action] }))
      .when({ ...term({ task: action, is: 'open' }), gone: { steered: ['r1'] } }, after(24))
      .thenChanged({ steered: [] }, again(after(25)))
  })
})
