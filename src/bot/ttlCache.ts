import type { Instant } from '../kit/calendar/instant.ts'

/** Values that were looked up, for a while, in memory alone. */
export interface TtlCache<Value> {
  readonly get: (key: string) => Value | undefined
  /** The last known value, however old: for when it can't be looked up. */
  readonly last: (key: string) => Value | undefined
  readonly set: (key: string, value: Value) => void
}

/** A full cache is emptied: cheaper than keeping track of the oldest. */
const MOST_ENTRIES = 20_000

/** @param lasts milliseconds each value is kept */
export const ttlCache = <Value>(lasts: number, now: () => Instant): TtlCache<Value> => {
  const known = new Map<string, { readonly value: Value; readonly until: Instant }>()
  return {
    get: (key) => {
      const found = known.get(key)
      return found && found.until > now() ? found.value : undefined
    },
    last: (key) => known.get(key)?.value,
    set: (key, value) => {
      if (known.size >= MOST_ENTRIES) known.clear()
      known.set(key, { value, until: now() + lasts })
    },
  }
}
