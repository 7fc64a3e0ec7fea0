import { Temporal } from 'temporal-polyfill'

/** The story's time: it can stand still or run with the wall's clock, and be moved on. Never back. */
export interface StoryClock {
  readonly now: () => number
  /** @param duration ISO 8601, such as `P1D` or `PT5S` @throws RangeError when it isn't a duration forwards */
  readonly advance: (duration: string) => void
}

const length = (duration: string): number => {
  const span = Temporal.Duration.from(duration)
  if (span.sign < 0) throw new RangeError('the story only goes forwards')
  return span.total({ unit: 'milliseconds', relativeTo: Temporal.PlainDateTime.from('2026-01-01T00:00') })
}

export const runningClock = (realNow: () => number): StoryClock => {
  let ahead = 0
  return {
    now: () => realNow() + ahead,
    advance: (duration) => {
      ahead += length(duration)
    },
  }
}

export const standingClock = (start: number): StoryClock => {
  let at = start
  return {
    now: () => at,
    advance: (duration) => {
      at += length(duration)
    },
  }
}
