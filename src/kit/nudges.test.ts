import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateIn } from './calendar.ts'
import { DAY } from './instant.ts'
import { inWorkingHours, MOST_NUDGES, nudgeTimes } from './nudges.ts'
import { isWorkday } from './workdays.ts'

const ZONE = 'Europe/Brussels'
const at = (text: string): number => Date.parse(text)
const written = (moment: number): string => new Date(moment).toLocaleString('sv', { timeZone: ZONE }).slice(0, 16)
const hourOf = (moment: number): number => Number(written(moment).slice(11, 13))

describe('privacy.5.12 nudges are quiet', () => {
  it.each([
    ['two weeks', '2026-11-23T09:00:00+01:00', '2026-12-07T17:00:00+01:00', ['2026-11-30 09:30', '2026-12-04 09:30']],
    ['a week', '2026-11-23T09:00:00+01:00', '2026-11-27T17:00:00+01:00', ['2026-11-25 09:30', '2026-11-26 09:30']],
    ['a day', '2026-11-23T09:00:00+01:00', '2026-11-24T17:00:00+01:00', ['2026-11-24 09:30']],
    ['an afternoon', '2026-11-24T12:00:00+01:00', '2026-11-24T17:00:00+01:00', []],
    [
      'over Christmas',
      '2026-12-18T09:00:00+01:00',
      '2026-12-28T17:00:00+01:00',
      ['2026-12-23 09:30', '2026-12-24 09:30'],
    ],
    [
      'over the night clocks change',
      '2026-10-19T09:00:00+02:00',
      '2026-11-02T17:00:00+01:00',
      ['2026-10-26 09:30', '2026-10-30 09:30'],
    ],
    ['until All Saints', '2026-10-26T09:00:00+01:00', '2026-11-02T17:00:00+01:00', ['2026-10-30 09:30']],
  ])('%s: in time, on working mornings', (_what, invited, closes, nudges) => {
    expect(nudgeTimes(ZONE, at(invited), at(closes)).map(written)).toEqual(nudges)
  })

  it.each([
    ['2026-12-04T14:00:00+01:00', '2026-12-04 14:00'],
    ['2026-12-04T07:00:00+01:00', '2026-12-04 09:30'],
    ['2026-12-04T17:00:00+01:00', '2026-12-07 09:30'],
    ['2026-12-24T20:00:00+01:00', '2026-12-28 09:30'],
  ])('said at %s, sent at %s', (said, sent) => {
    expect(written(inWorkingHours(ZONE, at(said)))).toBe(sent)
  })

  it('never come outside hours, on a weekend or holiday, too late, or more than two', () => {
    const start = at('2026-01-01T00:00:00Z')
    fc.assert(
      fc.property(fc.nat(2 * 365 * DAY), fc.integer({ min: 1, max: 90 * DAY }), (from, long) => {
        const invited = start + from
        const closes = invited + long
        const nudges = nudgeTimes(ZONE, invited, closes)
        expect(nudges.length).toBeLessThanOrEqual(MOST_NUDGES)
        for (const nudge of [...nudges, inWorkingHours(ZONE, invited)]) {
          expect(isWorkday(dateIn(ZONE, nudge))).toBe(true)
          expect(hourOf(nudge)).toBeGreaterThanOrEqual(9)
          expect(hourOf(nudge)).toBeLessThan(17)
        }
        for (const nudge of nudges) {
          expect(nudge).toBeGreaterThan(invited)
          expect(nudge).toBeLessThan(closes)
        }
        expect(inWorkingHours(ZONE, invited) - invited).toBeLessThan(6 * DAY)
      }),
    )
  })
})
