import type { DatabaseSync } from 'node:sqlite'
import { cantSave } from './fileProblem.ts'
import { replacedError } from './replaced.ts'

interface Write {
  readonly run: () => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

/** Runs writes in shared transactions. */
export interface GroupCommit {
  /** Runs `change` in a transaction that is on disk when the promise resolves. @throws what `change` throws, and {CantSave} */
  write<T>(change: () => T): Promise<T>
  /** Resolves when every write so far is on disk. */
  idle(): Promise<void>
}

/**
 * Writes of the same turn of the event loop share one transaction, and so one wait for the disk. No promise resolves before
 * the transaction is on disk. When a write throws, the transaction is rolled back and each write runs again in one of its
 * own, so that each still succeeds or fails by itself.
 * @param isReplaced whether the file is no longer the one of its name: nothing is acknowledged then
 */
export const createGroupCommit = (db: DatabaseSync, isReplaced: () => boolean): GroupCommit => {
  let waiting: Write[] = []

  const runTogether = (batch: readonly Write[]): unknown[] => {
    if (isReplaced()) throw replacedError()
    db.exec('BEGIN IMMEDIATE')
    try {
      const values = batch.map(({ run }) => run())
      db.exec('COMMIT')
      if (isReplaced()) throw replacedError()
      return values
    } catch (error) {
      if (db.isOpen && db.isTransaction) db.exec('ROLLBACK')
      throw error
    }
  }

  const runAlone = (one: Write): void => {
    try {
      one.resolve(runTogether([one])[0])
    } catch (error) {
      one.reject(cantSave(error) ?? error)
    }
  }

  const flush = (): void => {
    const batch = waiting
    waiting = []
    let values: unknown[]
    try {
      values = runTogether(batch)
    } catch {
      for (const one of batch) runAlone(one)
      return
    }
    for (const [at, one] of batch.entries()) one.resolve(values[at])
  }

  const write = <T>(change: () => T): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush)
      waiting.push({ run: change, resolve: resolve as (value: unknown) => void, reject })
    })

  return { write, idle: () => write(() => undefined) }
}
