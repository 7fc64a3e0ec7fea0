import { describe, expect, it } from 'vitest'
import { HOUR } from '../../kit/calendar/instant.ts'
import { purgeCaches, ttlCache } from './ttlCache.ts'

describe('privacy.5.6 what is cached', () => {
  it('leaves the memory when its time is over, also where nobody asks for it again', () => {
    let now = 0
    const names = ttlCache<string>(HOUR, () => now)
    names.set('ada', 'Ada')
    now = HOUR / 2
    names.set('ben', 'Ben')
    now = HOUR
    purgeCaches()
    expect([names.size(), names.get('ada'), names.get('ben')]).toEqual([1, undefined, 'Ben'])
    now = 2 * HOUR
    expect(names.get('ben')).toBeUndefined()
    expect(names.size()).toBe(0)
  })

  it('has its time anew when it is looked up again', () => {
    let now = 0
    const names = ttlCache<string>(HOUR, () => now)
    names.set('ada', 'Ada')
    names.set('ben', 'Ben')
    now = HOUR - 1
    names.set('ada', 'Ada')
    now = HOUR
    purgeCaches()
    expect([names.get('ada'), names.get('ben')]).toEqual(['Ada', undefined])
  })

  it('and is about nobody may stay for when it can’t be looked up', () => {
    let now = 0
    const tokens = ttlCache<string>(HOUR, () => now, { keepsLast: true })
    tokens.set('T1', 'xoxb')
    now = 3 * HOUR
    purgeCaches()
    expect([tokens.get('T1'), tokens.last('T1')]).toEqual([undefined, 'xoxb'])
  })
})
