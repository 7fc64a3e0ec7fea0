import { Temporal } from 'temporal-polyfill'

const SATURDAY = 6

/** The public holidays that have a date of their own, as `12-25`. */
const FIXED = ['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25'] as const
/** Days after Easter: Easter Monday, Ascension, Whit Monday. */
const AFTER_EASTER = [1, 39, 50] as const

/** Easter Sunday, by the anonymous Gregorian algorithm: https://en.wikipedia.org/wiki/Date_of_Easter */
const easter = (year: number): Temporal.PlainDate => {
  const cycle = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const moon = (19 * cycle + century - Math.floor(century / 4) - correction + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - moon - (inCentury % 4)) % 7
  const late = Math.floor((cycle + 11 * moon + 22 * toSunday) / 451)
  const days = moon + toSunday - 7 * late
  return Temporal.PlainDate.from({ year, month: 3, day: 22 }).add({ days })
}

const publicIn = new Map<number, ReadonlySet<string>>()

/**
 * Belgium's ten public holidays in a year, as `2026-12-25`. Reckoned here, because a library with those of every country would be
 * a tenth of what the bot loads at its start; the tests compare with one.
 */
const publicHolidays = (year: number): ReadonlySet<string> => {
  const known = publicIn.get(year)
  if (known) return known
  const sunday = easter(year)
  const moving = AFTER_EASTER.map((days) => sunday.add({ days }).toString())
  const days = new Set([...FIXED.map((day) => `${year}-${day}`), ...moving])
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
