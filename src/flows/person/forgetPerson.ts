import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, FORGOTTEN } from '../decision.ts'
import { type Effect, send } from '../effect.ts'
import type { PersonHash, PersonId, Platform } from '../ids.ts'
import { lookAgain, monthsOf, termEnd } from '../retention.ts'
import { type Person, sameTask, type Task } from './person.ts'

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

/** Her term may be over. */
export type PersonForgotten = Whose & {
  readonly type: 'personForgotten'
  /** Absent: everything of hers counts as open. */
  readonly standing?: readonly Standing[]
}

/** Counted from the last time she spoke, or the last thing that was hers. */
export const forgetting = (id: PersonHash, { platform, person }: Whose, since: Instant): Effect =>
  send({ type: 'personForgotten', platform, person }, termEnd('person', UTC, since), `personForgotten/${id}`)

/** With something of hers at this moment, from which her term counts anew; never from an earlier one than before. */
export const touched = (person: Person, at: Instant): Person => ({ ...person, since: Math.max(person.since ?? at, at) })

/**
 * What is open for her keeps her known; what ended, for as long after that as anything. Whatever should have been taken off
 * her list and wasn't doesn't keep her.
 * @param forgotten what is done when she is
 */
export const forgetPerson = (
  person: Person,
  { standing = person.tasks.map((task): Standing => ({ task, is: 'open' })), ...whose }: PersonForgotten,
  forgotten: readonly Effect[],
  now: Instant,
): Decision<Person> => {
  const gone = standing.filter(({ is }) => is === 'gone')
  const tasks = person.tasks.filter((task) => !gone.some((one) => sameTask(one.task, task)))
  const since = Math.max(person.since ?? 0, ...standing.map((one) => (one.is === 'ended' ? one.at : 0)))
  const next: Person = { ...person, tasks, since }
  const isOpen = (task: Task): boolean => standing.find((one) => sameTask(one.task, task))?.is !== 'ended'
  const later = forgetting(person.id, whose, since)
  if (tasks.some(isOpen)) return decided(next, { ...later, due: lookAgain(UTC, now) })
  return now < later.due ? decided(next, later) : decided(FORGOTTEN, ...forgotten)
}
