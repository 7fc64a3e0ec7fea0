import type { DatabaseSync } from 'node:sqlite'
import { BATCH, type EffectRow, type RawRows, type RawRowsUse, type StateRow } from '../rawRows.ts'
import { openSqliteFile } from './file.ts'
import { NEVER } from './statements.ts'

const stateOf = (row: Record<string, unknown>): StateRow => ({
  key: row.place as string,
  version: row.version as number,
  value: row.value as Uint8Array,
})
const effectOf = (row: Record<string, unknown>): EffectRow => ({
  id: row.id as string,
  shard: row.shard as number,
  timing: row.timing as string,
  wanted: row.wanted as number,
  promised: (row.promised as number | null) ?? undefined,
  due: row.due === NEVER ? undefined : ((row.again ?? row.due) as number),
  attempts: row.attempts as number,
  erases: row.erases === 1,
  reason: (row.reason as string | null) ?? '',
  value: row.value as Uint8Array,
})

/** Batches in the order of a column; between two of them no read transaction is open. */
async function* batches<Row>(
  db: DatabaseSync,
  table: 'state' | 'effect',
  by: 'place' | 'id',
  rowOf: (row: Record<string, unknown>) => Row,
  from = '',
  before = '\uffff',
): AsyncGenerator<readonly Row[]> {
  const batch = db.prepare(`SELECT * FROM ${table} WHERE ${by} > ? AND ${by} < ? ORDER BY ${by} LIMIT ${BATCH}`)
  let last = from
  for (;;) {
    const rows = batch.all(last, before)
    if (rows.length === 0) return
    yield rows.map(rowOf)
    last = rows.at(-1)?.[by] as string
  }
}

/**
 * The rows of a store in a file.
 * @param file path of the database; it and its folder are created when missing
 * @param use `copying` takes the lock of the file, so that no bot starts on it until it is closed
 * @throws {StoreTaken} when it is to be copied and another process has the lock
 */
export const openSqliteRawRows = (file: string, use: RawRowsUse = 'copying'): RawRows => {
  const { db, close } = openSqliteFile(file, use === 'copying' ? 'bot' : 'maintenance')
  const version = db.prepare('SELECT version FROM state WHERE place = ?')
  const putState = db.prepare('INSERT OR REPLACE INTO state (place, version, value) VALUES (?, ?, ?)')
  const putEffect = db.prepare(`
    INSERT OR REPLACE INTO effect (id, shard, timing, wanted, promised, due, attempts, erases, reason, value)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const swapState = db.prepare('UPDATE state SET value = ? WHERE place = ? AND value = ?')
  const swapEffect = db.prepare('UPDATE effect SET value = ? WHERE id = ? AND value = ?')
  const removeEffect = db.prepare('DELETE FROM effect WHERE id = ?')
  const inTransaction = (write: () => void): void => {
    db.exec('BEGIN IMMEDIATE')
    write()
    db.exec('COMMIT')
  }
  const counted = (table: 'state' | 'effect'): number =>
    Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0)
  return {
    // `0` comes right after the slash.
    states: (kind) => batches(db, 'state', 'place', stateOf, ...(kind === undefined ? [] : [`${kind}/`, `${kind}0`])),
    effects: () => batches(db, 'effect', 'id', effectOf),
    versions: async (keys) => keys.map((key) => version.get(key)?.version as number | undefined),
    putStates: async (rows) =>
      inTransaction(() => {
        for (const row of rows) putState.run(row.key, row.version, row.value)
      }),
    putEffects: async (rows) =>
      inTransaction(() => {
        for (const { id, shard, timing, wanted, promised, due, attempts, erases, reason, value } of rows) {
          const moments = [wanted, promised ?? null, due ?? NEVER]
          putEffect.run(id, shard, timing, ...moments, attempts, erases ? 1 : 0, reason || null, value)
        }
      }),
    swapState: async (key, was, becomes) => Number(swapState.run(becomes, key, was).changes) > 0,
    swapEffect: async ({ id }, was, becomes) => Number(swapEffect.run(becomes, id, was).changes) > 0,
    removeEffect: async ({ id }) => Number(removeEffect.run(id).changes) > 0,
    count: async () => ({ states: counted('state'), effects: counted('effect') }),
    moving: async () => db.prepare('SELECT move FROM moving').get()?.move as string | undefined,
    setMoving: async (move) => {
      db.exec('DELETE FROM moving')
      if (move !== undefined) db.prepare('INSERT INTO moving (move) VALUES (?)').run(move)
    },
    close: async () => close(),
  }
}
