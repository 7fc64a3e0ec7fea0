import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { StoreSettings } from '../config.ts'
import type { Encryption } from '../store/encryption.ts'
import { type ErasureLog, openErasureLog } from '../store/erasureLog.ts'
import { roundKeys } from '../store/roundKeys.ts'
import { type SealedStore, sealRounds } from '../store/sealedRounds.ts'
import { folderProblem } from '../store/sqlite/fileProblem.ts'
import { openSqliteStore } from '../store/sqlite/store.ts'
import { type Store, StoreDown, StoreUnfit, type StoreUse } from '../store/store.ts'
import { buildKeyPlace } from './keyPlace.ts'
import { redisProblem } from './unreachableStore.ts'

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
    throw new StoreUnfit(redisProblem(REDIS_URL, error.cause))
  }
}

/** Where what outlives the store is noted; undefined on Redis without ERASURES_DIR. */
export const notesFolder = ({
  REDIS_URL,
  DATA_FILE,
  ERASURES_DIR,
}: Pick<StoreSettings, 'REDIS_URL' | 'DATA_FILE' | 'ERASURES_DIR'>): string | undefined =>
  ERASURES_DIR ?? (REDIS_URL ? undefined : join(dirname(DATA_FILE), 'erasures'))

/**
 * The log of erasures, in ERASURES_DIR, or in a folder next to DATA_FILE.
 * @returns undefined on Redis without ERASURES_DIR; `say` then says what that risks
 * @throws {StoreUnfit} when nothing can be noted there
 */
export const buildErasureLog = (
  { REDIS_URL, DATA_FILE, ERASURES_DIR }: StoreSettings,
  encryption: Encryption,
  say: (sentence: string) => void,
): ErasureLog | undefined => {
  const folder = notesFolder({ REDIS_URL, DATA_FILE, ERASURES_DIR })
  if (folder === undefined)
    say('No ERASURES_DIR is set: a backup of Redis that is put back brings back what was erased since.')
  if (folder === undefined) return undefined
  // Now, rather than when the first person has something erased.
  const problem = folderProblem(folder)
  if (problem !== undefined) throw new StoreUnfit(`Erasures can't be noted (ERASURES_DIR is ${folder}): ${problem}`)
  return openErasureLog(folder, encryption)
}
