import type { DatabaseSync } from 'node:sqlite'
import { PLATFORM_CALLS } from '../../flows/effect.ts'

/**
 * Pragmas of every connection (https://www.sqlite.org/pragma.html). FULL: an acknowledged answer survives a power cut. secure_delete: what is erased or
 * overwritten is zeroed in its page. temp_store: no sort or index build writes a temporary file.
 */
export const SETTINGS = `
  PRAGMA journal_mode=WAL;
  PRAGMA synchronous=FULL;
  PRAGMA secure_delete=ON;
  PRAGMA temp_store=MEMORY;
  PRAGMA wal_autocheckpoint=4000;
`

/**
 * The tables. `state.place` has the whole key (`kind/place/id`), not only its partition; the column keeps the name it has in
 * existing files. `effect.due` is when the effect may next be claimed, `wanted` when it was meant to happen or is tried again, `promised`
 * when it was first to be done (absent in rows of before it was kept), `again` when it is due after the lease of its `ticket`, because it was replaced during that lease.
 */
export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS state (
    place TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    value BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS effect (
    id TEXT PRIMARY KEY,
    timing TEXT NOT NULL,
    wanted INTEGER NOT NULL,
    due INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    erases INTEGER NOT NULL,
    ticket TEXT,
    again INTEGER,
    reason TEXT,
    value BLOB NOT NULL,
    shard INTEGER NOT NULL DEFAULT 0,
    promised INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS moving (move TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS probe (filler BLOB NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS effect_due ON effect (due);
`

/** How much that asks a platform and has to wait is looked past, for what needn't. */
const LOOKED_PAST = 128

/** Whether an effect asks a platform for something, by its id. */
const CALLS = `(${PLATFORM_CALLS.map((begins) => `id GLOB '${begins}*'`).join(' OR ')})`

/** Columns that files of earlier versions do not have. */
const LATER_COLUMNS = { shard: 'INTEGER NOT NULL DEFAULT 0', again: 'INTEGER', promised: 'INTEGER' } as const

/** Adds the columns that an older file does not have, and the index on one of them. */
export const upgradeTables = (db: DatabaseSync): void => {
  const columns = new Set(
    db
      .prepare("SELECT name FROM pragma_table_info('effect')")
      .all()
      .map(({ name }) => name),
  )
  for (const [name, type] of Object.entries(LATER_COLUMNS))
    if (!columns.has(name)) db.exec(`ALTER TABLE effect ADD COLUMN ${name} ${type}`)
  db.exec('CREATE INDEX IF NOT EXISTS effect_again ON effect (again) WHERE again IS NOT NULL')
}

/** `due` of a dead letter: the last moment a JavaScript date can have. */
export const NEVER = 8_640_000_000_000_000

/** When an effect was first to be done. */
const PROMISED = 'coalesce(promised, wanted)'

/** The prepared statements of a store. */
export const prepare = (db: DatabaseSync) => ({
  // It stays the same for what this connection itself writes: https://www.sqlite.org/pragma.html#pragma_data_version
  dataVersion: db.prepare('PRAGMA data_version'),
  load: db.prepare('SELECT version, value FROM state WHERE place = ?'),
  // The first version is random, so that a key that was erased and made again is not taken for the old one.
  insert: db.prepare(
    'INSERT INTO state (place, version, value) VALUES (?, 1 + abs(random() % 1000000000), ?) ON CONFLICT DO NOTHING',
  ),
  update: db.prepare('UPDATE state SET version = version + 1, value = ? WHERE place = ? AND version = ?'),
  forget: db.prepare('DELETE FROM state WHERE place = ? AND version = ?'),
  putEffect: db.prepare(`
    INSERT INTO effect (id, timing, wanted, due, promised, erases, value, shard) VALUES (?1, ?2, ?3, ?3, ?3, ?4, ?5, ?6)
    ON CONFLICT (id) DO UPDATE SET
      promised = CASE WHEN excluded.timing = 'edit' AND due < ${NEVER} AND (ticket IS NULL OR wanted > ${PROMISED})
        THEN min(${PROMISED}, excluded.wanted) ELSE excluded.wanted END,
      wanted = CASE WHEN excluded.timing = 'edit' THEN min(wanted, excluded.wanted) ELSE excluded.wanted END,
      due = CASE WHEN ticket IS NOT NULL THEN due
        WHEN excluded.timing = 'edit' AND due < ${NEVER} THEN min(due, excluded.due) ELSE excluded.due END,
      again = CASE WHEN ticket IS NOT NULL THEN excluded.due END,
      erases = max(erases, excluded.erases), timing = excluded.timing, value = excluded.value, shard = excluded.shard, attempts = 0, reason = NULL`),
  // One that was put off while who had it never finished it isn't due when the lease ends, but when it was put off to.
  // By its own index: among all that is due at a large round's close, next to nothing was put off.
  putOff: db.prepare(`
    UPDATE effect INDEXED BY effect_again SET due = again, again = NULL, ticket = NULL
    WHERE due <= ? AND ticket IS NOT NULL AND again > ?`),
  claim: db.prepare(`
    UPDATE effect SET due = ?1, ticket = ?2 || id, again = NULL, attempts = attempts + 1
    WHERE id IN (
      SELECT id FROM (
        SELECT id, due, calls, sum(calls) OVER (ORDER BY due, id ROWS UNBOUNDED PRECEDING) AS asked
        FROM (SELECT id, due, ${CALLS} AS calls FROM effect WHERE due <= ?3 ORDER BY due LIMIT ?4 + ${LOOKED_PAST})
      ) WHERE NOT calls OR asked <= ?5 ORDER BY due, id LIMIT ?4)
    RETURNING id, timing, wanted, ${PROMISED} AS promised, attempts, erases, ticket, value`),
  // An effect that was replaced during its lease is due when the lease ends, so that no two callers deliver it at once.
  release: db.prepare(
    'UPDATE effect SET due = again, again = NULL, ticket = NULL WHERE id = ? AND ticket = ? AND again IS NOT NULL',
  ),
  acknowledge: db.prepare('DELETE FROM effect WHERE id = ? AND ticket = ?'),
  reschedule: db.prepare(`
    UPDATE effect SET promised = CASE WHEN ?2 = 'moved' AND wanted <= ${PROMISED} THEN ?1 ELSE ${PROMISED} END, wanted = ?1, due = ?1, reason = ?3,
      attempts = CASE WHEN ?2 = 'held' THEN 0 ELSE attempts END, ticket = NULL
    WHERE id = ?4 AND ticket = ?5`),
  deadLetter: db.prepare(`UPDATE effect SET due = ${NEVER}, reason = ?, ticket = NULL WHERE id = ? AND ticket = ?`),
  dead: db.prepare(`SELECT id, reason, attempts, wanted FROM effect WHERE due = ${NEVER} ORDER BY id`),
  requeue: db.prepare(
    `UPDATE effect SET promised = ?1, wanted = ?1, due = ?1, attempts = 0, reason = NULL WHERE id = ?2 AND due = ${NEVER}`,
  ),
  drop: db.prepare(`DELETE FROM effect WHERE id = ? AND due = ${NEVER}`),
  counts: db.prepare(`
    SELECT count(*) FILTER (WHERE due <= ?1 AND wanted <= ${PROMISED}) AS due,
      count(*) FILTER (WHERE due > ?1 AND due < ${NEVER} AND wanted <= ${PROMISED}) AS waiting,
      count(*) FILTER (WHERE due < ${NEVER} AND wanted > ${PROMISED}) AS retrying, count(*) FILTER (WHERE due = ${NEVER}) AS dead,
      min(${PROMISED}) FILTER (WHERE due < ${NEVER} AND ${PROMISED} <= ?1) AS oldest
    FROM effect`),
  // By the primary key: what begins so lies together.
  overdue: db.prepare(`
    SELECT count(*) AS n FROM effect WHERE id >= ?1 AND id < ?1 || char(0x10FFFF) AND due < ${NEVER} AND ${PROMISED} <= ?2`),
  nextDue: db.prepare(`SELECT min(due) AS due FROM effect WHERE due < ${NEVER}`),
  fill: db.prepare('INSERT INTO probe (filler) VALUES (zeroblob(?))'),
  unfill: db.prepare('DELETE FROM probe'),
  size: db.prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()'),
  checkpoint: db.prepare('PRAGMA wal_checkpoint(TRUNCATE)'),
})
