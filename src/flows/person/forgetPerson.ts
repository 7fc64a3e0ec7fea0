import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, FORGOTTEN } from '../decision.ts'
import { type Effect, send } from '../effect.ts'
import { NOBODY, type PersonHash, type PersonId, type Platform } from '../ids.ts'
import { lookAgain, monthsOf, termEnd } from '../retention.ts'
import { hasLists, LISTS, type List, type Person, sameTask, type Task } from './person.ts'

/** Someone for whom nothing is left is forgotten after this long. */
export const PERSON_KEPT_MONTHS = monthsOf('person')
/** Only how far ahead forgetting lies: no person's zone matters for it. */
const UTC = 'UTC'

/** Who it is, and how to reach her: she herself is stored under a hash. */
export interface Whose {
  readonly platform: Platform
  readonly person: PersonId
}

/** Something of hers as it stands by now: `gone` when it is no longer there, or names her no more. */
export type Standing =
  | { readonly task: Task; readonly is: 'open' | 'gone' }
  | { readonly task: Task; readonly is: 'ended'; readonly at: Instant }

/** What of her lists is forgotten by now, by list. */
export type Gone = Readonly<Partial<Record<List, readonly string[]>>>

/** Her term may be over. */
export type PersonForgotten = Whose & {
  readonly type: 'personForgotten'
  /** What no longer has her. */
  readonly gone?: Gone
  /** Absent: everything of hers counts as open. */
  readonly standing?: readonly Standing[]
}

/** Counted from the last time she spoke, or the last thing that was hers. */
export const forgetting = (id: PersonHash, { platform, person }: Whose, since: Instant): Effect =>
  send(
    { type: 'personForgotten', platform, person, ...(person === NOBODY ? { hash: id } : {}) },
    termEnd('person', UTC, since),
    `personForgotten/${id}`,
  )

const checkingAgain = (id: PersonHash, now: Instant): Effect =>
  send({ type: 'listsChecked', person: id }, lookAgain(UTC, now), `listsChecked/${id}`)

/** Her lists are looked through in a month, counted from the first time this was said: what they name has terms of its own. */
export const checkingLists = (id: PersonHash, now: Instant): Effect => ({ ...checkingAgain(id, now), timing: 'edit' })

const withoutGone = (person: Person, gone: Gone): Person => {
  const lists = LISTS.flatMap((list) => {
    const ids: readonly string[] | undefined = person[list]
    return ids ? [[list, ids.filter((id) => !gone[list]?.includes(id))] as const] : []
  })
  return { ...person, ...Object.fromEntries(lists) }
}

/** What is forgotten elsewhere leaves her lists; what is still on them is looked through again. */
export const checkLists = (person: Person, gone: Gone, now: Instant): Decision<Person> => {
  const next = withoutGone(person, gone)
  return decided(next, ...(hasLists(next) ? [checkingAgain(person.id, now)] : []))
}

/** With something of hers at this moment, from which her term counts anew; never from an earlier one than before. */
export const touched = (person: Person, at: Instant): Person => ({ ...person, since: Math.max(person.since ?? at, at) })

/**
 * What is open for her keeps her known; what ended, for as long after that as anything. Whatever should have been taken off
 * her list and wasn't doesn't keep her.
 * @param forgotten what is done when she is
 */
export const forgetPerson = (
  person: Person,
  { standing = person.tasks.map((task): Standing => ({ task, is: 'open' })), gone = {}, ...whose }: PersonForgotten,
  forgotten: readonly Effect[],
  now: Instant,
): Decision<Person> => {
  const over = standing.filter(({ is }) => is === 'gone')
  const tasks = person.tasks.filter((task) => !over.some((one) => sameTask(one.task, task)))
  const since = Math.max(person.since ?? 0, ...standing.map((one) => (one.is === 'ended' ? one.at : 0)))
  const next: Person = { ...withoutGone(person, gone), tasks, since }
  const isOpen = (task: Task): boolean => standing.find((one) => sameTask(one.task, task))?.is !== 'ended'
  const later = forgetting(person.id, whose, since)
  if (tasks.some(isOpen)) return decided(next, { ...later, due: lookAgain(UTC, now) })
  return now < later.due ? decided(next, later) : decided(FORGOTTEN, ...forgotten)
}
