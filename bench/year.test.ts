import { describe, expect, it } from 'vitest'
import { usualHours } from '../src/kit/calendar/hours.ts'
import { actionWith } from '../test/given/actionWith.ts'
import { MOST_PLAN_RATIO, planCards } from './planCard.ts'
import { planYear } from './year.ts'
import { wrongIn, yearRecord } from './yearRecord.ts'

const hours = usualHours('Europe/Brussels')
const at = (moment: string): number => Date.parse(moment)
const LAST_DAY = '2027-12-31'
const card = (moment: string, person = 'ada') => ({ person, hours, at: at(moment), followUp: true })
const running = actionWith({ next: '2028-01-04', asked: '2027-12-03' })

describe('a simulated year', () => {
  it('of a few teams is as it must be', async () => {
    const { figures, wrong } = await planYear(3)
    expect(wrong).toEqual([])
    expect(figures.actions).toBe(24)
    expect(figures.digestsPerTeam).toBeGreaterThan(9)
    expect(figures.followUpCards).toBeGreaterThan(figures.actions)
  })
})

describe('what a year is held to', () => {
  it('is one follow-up card a person and day, but for what she put off till later that day', () => {
    const record = yearRecord()
    record.sent(card('2027-03-01T09:30:00+01:00'))
    record.sent(card('2027-03-01T09:30:00+01:00', 'ben'))
    record.sent(card('2027-03-02T09:30:00+01:00'))
    expect(wrongIn(record.figures(2, [running], LAST_DAY))).toEqual([])
    record.sent(card('2027-03-01T12:30:00+01:00'))
    expect(wrongIn(record.figures(2, [running], LAST_DAY))).toEqual(['someone got 2 follow-up cards on one day'])
    record.putOff('ada', hours, at('2027-03-01T09:40:00+01:00'))
    expect(wrongIn(record.figures(2, [running], LAST_DAY))).toEqual([])
  })

  it('is nothing outside hours, on a weekend or a holiday', () => {
    const record = yearRecord()
    record.sent(card('2027-03-01T17:00:00+01:00'))
    record.sent(card('2027-03-06T10:00:00+01:00'))
    record.sent(card('2027-07-21T10:00:00+02:00'))
    record.digest(hours, at('2027-03-02T08:59:00+01:00'))
    expect(wrongIn(record.figures(1, [running], LAST_DAY))).toEqual(['4 messages came outside hours'])
  })

  it('is a next date that lies ahead for each running action, and that each was asked about', () => {
    const record = yearRecord()
    record.sent(card('2027-03-01T09:30:00+01:00'))
    const none = { ...running, next: undefined }
    const passed = { ...running, next: LAST_DAY }
    const sunday = { ...running, next: '2028-01-09' }
    const ended = { ...running, next: undefined, status: 'done' } as const
    const silent = { ...running, asked: undefined }
    expect(wrongIn(record.figures(1, [running, none, passed, sunday, ended, silent], LAST_DAY))).toEqual([
      '1 running actions have no next date',
      "2 running actions have a next date that doesn't lie ahead",
      '1 running actions were never asked about',
    ])
  })

  it('is that anything happened', () => {
    expect(wrongIn(yearRecord().figures(1, [], LAST_DAY))).toEqual(['nobody was asked anything'])
  })

  it('counts messages a person and month, also of who got none', () => {
    const record = yearRecord()
    for (const day of ['01', '02', '03']) record.sent(card(`2027-03-${day}T10:00:00+01:00`))
    const { messages, perPersonMonthMedian, perPersonMonthMax } = record.figures(2, [], LAST_DAY)
    expect({ messages, perPersonMonthMedian, perPersonMonthMax }).toEqual({
      messages: 3,
      perPersonMonthMedian: 0,
      perPersonMonthMax: 3,
    })
  })
})

describe('the card of a plan', () => {
  it('of 500 actions takes at most five times as long as one of 5', async () => {
    expect((await planCards(5, 500, 5)).planCardRatio).toBeLessThanOrEqual(MOST_PLAN_RATIO)
  })
})
