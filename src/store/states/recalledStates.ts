import { FORGOTTEN } from '../../flows/decision.ts'
import { type Key, keyText } from '../../flows/ids.ts'
import { MINUTE } from '../../kit/calendar/instant.ts'
import type { SealedStore } from '../sealedRounds.ts'
import type { Saved, Store } from '../store.ts'

/** States held, at most: those that were read or saved last. */
export const HELD_STATES = 2000
/** For how many milliseconds states are held where others write too: what another process erased is gone from memory after this. */
export const RECALLED_FOR = MINUTE

/** A store that holds states in memory, in addition to what it saves. */
export interface CachedStore extends SealedStore {
  /** Lets go of all states when they were held for their time; called each second. */
  readonly purge: () => void
}

/** Holds a state, as the last one that was used. */
export const holdState = (held: Map<string, Saved<unknown>>, text: string, saved: Saved<unknown>): void => {
  held.delete(text)
  const [oldest] = held.keys()
  if (held.size >= HELD_STATES && oldest !== undefined) held.delete(oldest)
  held.set(text, saved)
}

/**
 * Reads of one key that are asked for before anything else can happen are one read: the hundred messages that a claim brings ask for the
 * same round, and the engine sends nothing before the next turn of the event loop.
 */
const sharedReads = (load: Store['load']): Store['load'] => {
  const asked = new Map<string, Promise<unknown>>()
  return <S>(key: Key<S>) => {
    const text = keyText(key)
    const known = asked.get(text)
    if (known) return known as Promise<Saved<S> | undefined>
    if (asked.size === 0) process.nextTick(() => asked.clear())
    const read = load(key)
    asked.set(text, read)
    return read
  }
}

/**
 * Where many write: holds the opened states that this process saved last, as where its next save of them begins. Such a save is refused
 * where something else stands there by now, and says what that is, which is then held. Reads always ask the engine; so a state that is
 * held is never shown, and never refuses anything (`recall` of the store). Nothing is held that was only read: what one process erases
 * while another reads it isn't put back into memory.
 * @param now milliseconds of a clock that only goes forward
 */
export const recallStates = (store: SealedStore, now: () => number): CachedStore => {
  const { attempt } = store
  if (!attempt) return { ...store, purge: () => undefined }
  const held = new Map<string, Saved<unknown>>()
  let emptied = now()
  const empty = (): void => {
    held.clear()
    emptied = now()
  }
  return {
    ...store,
    load: sharedReads(store.load),
    keys: {
      ...store.keys,
      destroy: async (round, secret) => {
        await store.keys.destroy(round, secret)
        empty()
      },
    },
    recall: <S>(key: Key<S>) => held.get(keyText(key)) as Saved<S> | undefined,
    commit: async (key, was, state, effects) => {
      const text = keyText(key)
      // A save that fails says nothing of what stands there.
      held.delete(text)
      const done = await attempt(key, was, state, effects)
      if ('version' in done) {
        if (state !== FORGOTTEN) holdState(held, text, { state, version: done.version })
        return true
      }
      if (done.stands) holdState(held, text, done.stands)
      return false
    },
    purge: () => {
      if (now() - emptied >= RECALLED_FOR) empty()
    },
    close: async () => {
      empty()
      await store.close()
    },
  }
}
