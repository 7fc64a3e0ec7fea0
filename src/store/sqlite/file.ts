import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { SCHEMA, SETTINGS, upgradeTables } from './statements.ts'

/** Another bot holds the file. */
export class StoreTaken extends Error {
  constructor(file: string) {
    super(`Another bot already works on ${file}. Stop it first, or give this one its own DATA_FILE.`)
    this.name = 'StoreTaken'
  }
}

/** Milliseconds a write waits for another process that reads or backs up. */
export const BUSY = 5000

/** An operating-system lock beside the file: held by one process, and gone with it however it ends. */
const takeLock = (file: string): DatabaseSync => {
  const lock = new DatabaseSync(`${file}.lock`)
  try {
    lock.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE')
    return lock
  } catch {
    lock.close()
    throw new StoreTaken(file)
  }
}

export interface SqliteFile {
  readonly db: DatabaseSync
  readonly close: () => void
}

/**
 * @param file path of the database; its folder is made when missing
 * @param as the one bot, or something beside it that is soon done
 * @throws {StoreTaken} when another bot works on it
 */
export const openSqliteFile = (file: string, as: 'bot' | 'beside'): SqliteFile => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const lock = as === 'bot' ? takeLock(file) : undefined
  const db = new DatabaseSync(file, { timeout: BUSY })
  chmodSync(file, 0o600)
  db.exec(SETTINGS)
  db.exec(SCHEMA)
  upgradeTables(db)
  return {
    db,
    close: () => {
      db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
      db.close()
      lock?.close()
    },
  }
}
