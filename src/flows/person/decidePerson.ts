import type { Hours } from '../../kit/calendar/hours.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import type { Language } from '../../kit/languages.ts'
import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import { type Effect, edit, noteErasure, post, quietly, send } from '../effect.ts'
import {
  type ActionId,
  type MessageRef,
  NOBODY,
  type PersonHash,
  type PersonId,
  type Platform,
  type RoundId,
} from '../ids.ts'
import type { CardRef } from '../refs.ts'
import { type CalendarEvent, closing, decideCalendar } from './calendarAddress.ts'
import { type DataFileEvent, decideDataFile, takingFilesAway } from './dataFile.ts'
import {
  checkingLists,
  checkLists,
  forgetPerson,
  forgetting,
  type Gone,
  type PersonForgotten,
  touched,
  type Whose,
} from './forgetPerson.ts'
import { type HomeEvent, restsLater, restsNow } from './homePage.ts'
import { decideOpenForms, type OpenFormEvent } from './openForms.ts'
import { hasLists, type Known, newPerson, type Person, sameTask, type Task } from './person.ts'
import { decideToday, redrawToday, type TodayEvent } from './today.ts'
import { decideVisits, type VisitEvent } from './visits.ts'

const HEARD = 10

/** The store was put back from a backup, noticed `at`: what she or her team did with its plan since `asOf` is gone. */
export type PlanRestored = Whose & {
  readonly type: 'planRestored'
  readonly at: Instant
  readonly asOf?: Instant
  readonly language: Language
}

/** What the bot learns of a person, and what she asks for herself. */
export type PersonEvent =
  | TodayEvent
  | (Whose & { readonly type: 'chatFound'; readonly chat: string; readonly who: Known | undefined })
  | { readonly type: 'chatLost' }
  | {
      readonly type: 'spoke'
      /** Undefined when she spoke elsewhere: the answer is private all the same. */
      readonly chat: string | undefined
      readonly event: string
      readonly platform: Platform
      readonly person: PersonId
      readonly answer: CardRef
    }
  | (Whose & { readonly type: 'languageChosen'; readonly language: Language })
  | (Whose & { readonly type: 'hoursChosen'; readonly hours: Hours })
  | (Whose & { readonly type: 'taskOpened'; readonly task: Task })
  | (Whose & { readonly type: 'taskClosed'; readonly task: Task; readonly since?: Instant })
  | (Whose & { readonly type: 'evaluationSigned'; readonly action: ActionId })
  | (Whose & { readonly type: 'askedNoMore'; readonly round: RoundId })
  /** Asked in a round by a version that didn't keep with her in which ones. */
  | (Whose & { readonly type: 'askedBefore'; readonly round: RoundId })
  | (Whose & { readonly type: 'erased' })
  /** Saved by a version that gave her no term: it begins. */
  | (Whose & { readonly type: 'termMissed' })
  | { readonly type: 'listsChecked'; readonly gone: Gone }
  | PersonForgotten
  | (Whose & {
      /** She takes her answers off the copy she had asked for. */
      readonly type: 'copyErased'
      /** Hashed: a redelivered press makes the same effect. */
      readonly press: string
      readonly message: MessageRef
      readonly language: Language
    })
  | PlanRestored
  | CalendarEvent
  | DataFileEvent
  | HomeEvent
  | OpenFormEvent
  | VisitEvent

/**
 * A person's private chat with the bot, and what is hers in it. It refuses nothing.
 * UNCHANGED for what is known or was answered before, and for forgetting someone for whom something still waits.
 * @param id hers, for someone of whom nothing is known yet
 */
export const decidePerson = (
  id: PersonHash,
  known: Person | undefined,
  event: PersonEvent,
  now: Instant,
): Decision<Person> => {
  const decision = decide(id, known, event, now)
  if (decision.kind !== 'decided' || decision.state === FORGOTTEN || !('person' in event)) return decision
  const since = sinceOf(known, event, now)
  if (since === undefined) return decision
  const person = touched(decision.state, since)
  return decided(
    person,
    ...decision.effects,
    forgetting(id, event, person.since ?? since),
    ...(hasLists(person) ? [checkingLists(id, now)] : []),
  )
}

