import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { RoundId } from '../flows/ids.ts'
import type { RoundSecret } from '../flows/roundSecrets.ts'
import type { Encryption } from './encryption.ts'

/**
 * Where the keys of rounds lie, each encrypted with DATA_KEYS: apart from the store, and in none of its backups
 * (docs/decisions/023-a-key-per-round.md). Every method but `ready` can throw `StoreDown`.
 */
export interface KeyPlace {
  load(name: string): Promise<Uint8Array | undefined>
  /** Keeps a key, unless there is one of that name. @returns the one that is kept; none when its name was destroyed for good */
  create(name: string, wrapped: Uint8Array): Promise<Uint8Array | undefined>
  /** Replaces a key by itself, encrypted anew. @returns false when it is no longer `was` */
  swap(name: string, was: Uint8Array, becomes: Uint8Array): Promise<boolean>
  /**
   * Nothing of it is left; also when there is none.
   * @param forGood whether no other of its name may be made for as long as a turn that read before can still be under way
   */
  destroy(name: string, forGood: boolean): Promise<void>
  /** All of them, for a key rotation or a copy. */
  all(): Promise<readonly WrappedKey[]>
  /** Removes what was destroyed from its files too. @returns false when that isn't finished: call again */
  scrub(): Promise<boolean>
  /** Whether it answers; never throws. */
  ready(): Promise<boolean>
  close(): Promise<void>
}

/** A key as it lies in its place. */
export interface WrappedKey {
  readonly name: string
  readonly wrapped: Uint8Array
}

/** A key of a round, in memory. */
export interface RoundKey {
  /** Tells it from any other key that had its name before, or has it later. */
  readonly id: string
  readonly secret: KeyObject
}

/** The keys of rounds, made when they are first needed. */
export interface RoundKeys {
  /**
   * The one of that name and id; undefined when it is gone, also when another has its name by now.
   * @throws {DecryptionFailed} when it is there and DATA_KEYS doesn't open it
   */
  find(name: string, id: string): Promise<RoundKey | undefined>
  /**
   * The one that is there, or a new one. After the scan's or the stars' was destroyed, a new one that is kept nowhere: whatever a turn that
   * was late seals with it can't be opened by anyone, and no key is left of a round that is over.
   */
  findOrCreate(name: string): Promise<RoundKey>
  /** Destroys a round's key, here and in its place. Another process may hold it in memory for an hour more. */
  destroy(round: RoundId, secret: RoundSecret): Promise<void>
}

/** The name of a round's key. */
export const nameOf = (round: RoundId, secret: RoundSecret): string => `${secret}/${round}`

/** Where a key is encrypted for: one that was moved to another name does not decrypt. */
export const locationOf = (name: string): string => `roundKey/${name}`

/** Keys held in memory, at most: a press looks for none outside it. */
const HELD = 1000
/** For how many milliseconds a key is held in memory: another process may have destroyed it meanwhile. */
export const HELD_FOR = 3_600_000
const BYTES = 32

interface Held {
  readonly key: Promise<RoundKey | undefined>
  readonly since: number
}

/** @param place where they lie @param encryption DATA_KEYS: neither the place nor DATA_KEYS alone opens anything */
export const roundKeys = (place: Pick<KeyPlace, 'load' | 'create' | 'destroy'>, encryption: Encryption): RoundKeys => {
  const held = new Map<string, Held>()

  const wrap = (name: string): Buffer => {
    const made = { id: randomBytes(9).toString('base64url'), secret: randomBytes(BYTES).toString('base64') }
    return encryption.encrypt(locationOf(name), JSON.stringify(made))
  }
  const unwrap = (name: string, wrapped: Uint8Array): RoundKey => {
    const { id, secret } = JSON.parse(encryption.decrypt(locationOf(name), wrapped)) as { id: string; secret: string }
    return { id, secret: createSecretKey(Buffer.from(secret, 'base64')) }
  }
  const load = async (name: string): Promise<RoundKey | undefined> => {
    const wrapped = await place.load(name)
    return wrapped && unwrap(name, wrapped)
  }
  const create = async (name: string): Promise<RoundKey> => {
    const known = await load(name)
    if (known) return known
    const made = wrap(name)
    const kept = await place.create(name, made)
    if (!kept) held.delete(name)
    return unwrap(name, kept ?? made)
  }

  /** What isn't there, or couldn't be asked for, is asked for again the next time. */
  const hold = <Found extends RoundKey | undefined>(name: string, key: Promise<Found>): Promise<Found> => {
    const one: Held = { key, since: performance.now() }
    const release = (): void => {
      if (held.get(name) === one) held.delete(name)
    }
    held.set(name, one)
    key.then((found) => found ?? release(), release)
    const [oldest] = held.keys()
    if (held.size > HELD && oldest !== undefined) held.delete(oldest)
    return key
  }
  const heldOf = (name: string): Promise<RoundKey | undefined> | undefined => {
    const one = held.get(name)
    return one && performance.now() - one.since < HELD_FOR ? one.key : undefined
  }

  return {
    async find(name, id) {
      const known = await heldOf(name)
      if (known?.id === id) return known
      // Another process may have made one since.
      const found = await hold(name, load(name))
      return found?.id === id ? found : undefined
    },
    findOrCreate: async (name) => (await heldOf(name)) ?? hold(name, create(name)),
    async destroy(round, secret) {
      const name = nameOf(round, secret)
      // A copy that is asked for later is sealed with another.
      await place.destroy(name, secret !== 'copies')
      held.delete(name)
    },
  }
}
