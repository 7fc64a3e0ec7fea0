import type { DatabaseSync } from 'node:sqlite'

interface Waiting {
  readonly run: () => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

export interface Group {
  /** Runs `change` in a transaction that is on disk when the promise resolves. */
  write<T>(change: () => T): Promise<T>
  idle(): Promise<void>
}

/**
 * Group commit: writes that arrive in the same turn of the event loop share one transaction, and so one wait for the
 * disk. Each still succeeds or fails alone (savepoints), and nobody is told "saved" before the disk said so.
 */
export const createGroup = (db: DatabaseSync): Group => {
  let waiting: Waiting[] = []

  const attempt = (one: Waiting): (() => void) => {
    db.exec('SAVEPOINT one')
    try {
      const value = one.run()
      db.exec('RELEASE one')
      return () => one.resolve(value)
    } catch (error) {
      db.exec('ROLLBACK TO one; RELEASE one')
      return () => one.reject(error)
    }
  }

  const flush = (): void => {
    const batch = waiting
    waiting = []
    let answers: (() => void)[]
    try {
      db.exec('BEGIN IMMEDIATE')
      answers = batch.map(attempt)
      db.exec('COMMIT')
    } catch (error) {
      if (db.isOpen && db.isTransaction) db.exec('ROLLBACK')
      answers = batch.map((one) => () => one.reject(error))
    }
    for (const answer of answers) answer()
  }

  const write = <T>(change: () => T): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush)
      waiting.push({ run: change, resolve: resolve as (value: unknown) => void, reject })
    })

  return { write, idle: () => write(() => undefined) }
}