/** From when her term counts after this; undefined for what is nothing of hers. */
const sinceOf = (known: Person | undefined, event: PersonEvent, now: Instant): Instant | undefined => {
  switch (event.type) {
    case 'spoke':
    case 'languageChosen':
    case 'hoursChosen':
    case 'taskOpened':
    case 'evaluationAsked':
    case 'evaluationSigned':
    case 'calendarSubscribed':
      return now
    case 'taskClosed':
      // As it was saved without the moment, nobody knows whether there was something of hers since.
      return known?.since === undefined ? now : (event.since ?? now)
    case 'chatFound':
    case 'askedNoMore':
    case 'askedBefore':
    case 'evaluationClosed':
    case 'todayPosted':
    case 'calendarWithdrawn':
    case 'fileAsked':
    case 'dataFileAsked':
    case 'dataFileGiven':
    case 'copyErased':
    case 'termMissed':
    case 'visitBegan':
      return known?.since === undefined ? now : undefined
    case 'formOpened':
    case 'formLeft':
    case 'editHeld':
    case 'homeShown':
    case 'planRestored':
    case 'chatLost':
    case 'dataFileGone':
    case 'erased':
    case 'listsChecked':
    case 'personForgotten':
    case 'visitEnded':
    case 'visitsEnded':
      return undefined
  }
}

const decide = (id: PersonHash, known: Person | undefined, event: PersonEvent, now: Instant): Decision<Person> => {
  const person = known ?? newPerson(id)
  switch (event.type) {
    case 'chatFound':
      if (person.chat === event.chat && person.who?.alias === event.who?.alias) return UNCHANGED
      return decided({ ...person, chat: event.chat, ...(event.who ? { who: event.who } : {}) })
    case 'chatLost':
      return known?.chat === undefined ? UNCHANGED : decided({ ...person, chat: undefined })
    case 'spoke': {
      if (person.heard.includes(event.event)) return UNCHANGED
      const heard = [...person.heard, event.event].slice(-HEARD)
      const to = { in: 'private', platform: event.platform, person: event.person } as const
      return decided({ ...person, chat: event.chat ?? person.chat, heard }, post(event.event, event.answer, to, now))
    }
    case 'languageChosen':
      return decided(
        { ...person, language: event.language },
        ...spokenTo(person, event.language, now),
        ...redrawToday(person, event, now),
      )
    case 'hoursChosen':
      return decided({ ...person, hours: event.hours })
    case 'taskOpened':
      if (person.tasks.some((task) => sameTask(task, event.task))) return UNCHANGED
      return decided(listed(handedBack(person, event.task), event.task))
    case 'taskClosed':
      if (!known) return UNCHANGED
      return decided({
        ...handedOn(forgottenRound(person, event), event.task),
        tasks: person.tasks.filter((task) => !sameTask(task, event.task)),
      })
    case 'askedNoMore':
      if (!known?.askedIn?.includes(event.round)) return UNCHANGED
      return decided({ ...known, askedIn: known.askedIn.filter((round) => round !== event.round) })
    case 'askedBefore':
      if (!known || known.askedIn?.includes(event.round)) return UNCHANGED
      return decided({ ...known, askedIn: [...(known.askedIn ?? []), event.round] })
    case 'evaluationAsked':
    case 'evaluationClosed':
    case 'todayPosted':
      return decideToday(person, event, now)
    case 'evaluationSigned':
      if (person.answered?.includes(event.action)) return UNCHANGED
      return decided({ ...person, answered: [...(person.answered ?? []), event.action] })
    case 'erased':
      return known ? eraseAll(person, event, now) : UNCHANGED
    case 'termMissed':
      return known && known.since === undefined ? decided(known) : UNCHANGED
    case 'listsChecked':
      return known ? checkLists(known, event.gone, now) : UNCHANGED
    case 'personForgotten':
      if (!known) return UNCHANGED
      return forgetPerson(
        known,
        event,
        [
          ...closing(known, now),
          ...takingFilesAway(known, now),
          ...[...actionsOf(known)].map((action) => ownerErased(known, action, event.person, now)),
        ],
        now,
      )
    case 'copyErased': {
      const { press, message, language } = event
      return decided(person, edit(`copyErased/${press}`, { screen: 'copyErased', language }, message, now))
    }
    case 'planRestored':
      return known ? planRestored(known, event, now) : UNCHANGED
    case 'calendarSubscribed':
    case 'calendarWithdrawn':
    case 'fileAsked':
      return decideCalendar(person, event, now)
    case 'dataFileAsked':
    case 'dataFileGiven':
    case 'dataFileGone':
      return decideDataFile(id, known, event, now)
    case 'homeShown':
      return known ? decided(known, restsLater(id, event, now)) : UNCHANGED
    case 'formOpened':
    case 'formLeft':
    case 'editHeld':
      return known ? decideOpenForms(known, event, now) : UNCHANGED
    case 'visitBegan':
      return decideVisits(person, event, now)
    case 'visitEnded':
    case 'visitsEnded':
      return known ? decideVisits(known, event, now) : UNCHANGED
  }
}

