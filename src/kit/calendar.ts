import { Temporal } from 'temporal-polyfill'
import type { Instant } from './instant.ts'
import type { Say } from './sentences.ts'

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Five in the afternoon, on the wall in the team's zone: a deadline people recognise as the end of a working day. */
const CLOSING_HOUR = 17

const local = (at: Instant, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)

/** `2026-12-04` in the zone. */
export const dateIn = (zone: string, at: Instant): string => local(at, zone).toPlainDate().toString()

/** The hour on the wall in the zone. */
export const hourIn = (zone: string, at: Instant): number => local(at, zone).hour

/** The closing hour of a date, or undefined when the text isn't a date such as `2026-12-04`. */
export const closingMoment = (zone: string, date: string, hour = CLOSING_HOUR): Instant | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined
  try {
    const day = Temporal.PlainDate.from(date, { overflow: 'reject' })
    return day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds
  } catch {
    return undefined
  }
}

/** So many days later at the same time on the wall, also over a night in which the clocks change. */
export const daysLater = (zone: string, at: Instant, days: number): Instant =>
  local(at, zone).add({ days }).epochMilliseconds

/** The same date, or the Monday after when it falls in a weekend. */
export const workingDate = (zone: string, at: Instant): string => {
  const day = local(at, zone).toPlainDate()
  return day.add({ days: day.dayOfWeek > 5 ? 8 - day.dayOfWeek : 0 }).toString()
}

/** So many months later at the same time on the wall. */
export const monthsLater = (zone: string, at: Instant, months: number): Instant =>
  local(at, zone).add({ months }).epochMilliseconds

/** The moment as people say it: "do 4 dec, 17u". */
export const spoken = (say: Say, zone: string, at: Instant): string => {
  const { dayOfWeek, day, month, hour, minute } = local(at, zone)
  return say('moment.when', {
    weekday: say(`moment.${WEEKDAYS[dayOfWeek - 1]}`),
    day,
    month: say(`moment.month${month}`),
    time:
      minute === 0
        ? say('moment.hour', { hour })
        : say('moment.time', { hour, minute: String(minute).padStart(2, '0') }),
  })
}
