import { dateIn } from '../../kit/calendar/calendar.ts'
import { withinHours } from '../../kit/calendar/hours.ts'
import { type Instant, MINUTE, SECOND } from '../../kit/calendar/instant.ts'
import { type Decision, decided, UNCHANGED } from '../decision.ts'
import { type Effect, edit, once, post, quietly } from '../effect.ts'
import type { MessageRef, PersonHash, PersonId, Platform } from '../ids.ts'
import type { EvaluationAsked, EvaluationClosed } from './messages.ts'
import { hoursOf, type Person, type Today, type TodayRow } from './person.ts'

/** What comes within this stands on the card when it is posted; what comes later that day joins it by an edit. */
const GATHERED = 10 * SECOND
/** For filling in the form that an answer can open. */
const TYPING = 30 * MINUTE
/** Rows that are kept: whoever leaves this many open has them in "wat staat er voor mij open?" as well. */
const MOST_ROWS = 60

/** What is asked of a person about actions, and what became of it. */
export type TodayEvent =
  | EvaluationAsked
  | EvaluationClosed
  | {
      readonly type: 'todayPosted'
      readonly platform: Platform
      readonly person: PersonId
      readonly message: MessageRef
    }

/**
 * One message a person a day: what is asked on a day joins the card of that day; a new day begins a new card, which takes along
 * what is still open. Her hours say what the day is. UNCHANGED for a row that is there.
 */
export const decideToday = (person: Person, event: TodayEvent, now: Instant): Decision<Person> => {
  switch (event.type) {
    case 'evaluationAsked':
      return asked(person, event, now)
    case 'evaluationClosed':
      return closed(person, event, now)
    case 'todayPosted':
      return posted(person, event, now)
  }
}

/** The cards of the day are drawn anew. */
export const redrawToday = (
  { id, today }: Person,
  { platform, person }: { readonly platform: Platform; readonly person: PersonId },
  due: Instant,
): Effect[] => (today ? [edit(`today/${id}`, { screen: 'today', platform, person }, 'own', due)] : [])

const asked = (person: Person, event: EvaluationAsked, now: Instant): Decision<Person> => {
  const { type: _, platform, person: who, zone, ...row } = event
  const hours = hoursOf(person, zone)
  const due = withinHours(hours, now + GATHERED)
  const date = dateIn(hours.zone, due)
  const { today } = person
  if (today?.rows.some((known) => !known.done && isSame(known, row))) return UNCHANGED
  const joins = today?.date === date && !calls(today, row)
  const changed: Today = joins
    ? { ...today, rows: withRow(today.rows, row) }
    : {
        date,
        number: today?.date === date ? today.number + 1 : 1,
        rows: withRow(today?.rows.filter(({ done }) => !done) ?? [], row),
        messages: [],
        past: [...(today?.past ?? []), ...(today?.messages ?? [])],
        ...stillPutOff(today, date, row),
      }
  const next: Person = { ...person, today: changed }
  const shows = changed.messages.length === 0 ? [posting(next.id, changed, event, due)] : []
  return decided(next, ...shows, ...(joins ? redrawToday(next, { platform, person: who }, Math.max(now, due)) : []))
}

/** She put it off till later that day herself, and no card is about to be posted: an edit wouldn't be noticed. */
const calls = ({ putOff, messages }: Today, { why, action }: TodayRow): boolean =>
  why === 'later' && messages.length > 0 && (putOff ?? []).includes(action)

const stillPutOff = (today: Today | undefined, date: string, { action }: TodayRow): Pick<Today, 'putOff'> => {
  const left = today?.date === date ? (today.putOff ?? []).filter((one) => one !== action) : []
  return left.length > 0 ? { putOff: left } : {}
}

const isSame = (one: TodayRow, other: TodayRow): boolean =>
  one.action === other.action && one.date === other.date && one.why === other.why && one.times === other.times

/** An action has one row: what is asked of it now. */
const withRow = (rows: readonly TodayRow[], row: TodayRow): readonly TodayRow[] =>
  [...rows.filter(({ action }) => action !== row.action), row].slice(-MOST_ROWS)

const posting = (
  id: PersonHash,
  { date, number }: Today,
  { platform, person }: EvaluationAsked,
  due: Instant,
): Effect => {
  const name = number === 1 ? `today/${id}/${date}` : `today/${id}/${date}/${number}`
  return quietly(once(post(name, { screen: 'today', platform, person }, { in: 'private', platform, person }, due)))
}

const closed = (
  person: Person,
  event: Extract<TodayEvent, { type: 'evaluationClosed' }>,
  now: Instant,
): Decision<Person> => {
  const { today } = person
  if (!today?.rows.some(({ action }) => action === event.action)) return UNCHANGED
  const rows = today.rows.map((row): TodayRow => (row.action === event.action ? { ...row, done: true } : row))
  const putOff = event.putOff ? { putOff: [...new Set([...(today.putOff ?? []), event.action])] } : {}
  return decided(
    { ...person, today: { ...today, rows, ...putOff } },
    ...redrawToday(person, event, event.typing ? now + TYPING : now),
  )
}

const posted = (
  person: Person,
  { platform, person: who, message }: Extract<TodayEvent, { type: 'todayPosted' }>,
  now: Instant,
): Decision<Person> => {
  const { today } = person
  if (!today || today.messages.some((known) => known.message === message.message)) return UNCHANGED
  const card = { screen: 'todayPast', platform, person: who } as const
  const { date, number, past } = today
  return decided(
    { ...person, today: { ...today, messages: [...today.messages, message], past: [] } },
    ...past.map((old, at) => edit(`todayPast/${person.id}/${date}/${number}/${at}`, card, old, now)),
  )
}
