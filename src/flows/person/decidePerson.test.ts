import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { decideApartFromTerm } from '../../../test/given/personApartFromTerm.ts'
import { due, message, row, todayWith } from '../../../test/given/todayWith.ts'
import type { Hours } from '../../kit/calendar/hours.ts'
import type { PersonEvent } from './decidePerson.ts'
import type { Person, Task } from './person.ts'

const { given, expectSafeIds } = deciderSpecification<Person, PersonEvent>((person, event, now) =>
  decideApartFromTerm('hash', person, event, now),
)

const ADA = '29:ada'
const ada = { platform: PLATFORM, person: ADA } as const
const personWith = (part: Partial<Person>): Person => ({
  id: 'hash',
  chat: undefined,
  heard: [],
  tasks: [],
  ...part,
})
const sheet: Task = { kind: 'sheet', round: 'r', sheet: 's' }
const ballot: Task = { kind: 'ballot', round: 'r', sheet: 's' }
const steering: Task = { kind: 'round', round: 'r' }
const action: Task = { kind: 'action', action: 'a' }
const everything = [sheet, ballot, steering, action]
const inRound = (task: Task): Partial<Person> =>
  task.kind === 'action' ? {} : { [task.kind === 'round' ? 'steered' : 'askedIn']: [task.round] }

describe('a private chat', () => {
  const found = { type: 'chatFound', ...ada, chat: 'chat', who: { person: ADA, alias: 'ada@jeugdhuis.be' } } as const

  it('is known once the bot has found it, with what the directory calls her', () => {
    given(undefined)
      .when(found)
      .thenChanged(personWith({ chat: 'chat', who: found.who }))
  })

  it('is found once, and anew when it or her name has changed', () => {
    given(undefined, found).when(found).thenUnchanged()
    given(undefined, found)
      .when({ ...found, chat: 'another' })
      .thenChanged({ chat: 'another' })
    const married = { person: ADA, alias: 'ada.b@jeugdhuis.be' }
    given(undefined, found)
      .when({ ...found, who: married })
      .thenChanged({ who: married })
  })

  it('keeps what the directory called her when it no longer says', () => {
    given(undefined, found)
      .when({ type: 'chatFound', ...ada, chat: 'another', who: undefined })
      .thenChanged({ chat: 'another' })
  })

  it('is forgotten when the platform has lost it, and nothing else of hers', () => {
    given(personWith({ chat: 'chat', tasks: [sheet] }))
      .when({ type: 'chatLost' })
      .thenChanged({ chat: undefined })
  })

  it('can’t be lost when none is known', () => {
    given(personWith({})).when({ type: 'chatLost' }).thenUnchanged()
    given(undefined).when({ type: 'chatLost' }).thenUnchanged()
  })
})

describe('who says something to the bot', () => {
  const help = { screen: 'help', ...ada } as const
  const spoke = (event: string, chat: string | undefined): PersonEvent => ({
    type: 'spoke',
    chat,
    event,
    ...ada,
    answer: help,
  })
  const answer = (event: string) =>
    ({ id: `post/${event}`, due: NOW, post: help, to: { in: 'private', ...ada } }) as const

  it('is answered in private, and kept for two years from then', () => {
    given(undefined)
      .when(spoke('e', 'chat'))
      .thenChanged(personWith({ chat: 'chat', heard: ['e'] }), answer('e'))
  })

  it('is answered in the private chat she has, where she spoke elsewhere', () => {
    given(personWith({ chat: 'chat' }))
      .when(spoke('e', undefined))
      .thenChanged({ heard: ['e'] }, answer('e'))
  })

  it('is answered once, however often the platform delivers it', () => {
    given(undefined, spoke('e', 'chat')).when(spoke('e', 'chat')).thenUnchanged()
  })

  it('is remembered for ten messages', () => {
    const heard = Array.from({ length: 10 }, (_, at) => `e${at}`)
    given(personWith({ chat: 'chat', heard }))
      .when(spoke('e10', 'chat'))
      .thenChanged({ heard: [...heard.slice(1), 'e10'] }, answer('e10'))
  })
})

