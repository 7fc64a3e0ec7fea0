import type { DatabaseSync } from 'node:sqlite'
import { BATCH, type EffectRow, type RawRows, type StateRow } from '../rawRows.ts'
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
  due: row.due === NEVER ? undefined : ((row.again ?? row.due) as number),
  attempts: row.attempts as number,
  erases: row.erases === 1,
  reason: (row.reason as string | null) ?? '',
  value: row.value as Uint8Array,
})

/** Page after page in the order of a column, so that nothing is held open meanwhile. */
async function* pages<Row>(
  db: DatabaseSync,
  table: 'state' | 'effect',
  by: 'place' | 'id',
  rowOf: (row: Record<string, unknown>) => Row,
): AsyncGenerator<readonly Row[]> {
  const page = db.prepare(`SELECT * FROM ${table} WHERE ${by} > ? ORDER BY ${by} LIMIT ${BATCH}`)
  let last = ''
  for (;;) {
    const rows = page.all(last)
    if (rows.length === 0) return
    yield rows.map(rowOf)
    last = rows.at(-1)?.[by] as string
  }
}

/**
 * @param as to copy, and held against any bot until it is closed; or beside whatever works on it
 * @throws {StoreTaken}
 */
export const openSqliteRawRows = (file: string, as: 'copying' | 'beside' = 'copying'): RawRows => {
  const { db, close } = openSqliteFile(file, as === 'copying' ? 'bot' : 'beside')
  const version = db.prepare('SELECT version FROM state WHERE place = ?')
  const putState = db.prepare('INSERT OR REPLACE INTO state (place, version, value) VALUES (?, ?, ?)')
  const putEffect = db.prepare(`
    INSERT OR REPLACE INTO effect (id, shard, timing, wanted, due, attempts, erases, reason, value)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const swapState = db.prepare('UPDATE state SET value = ? WHERE place = ? AND value = ?')
  const swapEffect = db.prepare('UPDATE effect SET value = ? WHERE id = ? AND value = ?')
  const together = (write: () => void): void => {
    db.exec('BEGIN IMMEDIATE')
    write()
    db.exec('COMMIT')
  }
  const counted = (table: 'state' | 'effect'): number =>
    Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0)
  return {
    states: () => pages(db, 'state', 'place', stateOf),
    effects: () => pages(db, 'effect', 'id', effectOf),
    versions: async (keys) => keys.map((key) => version.get(key)?.version as number | undefined),
    putStates: async (rows) =>
      together(() => {
        for (const { key, version: is, value } of rows) putState.run(key, is, value)
      }),
    putEffects: async (rows) =>
      together(() => {
        for (const { id, shard, timing, wanted, due, attempts, erases, reason, value } of rows)
          putEffect.run(id, shard, timing, wanted, due ?? NEVER, attempts, erases ? 1 : 0, reason || null, value)
      }),
    swapState: async (key, was, becomes) => Number(swapState.run(becomes, key, was).changes) > 0,
    swapEffect: async ({ id }, was, becomes) => Number(swapEffect.run(becomes, id, was).changes) > 0,
    count: async () => ({ states: counted('state'), effects: counted('effect') }),
    moving: async () => db.prepare('SELECT move FROM moving').get()?.move as string | undefined,
    setMoving: async (move) => {
      db.exec('DELETE FROM moving')
      if (move !== undefined) db.prepare('INSERT INTO moving (move) VALUES (?)').run(move)
    },
    close: async () => close(),
  }
}
