import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { decideApartFromTerm } from '../../../test/given/personApartFromTerm.ts'
import { due, message, row, todayWith } from '../../../test/given/todayWith.ts'
import { MINUTE, SECOND } from '../../kit/calendar/instant.ts'
import type { PersonEvent } from './decidePerson.ts'
import type { Person, Today } from './person.ts'

const { given } = deciderSpecification<Person, PersonEvent>((person, event, now) =>
  decideApartFromTerm('hash', person, event, now),
)

const ada = { platform: PLATFORM, person: '29:ada' } as const
const TODAY = '2026-11-23'
const personWith = (today: Partial<Today> | undefined, part: Partial<Person> = {}): Person => ({
  id: 'hash',
  chat: 'chat',
  heard: [],
  tasks: [],
  ...(today ? { today: todayWith(today) } : {}),
  ...part,
})
const at = (moment: string): number => Date.parse(moment)
const soon = NOW + 10 * SECOND
const card = { screen: 'today', ...ada } as const
const posts = (day: string, moment: number) =>
  ({ id: `post/today/hash/${day}`, due: moment, post: card, to: { in: 'private', ...ada }, quiet: true }) as const
const edits = (moment: number) => ({ id: 'edit/today/hash', due: moment, edit: card, message: 'own' }) as const

describe('what is asked of someone on a day', () => {
  it('is one card, which waits a moment for more', () => {
    given(personWith(undefined))
      .when(due('a'))
      .thenChanged({ today: todayWith({ rows: [row('a')] }) }, posts(TODAY, soon))
  })

  it('joins the card of that day, before and after it is posted', () => {
    given(personWith({ rows: [row('a')] }))
      .when(due('b'))
      .thenChanged({ today: todayWith({ rows: [row('a'), row('b')] }) }, posts(TODAY, soon), edits(soon))
    given(personWith({ rows: [row('a')], messages: [message('m1')] }))
      .when(due('b'))
      .thenChanged({ today: todayWith({ rows: [row('a'), row('b')], messages: [message('m1')] }) }, edits(soon))
  })

  it('has one row an action: what is asked of it last', () => {
    given(personWith({ rows: [row('a', { why: 'new' }), row('b')], messages: [message('m1')] }))
      .when(due('a', { times: 2 }))
      .thenChanged(
        { today: todayWith({ rows: [row('b'), row('a', { times: 2 })], messages: [message('m1')] }) },
        edits(soon),
      )
  })

  it('is there once, however often it is delivered', () => {
    given(personWith(undefined), due('a')).when(due('a')).thenUnchanged()
  })

  it('belongs to the day on which her hours begin', () => {
    const evening = at('2026-11-23T20:00:00+01:00')
    const morning = at('2026-11-24T09:30:00+01:00')
    given(personWith(undefined))
      .when(due('a'), evening)
      .thenChanged({ today: todayWith({ date: '2026-11-24', rows: [row('a')] }) }, posts('2026-11-24', morning))
    const hours = { zone: 'America/New_York', days: [1, 2, 3, 4, 5], from: 9, until: 17 }
    given(personWith(undefined, { hours }))
      .when(due('a'))
      .thenChanged({ today: todayWith({ rows: [row('a')] }) }, posts(TODAY, at('2026-11-23T09:30:00-05:00')))
  })

  it('begins a new card on a new day, which takes along what is open and leaves what is done', () => {
    const old = { date: '2026-11-20', rows: [row('a'), row('b', { done: true })], messages: [message('m1')] }
    given(personWith(old))
      .when(due('c'))
      .thenChanged({ today: todayWith({ rows: [row('a'), row('c')], past: [message('m1')] }) }, posts(TODAY, soon))
  })

  it('comes in a card of its own when she herself asked for it later that day', () => {
    const putOff = { type: 'evaluationClosed', ...ada, action: 'a', putOff: true } as const
    given(personWith({ rows: [row('a')], messages: [message('m1')] }), putOff)
      .when(due('a', { why: 'later' }))
      .thenChanged(
        { today: todayWith({ number: 2, rows: [row('a', { why: 'later' })], past: [message('m1')] }) },
        posts(`${TODAY}/2`, soon),
      )
  })

  it('joins the card of the day to which she put it off, or on which someone else did', () => {
    const today = { rows: [row('b')], messages: [message('m1')] }
    const later = row('a', { why: 'later' })
    given(personWith(today))
      .when(due('a', { why: 'later' }))
      .thenChanged({ today: todayWith({ ...today, rows: [row('b'), later] }) }, edits(soon))
    given(personWith({ ...today, rows: [row('a')] }), { type: 'evaluationClosed', ...ada, action: 'a' })
      .when(due('a', { why: 'later' }))
      .thenChanged({ today: todayWith({ ...today, rows: [later] }) }, edits(soon))
  })

  it('waits for more of what she put off that day, and calls again for what comes back after that', () => {
    const old = { rows: [row('a', { done: true }), row('b', { done: true })], messages: [message('m1')] }
    const [a, b] = [row('a', { why: 'later' }), row('b', { why: 'later' })]
    const second = { number: 2, rows: [a], past: [message('m1')], putOff: ['b'] }
    given(personWith({ ...old, putOff: ['a', 'b'] }))
      .when(due('a', { why: 'later' }))
      .thenChanged({ today: todayWith(second) }, posts(`${TODAY}/2`, soon))
    given(personWith(second))
      .when(due('b', { why: 'later' }))
      .thenChanged({ today: todayWith({ ...second, rows: [a, b] }) }, posts(`${TODAY}/2`, soon), edits(soon))
    given(personWith({ ...second, messages: [message('m2')], past: [] }))
      .when(due('b', { why: 'later' }))
      .thenChanged({ today: todayWith({ number: 3, rows: [a, b], past: [message('m2')] }) }, posts(`${TODAY}/3`, soon))
  })

  it('keeps whoever was unknown until then for two years from then', () => {
    given(undefined)
      .when(due('a'))
      .thenChanged(
        { id: 'hash', chat: undefined, heard: [], tasks: [], today: todayWith({ rows: [row('a')] }) },
        posts(TODAY, soon),
      )
  })
})

