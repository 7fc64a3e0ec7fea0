import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { StoreSettings } from '../config.ts'
import type { Encryption } from '../store/encryption.ts'
import { type ErasureLog, openErasureLog } from '../store/erasureLog.ts'
import { openSqliteStore } from '../store/sqlite/store.ts'
import { type Store, StoreDown, StoreUnfit } from '../store/store.ts'

/**
 * Redis where it is set, else the file.
 * @param say told what is at risk there
 * @param as the bot, or something beside it that is soon done
 * @throws when it is taken, can't be reached, or can't be used as it is
 */
export const buildStore = async (
  { REDIS_URL, REDIS_SENTINEL, REDIS_PASSWORD, DATA_FILE }: StoreSettings,
  encryption: Encryption,
  say: (sentence: string) => void,
  as: 'bot' | 'beside' = 'bot',
): Promise<Store> => {
  if (!REDIS_URL) {
    if (as === 'beside' && !existsSync(DATA_FILE)) throw new StoreUnfit(`There is no ${DATA_FILE}: is DATA_FILE right?`)
    return openSqliteStore(DATA_FILE, encryption, as)
  }
  try {
    const address = { urls: REDIS_URL, sentinelName: REDIS_SENTINEL, password: REDIS_PASSWORD }
    const { openRedisStore } = await import('../store/redis/store.ts')
    return await openRedisStore(address, encryption, say, as)
  } catch (error) {
    if (!(error instanceof StoreDown)) throw error
    // Without what stands before the host: that is a password.
    const hosts = REDIS_URL.map((url) => new URL(url).host).join(', ')
    const { cause } = error
    const why = cause instanceof Error ? ` (${'code' in cause ? String(cause.code) : cause.message})` : ''
    throw new StoreUnfit(`Redis does not answer at ${hosts}${why}. Is it running, and does REDIS_URL name it?`)
  }
}

/** Beside the file where everything is in one; elsewhere where it is set. */
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
