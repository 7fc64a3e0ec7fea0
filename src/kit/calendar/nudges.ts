import { Temporal } from 'temporal-polyfill'
import { dateIn } from './calendar.ts'
import { type Hours, openingOn, withinHours } from './hours.ts'
import { HOUR, type Instant } from './instant.ts'
import { workdayBefore, workdayFrom } from './workdays.ts'

/** Reminders per person and step: in surveys two bring most of the effect of any number. */
export const MOST_NUDGES = 2
/** Milliseconds without a reminder after the invitation, and before the close. */
const AFTER_INVITATION = 20 * HOUR
const BEFORE_CLOSE = 4 * HOUR
/** Milliseconds of "later today". */
const LATER = 3 * HOUR

/**
 * When someone who hasn't finished is reminded: halfway, and on the last working day before the close.
 * @returns at most `MOST_NUDGES` moments, in order; none when the time is short
 */
export const nudgeTimes = (hours: Hours, invited: Instant, closesAt: Instant): readonly Instant[] => {
  const { zone } = hours
  const halfway = openingOn(hours, workdayFrom(dateIn(zone, Math.floor((invited + closesAt) / 2))))
  const last = openingOn(hours, workdayBefore(dateIn(zone, closesAt)))
  const fitting = [...new Set([halfway, last])].filter(
    (at) => at >= invited + AFTER_INVITATION && at <= closesAt - BEFORE_CLOSE,
  )
  return fitting.sort((a, b) => a - b).slice(0, MOST_NUDGES)
}

/** The answers to a reminder: three hours later, the next day, or the same day next week. */
export type Snooze = 'today' | 'tomorrow' | 'week'

/** When the reminder comes again, within the person's hours. */
export const snoozedUntil = (hours: Hours, snooze: Snooze, now: Instant): Instant => {
  if (snooze === 'today') return withinHours(hours, now + LATER)
  const today = Temporal.PlainDate.from(dateIn(hours.zone, now))
  return openingOn(hours, today.add({ days: snooze === 'week' ? 7 : 1 }).toString())
}
