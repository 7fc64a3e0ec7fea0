import { describe, expect, it } from 'vitest'
import { bandOf } from './band.ts'

const TOTALS = Array.from({ length: 60 }, (_, at) => at + 1)

describe('privacy.5.3 the band of a number handed in', () => {
  it.each(TOTALS)('of %i never tells all from all but one, and only grows', (total) => {
    if (total > 1) expect(bandOf(total, total)).toBe(bandOf(total - 1, total))
    const bands = Array.from({ length: total + 1 }, (_, done) => bandOf(done, total))
    const order = ['nobody', 'few', 'half', 'most'] as const
    expect(bands).toEqual(bands.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)))
    for (const [done, band] of bands.entries()) if (band === 'half') expect(done * 2).toBeGreaterThan(total)
  })

  it('of six is nobody, few, more than half, nearly everyone', () => {
    expect([0, 1, 3, 4, 5, 6].map((done) => bandOf(done, 6))).toEqual(['nobody', 'few', 'few', 'half', 'most', 'most'])
  })
})
