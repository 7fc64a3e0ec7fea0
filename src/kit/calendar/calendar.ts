import { Temporal } from 'temporal-polyfill'
import type { Say } from '../sentences.ts'
import type { Instant } from './instant.ts'
import { workdayFrom } from './workdays.ts'

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Five in the afternoon local time: people recognise it as the end of a working day. */
const CLOSING_HOUR = 17

const local = (at: Instant, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)

/** The local date, such as `2026-12-04`. @param zone an IANA time zone, here and below */
export const dateIn = (zone: string, at: Instant): string => local(at, zone).toPlainDate().toString()

/** The local hour, 0 to 23. */
export const hourIn = (zone: string, at: Instant): number => local(at, zone).hour

/** The local time of day, such as `9:30`. */
export const timeIn = (zone: string, at: Instant): string => {
  const { hour, minute } = local(at, zone)
  return `${hour}:${String(minute).padStart(2, '0')}`
}

/**
 * The moment at which something closes on a date.
 * @param date `2026-12-04`
 * @param hour the local hour; 17 by default
 * @returns undefined when `date` isn't an existing date in that form
 */
export const closingMoment = (zone: string, date: string, hour = CLOSING_HOUR): Instant | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined
  try {
    const day = Temporal.PlainDate.from(date, { overflow: 'reject' })
    return day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds
  } catch {
    return undefined
  }
}

/** Whether it is an existing date such as `2026-12-04`. */
export const isDate = (date: string): boolean => closingMoment('UTC', date) !== undefined

/** So many days later at the same local time, also over a change to or from summer time. */
export const daysLater = (zone: string, at: Instant, days: number): Instant =>
  local(at, zone).add({ days }).epochMilliseconds

/** The local date as `2026-12-04`, or that of the next working day: neither in a weekend nor on a Belgian public holiday. */
export const workingDate = (zone: string, at: Instant): string => workdayFrom(dateIn(zone, at))

/** The same hour, on the first working day from that moment's date on: who has a deadline loses no time by it. */
export const onWorkingDay = (zone: string, at: Instant): Instant => {
  const { hour, minute } = local(at, zone)
  const day = Temporal.PlainDate.from(workingDate(zone, at))
  return day.toZonedDateTime({ timeZone: zone, plainTime: { hour, minute } }).epochMilliseconds
}

/** So many months later at the same local time; the last day of a shorter month stands for a missing date. */
export const monthsLater = (zone: string, at: Instant, months: number): Instant =>
  local(at, zone).add({ months }).epochMilliseconds

/** The time of day in words, such as "17u" or "14u25". @param say the sentences `moment.*` */
export const spokenTime = (say: Say, zone: string, at: Instant): string => {
  const { hour, minute } = local(at, zone)
  return minute === 0
    ? say('moment.hour', { hour })
    : say('moment.time', { hour, minute: String(minute).padStart(2, '0') })
}

/** The moment in words, such as "do 4 dec, 17u". @param say the sentences `moment.*` */
export const spoken = (say: Say, zone: string, at: Instant): string => {
  const { dayOfWeek, day, month } = local(at, zone)
  return say('moment.when', {
    weekday: say(`moment.${WEEKDAYS[dayOfWeek - 1]}`),
    day,
    month: say(`moment.month${month}`),
    time: spokenTime(say, zone, at),
  })
}

/** The day in words, such as "do 4 dec". @param say the sentences `moment.*` */
export const spokenDay = (say: Say, zone: string, at: Instant): string => {
  const { dayOfWeek, day, month } = local(at, zone)
  return say('moment.day', {
    weekday: say(`moment.${WEEKDAYS[dayOfWeek - 1]}`),
    day,
    month: say(`moment.month${month}`),
  })
}
