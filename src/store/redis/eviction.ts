import type { StoreHealth } from '../store.ts'
import { evictingPolicy, evictingSentence, type RedisState } from './requirements.ts'

/** Notices when a running Redis begins to throw values away, and when it did. */
export interface EvictionWatch {
  /** Looks at what was asked of each master. */
  readonly look: (states: readonly Pick<RedisState, 'policy' | 'evicted'>[]) => void
  readonly health: () => StoreHealth
}

const LOST =
  'What people answered or planned may be among it: those who miss it are told so. Put a backup back (docs/operating.md).'

/** @param say called with a sentence for the operator, once for each change */
export const watchEviction = (say: (sentence: string) => void): EvictionWatch => {
  let policy: string | undefined
  let before: number | undefined
  let evicted = 0
  return {
    look: (states) => {
      const now = evictingPolicy(states)
      if (now !== undefined && now !== policy) say(evictingSentence(now))
      if (now === undefined && policy !== undefined) say('Redis throws nothing away any more.')
      policy = now
      const total = states.reduce((sum, state) => sum + state.evicted, 0)
      // Less than before: a server started anew, or another took over.
      const more = Math.max(0, total - (before ?? total))
      before = total
      if (more > 0) say(`Redis threw ${more} values away. ${LOST}`)
      evicted += more
    },
    health: () => ({ evicts: policy !== undefined, evicted }),
  }
}
