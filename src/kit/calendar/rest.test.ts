import { describe, expect, it } from 'vitest'
import { dateAfter, isResting, nextMonth, workdayOutside } from './rest.ts'

const SUMMER = { from: '2027-07-01', until: '2027-08-31' }

describe('a team that rests', () => {
  it.each([
    ['2027-06-30', false],
    ['2027-07-01', true],
    ['2027-08-31', true],
    ['2027-09-01', false],
  ])('on %s: %s', (date, rests) => {
    expect(isResting(SUMMER, date)).toBe(rests)
    expect(isResting(undefined, date)).toBe(false)
  })

  it.each([
    ['2027-06-30', '2027-06-30'],
    ['2027-07-01', '2027-09-01'],
    // A Sunday before a holiday weekend of its own: the first working day after it is in the summer.
    ['2027-08-29', '2027-09-01'],
    ['2027-12-25', '2027-12-27'],
  ])('is spoken to on a working day: %s becomes %s', (date, day) => {
    expect(workdayOutside(SUMMER, date)).toBe(day)
  })
})

describe('a month', () => {
  it.each([
    ['2026-12-04', '2027-01-01', '2026-12-18'],
    ['2027-03-31', '2027-04-01', '2027-04-14'],
    ['2028-02-29', '2028-03-01', '2028-03-14'],
  ])('and two weeks after %s', (date, next, days) => {
    expect(nextMonth(date)).toBe(next)
    expect(dateAfter(date, 14)).toBe(days)
  })
})
