import type { Encryption } from './encryption.ts'
import type { RawRows } from './rawRows.ts'
import { type KeyPlace, locationOf } from './roundKeys.ts'
import { StoreUnfit } from './store.ts'

/**
 * A bot decrypts the hash secret at its start. It is encrypted anew last, so that a bot without the old key can't start
 * while other values still need it.
 */
const CANARY = 'secret/'
/** Extra passes over all rows, for values that were saved during an earlier pass. */
const PASSES = 3

/** How many values were encrypted anew. */
export interface ReencryptCounts {
  readonly states: number
  readonly effects: number
}

/**
 * Encrypts every value with the first key of the ring, while bots run: a value is only replaced if it is still the one
 * that was read. Values that have that key already are skipped, so a second run continues where the first was interrupted.
 * @throws {DecryptionFailed} when no key of the ring decrypts a value; that value is left as it was
 * @throws {StoreUnfit} when a bot keeps encrypting with an older key
 */
export const reencrypt = async (rows: RawRows, encryption: Encryption): Promise<ReencryptCounts> => {
  let [states, effects] = [0, 0]
  const renew = (location: string, value: Uint8Array): Buffer =>
    encryption.encrypt(location, encryption.decrypt(location, value))
  /** @returns how many still had another key */
  const passStates = async (which: (key: string) => boolean): Promise<number> => {
    let found = 0
    for await (const batch of rows.states()) {
      for (const { key, value } of batch) {
        if (!which(key) || encryption.isCurrent(value)) continue
        found += 1
        if (await rows.swapState(key, value, renew(key, value))) states += 1
      }
    }
    return found
  }
  const passEffects = async (): Promise<number> => {
    let found = 0
    for await (const batch of rows.effects()) {
      for (const { id, shard, value } of batch) {
        if (encryption.isCurrent(value)) continue
        found += 1
        if (await rows.swapEffect({ id, shard }, value, renew(`effect/${id}`, value))) effects += 1
      }
    }
    return found
  }
  const isCanary = (key: string): boolean => key.startsWith(CANARY)
  for (let pass = 0; ; pass++) {
    if ((await passStates((key) => !isCanary(key))) + (await passEffects()) === 0) break
    if (pass === PASSES)
      throw new StoreUnfit(
        'A bot still encrypts with an older key. Restart each with the new DATA_KEYS first, then again.',
      )
  }
  await passStates(isCanary)
  return { states, effects }
}

/**
 * Encrypts every key of a round with the first key of the ring; what the keys themselves seal stays as it is.
 * @returns how many
 * @throws {DecryptionFailed} when no key of the ring decrypts one
 */
export const rewrap = async (place: Pick<KeyPlace, 'all' | 'swap'>, encryption: Encryption): Promise<number> => {
  let count = 0
  for (const { name, wrapped } of await place.all()) {
    if (encryption.isCurrent(wrapped)) continue
    const location = locationOf(name)
    if (await place.swap(name, wrapped, encryption.encrypt(location, encryption.decrypt(location, wrapped)))) count += 1
  }
  return count
}
