import { Temporal } from 'temporal-polyfill'
import { usualHours, withinHours } from '../kit/calendar/hours.ts'

/** The practice room's clock: it stands still or runs with the real one, and can be moved forwards only. */
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
/** A story that would begin after this local hour begins the next working day. */
const TOO_LATE = 13

/** Milliseconds from `now` to the moment a story begins: on a working morning, when teams start. */
export const untilMorning = (now: number): number => {
  const hours = usualHours(ZONE)
  return withinHours({ ...hours, until: TOO_LATE }, now) - now
}

/** Begins on a working morning and runs with the real clock. */
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

/** Stands still until it is moved. */
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