describe('a card of the day', () => {
  it('makes the one before it say that it is here', () => {
    given(personWith({ rows: [row('a')], past: [message('m0'), message('m1')] }))
      .when({ type: 'todayPosted', ...ada, message: message('m2') })
      .thenChanged(
        { today: todayWith({ rows: [row('a')], messages: [message('m2')] }) },
        ...['m0', 'm1'].map((id, number) => ({
          id: `edit/todayPast/hash/${TODAY}/1/${number}`,
          due: NOW,
          edit: { screen: 'todayPast', ...ada } as const,
          message: message(id),
        })),
      )
  })

  it('is known once, and not without a day', () => {
    const posted = { type: 'todayPosted', ...ada, message: message('m2') } as const
    given(personWith({ rows: [row('a')] }), posted)
      .when(posted)
      .thenUnchanged()
    given(personWith(undefined)).when(posted).thenUnchanged()
  })

  it('says what was answered, by whomever', () => {
    given(personWith({ rows: [row('a'), row('b')], messages: [message('m1')] }))
      .when({ type: 'evaluationClosed', ...ada, action: 'a' })
      .thenChanged(
        { today: todayWith({ rows: [row('a', { done: true }), row('b')], messages: [message('m1')] }) },
        edits(NOW),
      )
    given(personWith({ rows: [row('b')] }))
      .when({ type: 'evaluationClosed', ...ada, action: 'a' })
      .thenUnchanged()
    given(personWith(undefined))
      .when({ type: 'evaluationClosed', ...ada, action: 'a' })
      .thenUnchanged()
  })

  it('isn’t drawn over a form that she is filling in', () => {
    given(personWith({ rows: [row('a')], messages: [message('m1')] }))
      .when({ type: 'evaluationClosed', ...ada, action: 'a', typing: true })
      .thenChanged(
        { today: todayWith({ rows: [row('a', { done: true })], messages: [message('m1')] }) },
        edits(NOW + 30 * MINUTE),
      )
  })

  it('speaks the language she chooses', () => {
    given(personWith({ rows: [row('a')], messages: [message('m1')] }))
      .when({ type: 'languageChosen', ...ada, language: 'en' })
      .thenChanged({ language: 'en' }, edits(NOW))
  })
})
