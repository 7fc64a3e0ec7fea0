import { describe, expect, it } from 'vitest'
import { resultWith, saidOf } from '../../test/given/resultWith.ts'
import type { Result } from './result.ts'
import { lengthFrom, pagesOf, TALK_STEPS, talkMoment } from './talk.ts'

const RESULT = resultWith()
const topics = (result: Partial<Result>): (string | undefined)[] =>
  pagesOf({ ...RESULT, ...result })
    .filter(({ step }) => step === 'different')
    .map(({ topic }) => topic)
const divided = (...ids: readonly string[]) => ids.map((id) => saidOf(id, 'divided'))

describe('the pages of a talk', () => {
  it('are its five steps where nothing is different, forty-five minutes in all', () => {
    expect(pagesOf(RESULT)).toEqual(TALK_STEPS.map((step) => ({ step })))
    expect(lengthFrom('look')).toBe(45 * 60_000)
    expect(lengthFrom('decide')).toBe(5 * 60_000)
  })

  it('take the elements that the result itself calls different one by one, a block each first, five at most', () => {
    expect(topics({ elements: divided('1.1', '1.2', '2.1', '3.4', '4.1', '5.1', '6.1') })).toEqual([
      '1.1',
      '2.1',
      '3.4',
      '4.1',
      '5.1',
    ])
    expect(topics({ elements: [saidOf('7.1', 'mostly-red'), ...divided('1.1', '1.2')] })).toEqual(['1.1', '1.2'])
  })

  it('take blocks where the result shows no more than those, the ones with the most orange and red first', () => {
    const blocks = [
      { block: '1', tendency: 'mostly-green' },
      { block: '2', tendency: 'mostly-orange' },
      { block: '4', tendency: 'divided' },
      { block: '5', tendency: 'mostly-red' },
    ] as const
    expect(topics({ depth: 'blocks', blocks })).toEqual(['2', '5', '4', '1'])
    expect(topics({ depth: 'blocks', blocks: [] })).toEqual([undefined])
  })
})

describe('the moment of a talk', () => {
  const ZONE = 'Europe/Brussels'
  const now = Date.parse('2026-10-23T16:00:00+02:00')
  const at = (date: string, time: string) => talkMoment(ZONE, date, time, now)

  it('is meant in the round’s zone, also over the nights the clocks change', () => {
    expect(at('2026-10-26', '14:00')).toBe(Date.parse('2026-10-26T14:00:00+01:00'))
    expect(at('2027-03-30', '14:30')).toBe(Date.parse('2027-03-30T14:30:00+02:00'))
    expect(talkMoment('America/New_York', '2026-10-26', '9:00', now)).toBe(Date.parse('2026-10-26T09:00:00-04:00'))
  })

  it('is read as people write it', () => {
    for (const time of ['9:30', '09:30', '9u30', '9.30', ' 9h30 ']) {
      expect(at('2026-10-26', time)).toBe(Date.parse('2026-10-26T09:30:00+01:00'))
    }
  })

  it.each([
    ['', '14:00', { date: 'dateMissing' }],
    ['2026-02-30', '14:00', { date: 'dateMissing' }],
    ['26/10/2026', '', { date: 'dateMissing', time: 'timeMissing' }],
    ['2026-10-22', '14:00', { date: 'datePast' }],
    ['2026-10-24', '14:00', { date: 'dateFree' }],
    ['2026-12-25', '14:00', { date: 'dateFree' }],
    ['2028-01-10', '14:00', { date: 'dateFar' }],
    ['9999-12-31', '14:00', { date: 'dateFar' }],
    ['2026-10-26', '', { time: 'timeMissing' }],
    ['2026-10-26', '25:00', { time: 'timeMissing' }],
    ['2026-10-23', '15:59', { time: 'timePast' }],
  ])('is not %j at %j', (date, time, wrong) => {
    expect(at(date, time)).toEqual(wrong)
  })

  it('is still today, later on', () => {
    expect(at('2026-10-23', '16:30')).toBe(now + 30 * 60_000)
  })
})
