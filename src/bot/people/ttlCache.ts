import type { Instant } from '../../kit/calendar/instant.ts'

/** Values that were looked up, for a while, in memory alone. */
export interface TtlCache<Value> {
  readonly get: (key: string) => Value | undefined
  /** The last known value of a cache that keeps it, however old: for when it can't be looked up. */
  readonly last: (key: string) => Value | undefined
  readonly set: (key: string, value: Value) => void
  /** How many values are in memory. */
  readonly size: () => number
}

/** A full cache is emptied: cheaper than keeping track of the oldest. */
const MOST_ENTRIES = 20_000

/** All of this process, so that values leave the memory in time also where nobody asks for them again. */
const caches = new Set<WeakRef<() => void>>()

/** Takes out of memory whatever is over its time; called each second. */
export const purgeCaches = (): void => {
  for (const cache of caches) {
    const purge = cache.deref()
    if (purge) purge()
    else caches.delete(cache)
  }
}

/**
 * @param lasts milliseconds each value is kept
 * @param keepsLast for what is about nobody: values stay in memory for `last`
 */
export const ttlCache = <Value>(
  lasts: number,
  now: () => Instant,
  { keepsLast = false }: { readonly keepsLast?: boolean } = {},
): TtlCache<Value> => {
  /** In the order in which they were set, and so in which their time is over. */
  const known = new Map<string, { readonly value: Value; readonly until: Instant }>()
  const purge = (): void => {
    for (const [key, { until }] of known) {
      if (until > now()) return
      known.delete(key)
    }
  }
  if (!keepsLast) caches.add(new WeakRef(purge))
  return {
    get: (key) => {
      if (!keepsLast) purge()
      const found = known.get(key)
      return found && found.until > now() ? found.value : undefined
    },
    last: (key) => known.get(key)?.value,
    set: (key, value) => {
      if (!keepsLast) purge()
      if (known.size >= MOST_ENTRIES) known.clear()
      known.delete(key)
      known.set(key, { value, until: now() + lasts })
    },
    size: () => known.size,
  }
}
