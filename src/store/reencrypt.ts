import type { Encryption } from './encryption.ts'
import type { RawRows } from './rawRows.ts'
import { StoreUnfit } from './store.ts'

/** What a bot opens first at its start: it goes last, so that none starts without the old key before all is done. */
const CANARY = 'secret/'
/** Values that were saved meanwhile are looked at again, so often. */
const PASSES = 3

export interface ReencryptCounts {
  readonly states: number
  readonly effects: number
}

/**
 * Seals everything with the ring's first key, while bots run: a value is only replaced where it is still the one that was
 * read. What is sealed with that key already is left as it is, so that a second run goes on where the first was cut off.
 * @throws {SealBroken} when a value can't be opened with any key of the ring: nothing of it is touched
 * @throws {StoreUnfit} when a bot goes on sealing with an older key
 */
export const reencrypt = async (shelf: RawRows, encryption: Encryption): Promise<ReencryptCounts> => {
  let [states, effects] = [0, 0]
  const again = (place: string, value: Uint8Array): Buffer =>
    encryption.encrypt(place, encryption.decrypt(place, value))
  /** @returns how many were still sealed with another key */
  const passStates = async (which: (key: string) => boolean): Promise<number> => {
    let found = 0
    for await (const rows of shelf.states()) {
      for (const { key, value } of rows) {
        if (!which(key) || encryption.isCurrent(value)) continue
        found += 1
        if (await shelf.swapState(key, value, again(key, value))) states += 1
      }
    }
    return found
  }
  const passEffects = async (): Promise<number> => {
    let found = 0
    for await (const rows of shelf.effects()) {
      for (const { id, shard, value } of rows) {
        if (encryption.isCurrent(value)) continue
        found += 1
        if (await shelf.swapEffect({ id, shard }, value, again(`effect/${id}`, value))) effects += 1
      }
    }
    return found
  }
  const isCanary = (key: string): boolean => key.startsWith(CANARY)
  for (let pass = 0; ; pass++) {
    if ((await passStates((key) => !isCanary(key))) + (await passEffects()) === 0) break
    if (pass === PASSES)
      throw new StoreUnfit(
        'A bot still seals with an older key. Restart each with the new DATA_KEYS first, then again.',
      )
  }
  await passStates(isCanary)
  return { states, effects }
}
