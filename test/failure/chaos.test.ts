import { describe, expect, it } from 'vitest'
import { lineOf } from './chaos/report.ts'
import { chaosRun } from './chaos/run.ts'

const SEEDS = Array.from({ length: 8 }, (_, at) => at + 1)

/**
 * Two bots over one Redis, a round of thirty on each platform, while bots and Redis are killed, connections cut, answers
 * held back or lost, requests delivered again and effects repeated. More of it: `npm run chaos -- --runs 200`.
 */
describe('while everything goes wrong', () => {
  it.concurrent.each(SEEDS)(
    'nothing acknowledged is lost, nothing owed is left out, nothing closed is left over (seed %i)',
    async (seed) => {
      const report = await chaosRun(seed)
      console.log(lineOf(report))
      expect(report.wrong).toEqual([])
      expect(report.acknowledged).toBeGreaterThan(400)
      expect(report.kills).toBeGreaterThan(0)
      expect(report.redisKills).toBeGreaterThan(0)
    },
  )
})
