import type { StoreSettings } from '../config.ts'
import type { RawRows } from '../store/rawRows.ts'
import { openRedisRawRows } from '../store/redis/rawRows.ts'
import { openSqliteRawRows } from '../store/sqlite/rawRows.ts'

/** The rows of the store that the settings name, for maintenance next to running bots. @throws {StoreDown} */
export const buildRawRows = async ({
  REDIS_URL,
  REDIS_SENTINEL,
  REDIS_PASSWORD,
  DATA_FILE,
}: StoreSettings): Promise<RawRows> =>
  REDIS_URL
    ? openRedisRawRows({ urls: REDIS_URL, sentinelName: REDIS_SENTINEL, password: REDIS_PASSWORD }, 'maintenance')
    : openSqliteRawRows(DATA_FILE, 'maintenance')
