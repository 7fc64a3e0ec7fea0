import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateIn } from './calendar.ts'
import { type Hours, isWithin, usualHours, withinHours } from './hours.ts'
import { DAY } from './instant.ts'
import { MOST_NUDGES, nudgeTimes, snoozedUntil } from './nudges.ts'
import { isPublicHoliday } from './workdays.ts'

const ZONE = 'Europe/Brussels'
const at = (text: string): number => Date.parse(text)
const written = (moment: number): string => new Date(moment).toLocaleString('sv', { timeZone: ZONE }).slice(0, 16)

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
    expect(nudgeTimes(usualHours(ZONE), at(invited), at(closes)).map(written)).toEqual(nudges)
  })

  it.each([
    ['2026-12-04T14:00:00+01:00', '2026-12-04 14:00'],
    ['2026-12-04T07:00:00+01:00', '2026-12-04 09:30'],
    ['2026-12-04T17:00:00+01:00', '2026-12-07 09:30'],
    ['2026-12-24T20:00:00+01:00', '2026-12-28 09:30'],
  ])('said at %s, sent at %s', (said, sent) => {
    expect(written(withinHours(usualHours(ZONE), at(said)))).toBe(sent)
  })

  const anyHours: fc.Arbitrary<Hours> = fc
    .record({
      zone: fc.constantFrom(ZONE, 'Europe/London', 'America/Paramaribo', 'Africa/Kinshasa'),
      days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
      from: fc.integer({ min: 7, max: 21 }),
      long: fc.integer({ min: 1, max: 15 }),
    })
    .map(({ zone, days, from, long }) => ({ zone, days, from, until: Math.min(22, from + long) }))

  it('never come outside her hours, on a day that isn’t hers or a holiday, too late, or more than two', () => {
    const start = at('2026-01-01T00:00:00Z')
    fc.assert(
      fc.property(anyHours, fc.nat(2 * 365 * DAY), fc.integer({ min: 1, max: 90 * DAY }), (hours, from, long) => {
        const invited = start + from
        const closes = invited + long
        const nudges = nudgeTimes(hours, invited, closes)
        expect(nudges.length).toBeLessThanOrEqual(MOST_NUDGES)
        const snoozed = (['today', 'tomorrow', 'week'] as const).map((until) => snoozedUntil(hours, until, invited))
        for (const nudge of [...nudges, ...snoozed, withinHours(hours, invited)]) {
          expect(isWithin(hours, nudge)).toBe(true)
          const date = dateIn(hours.zone, nudge)
          expect(hours.days).toContain(new Date(`${date}T12:00:00Z`).getUTCDay() || 7)
          expect(isPublicHoliday(date)).toBe(false)
          const hour = Number(new Date(nudge).toLocaleString('sv', { timeZone: hours.zone }).slice(11, 13))
          expect(hour).toBeGreaterThanOrEqual(hours.from)
          expect(hour).toBeLessThan(hours.until)
        }
        for (const nudge of nudges) {
          expect(nudge).toBeGreaterThan(invited)
          expect(nudge).toBeLessThan(closes)
        }
        for (const later of snoozed) expect(later).toBeGreaterThan(invited)
        // With one day a week a holiday may cost a second week, and never more.
        expect(withinHours(hours, invited) - invited).toBeLessThan(22 * DAY)
      }),
    )
  })

  it('wait for her own evening when she works evenings', () => {
    const evenings: Hours = { zone: ZONE, days: [2, 4], from: 18, until: 21 }
    expect(written(withinHours(evenings, at('2026-11-24T10:00:00+01:00')))).toBe('2026-11-24 18:30')
    expect(written(withinHours(evenings, at('2026-11-24T19:00:00+01:00')))).toBe('2026-11-24 19:00')
    expect(written(withinHours(evenings, at('2026-11-24T21:00:00+01:00')))).toBe('2026-11-26 18:30')
    expect(written(snoozedUntil(evenings, 'today', at('2026-11-24T20:00:00+01:00')))).toBe('2026-11-26 18:30')
  })
})
