import { Temporal } from 'temporal-polyfill'
import { dateIn } from './calendar.ts'
import type { Instant } from './instant.ts'
import { isPublicHoliday } from './workdays.ts'

/** The local hours in which the bot may send a person a message unasked; never on a public holiday. */
export interface Hours {
  /** An IANA name, such as `Europe/Brussels`. */
  readonly zone: string
  /** 1 for Monday to 7 for Sunday; at least one. */
  readonly days: readonly number[]
  /** The first whole hour, 0 to 23. */
  readonly from: number
  /** The whole hour from which it is too late; later than `from`. */
  readonly until: number
}

/** Monday to Friday, nine to five, for who has not chosen other hours. */
export const usualHours = (zone: string): Hours => ({ zone, days: [1, 2, 3, 4, 5], from: 9, until: 17 })

/** Minutes after the first hour: before that, people have just arrived. */
const AFTER_OPENING = 30

const isOpenDay = ({ days }: Hours, date: Temporal.PlainDate): boolean =>
  days.includes(date.dayOfWeek) && !isPublicHoliday(date.toString())

/** That date, or the first after it on which the bot may speak. */
const openDayFrom = (hours: Hours, date: Temporal.PlainDate): Temporal.PlainDate =>
  isOpenDay(hours, date) ? date : openDayFrom(hours, date.add({ days: 1 }))

/** When the bot may first send a message on a date, or on the next day within the hours. @param date `2026-12-04` */
export const openingOn = (hours: Hours, date: string): Instant =>
  openDayFrom(hours, Temporal.PlainDate.from(date)).toZonedDateTime({
    timeZone: hours.zone,
    plainTime: { hour: hours.from, minute: AFTER_OPENING },
  }).epochMilliseconds

/** Whether a moment is within the hours. */
export const isWithin = (hours: Hours, at: Instant): boolean => {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(hours.zone)
  return isOpenDay(hours, local.toPlainDate()) && local.hour >= hours.from && local.hour < hours.until
}

/** The moment itself when it is within the hours, else the next time they begin. */
export const withinHours = (hours: Hours, at: Instant): Instant => {
  if (isWithin(hours, at)) return at
  const today = openingOn(hours, dateIn(hours.zone, at))
  if (today > at) return today
  const tomorrow = Temporal.PlainDate.from(dateIn(hours.zone, at)).add({ days: 1 })
  return openingOn(hours, tomorrow.toString())
}
