import { closeSync, fdatasync, openSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { CantSave } from '../store.ts'

/** The write-ahead log of an open database, put on the disk beside the event loop. */
export interface LogSync {
  /** Resolves once all that was committed before the call is on the disk. @throws {CantSave} */
  sync(): Promise<void>
  /** To be called before the database is closed. */
  close(): void
}

/**
 * Takes the wait for the disk out of each commit, where it would hold up every turn, and into a call of its own. With `synchronous=NORMAL` SQLite
 * syncs the log only before it copies it into the file, so that a power cut can't damage anything but may take the last commits
 * (https://www.sqlite.org/pragma.html#pragma_synchronous): nobody may be told of one before `sync` resolves. A transaction that a power cut left
 * half in the log is none: its checksums don't hold (https://www.sqlite.org/fileformat2.html#the_write_ahead_log).
 *
 * SQLite takes no lock on the log itself, so that opening and closing it here loses none (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
 * @param file path of the database, which is open and in WAL mode
 */
export const openLogSync = (db: DatabaseSync, file: string): LogSync => {
  // Where the file system has no shared memory, SQLite stays with a journal: then each commit waits for the disk, as before.
  if (db.prepare('PRAGMA journal_mode').get()?.journal_mode !== 'wal')
    return { sync: () => Promise.resolve(), close: () => undefined }
  // For writing: some systems put nothing on the disk for who may only read.
  const log = openSync(`${file}-wal`, 'r+')
  db.exec('PRAGMA synchronous=NORMAL')
  return {
    sync: () =>
      new Promise((resolve, reject) => {
        fdatasync(log, (cause) => {
          if (cause === null) resolve()
          // Whatever the reason: unlike a full disk, it isn't over once there is room.
          else reject(new CantSave('disk', { cause }))
        })
      }),
    close: () => closeSync(log),
  }
}
