import type { Instant } from '../kit/instant.ts'

/** What was looked up, for a while, in memory alone. */
export interface TtlCache<Value> {
  readonly get: (key: string) => Value | undefined
  /** What was known, however long ago: for when it can't be looked up. */
  readonly last: (key: string) => Value | undefined
  readonly set: (key: string, value: Value) => void
}

const MOST = 20_000

/** @param lasts milliseconds each is kept */
export const ttlCache = <Value>(lasts: number, now: () => Instant): TtlCache<Value> => {
  const known = new Map<string, { readonly value: Value; readonly until: Instant }>()
  return {
    get: (key) => {
      const found = known.get(key)
      return found && found.until > now() ? found.value : undefined
    },
    last: (key) => known.get(key)?.value,
    set: (key, value) => {
      if (known.size >= MOST) known.clear()
      known.set(key, { value, until: now() + lasts })
    },
  }
}
