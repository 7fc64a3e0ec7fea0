import type { Store } from './store.ts'

export interface StoreCalls {
  readonly reads: number
  readonly writes: number
}

/** Counts how often a store is read and written by turns: what an answer costs is a promise (DESIGN 6). */
export const countCalls = (store: Store): { readonly store: Store; readonly calls: () => StoreCalls } => {
  let reads = 0
  let writes = 0
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
    },
    calls: () => ({ reads, writes }),
  }
}
