import type { DatabaseSync } from 'node:sqlite'
import { BUSY } from './file.ts'
import { cantSave } from './fileProblem.ts'
import type { prepare } from './statements.ts'

/** Bytes: a file up to this size is rebuilt in a few hundredths of a second, which no turn minds. */
const SMALL = 16 * 1024 * 1024
/** Milliseconds between two rebuilds of a larger file: each holds up every turn, some seconds for some hundred MB. */
const REST = 60 * 60 * 1000

/** Removes from the file and its log what was erased. */
export interface Scrub {
  /** Something was erased. */
  readonly erased: () => void
  /** Does what can be done now. @returns false while someone else has the file, or nothing can be saved */
  readonly scrub: () => boolean
}

/** SQLITE_BUSY and SQLITE_LOCKED, extended or not (https://www.sqlite.org/rescode.html). */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && [5, 6].includes(Number(error.errcode) & 0xff)

/**
 * Deleted cells are zeroed (secure_delete), but not the copies that stay in a page's free space when SQLite moves cells to another
 * page: only a rebuilt file has none. Then TRUNCATE empties the write-ahead log.
 * @param uptime milliseconds, rising; whatever they count from
 */
export const createScrub = (
  db: DatabaseSync,
  sql: ReturnType<typeof prepare>,
  uptime: () => number = () => performance.now(),
): Scrub => {
  // What an earlier process erased may still be there.
  let pending = true
  let rebuilt = false
  let last = Number.NEGATIVE_INFINITY

  const isSmall = (): boolean => {
    const { bytes } = sql.size.get() as { bytes: number }
    return bytes <= SMALL
  }

  const emptied = (): boolean => {
    if (!rebuilt && (isSmall() || uptime() - last >= REST)) {
      db.exec('VACUUM')
      rebuilt = true
      last = uptime()
    }
    return sql.checkpoint.get()?.busy === 0
  }

  return {
    erased: () => {
      pending = true
      rebuilt = false
    },
    scrub: () => {
      if (!pending) return true
      // Without the busy timeout, since waiting for a reader would block every turn: the caller tries again.
      db.exec('PRAGMA busy_timeout=0')
      try {
        if (!emptied()) return false
      } catch (error) {
        // Not possible now: someone reads, or on a full disk the file and its log stay as they are.
        if (isBusy(error) || cantSave(error)) return false
        throw error
      } finally {
        db.exec(`PRAGMA busy_timeout=${BUSY}`)
      }
      pending = !rebuilt
      return true
    },
  }
}
