import type { SqliteFile } from './file.ts'
import { cantSave } from './fileProblem.ts'
import type { LogSync } from './logSync.ts'
import { replacedError } from './replaced.ts'

interface Write {
  readonly run: () => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

/** A write that is in a transaction by now, and on the disk only once the log is. */
interface Written extends Write {
  readonly value: unknown
}

/** Runs writes in shared transactions. */
export interface GroupCommit {
  /** Runs `change` in a transaction that is on disk when the promise resolves. @throws what `change` throws, and {CantSave} */
  write<T>(change: () => T): Promise<T>
  /** Resolves when every write so far is on disk. */
  idle(): Promise<void>
}

/**
 * Writes that come while the disk is at work share the next transaction, and so one wait for it; meanwhile everything else goes on. No
 * promise resolves before its transaction is on disk. When a write throws, the transaction is rolled back and each write runs again in one
 * of its own, so that each still succeeds or fails by itself. Once the log couldn't be put on the disk, nothing is saved any more: what the
 * system dropped of it can't be told from what it wrote, and only a new process reads what is really there.
 * @param file nothing is acknowledged once it is no longer the one of its name
 * @param log of this file, whose transactions don't wait for the disk themselves
 */
export const createGroupCommit = (
  { db, isReplaced, settle }: Omit<SqliteFile, 'close'>,
  { sync }: Pick<LogSync, 'sync'>,
): GroupCommit => {
  let waiting: Write[] = []
  let atWork = false
  let failed: unknown

  const runTogether = (batch: readonly Write[]): unknown[] => {
    if (failed !== undefined) throw failed
    if (isReplaced()) throw replacedError()
    db.exec('BEGIN IMMEDIATE')
    try {
      const values = batch.map(({ run }) => run())
      db.exec('COMMIT')
      return values
    } catch (error) {
      if (db.isOpen && db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  }

  const runAlone = (one: Write): Written[] => {
    try {
      return [{ ...one, value: runTogether([one])[0] }]
    } catch (error) {
      one.reject(cantSave(error) ?? error)
      return []
    }
  }

  const runAll = (batch: readonly Write[]): readonly Written[] => {
    try {
      const values = runTogether(batch)
      return batch.map((one, at) => ({ ...one, value: values[at] }))
    } catch {
      return batch.flatMap(runAlone)
    }
  }

  /** @returns why the log isn't on the disk; undefined when it is, in the file of its name */
  const settled = async (): Promise<unknown> => {
    try {
      await sync()
    } catch (error) {
      failed = error
      return error
    }
    try {
      settle()
      return undefined
    } catch (error) {
      return cantSave(error) ?? error
    }
  }

  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      const written = runAll(batch)
      if (written.length === 0) continue
      const problem = await settled()
      for (const { value, resolve, reject } of written) {
        if (problem === undefined) resolve(value)
        else reject(problem)
      }
    }
    atWork = false
  }

  const write = <T>(change: () => T): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ run: change, resolve: resolve as (value: unknown) => void, reject })
      if (atWork) return
      atWork = true
      // What else comes in this turn of the event loop goes along.
      setImmediate(() => void work())
    })

  return { write, idle: () => write(() => undefined) }
}
