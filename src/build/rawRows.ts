import type { StoreSettings } from '../config.ts'
import type { Shelf } from '../store/rawRows.ts'
import { openRedisShelf } from '../store/redis/rawRows.ts'
import { openSqliteShelf } from '../store/sqlite/rawRows.ts'

/** All that is kept, row by row, beside whatever works on it. @throws {StoreDown} */
export const buildShelf = async ({
  REDIS_URL,
  REDIS_SENTINEL,
  REDIS_PASSWORD,
  DATA_FILE,
}: StoreSettings): Promise<Shelf> =>
  REDIS_URL
    ? openRedisShelf({ urls: REDIS_URL, sentinelName: REDIS_SENTINEL, password: REDIS_PASSWORD }, 'beside')
    : openSqliteShelf(DATA_FILE, 'beside')
