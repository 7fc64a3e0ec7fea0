import { FORGOTTEN } from '../../flows/decision.ts'
import { type Key, keyText } from '../../flows/ids.ts'
import { MINUTE } from '../../kit/calendar/instant.ts'
import type { SealedStore } from '../sealedRounds.ts'
import type { Saved } from '../store.ts'
import { type CachedStore, holdState, recallStates } from './recalledStates.ts'

/** For how many milliseconds states are held: what another process destroyed the key of is gone from memory after this. */
export const STATES_HELD_FOR = 10 * MINUTE

/**
 * Holds the opened states of the aggregates that were used last, so that a press costs one write and no read. They are what is
 * saved as long as nothing else writes: another connection's write empties it (`Store.changes`), and so does the destruction of a round's key;
 * what is erased is let go of as it is. A commit is checked against what is saved as before. Where the engine can't tell of other
 * writers, what is held is only ever where a save begins (`recalledStates.ts`).
 * @param now milliseconds of a clock that only goes forward
 */
export const cacheStates = (store: SealedStore, now: () => number): CachedStore => {
  const { changes } = store
  if (!changes) return recallStates(store, now)
  const held = new Map<string, Saved<unknown>>()
  let seen = changes()
  let emptied = now()
  /** Counts what may have changed a state: a read that began before is not held, since it may be older. */
  let epoch = 0

  const empty = (): void => {
    held.clear()
    emptied = now()
    epoch += 1
  }
  /** Once a turn of the event loop: whoever reads later in the same turn could as well have come first. */
  let checked = false
  const check = (): void => {
    if (checked) return
    checked = true
    setImmediate(() => {
      checked = false
    })
    const current = changes()
    if (current === seen) return
    seen = current
    empty()
  }
  const hold = (text: string, saved: Saved<unknown>): void => holdState(held, text, saved)

  return {
    ...store,
    keys: {
      ...store.keys,
      destroy: async (round, secret) => {
        await store.keys.destroy(round, secret)
        empty()
      },
    },
    load: async <S>(key: Key<S>) => {
      check()
      const text = keyText(key)
      const known = held.get(text)
      if (known) {
        hold(text, known)
        return known as Saved<S>
      }
      const began = epoch
      const saved = await store.load(key)
      if (saved && epoch === began) hold(text, saved)
      return saved
    },
    commit: async (key, was, state, effects) => {
      const text = keyText(key)
      epoch += 1
      let done = false
      try {
        done = await store.commit(key, was, state, effects)
        return done
      } finally {
        epoch += 1
        // The version of a first save is the engine's secret, and a save that failed says nothing of what stands there.
        if (done && was > 0 && state !== FORGOTTEN) hold(text, { state, version: was + 1 })
        else held.delete(text)
      }
    },
    purge: () => {
      check()
      if (now() - emptied >= STATES_HELD_FOR) empty()
    },
    close: async () => {
      empty()
      await store.close()
    },
  }
}
