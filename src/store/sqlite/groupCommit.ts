import type { DatabaseSync } from 'node:sqlite'

interface Waiting {
  readonly run: () => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

export interface GroupCommit {
  /** Runs `change` in a transaction that is on disk when the promise resolves. */
  write<T>(change: () => T): Promise<T>
  idle(): Promise<void>
}

/**
 * Group commit: writes that arrive in the same turn of the event loop share one transaction, and so one wait for the
 * disk. Nobody is told "saved" before the disk said so. When one of them fails, all are undone and done again one by
 * one, so that each still succeeds or fails alone.
 */
export const createGroupCommit = (db: DatabaseSync): GroupCommit => {
  let waiting: Waiting[] = []

  const together = (batch: readonly Waiting[]): unknown[] => {
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

  const alone = (one: Waiting): void => {
    try {
      one.resolve(together([one])[0])
    } catch (error) {
      one.reject(error)
    }
  }

  const flush = (): void => {
    const batch = waiting
    waiting = []
    let values: unknown[]
    try {
      values = together(batch)
    } catch {
      for (const one of batch) alone(one)
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
