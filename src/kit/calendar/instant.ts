/** A moment, in milliseconds since 1970-01-01T00:00Z. Only `main.ts` reads the clock; all other code takes `now`. */
export type Instant = number

/** Durations in milliseconds. */
export const SECOND = 1000
/** In milliseconds. */
export const MINUTE = 60 * SECOND
/** In milliseconds. */
export const HOUR = 60 * MINUTE
/** In milliseconds: 24 hours, also on the days the clocks change. */
export const DAY = 24 * HOUR
