import { Temporal } from 'temporal-polyfill'
import { dateIn } from './calendar.ts'
import { HOUR, type Instant } from './instant.ts'
import { isWorkday, workdayFrom, workMorning } from './workdays.ts'

/** Two reminders bring most of what reminders bring; more only annoy. */
export const MOST_NUDGES = 2
/** The hours in which the bot speaks on its own account. */
const WORKING = { from: 9, until: 17 } as const
/** Not right after the invitation, and not when there is hardly time left. */
const AFTER_INVITATION = 20 * HOUR
const BEFORE_CLOSE = 4 * HOUR

const local = (zone: string, at: Instant): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)

/** That moment when it falls in working hours, else the next working morning. */
export const inWorkingHours = (zone: string, at: Instant): Instant => {
  const { hour } = local(zone, at)
  const date = dateIn(zone, at)
  if (isWorkday(date) && hour >= WORKING.from && hour < WORKING.until) return at
  if (isWorkday(date) && hour < WORKING.from) return workMorning(zone, date)
  return workMorning(zone, local(zone, at).add({ days: 1 }).toPlainDate().toString())
}

/** The last working morning before a date. */
const workdayBefore = (date: string): string => {
  const before = Temporal.PlainDate.from(date).subtract({ days: 1 }).toString()
  return isWorkday(before) ? before : workdayBefore(before)
}

/** When someone who hasn't finished is reminded: halfway, and on the last working morning before the close. */
export const nudgeTimes = (zone: string, invited: Instant, closesAt: Instant): readonly Instant[] => {
  const halfway = workMorning(zone, workdayFrom(dateIn(zone, Math.floor((invited + closesAt) / 2))))
  const last = workMorning(zone, workdayBefore(dateIn(zone, closesAt)))
  const fitting = [...new Set([halfway, last])].filter(
    (at) => at >= invited + AFTER_INVITATION && at <= closesAt - BEFORE_CLOSE,
  )
  return fitting.sort((a, b) => a - b).slice(0, MOST_NUDGES)
}
