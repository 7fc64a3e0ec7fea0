import { describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '../kit/calendar/instant.ts'
import { tokenBucket } from './tokenBucket.ts'

describe('so much a minute', () => {
  it('may be all at once, is said to be too much once, and comes back evenly', () => {
    let now = 0
    const limit = tokenBucket(60, () => now)
    const taken = Array.from({ length: 62 }, () => limit.take('samir'))
    expect(taken.slice(0, 60).every((one) => one === 'admitted')).toBe(true)
    expect(taken.slice(60)).toEqual(['refused', 'refusedAgain'])
    now += SECOND
    expect([limit.take('samir'), limit.take('samir')]).toEqual(['admitted', 'refusedAgain'])
    now += MINUTE / 2
    for (let at = 0; at < 30; at++) expect(limit.take('samir')).toBe('admitted')
    // She has paused: it is said once more.
    expect(limit.take('samir')).toBe('refused')
  })

  it('is each one’s own, and remembers no more than it must', () => {
    let now = 0
    const limit = tokenBucket(1, () => now)
    expect(limit.take('samir')).toBe('admitted')
    expect(limit.take('fatima')).toBe('admitted')
    for (let at = 0; at < 50_000; at++) limit.take(`someone ${at}`)
    expect(limit.take('someone 49999')).toBe('refused')
    now += MINUTE
    expect(limit.take('samir')).toBe('admitted')
  })
})
