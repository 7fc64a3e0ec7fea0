import { describe, expect, it } from 'vitest'
import { fuzz } from './fuzz/run.ts'

/** `npm run fuzz` sends eighty times as many. */
const REQUESTS = 2_500

describe('privacy.5.8 thousands of requests, most of them wrong somewhere', () => {
  it.each(['teams', 'slack'] as const)(
    'at the door of %s: no crash, no failure of ours, no change without authority',
    async (platform) => {
      const { statuses, wrong, requests } = await fuzz(platform, REQUESTS, 1)
      expect(wrong).toEqual([])
      expect(requests).toBe(REQUESTS)
      // They got past the door often enough to try what is behind it.
      expect(statuses[200] ?? 0).toBeGreaterThan(REQUESTS / 10)
      expect((statuses[400] ?? 0) + (statuses[401] ?? 0) + (statuses[403] ?? 0)).toBeGreaterThan(REQUESTS / 10)
    },
  )
})
