import type { StoreSettings } from '../config.ts'
import type { RawRows } from '../store/rawRows.ts'
import { openSqliteRawRows } from '../store/sqlite/rawRows.ts'

/** The rows of the store that the settings name, for maintenance next to running bots. @throws {StoreDown} */
export const buildRawRows = async ({
  REDIS_URL,
  REDIS_SENTINEL,
  REDIS_PASSWORD,
  DATA_FILE,
}: StoreSettings): Promise<RawRows> => {
  if (!REDIS_URL) return openSqliteRawRows(DATA_FILE, 'maintenance')
  const { openRedisRawRows } = await import('../store/redis/rawRows.ts')
  return openRedisRawRows({ urls: REDIS_URL, sentinelName: REDIS_SENTINEL, password: REDIS_PASSWORD }, 'maintenance')
}
