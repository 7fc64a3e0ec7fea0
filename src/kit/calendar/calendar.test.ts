import { describe, expect, it } from 'vitest'
import { voice } from '../../../test/voice.ts'
import { closingMoment, dateIn, daysLater, monthsLater, onWorkingDay, spoken, workingDate } from './calendar.ts'

const ZONE = 'Europe/Brussels'
const at = (text: string): number => Date.parse(text)

describe('the calendar', () => {
  it.each([
    ['2026-12-04', '2026-12-04T17:00:00+01:00'],
    ['2026-07-04', '2026-07-04T17:00:00+02:00'],
    ['2026-10-25', '2026-10-25T17:00:00+01:00'],
  ])('closes %s at five on the wall', (date, moment) => {
    expect(closingMoment(ZONE, date)).toBe(at(moment))
  })

  it.each(['', 'morgen', '2026-02-30', '2026-13-01', '04/12/2026', '2026-12-4'])('takes %j for no date', (date) => {
    expect(closingMoment(ZONE, date)).toBeUndefined()
  })

  it('is a week later at the same time on the wall, over the night the clocks change', () => {
    expect(daysLater(ZONE, at('2026-10-23T17:00:00+02:00'), 7)).toBe(at('2026-10-30T17:00:00+01:00'))
  })

  it('ends a month on its last day when it must', () => {
    expect(monthsLater(ZONE, at('2026-01-31T12:00:00+01:00'), 1)).toBe(at('2026-02-28T12:00:00+01:00'))
  })

  it.each([
    ['2026-12-05T12:00:00+01:00', '2026-12-07'],
    ['2026-12-06T12:00:00+01:00', '2026-12-07'],
    ['2026-12-04T12:00:00+01:00', '2026-12-04'],
    // Christmas is a Friday; New Year too; Easter Monday; Ascension Day is a Thursday.
    ['2026-12-25T12:00:00+01:00', '2026-12-28'],
    ['2027-01-01T12:00:00+01:00', '2027-01-04'],
    ['2027-03-27T12:00:00+01:00', '2027-03-30'],
    ['2027-05-06T12:00:00+02:00', '2027-05-07'],
  ])('proposes a working day: %s becomes %s', (moment, date) => {
    expect(workingDate(ZONE, at(moment))).toBe(date)
  })

  it('moves a moment on a day nobody works to the same hour of the next working day', () => {
    expect(onWorkingDay(ZONE, at('2026-12-25T17:00:00+01:00'))).toBe(at('2026-12-28T17:00:00+01:00'))
    expect(onWorkingDay(ZONE, at('2026-12-04T17:00:00+01:00'))).toBe(at('2026-12-04T17:00:00+01:00'))
    // Over the night the clocks change.
    expect(onWorkingDay(ZONE, at('2026-10-24T17:00:00+02:00'))).toBe(at('2026-10-26T17:00:00+01:00'))
  })

  it('says a moment as people do', () => {
    expect(spoken(voice.say, ZONE, at('2026-12-04T17:00:00+01:00'))).toBe('vr 4 dec, 17u')
    expect(spoken(voice.say, ZONE, at('2026-03-01T09:05:00+01:00'))).toBe('zo 1 mrt, 9u05')
  })

  it('knows which day it is in the zone, not at Greenwich', () => {
    expect(dateIn(ZONE, at('2026-12-04T23:30:00Z'))).toBe('2026-12-05')
  })
})