describe('who chooses', () => {
  it('a language is spoken to in it, also on the cards she has open', () => {
    given(personWith({ tasks: everything }))
      .when({ type: 'languageChosen', ...ada, language: 'en' })
      .thenChanged(
        { language: 'en' },
        { id: 'spokenTo/r/s', due: NOW, tell: { type: 'spokenTo', round: 'r', sheet: 's', language: 'en' } },
        {
          id: 'ballotSpokenTo/r/s',
          due: NOW,
          tell: { type: 'ballotSpokenTo', round: 'r', ballot: 's', language: 'en' },
        },
      )
  })

  it('her hours, or a language before anything is hers, is known by it', () => {
    const hours: Hours = { zone: 'Europe/Brussels', days: [2, 4], from: 18, until: 21 }
    given(undefined)
      .when({ type: 'hoursChosen', ...ada, hours })
      .thenChanged(personWith({ hours }))
    given(undefined)
      .when({ type: 'languageChosen', ...ada, language: 'en' })
      .thenChanged(personWith({ language: 'en' }))
  })
})

describe('what is hers', () => {
  it.each(everything)('has a $kind in it once', (task) => {
    const opened = { type: 'taskOpened', ...ada, task } as const
    given(undefined)
      .when(opened)
      .thenChanged(personWith({ tasks: [task], ...inRound(task) }))
    given(undefined, opened).when(opened).thenUnchanged()
  })

  it('tells apart rounds, actions, and her sheet from her ballot of one round', () => {
    const others: readonly Task[] = [
      { kind: 'sheet', round: 'r2', sheet: 's' },
      { kind: 'round', round: 'r2' },
      { kind: 'action', action: 'a2' },
    ]
    for (const task of others)
      given(personWith({ tasks: everything }))
        .when({ type: 'taskOpened', ...ada, task })
        .thenChanged({ tasks: [...everything, task], ...inRound(task) })
  })

  it.each(everything)('is rid of a $kind that is over, and she is kept for two years from then', (task) => {
    given(personWith({ tasks: everything }))
      .when({ type: 'taskClosed', ...ada, task })
      .thenChanged({
        tasks: everything.filter((one) => one !== task),
        ...(task.kind === 'action' ? { handedOn: [task.action] } : {}),
      })
  })

  it('that was an action stays known to her calendar: the last twenty, until it is hers again', () => {
    const of = (action: string): Task => ({ kind: 'action', action })
    const closed = (action: string) => ({ type: 'taskClosed', ...ada, task: of(action) }) as const
    const handedOn = Array.from({ length: 20 }, (_, at) => `a${at}`)
    given(personWith({ handedOn }))
      .when(closed('b'))
      .thenChanged({ handedOn: [...handedOn.slice(1), 'b'] })
    given(personWith({ handedOn })).when(closed('a3')).thenChanged({})
    given(personWith({ handedOn: ['a', 'b'] }))
      .when({ type: 'taskOpened', ...ada, task: of('a') })
      .thenChanged({ handedOn: ['b'], tasks: [of('a')] })
  })

  it('is nobody’s when she isn’t known', () => {
    given(undefined)
      .when({ type: 'taskClosed', ...ada, task: sheet })
      .thenUnchanged()
  })
})

