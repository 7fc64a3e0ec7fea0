import { Temporal } from 'temporal-polyfill'
import { workdayFrom } from './workdays.ts'

/** A period in which the bot says nothing unasked in a team, such as a summer break: first and last date, `2027-07-01`. */
export interface Rest {
  readonly from: string
  readonly until: string
}

/** Whether a date lies in it, its first and last date too. */
export const isResting = (rest: Rest | undefined, date: string): boolean =>
  rest !== undefined && date >= rest.from && date <= rest.until

/** That date, or the first working day after it on which the team may be spoken to. @param date `2026-12-04`, here and below */
export const workdayOutside = (rest: Rest | undefined, date: string): string => {
  const day = workdayFrom(date)
  if (rest === undefined || !isResting(rest, day)) return day
  return workdayFrom(Temporal.PlainDate.from(rest.until).add({ days: 1 }).toString())
}

/** The first date of the month after that date's. */
export const nextMonth = (date: string): string =>
  Temporal.PlainDate.from(date).with({ day: 1 }).add({ months: 1 }).toString()

/** So many days after a date. */
export const dateAfter = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString()
