import { describe, expect, it } from 'vitest'
import { turnGauge } from './turnGauge.ts'

describe('the turn gauge', () => {
  it('is busy while a turn lasts and a quarter of a second longer, also when the turn fails', async () => {
    let now = 1000
    const gauge = turnGauge(() => now)
    expect(gauge.isBusy()).toBe(false)
    const turn = Promise.withResolvers<string>()
    const done = gauge.during(() => turn.promise)
    expect(gauge.isBusy()).toBe(true)
    now += 10_000
    expect(gauge.isBusy()).toBe(true)
    turn.resolve('answered')
    expect(await done).toBe('answered')
    expect(gauge.isBusy()).toBe(true)
    now += 250
    expect(gauge.isBusy()).toBe(false)
    await expect(gauge.during(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(gauge.isBusy()).toBe(true)
    now += 250
    expect(gauge.isBusy()).toBe(false)
  })
})
