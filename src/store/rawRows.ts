import type { Encryption } from './encryption.ts'

/**
 * Row-by-row access to a store for maintenance commands: copying, key rotation, and search through all states. Values stay
 * encrypted; a copy never decrypts them.
 */

/** One saved state. */
export interface StateRow {
  /** The whole key: `kind/place/id`. */
  readonly key: string
  readonly version: number
  /** Ciphertext. */
  readonly value: Uint8Array
}

/** One effect, dead letters included. Moments are milliseconds since 1970. */
export interface EffectRow {
  readonly id: string
  /** Its shard in Redis, from the partition key of the state that caused it; SQLite stores it for a later copy to Redis. */
  readonly shard: number
  /** `Effect.timing`. */
  readonly timing: string
  /** When it was meant to happen, or is tried again. */
  readonly wanted: number
  /** When it was first to be done; undefined in rows of before that was kept. */
  readonly promised?: number | undefined
  /** When it may next be claimed; undefined for a dead letter. */
  readonly due: number | undefined
  readonly attempts: number
  readonly erases: boolean
  /** Why the last attempt failed; empty where none did. */
  readonly reason: string
  /** Ciphertext of the payload. */
  readonly value: Uint8Array
}

/** All rows of a store. Every method can throw `StoreDown`. */
export interface RawRows {
  /** Batches of states; each row at least once, some perhaps twice. @param kind only those whose keys begin with it and a slash */
  states(kind?: string): AsyncIterable<readonly StateRow[]>
  /** Batches of effects; each row at least once, some perhaps twice. */
  effects(): AsyncIterable<readonly EffectRow[]>
  /** The stored version of each key, in the same order; undefined where nothing is stored. */
  versions(keys: readonly string[]): Promise<readonly (number | undefined)[]>
  /** Writes states, over what is stored under the same keys. */
  putStates(rows: readonly StateRow[]): Promise<void>
  /** Writes effects, over those with the same ids. */
  putEffects(rows: readonly EffectRow[]): Promise<void>
  /** How many states and effects are stored. */
  count(): Promise<{ readonly states: number; readonly effects: number }>
  /**
   * Replaces a state's ciphertext and leaves its version alone, as compare-and-swap.
   * @returns false when the stored ciphertext is no longer `was`
   */
  swapState(key: string, was: Uint8Array, becomes: Uint8Array): Promise<boolean>
  /** The same for an effect's payload. */
  swapEffect(row: Pick<EffectRow, 'id' | 'shard'>, was: Uint8Array, becomes: Uint8Array): Promise<boolean>
  /** Erases an effect, also a dead or a leased one. `Store.scrub` then has to be asked. @returns false when it is gone already */
  removeEffect(row: Pick<EffectRow, 'id' | 'shard'>): Promise<boolean>
  /** The source of an unfinished copy into this store; undefined when there is none. */
  moving(): Promise<string | undefined>
  /** Marks the store as incomplete, so that no bot starts on it, or as complete again. @param move undefined: complete */
  setMoving(move: string | undefined): Promise<void>
  close(): Promise<void>
}

/** What it takes to look at all that a store has, whoever's it is. */
export interface WholeStore {
  readonly open: () => Promise<RawRows>
  readonly encryption: Encryption
}

/** What opens the rows: `copying` keeps every bot off the store until it is closed, `maintenance` works next to bots. */
export type RawRowsUse = 'copying' | 'maintenance'

/** Rows per batch. */
export const BATCH = 500

/** The partition key in a whole key (`kind/place/id`). */
export const placeOf = (key: string): string => key.split('/')[1] ?? ''
