/**
 * How often each thing may be asked: per channel for posts, per method otherwise, in a minute; a bucket holds what was
 * not used. https://docs.slack.dev/apis/web-api/rate-limits
 */
const PER_MINUTE = { special: 1000, tier2: 20, tier3: 50, tier4: 100 } as const
const POSTS = { perMinute: 60, burst: 10 } as const
/** Seconds; never so few that the very next is refused again. */
const WAIT = 10
const MINUTE = 60_000

export type Tier = keyof typeof PER_MINUTE | 'post'

export interface Rates {
  /** @returns seconds to wait, or 0 when it may be done now */
  readonly take: (tier: Tier, of: string) => number
}

export const createRates = (now: () => number): Rates => {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take: (tier, of) => {
      const perMinute = tier === 'post' ? POSTS.perMinute : PER_MINUTE[tier]
      const size = tier === 'post' ? POSTS.burst : perMinute
      const known = buckets.get(of) ?? { left: size, at: now() }
      const left = Math.min(size, known.left + ((now() - known.at) / MINUTE) * perMinute)
      buckets.set(of, { left: left >= 1 ? left - 1 : left, at: now() })
      if (left >= 1) return 0
      return tier === 'post' ? Math.ceil(((1 - left) / perMinute) * 60) : WAIT
    },
  }
}
