import { type Instant, MINUTE } from '../kit/instant.ts'

/** `again`: it was too much already, and said so. */
export type Much = 'fine' | 'tooMuch' | 'again'

/** How much each may ask, in memory of this process alone. */
export interface Limit {
  readonly take: (key: string) => Much
}

interface Bucket {
  left: number
  at: Instant
  told: boolean
}

/** Those who asked nothing for a minute are forgotten when there are so many. */
const MOST_KNOWN = 10_000

/** So much at once, given back evenly within a minute. Said to be too much once, until half of it is back. @param now real time */
export const tokenBucket = (most: number, now: () => Instant): Limit => {
  const buckets = new Map<string, Bucket>()
  const swept = (): void => {
    for (const [key, { at }] of buckets) if (at <= now() - MINUTE) buckets.delete(key)
    // All of them busy within this minute: the longest known begin anew, half at a time, so that looking costs little.
    for (const key of buckets.keys()) {
      if (buckets.size < MOST_KNOWN / 2) break
      buckets.delete(key)
    }
  }
  return {
    take: (key) => {
      const known = buckets.get(key)
      if (!known && buckets.size >= MOST_KNOWN) swept()
      const bucket = known ?? { left: most, at: now(), told: false }
      buckets.set(key, bucket)
      bucket.left = Math.min(most, bucket.left + ((now() - bucket.at) * most) / MINUTE)
      bucket.at = now()
      if (bucket.left >= most / 2) bucket.told = false
      if (bucket.left >= 1) {
        bucket.left -= 1
        return 'fine'
      }
      const { told } = bucket
      bucket.told = true
      return told ? 'again' : 'tooMuch'
    },
  }
}
