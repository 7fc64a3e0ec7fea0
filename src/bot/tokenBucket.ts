import { type Instant, MINUTE } from '../kit/calendar/instant.ts'

/** `refusedAgain`: refused before, and nothing was admitted in between that would make it worth saying again. */
export type Admission = 'admitted' | 'refused' | 'refusedAgain'

/** A rate limit per key, in the memory of this process alone. */
export interface Limit {
  /** Takes one token of the key's bucket, if there is one left. */
  readonly take: (key: string) => Admission
}

interface Bucket {
  /** Tokens, refilled continuously. */
  left: number
  /** When `left` was last brought up to date. */
  at: Instant
  /** A refusal was reported since the bucket was last half full. */
  reported: boolean
}

/** At this many buckets, those that nobody used for a minute are dropped. */
const MOST_BUCKETS = 10_000

/**
 * A token bucket per key: full at first, refilled evenly within a minute. A refusal is reported once, until half of the
 * tokens are back. @param most tokens a minute, and at once @param now real time
 */
export const tokenBucket = (most: number, now: () => Instant): Limit => {
  const buckets = new Map<string, Bucket>()
  const sweep = (): void => {
    for (const [key, { at }] of buckets) if (at <= now() - MINUTE) buckets.delete(key)
    // All in use within this minute: the oldest start anew, half of them at a time, so that a sweep is rare.
    for (const key of buckets.keys()) {
      if (buckets.size < MOST_BUCKETS / 2) break
      buckets.delete(key)
    }
  }
  return {
    take: (key) => {
      const known = buckets.get(key)
      if (!known && buckets.size >= MOST_BUCKETS) sweep()
      const bucket = known ?? { left: most, at: now(), reported: false }
      buckets.set(key, bucket)
      bucket.left = Math.min(most, bucket.left + ((now() - bucket.at) * most) / MINUTE)
      bucket.at = now()
      if (bucket.left >= most / 2) bucket.reported = false
      if (bucket.left >= 1) {
        bucket.left -= 1
        return 'admitted'
      }
      const { reported } = bucket
      bucket.reported = true
      return reported ? 'refusedAgain' : 'refused'
    },
  }
}
