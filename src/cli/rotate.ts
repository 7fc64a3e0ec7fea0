import { transact } from '../bot/transact.ts'
import { buildKeyPlace } from '../build/keyPlace.ts'
import { buildRawRows } from '../build/rawRows.ts'
import { buildErasureLog, buildStore } from '../build/store.ts'
import { processStoreSettings } from '../config.ts'
import { decided, FORGOTTEN } from '../flows/decision.ts'
import { notedKey } from '../flows/keys.ts'
import { keyRingEncryption } from '../store/encryption.ts'
import type { ErasureLog } from '../store/erasureLog.ts'
import { HASH_SECRET } from '../store/hashSecret.ts'
import { reencrypt, rewrap } from '../store/reencrypt.ts'
import { type Store, StoreUnfit } from '../store/store.ts'
import { EXIT, type Run } from './command.ts'
import { scrubbed } from './scrubbed.ts'

/**
 * Notes the erasures of older keys again, in a new file. The store learns of each before it is noted, so that no bot takes
 * it for one that must be replayed.
 * @throws {StoreUnfit} when some are not replayed yet
 */
const reencryptErasures = async (erasureLog: ErasureLog, store: Store): Promise<number> => {
  const deps = { store, wake: () => undefined }
  let moved = 0
  for (const { file, erasures: noted, last, current } of erasureLog.all()) {
    if (current) continue
    const known = await store.load(notedKey(file))
    if ((known?.state.noted ?? 0) < noted.length)
      throw new StoreUnfit('Some erasures were not done again yet in this store: start a bot on it first.')
    for (const erasure of noted) {
      const { file: own, count } = erasureLog.next(last)
      await transact(deps, notedKey(own), () => decided({ noted: count }))
      erasureLog.note(erasure, last)
    }
    await transact(deps, notedKey(file), () => decided(FORGOTTEN))
    erasureLog.remove(file)
    moved += noted.length
  }
  return moved
}

/** Encrypts everything with the first key. */
export const rotate: Run = async () => {
  const settings = processStoreSettings()
  const encryption = keyRingEncryption(settings.DATA_KEYS)
  const store = await buildStore(settings, encryption, () => undefined, 'maintenance')
  const erasureLog = buildErasureLog(settings, encryption, () => undefined)
  try {
    // With a wrong key under the right id, everything would seem to be encrypted with it already: check it first.
    await store.load(HASH_SECRET)
    const moved = erasureLog ? await reencryptErasures(erasureLog, store) : 0
    const rows = await buildRawRows(settings)
    const place = await buildKeyPlace(settings)
    try {
      // The canary of the values comes last: a bot without the old key can't start while a round's key still needs it.
      const keys = await rewrap(place, encryption)
      const { states, effects } = await reencrypt(rows, encryption)
      console.log(
        `Encrypted ${states} values, ${effects} effects, ${keys} keys of rounds and ${moved} notes of erasures with ` +
          `${settings.DATA_KEYS[0].id}.`,
      )
    } finally {
      await rows.close()
      await place.close()
    }
    // Ciphertext of the old key stays in the store's log until the log is rewritten.
    if (!(await scrubbed(store)))
      throw new StoreUnfit('All is encrypted anew, but the log still has what was: someone reads it. Run this again.')
    console.log('Take the older keys out of DATA_KEYS now, and restart every bot. Backups from before still need them.')
    return EXIT.done
  } finally {
    erasureLog?.close()
    await store.close()
  }
}
