import type { StoreSettings } from '../config.ts'
import type { RawRows } from '../store/rawRows.ts'
import { openRedisRawRows } from '../store/redis/rawRows.ts'
import { openSqliteRawRows } from '../store/sqlite/rawRows.ts'

/** All that is kept, row by row, beside whatever works on it. @throws {StoreDown} */
export const buildRawRows = async ({
  REDIS_URL,
  REDIS_SENTINEL,
  REDIS_PASSWORD,
  DATA_FILE,
}: StoreSettings): Promise<RawRows> =>
  REDIS_URL
    ? openRedisRawRows({ urls: REDIS_URL, sentinelName: REDIS_SENTINEL, password: REDIS_PASSWORD }, 'beside')
    : openSqliteRawRows(DATA_FILE, 'beside')
