import { Temporal } from 'temporal-polyfill'
import { usualHours, withinHours } from '../kit/hours.ts'

/** The story's time: it can stand still or run with the wall's clock, and be moved on. Never back. */
export interface StoryClock {
  readonly now: () => number
  /** @param duration ISO 8601, such as `P1D` or `PT5S` @throws RangeError when it isn't a duration forwards */
  readonly advance: (duration: string) => void
  /** To a moment; one that has passed changes nothing. */
  readonly moveTo: (at: number) => void
}

/** Milliseconds of an ISO 8601 duration. @throws RangeError when it isn't a duration forwards */
export const lengthOf = (duration: string): number => {
  const span = Temporal.Duration.from(duration)
  if (span.sign < 0) throw new RangeError('the story only goes forwards')
  return span.total({ unit: 'milliseconds', relativeTo: Temporal.PlainDateTime.from('2026-01-01T00:00') })
}

const ZONE = 'Europe/Brussels'
/** From this hour on the day is nearly over for a team: the story waits for the next. */
const TOO_LATE = 13

/** How far ahead of the wall's clock a story begins, in milliseconds: on a working morning, since teams begin then. */
export const untilMorning = (now: number): number => {
  const hours = usualHours(ZONE)
  return withinHours({ ...hours, until: TOO_LATE }, now) - now
}

export const runningClock = (realNow: () => number): StoryClock => {
  let ahead = untilMorning(realNow())
  return {
    now: () => realNow() + ahead,
    advance: (duration) => {
      ahead += lengthOf(duration)
    },
    moveTo: (moment) => {
      ahead += Math.max(0, moment - realNow() - ahead)
    },
  }
}

export const standingClock = (start: number): StoryClock => {
  let at = start
  return {
    now: () => at,
    advance: (duration) => {
      at += lengthOf(duration)
    },
    moveTo: (moment) => {
      at = Math.max(at, moment)
    },
  }
}
