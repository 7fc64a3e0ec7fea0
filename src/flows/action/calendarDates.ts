import { dateIn } from '../../kit/calendar/calendar.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { workdayFrom } from '../../kit/calendar/workdays.ts'
import { asksOn, endOf, nextAfter, placeOf } from '../../kit/plan.ts'
import { type Decision, decided, FORGOTTEN } from '../decision.ts'
import type { Action, ScheduledDate } from './action.ts'
import { isSameSeries } from './schedule.ts'

/** Of one action: half a year of weeks, or as long as a plan is kept for any slower rhythm. */
const MOST_DATES = 26
/** Dates that were cancelled are told for as long as the action is kept, and no more than these. */
const MOST_GONE = 60

/** The date that is asked about or asked about next: the first that calendars still show. */
const firstOf = ({ status, asked, next }: Action): string | undefined =>
  status === 'running' ? [asked, next].flatMap((date) => date ?? []).toSorted()[0] : undefined

/** The date of the series after that; none after the one that asks about the action's end. */
const following = (action: Action, date: string): string | undefined =>
  !action.followUp || date >= endOf(action) ? undefined : nextAfter(action, date).date

/** The dates after that, as many as are shown; the last one asks about the action's end. */
const allAfter = (action: Action, date: string): readonly string[] => {
  const dates: string[] = []
  for (let next = following(action, date); next !== undefined && dates.length < MOST_DATES; ) {
    dates.push(next)
    next = following(action, next)
  }
  return dates
}

interface Placed {
  readonly first: string
  /** The place of the first date in its series. */
  readonly place: number
  readonly later: readonly string[]
}

/** A first date that isn't one of the series, as of an end that is asked about again, stands in for the last one before it. */
const placed = (action: Action): Placed | undefined => {
  const first = firstOf(action)
  if (first === undefined) return undefined
  // Saved before follow-ups kept to working days, it may lie in a weekend.
  const day = workdayFrom(first)
  return { first, place: action.followUp ? placeOf(action, day) : 0, later: allAfter(action, day) }
}

/**
 * The follow-ups of an action from the one that is asked about now until the question about its end, each with its number. Of
 * an action that is looked back at once, only that and its end: whatever comes between depends on who answers.
 */
export const scheduleOf = (action: Action): readonly ScheduledDate[] => {
  const at = placed(action)
  if (!at) return []
  const from = at.place + (action.calendar?.shift ?? 0)
  const dates = [at.first, ...at.later].map((date, index) => ({ number: from + index, date }))
  const shown = dates.filter(
    ({ date }, index) => index === 0 || action.repeat !== 'once' || asksOn(action, date) === 'end',
  )
  return shown.slice(0, MOST_DATES)
}

/**
 * What is added to a place in the series for its number: however a series is moved or its rhythm changed, the entry of the
 * date that came first is the one that moves, and one that was answered stays where it is.
 */
const shiftOf = (before: Action, after: Action, [was]: readonly ScheduledDate[]): number => {
  const at = placed(after)
  const { shift = 0 } = before.calendar ?? {}
  if (!was || !at || isSameSeries(before, after)) return shift
  return was.number + (after.history.length > before.history.length ? 1 : 0) - at.place
}

/** What calendar files say of it besides its dates, and what those are made of. */
const said = ({ what, goal, owner, owners, status, followUp, repeat, end, start, term }: Action): string =>
  JSON.stringify([what, goal, owner, owners, status, followUp, repeat, end, start, term])

/** One date was dealt with and the next of the series came: nothing that a calendar shows has changed. */
const isProgress = (before: Action, after: Action): boolean => {
  const [was, is] = [firstOf(before), firstOf(after)]
  return was === is || (was !== undefined && following(before, was) === is)
}

/**
 * Adds to a decision on an action what calendar files need: a new revision where it changes what they say, with the dates they
 * have to cancel. Dates of today or before stay as they are: they were asked about.
 */
export const revised = (before: Action | undefined, decision: Decision<Action>, now: Instant): Decision<Action> => {
  if (!before || decision.kind !== 'decided' || decision.state === FORGOTTEN) return decision
  const after = decision.state
  if (said(before) === said(after) && isProgress(before, after)) return decision
  const was = scheduleOf(before)
  const { revision = 0, gone = [] } = before.calendar ?? {}
  const shift = shiftOf(before, after, was)
  const calendar = { revision: revision + 1, changed: now, ...(shift === 0 ? {} : { shift }) }
  const is = scheduleOf({ ...after, calendar: { ...calendar, gone } })
  const today = dateIn(after.zone, now)
  const dropped = [...gone, ...was.filter(({ date }) => date > today)].filter(
    ({ number }) => !is.some((one) => one.number === number),
  )
  const kept = [...new Map(dropped.map((one) => [one.number, one])).values()].slice(-MOST_GONE)
  return decided({ ...after, calendar: { ...calendar, gone: kept } }, ...decision.effects)
}
