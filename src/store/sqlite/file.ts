import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { StoreUse } from '../store.ts'
import { CODES, fileProblem, refuseFolder, refuseForeign, sqliteCode } from './fileProblem.ts'
import { watchReplaced } from './replaced.ts'
import { SCHEMA, SETTINGS, upgradeTables } from './statements.ts'

/** Another process has the file's lock: a bot, or a copy. */
export class StoreTaken extends Error {
  constructor(file: string) {
    super(`Another bot already works on ${file}. Stop it first, or give this one its own DATA_FILE.`)
    this.name = 'StoreTaken'
  }
}

/** Milliseconds a write waits for another process that holds the database's lock, such as a backup. */
export const BUSY = 5000

/**
 * Locks `<file>.lock`, an empty database: the operating system frees the lock however the process ends.
 * @throws {StoreTaken} when another process has it
 */
export const takeLock = (file: string): DatabaseSync => {
  const lock = new DatabaseSync(`${file}.lock`)
  try {
    lock.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    throw sqliteCode(error) === CODES.busy ? new StoreTaken(file) : error
  }
}

/** An open database. */
export interface SqliteFile {
  readonly db: DatabaseSync
  /** Whether another file, or none, has its name by now. */
  readonly isReplaced: () => boolean
  /** Truncates the write-ahead log, closes the database and frees the lock. */
  readonly close: () => void
}

/** Opens it, with the bot's tables. What is no database, or another program's, is left as it is. */
const openDatabase = (file: string): DatabaseSync => {
  const db = new DatabaseSync(file, { timeout: BUSY })
  try {
    refuseForeign(file, db)
    chmodSync(file, 0o600)
    db.exec(SETTINGS)
    db.exec(SCHEMA)
    upgradeTables(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

const openLocked = (file: string, use: StoreUse): SqliteFile => {
  // Before anything is made beside it.
  refuseFolder(file)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const lock = use === 'bot' ? takeLock(file) : undefined
  try {
    const db = openDatabase(file)
    const isReplaced = watchReplaced([file, `${file}-wal`])
    isReplaced()
    return {
      db,
      isReplaced,
      close: () => {
        // Closing it would remove the log of the file that has its name now. The end of the process closes it too.
        if (isReplaced()) return
        db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
        db.close()
        lock?.close()
      },
    }
  } catch (error) {
    lock?.close()
    throw error
  }
}

/**
 * Opens the database and brings its tables up to date. The file and its folder are readable by this user only.
 * @param file path of the database; it and its folder are created when missing
 * @param use `bot` takes the lock, of which there is one per file
 * @throws {StoreTaken} when another process has the lock
 * @throws {StoreUnfit} when the file can't be used: it is none, not ours, or may not be written
 */
export const openSqliteFile = (file: string, use: StoreUse): SqliteFile => {
  try {
    return openLocked(file, use)
  } catch (error) {
    throw (error instanceof StoreTaken ? error : fileProblem(file, error)) ?? error
  }
}