describe('privacy.5.6 the rounds that have her', () => {
  const opened = (task: Task) => ({ type: 'taskOpened', ...ada, task }) as const

  it('are remembered until nobody is asked anything in them any more', () => {
    const over = { type: 'askedNoMore', ...ada, round: 'r' } as const
    given(undefined, opened(sheet), opened(ballot), { type: 'taskClosed', ...ada, task: sheet })
      .when(over)
      .thenChanged({ askedIn: [] })
    given(personWith({})).when(over).thenUnchanged()
    given(undefined).when(over).thenUnchanged()
  })

  it('are remembered where a version asked her that didn’t keep in which, and of nobody who isn’t there', () => {
    const before = { type: 'askedBefore', ...ada, round: 'r' } as const
    given(personWith({}))
      .when(before)
      .thenChanged({ askedIn: ['r'] })
    given(personWith({ askedIn: ['s'] }))
      .when(before)
      .thenChanged({ askedIn: ['s', 'r'] })
    given(personWith({ askedIn: ['r'] }))
      .when(before)
      .thenUnchanged()
    given(undefined).when(before).thenUnchanged()
  })

  it('are remembered where she passed one on, and no longer where it is forgotten', () => {
    const closed = { type: 'taskClosed', ...ada, task: steering } as const
    given(undefined, opened(steering)).when(closed).thenChanged({ tasks: [] })
    given(undefined, opened(steering))
      .when({ ...closed, since: NOW })
      .thenChanged({ tasks: [], steered: [] })
  })
})

describe('what she answered about', () => {
  const signed = { type: 'evaluationSigned', ...ada, action: 'a' } as const

  it('is remembered once, so that her erasure finds it', () => {
    given(undefined)
      .when(signed)
      .thenChanged(personWith({ answered: ['a'] }))
    given(undefined, signed).when(signed).thenUnchanged()
  })
})

