import Holidays from 'date-holidays'
import { describe, expect, it } from 'vitest'
import { openingOn, usualHours } from './hours.ts'
import { followUpAfter, type REPEATS } from './plan.ts'
import { isPublicHoliday, isWorkday, workdayFrom, workdaysAfter } from './workdays.ts'

describe('follow-ups', () => {
  const at =
    (followUp: string, repeat: (typeof REPEATS)[number], end = '') =>
    (date: string) =>
      followUpAfter({ followUp, repeat, end }, date)

  it.each([
    ['once', '2026-12-04', undefined],
    ['weekly', '2026-12-04', '2026-12-11'],
    ['twoWeekly', '2026-12-04', '2026-12-18'],
    ['monthly', '2026-12-04', '2027-01-04'],
    ['quarterly', '2026-12-04', '2027-03-04'],
  ] as const)('%s: after %s comes %s', (repeat, date, next) => {
    expect(at(date, repeat)(date)).toBe(next)
  })

  it('stay on the last day of the month they began on', () => {
    const monthly = at('2027-01-31', 'monthly')
    expect(monthly('2027-01-31')).toBe('2027-02-28')
    expect(monthly('2027-02-28')).toBe('2027-03-31')
  })

  it('skip what was slept through, and end with the action', () => {
    expect(at('2026-12-04', 'weekly')('2027-01-01')).toBe('2027-01-08')
    expect(at('2026-12-04', 'weekly', '2026-12-17')('2026-12-11')).toBeUndefined()
  })
})

describe('working days in Belgium', () => {
  it.each([
    ['2026-12-04', true],
    ['2026-12-05', false],
    ['2026-12-25', false],
    ['2026-07-21', false],
    ['2026-11-11', false],
    ['2027-03-29', false],
    ['2027-05-06', false],
  ])('%s: %s', (date, works) => {
    expect(isWorkday(date)).toBe(works)
  })

  it('are those of the list of holidays that many programs share, for a century', () => {
    const listed = new Holidays('BE')
    for (let year = 2000; year <= 2100; year++) {
      const dates = listed.getHolidays(year).flatMap(({ date, type }) => (type === 'public' ? [date.slice(0, 10)] : []))
      const days = Array.from({ length: 366 }, (_, day) =>
        new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10),
      )
      expect(days.filter((date) => date.startsWith(String(year)) && isPublicHoliday(date))).toEqual([...new Set(dates)])
    }
  })

  it('go on over weekends and holidays', () => {
    expect(workdayFrom('2026-12-25')).toBe('2026-12-28')
    expect(workdaysAfter('2026-12-23', 3)).toBe('2026-12-29')
  })

  it('begin at half past nine on the wall, summer and winter', () => {
    const hours = usualHours('Europe/Brussels')
    expect(openingOn(hours, '2026-12-04')).toBe(Date.parse('2026-12-04T09:30:00+01:00'))
    expect(openingOn(hours, '2026-03-29')).toBe(Date.parse('2026-03-30T09:30:00+02:00'))
  })
})
