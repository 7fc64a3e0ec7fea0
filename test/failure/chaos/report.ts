import type { Counts } from './faults.ts'

export interface Report extends Counts {
  readonly seed: number
  /** Presses whose answer the person saw. */
  readonly acknowledged: number
  readonly posted: number
  /** Posts that stand twice, each after a cut between the platform's "ok" and our record. */
  readonly twice: number
  /** What isn't as it must be; none is what it is about. */
  readonly wrong: readonly string[]
}

export const lineOf = (report: Report): string => {
  const { seed, kills, redisKills, cuts, delays, refusals, lostAnswers, redelivered, repeated } = report
  const { acknowledged, posted, twice, wrong } = report
  return (
    `seed ${seed}: ${kills} bots and ${redisKills} redis killed, ${cuts} cuts, ${delays} delays, ${refusals} refusals, ` +
    `${lostAnswers} answers lost, ${redelivered} presses and ${repeated} effects again; ${acknowledged} presses answered, ` +
    `${posted} messages, ${twice} twice${wrong.length > 0 ? `\n  WRONG: ${wrong.join('\n  ')}` : ''}`
  )
}