describe('who is forgotten', () => {
  const note = {
    id: 'note/person',
    due: NOW,
    erases: true,
    note: { what: 'person', ...ada },
  } as const

  /** In place of what would forget her later, and says who she is. */
  const unnamed = {
    id: 'personForgotten/hash',
    due: NOW,
    tell: { type: 'personForgotten', platform: PLATFORM, person: '' },
  } as const

  const ownerErased = (of: string) =>
    ({ id: `ownerErased/${of}/hash`, due: NOW, tell: { type: 'ownerErased', action: of, person: ADA } }) as const

  it('because she asks takes back what she gave wherever it isn’t frozen, and leaves a note for backups', () => {
    given(personWith({ chat: 'chat', tasks: everything }))
      .when({ type: 'erased', ...ada })
      .thenForgotten(
        { id: 'personErased/r/s', due: NOW, tell: { type: 'personErased', round: 'r', sheet: 's' } },
        { id: 'ballotErased/r/s', due: NOW, tell: { type: 'ballotErased', round: 'r', ballot: 's' } },
        ownerErased('a'),
        unnamed,
        note,
      )
  })

  it('because she asks takes her name off what she answered about, also where she owns nothing', () => {
    given(personWith({ tasks: [action], answered: ['a', 'b'] }))
      .when({ type: 'erased', ...ada })
      .thenForgotten(ownerErased('a'), ownerErased('b'), unnamed, note)
    given(personWith({ answered: ['b'] }))
      .when({ type: 'personForgotten', ...ada })
      .thenForgotten(ownerErased('b'))
  })

  it('because she asks leaves the round she steers to the team', () => {
    given(personWith({ tasks: [steering] }))
      .when({ type: 'erased', ...ada })
      .thenForgotten(unnamed, note)
  })

  it('because nothing was hers for long is gone without a word', () => {
    given(personWith({ chat: 'chat' }))
      .when({ type: 'personForgotten', ...ada })
      .thenForgotten()
  })

  it.each(everything)('not while a $kind still waits for her', (task) => {
    given(personWith({ tasks: [task] }))
      .when({ type: 'personForgotten', ...ada })
      .thenChanged({})
  })

  it('is so once', () => {
    given(undefined)
      .when({ type: 'erased', ...ada })
      .thenUnchanged()
    given(undefined)
      .when({ type: 'personForgotten', ...ada })
      .thenUnchanged()
  })

  it('hears once that a backup was put back, however much of a plan is hers', () => {
    const event = { type: 'planRestored', ...ada, at: NOW, asOf: NOW - 60_000, language: 'nl' } as const
    const known = personWith({ tasks: everything })
    given(known)
      .when(event)
      .thenChanged(
        { restored: NOW },
        {
          ...{ id: `post/planRestored/${known.id}/${NOW}`, due: NOW, quiet: true },
          post: { screen: 'planRestored', ...ada, asOf: event.asOf, language: 'nl' },
          to: { in: 'private', ...ada },
        },
      )
    given(known, event).when(event).thenUnchanged()
    given(undefined).when(event).thenUnchanged()
  })

  it('is named in no effect’s id, and the same event gives the same id', () => {
    const today = todayWith({ rows: [row('a')], messages: [message('m1')], past: [message('m0')] })
    const calendar = { subscription: 'old', since: 0 }
    const states = [
      undefined,
      personWith({}),
      personWith({ chat: 'chat', tasks: everything, calendar }),
      personWith({ today, files: [{ platform: PLATFORM, file: 'F0ADA', name: 'hash', until: NOW }] }),
    ]
    expectSafeIds(states, {
      chatFound: { type: 'chatFound', ...ada, chat: 'chat', who: { person: ADA, alias: 'ada' } },
      chatLost: { type: 'chatLost' },
      spoke: { type: 'spoke', chat: 'chat', event: 'e', ...ada, answer: { screen: 'help', ...ada } },
      languageChosen: { type: 'languageChosen', ...ada, language: 'en' },
      hoursChosen: { type: 'hoursChosen', ...ada, hours: { zone: 'Europe/Brussels', days: [1], from: 9, until: 17 } },
      taskOpened: { type: 'taskOpened', ...ada, task: sheet },
      taskClosed: { type: 'taskClosed', ...ada, task: action },
      evaluationAsked: { ...due('a'), ...ada },
      evaluationClosed: { type: 'evaluationClosed', ...ada, action: 'a' },
      evaluationSigned: { type: 'evaluationSigned', ...ada, action: 'a' },
      todayPosted: { type: 'todayPosted', ...ada, message: message('m2') },
      planRestored: { type: 'planRestored', ...ada, at: NOW, language: 'nl' },
      erased: { type: 'erased', ...ada },
      askedNoMore: { type: 'askedNoMore', ...ada, round: 'r' },
      askedBefore: { type: 'askedBefore', ...ada, round: 'r' },
      copyErased: { type: 'copyErased', ...ada, press: 'hash', message: message('m3'), language: 'nl' },
      personForgotten: { type: 'personForgotten', ...ada },
      termMissed: { type: 'termMissed', ...ada },
      listsChecked: { type: 'listsChecked', gone: {} },
      calendarSubscribed: { type: 'calendarSubscribed', event: 'e', subscription: 'sub', ...ada },
      calendarWithdrawn: { type: 'calendarWithdrawn', event: 'e' },
      fileAsked: { type: 'fileAsked', event: 'e', ...ada, file: { of: 'mine', person: 'hash' } },
      dataFileAsked: { type: 'dataFileAsked', event: 'e', ...ada },
      dataFileGiven: { type: 'dataFileGiven', ...ada, file: 'F0ADA', name: 'hash' },
      dataFileGone: { type: 'dataFileGone', name: 'hash' },
      homeShown: { type: 'homeShown', ...ada },
      formOpened: { type: 'formOpened', message: 'm1', until: NOW },
      formLeft: { type: 'formLeft', message: 'm1' },
      editHeld: { type: 'editHeld', card: { screen: 'today', ...ada }, message: message('m1') },
      visitBegan: { type: 'visitBegan', ...ada, visit: 'hash' },
      visitEnded: { type: 'visitEnded', visit: 'hash' },
      visitsEnded: { type: 'visitsEnded' },
    })
  })
})
