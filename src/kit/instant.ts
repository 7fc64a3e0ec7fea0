/** A moment, in milliseconds since 1970-01-01T00:00Z. Only `main.ts` knows the clock; everything else is told. */
export type Instant = number

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
