import Holidays from 'date-holidays'
import { Temporal } from 'temporal-polyfill'
import type { Instant } from './instant.ts'

/** Half past nine: after the first coffee, before the first visit. */
const MORNING = { hour: 9, minute: 30 }
const SATURDAY = 6

const belgian = new Holidays('BE')
const publicIn = new Map<number, ReadonlySet<string>>()

/** Belgium's public holidays of a year, as dates. */
const publicHolidays = (year: number): ReadonlySet<string> => {
  const known = publicIn.get(year)
  if (known) return known
  const dates = belgian.getHolidays(year).filter(({ type }) => type === 'public')
  const days = new Set(dates.map(({ date }) => date.slice(0, 10)))
  publicIn.set(year, days)
  return days
}

const dateOf = (date: string): Temporal.PlainDate => Temporal.PlainDate.from(date)

/** @param date `2026-12-04` */
export const isWorkday = (date: string): boolean =>
  dateOf(date).dayOfWeek < SATURDAY && !publicHolidays(dateOf(date).year).has(date)

/** That date, or the first working day after it. */
export const workdayFrom = (date: string): string =>
  isWorkday(date) ? date : workdayFrom(dateOf(date).add({ days: 1 }).toString())

/** So many working days after a date. */
export const workdaysAfter = (date: string, days: number): string => {
  const next = workdayFrom(dateOf(date).add({ days: 1 }).toString())
  return days <= 1 ? next : workdaysAfter(next, days - 1)
}

/** The morning of that date's working day, on the wall in the zone. */
export const workMorning = (zone: string, date: string): Instant =>
  dateOf(workdayFrom(date)).toZonedDateTime({ timeZone: zone, plainTime: MORNING }).epochMilliseconds
