import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { StoreSettings } from '../config.ts'
import type { Encryption } from '../store/encryption.ts'
import { type ErasureLog, openErasureLog } from '../store/erasureLog.ts'
import { roundKeys } from '../store/roundKeys.ts'
import { type SealedStore, sealRounds } from '../store/sealedRounds.ts'
import { openSqliteStore } from '../store/sqlite/store.ts'
import { type Store, StoreDown, StoreUnfit, type StoreUse } from '../store/store.ts'
import { buildKeyPlace } from './keyPlace.ts'

/**
 * The store on Redis where REDIS_URL is set, else in DATA_FILE; what people give is sealed in it with the key of their round.
 * @param say called with a sentence for the operator for each risk of losing data
 * @throws {StoreTaken} when another bot runs on the file
 * @throws {StoreUnfit} when Redis can't be reached, or the store can't be used as it is
 */
export const buildStore = async (
  settings: StoreSettings,
  encryption: Encryption,
  say: (sentence: string) => void,
  use: StoreUse = 'bot',
): Promise<SealedStore> => {
  const engine = await buildEngine(settings, encryption, say, use)
  try {
    const place = await buildKeyPlace(settings, say)
    return sealRounds(engine, roundKeys(place, encryption), place)
  } catch (error) {
    await engine.close()
    throw error
  }
}

const buildEngine = async (
  { REDIS_URL, REDIS_SENTINEL, REDIS_PASSWORD, DATA_FILE }: StoreSettings,
  encryption: Encryption,
  say: (sentence: string) => void,
  use: StoreUse,
): Promise<Store> => {
  if (!REDIS_URL) {
    if (use === 'maintenance' && !existsSync(DATA_FILE))
      throw new StoreUnfit(`There is no ${DATA_FILE}: is DATA_FILE right?`)
    return openSqliteStore(DATA_FILE, encryption, use)
  }
  try {
    const address = { urls: REDIS_URL, sentinelName: REDIS_SENTINEL, password: REDIS_PASSWORD }
    const { openRedisStore } = await import('../store/redis/store.ts')
    return await openRedisStore(address, encryption, say, use)
  } catch (error) {
    if (!(error instanceof StoreDown)) throw error
    // The host alone: the address may contain a password.
    const hosts = REDIS_URL.map((url) => new URL(url).host).join(', ')
    const { cause } = error
    const why = cause instanceof Error ? ` (${'code' in cause ? String(cause.code) : cause.message})` : ''
    throw new StoreUnfit(`Redis does not answer at ${hosts}${why}. Is it running, and does REDIS_URL name it?`)
  }
}

/**
 * The log of erasures, in ERASURES_DIR, or in a folder next to DATA_FILE.
 * @returns undefined on Redis without ERASURES_DIR; `say` then says what that risks
 */
export const buildErasureLog = (
  { REDIS_URL, DATA_FILE, ERASURES_DIR }: StoreSettings,
  encryption: Encryption,
  say: (sentence: string) => void,
): ErasureLog | undefined => {
  const folder = ERASURES_DIR ?? (REDIS_URL ? undefined : join(dirname(DATA_FILE), 'erasures'))
  if (folder === undefined)
    say('No ERASURES_DIR is set: a backup of Redis that is put back brings back what was erased since.')
  return folder === undefined ? undefined : openErasureLog(folder, encryption)
}
