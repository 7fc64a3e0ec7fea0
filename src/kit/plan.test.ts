import Holidays from 'date-holidays'
import { describe, expect, it } from 'vitest'
import { openingOn, usualHours } from './calendar/hours.ts'
import { isPublicHoliday, isWorkday, workdayFrom, workdaysAfter } from './calendar/workdays.ts'
import { aRhythmAfter, asksOn, endOf, kindAfter, nextAfter, type Series } from './plan.ts'

describe('a series of follow-ups', () => {
  const series = (part: Partial<Series> = {}): Series => ({
    followUp: '2026-12-04',
    repeat: 'monthly',
    term: 'short',
    start: '2026-11-23',
    end: '',
    ...part,
  })

  it.each([
    ['weekly', '2026-12-11'],
    ['twoWeekly', '2026-12-18'],
    ['monthly', '2027-01-04'],
    ['quarterly', '2027-03-04'],
    ['halfYearly', '2027-06-04'],
  ] as const)('goes on %s: after 4 December comes %s', (repeat, date) => {
    expect(nextAfter(series({ repeat, term: 'long' }), '2026-12-04')).toEqual({ date, asks: 'evaluation' })
  })

  it.each([
    ['short', '2027-01-04'],
    ['middle', '2027-03-04'],
    ['long', '2027-06-04'],
  ] as const)('that was meant to be asked once is asked again in the rhythm of its %s term', (term, date) => {
    expect(nextAfter(series({ repeat: 'once', term }), '2026-12-04').date).toBe(date)
    expect(nextAfter(series({ repeat: 'once', term }), '2026-11-23').date).toBe('2026-12-04')
    expect(aRhythmAfter({ repeat: 'once', term }, '2026-12-04')).toBe(date)
  })

  it('stays on the day of the month it began on, also the last', () => {
    const monthly = series({ followUp: '2027-12-31', term: 'middle' })
    expect(nextAfter(monthly, '2027-12-31').date).toBe('2028-01-31')
    expect(nextAfter(monthly, '2028-01-31').date).toBe('2028-02-29')
    expect(nextAfter(monthly, '2028-02-29').date).toBe('2028-03-31')
    const leap = series({ followUp: '2028-02-29', repeat: 'halfYearly', term: 'long', start: '2028-02-01' })
    expect(nextAfter(leap, '2028-08-29').date).toBe('2029-02-28')
  })

  it('falls on working days, and its rhythm doesn’t move with them', () => {
    const fourth = series()
    // 4 April 2027 is a Sunday; Monday the 5th is none of Belgium’s holidays.
    expect(nextAfter(fourth, '2027-03-04').date).toBe('2027-04-05')
    expect(nextAfter(fourth, '2027-04-05').date).toBe('2027-05-04')
    expect(nextAfter(series({ followUp: '2026-12-25' }), '2026-12-01').date).toBe('2026-12-28')
  })

  it('skips what was slept through', () => {
    expect(nextAfter(series({ repeat: 'weekly' }), '2027-02-01').date).toBe('2027-02-05')
  })

  it('ends with a question: on its end, or at the end of its term', () => {
    const ends = series({ end: '2027-01-16' })
    expect(nextAfter(ends, '2027-01-04')).toEqual({ date: '2027-01-18', asks: 'end' })
    expect(nextAfter(series(), '2027-05-04')).toEqual({ date: '2027-05-24', asks: 'end' })
    expect(endOf(series({ term: 'middle' }))).toBe('2028-05-23')
    expect(endOf(series({ term: 'long', start: '' }))).toBe('2029-12-04')
    expect([asksOn(ends, '2027-01-04'), asksOn(ends, '2027-01-18')]).toEqual(['evaluation', 'end'])
  })

  it('asks about its end again, until someone answers', () => {
    const ends = series({ end: '2027-01-16' })
    expect(nextAfter(ends, '2027-01-18')).toEqual({ date: '2027-02-16', asks: 'end' })
    expect(nextAfter(ends, '2031-02-01')).toEqual({ date: '2031-02-17', asks: 'end' })
  })

  it('takes the three kinds of evaluation in turn', () => {
    expect([0, 1, 2, 3].map(kindAfter)).toEqual(['process', 'effect', 'plan', 'process'])
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