/** Once for each time, however many actions and rounds it is about. */
const planRestored = (known: Person, { at, asOf, platform, person, language }: PlanRestored, now: Instant) => {
  if (known.restored === at) return UNCHANGED
  const since = asOf === undefined ? {} : { asOf }
  const card = { screen: 'planRestored', platform, person, language, ...since } as const
  const told = post(`planRestored/${known.id}/${at}`, card, { in: 'private', platform, person }, now)
  return decided<Person>({ ...known, restored: at }, quietly(told))
}

/** Among what is hers, with the round that it makes her a part of. */
const listed = (person: Person, task: Task): Person => {
  const tasks = [...person.tasks, task]
  if (task.kind === 'action') return { ...person, tasks }
  const list = task.kind === 'round' ? 'steered' : 'askedIn'
  return { ...person, tasks, [list]: [...new Set([...(person[list] ?? []), task.round])] }
}

/** Who steered a round to its end has nothing in it any more; who passed it on still may. */
const forgottenRound = (person: Person, { task, since }: { readonly task: Task; readonly since?: Instant }): Person =>
  task.kind !== 'round' || since === undefined || !person.steered
    ? person
    : { ...person, steered: person.steered.filter((round) => round !== task.round) }

/** Of so many her calendar is told that they are hers no more. */
const MOST_HANDED_ON = 20

const handedOn = (person: Person, task: Task): Person => {
  if (task.kind !== 'action' || person.handedOn?.includes(task.action)) return person
  return { ...person, handedOn: [...(person.handedOn ?? []), task.action].slice(-MOST_HANDED_ON) }
}

const handedBack = (person: Person, task: Task): Person => {
  if (task.kind !== 'action' || !person.handedOn) return person
  return { ...person, handedOn: person.handedOn.filter((action) => action !== task.action) }
}

/** Her open cards speak her language from now on. */
const spokenTo = ({ tasks }: Person, language: Language, now: Instant): Effect[] =>
  tasks.flatMap((task) => {
    if (task.kind === 'sheet') return [send({ type: 'spokenTo', round: task.round, sheet: task.sheet, language }, now)]
    if (task.kind !== 'ballot') return []
    return [send({ type: 'ballotSpokenTo', round: task.round, ballot: task.sheet, language }, now)]
  })

const eraseAll = (known: Person, { platform, person }: Whose, now: Instant): Decision<Person> =>
  decided(
    FORGOTTEN,
    ...known.tasks.flatMap((task) => erasing(task, now)),
    ...[...actionsOf(known)].map((action) => ownerErased(known, action, person, now)),
    ...closing(known, now),
    ...takingFilesAway(known, now),
    ...restsNow(known.id, { platform, person }, now),
    // In place of the one that would forget her, and that says who she is.
    send({ type: 'personForgotten', platform, person: NOBODY }, now, `personForgotten/${known.id}`),
    noteErasure({ what: 'person', platform, person }, now),
  )

/** The actions she owns, and those that keep that she answered. */
const actionsOf = ({ tasks, answered = [] }: Person): ReadonlySet<ActionId> =>
  new Set([...tasks.flatMap((task) => (task.kind === 'action' ? task.action : [])), ...answered])

/** By her hash as well: two owners of one action may be erased at once. */
const ownerErased = ({ id }: Person, action: ActionId, person: PersonId, now: Instant): Effect =>
  send({ type: 'ownerErased', action, person }, now, `ownerErased/${action}/${id}`)

/** What she gave is taken back wherever it isn't frozen yet; figures that were shown stay as they are. */
const erasing = (task: Task, now: Instant): Effect[] => {
  switch (task.kind) {
    case 'sheet':
      return [send({ type: 'personErased', round: task.round, sheet: task.sheet }, now)]
    case 'ballot':
      return [send({ type: 'ballotErased', round: task.round, ballot: task.sheet }, now)]
    case 'action':
    case 'round':
      return []
  }
}
