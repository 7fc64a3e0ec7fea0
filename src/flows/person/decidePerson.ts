import { monthsLater } from '../../kit/calendar.ts'
import type { Hours } from '../../kit/hours.ts'
import type { Instant } from '../../kit/instant.ts'
import type { Language } from '../../kit/languages.ts'
import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import { type Effect, noteErasure, post, send } from '../effect.ts'
import type { CardRef, PersonHash, PersonId, Platform } from '../ids.ts'
import { type CalendarEvent, closing, decideCalendar } from './calendarAddress.ts'
import { type Known, newPerson, type Person, sameTask, type Task } from './person.ts'

const HEARD = 10
/** Someone for whom nothing is left is forgotten after this long. */
export const PERSON_KEPT_MONTHS = 24
/** Only how far ahead forgetting lies: no person's zone matters for it. */
const UTC = 'UTC'

/** What the bot learns of a person, and what she asks for herself. */
export type PersonEvent =
  | { readonly type: 'chatFound'; readonly chat: string; readonly who: Known | undefined }
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
  | { readonly type: 'languageChosen'; readonly language: Language }
  | { readonly type: 'hoursChosen'; readonly hours: Hours }
  | { readonly type: 'taskOpened'; readonly platform: Platform; readonly person: PersonId; readonly task: Task }
  | { readonly type: 'taskClosed'; readonly platform: Platform; readonly person: PersonId; readonly task: Task }
  | { readonly type: 'erased'; readonly platform: Platform; readonly person: PersonId }
  | { readonly type: 'personForgotten' }
  | CalendarEvent

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
      return decided(
        { ...person, chat: event.chat ?? person.chat, heard },
        post(event.event, event.answer, to, now),
        forgetting(id, event, now),
      )
    }
    case 'languageChosen':
      return decided({ ...person, language: event.language }, ...spokenTo(person, event.language, now))
    case 'hoursChosen':
      return decided({ ...person, hours: event.hours })
    case 'taskOpened':
      if (person.tasks.some((task) => sameTask(task, event.task))) return UNCHANGED
      return decided({ ...person, tasks: [...person.tasks, event.task] })
    case 'taskClosed':
      if (!known) return UNCHANGED
      return decided(
        { ...person, tasks: person.tasks.filter((task) => !sameTask(task, event.task)) },
        forgetting(id, event, now),
      )
    case 'erased':
      return known ? eraseAll(person, event, now) : UNCHANGED
    case 'personForgotten':
      // What still waits for her keeps her known; its own end begins the count anew.
      return known && person.tasks.length === 0 ? decided(FORGOTTEN, ...closing(person, now)) : UNCHANGED
    case 'calendarSubscribed': {
      const decision = decideCalendar(person, event, now)
      if (decision.kind !== 'decided') return decision
      return { ...decision, effects: [...decision.effects, forgetting(id, event, now)] }
    }
    case 'calendarWithdrawn':
    case 'calendarFileAsked':
      return decideCalendar(person, event, now)
  }
}

/** Counted from the last time she spoke, or the last thing that was hers. */
const forgetting = (
  id: PersonHash,
  { platform, person }: { readonly platform: Platform; readonly person: PersonId },
  now: Instant,
): Effect =>
  send(
    { type: 'personForgotten', platform, person },
    monthsLater(UTC, now, PERSON_KEPT_MONTHS),
    `personForgotten/${id}`,
  )

/** Her open cards speak her language from now on. */
const spokenTo = ({ tasks }: Person, language: Language, now: Instant): Effect[] =>
  tasks.flatMap((task) => {
    if (task.kind === 'sheet') return [send({ type: 'spokenTo', round: task.round, sheet: task.sheet, language }, now)]
    if (task.kind !== 'ballot') return []
    return [send({ type: 'ballotSpokenTo', round: task.round, ballot: task.sheet, language }, now)]
  })

const eraseAll = (
  person: Person,
  { platform, person: who }: { readonly platform: Platform; readonly person: PersonId },
  now: Instant,
): Decision<Person> =>
  decided(
    FORGOTTEN,
    ...person.tasks.flatMap((task) => erasing(task, who, now)),
    ...closing(person, now),
    noteErasure(`${person.id}/${now}`, { what: 'person', platform, person: who }, now),
  )

/** What she gave is taken back wherever it isn't frozen yet; figures that were shown stay as they are. */
const erasing = (task: Task, person: PersonId, now: Instant): Effect[] => {
  switch (task.kind) {
    case 'sheet':
      return [send({ type: 'personErased', round: task.round, sheet: task.sheet }, now)]
    case 'ballot':
      return [send({ type: 'ballotErased', round: task.round, ballot: task.sheet }, now)]
    case 'action':
      return [send({ type: 'ownerErased', action: task.action, person }, now)]
    case 'round':
      return []
  }
}
