import type { Store } from './store.ts'

/** Calls of a store since it was wrapped. */
export interface StoreCalls {
  /** Calls of `load`. */
  readonly reads: number
  /** Calls of `commit`. */
  readonly writes: number
}

/** Wraps a store to count its reads and writes: that a press costs one of each is tested, and shown in the benchmarks. */
export const countCalls = (store: Store): { readonly store: Store; readonly calls: () => StoreCalls } => {
  let reads = 0
  let writes = 0
  const { attempt } = store
  return {
    store: {
      ...store,
      load: (key) => {
        reads += 1
        return store.load(key)
      },
      commit: (key, was, state, effects) => {
        writes += 1
        return store.commit(key, was, state, effects)
      },
      ...(attempt && {
        attempt: (key, was, state, effects) => {
          writes += 1
          return attempt(key, was, state, effects)
        },
      }),
    },
    calls: () => ({ reads, writes }),
  }
}
