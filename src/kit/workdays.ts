import Holidays from 'date-holidays'
import { Temporal } from 'temporal-polyfill'

const SATURDAY = 6

const belgian = new Holidays('BE')
const publicIn = new Map<number, ReadonlySet<string>>()

/** Belgium's public holidays in a year, as `2026-12-25`. */
const publicHolidays = (year: number): ReadonlySet<string> => {
  const known = publicIn.get(year)
  if (known) return known
  const dates = belgian.getHolidays(year).filter(({ type }) => type === 'public')
  const days = new Set(dates.map(({ date }) => date.slice(0, 10)))
  publicIn.set(year, days)
  return days
}

const dateOf = (date: string): Temporal.PlainDate => Temporal.PlainDate.from(date)

/** Whether a date is a public holiday in Belgium. @param date `2026-12-04`, here and below */
export const isPublicHoliday = (date: string): boolean => publicHolidays(dateOf(date).year).has(date)

/** Whether a date is a weekday and no public holiday. */
export const isWorkday = (date: string): boolean => dateOf(date).dayOfWeek < SATURDAY && !isPublicHoliday(date)

/** That date, or the first working day after it. */
export const workdayFrom = (date: string): string =>
  isWorkday(date) ? date : workdayFrom(dateOf(date).add({ days: 1 }).toString())

/** So many working days after a date; at least one. */
export const workdaysAfter = (date: string, days: number): string => {
  const next = workdayFrom(dateOf(date).add({ days: 1 }).toString())
  return days <= 1 ? next : workdaysAfter(next, days - 1)
}

/** The last working day before a date. */
export const workdayBefore = (date: string): string => {
  const before = dateOf(date).subtract({ days: 1 }).toString()
  return isWorkday(before) ? before : workdayBefore(before)
}
