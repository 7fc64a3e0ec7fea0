import { dateIn } from '../../kit/calendar.ts'
import type { Instant } from '../../kit/instant.ts'
import { endOf, nextAfter } from '../../kit/plan.ts'
import { workdayFrom } from '../../kit/workdays.ts'
import { type Decision, decided, FORGOTTEN } from '../decision.ts'
import type { Action, ScheduledDate } from './action.ts'

/** Of one action: half a year of weeks, or as long as a plan is kept for any slower rhythm. */
const MOST_DATES = 26
/** Dates that were cancelled are told for as long as the action is kept, and no more than these. */
const MOST_GONE = 60

/** The date of the series after that; none after the one that asks about the action's end. */
const following = (action: Action, date: string): string | undefined =>
  !action.followUp || date >= endOf(action) ? undefined : nextAfter(action, date).date

/** The date that is asked about or asked about next: the first that calendars still show. */
const firstOf = ({ status, asked, next }: Action): string | undefined =>
  status === 'running' ? [asked, next].flatMap((date) => date ?? []).toSorted()[0] : undefined

const firstDate = ({ followUp }: Action): string | undefined => (followUp ? workdayFrom(followUp) : undefined)

/** The whole series before `first`, and as much as is shown of it after. */
const seriesOf = (action: Action, first: string): readonly string[] => {
  const dates: string[] = []
  let left = MOST_DATES
  for (let date = firstDate(action); date !== undefined && left > 0; date = following(action, date)) {
    dates.push(date)
    if (date > first) left -= 1
  }
  return dates
}

/**
 * The follow-ups of an action from the one that is asked about now until its end, each with its number in the series. A next
 * date that isn't one of the series, because someone moved it, stands in for the last of the series before it.
 */
export const scheduleOf = (action: Action): readonly ScheduledDate[] => {
  const first = firstOf(action)
  if (first === undefined) return []
  const series = seriesOf(action, first)
  const until = series.findIndex((date) => date > first)
  const number = Math.max(0, (until < 0 ? series.length : until) - 1)
  const later = until < 0 ? [] : series.slice(until)
  return [first, ...later].slice(0, MOST_DATES).map((date, at) => ({ number: number + at, date }))
}

/** What calendar files say of it besides its dates. */
const said = ({ what, goal, owner, owners, status, followUp, repeat, end }: Action): string =>
  JSON.stringify([what, goal, owner, owners, status, followUp, repeat, end])

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
  const [was, is] = [scheduleOf(before), scheduleOf(after)]
  const today = dateIn(after.zone, now)
  const { revision = 0, gone = [] } = before.calendar ?? {}
  const dropped = [...gone, ...was.filter(({ date }) => date > today)].filter(
    ({ number }) => !is.some((one) => one.number === number),
  )
  const kept = [...new Map(dropped.map((one) => [one.number, one])).values()].slice(-MOST_GONE)
  return decided({ ...after, calendar: { revision: revision + 1, changed: now, gone: kept } }, ...decision.effects)
}
