import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { KeyPlace } from '../roundKeys.ts'
import { StoreUnfit } from '../store.ts'
import { BUSY } from './file.ts'
import { replacedError, watchReplaced } from './replaced.ts'

/**
 * DELETE: no log that outlives a transaction. EXTRA: what was created or destroyed stays so after a power cut. secure_delete: a
 * destroyed key is zeroed in its page.
 */
const SETTINGS = `
  PRAGMA journal_mode=DELETE;
  PRAGMA synchronous=EXTRA;
  PRAGMA secure_delete=ON;
  PRAGMA temp_store=MEMORY;
  CREATE TABLE IF NOT EXISTS key (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;
`

/** Names of destroyed keys that are remembered, at most: far more than rounds that end while one turn is under way. */
const REMEMBERED = 10_000

const openDatabase = (file: string): DatabaseSync => {
  const db = new DatabaseSync(file, { timeout: BUSY })
  try {
    chmodSync(file, 0o600)
    db.exec(SETTINGS)
    return db
  } catch (cause) {
    db.close()
    if (cause instanceof Error && /not a database|malformed/.test(cause.message)) throw unreadable(file)
    throw cause
  }
}

const unreadable = (file: string): StoreUnfit =>
  new StoreUnfit(
    `${file} is no longer a file with the keys of rounds. Put it back if you can; if it is lost, move it away and start ` +
      'again: what people gave in rounds under way is lost with it (docs/operating.md, "The keys of rounds").',
  )

/**
 * The keys of rounds in a file of their own, small and synchronous: one row a round that is under way.
 * @param file its path; created when missing
 * @param makesFolder whether its folder is made too; where it is on a volume of its own, a missing folder is one that isn't mounted
 * @throws {StoreUnfit} when the folder is missing, or the file holds something else
 */
export const openSqliteKeyPlace = (file: string, makesFolder = true): KeyPlace => {
  if (makesFolder) mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  else if (!existsSync(dirname(file)))
    throw new StoreUnfit(`There is no folder ${dirname(file)}: is the volume of ROUND_KEYS_FILE mounted?`)
  const db = openDatabase(file)
  const isReplaced = watchReplaced([file])
  isReplaced()
  const load = db.prepare('SELECT wrapped FROM key WHERE name = ?')
  const create = db.prepare('INSERT INTO key (name, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const swap = db.prepare('UPDATE key SET wrapped = ? WHERE name = ? AND wrapped = ?')
  const destroy = db.prepare('DELETE FROM key WHERE name = ?')
  const all = db.prepare('SELECT name, wrapped FROM key ORDER BY name')
  /** One process alone makes keys here: what was under way ends with it. */
  const destroyed = new Set<string>()
  const find = (name: string): Uint8Array | undefined => load.get(name)?.wrapped as Uint8Array | undefined
  return {
    load: async (name) => find(name),
    async create(name, wrapped) {
      if (isReplaced()) throw replacedError()
      if (!destroyed.has(name)) create.run(name, wrapped)
      // What is sealed with a key that nobody will find is lost.
      if (isReplaced()) throw replacedError()
      return find(name)
    },
    swap: async (name, was, becomes) => Number(swap.run(becomes, name, was).changes) > 0,
    async destroy(name, forGood) {
      if (forGood) destroyed.add(name)
      destroy.run(name)
      const [oldest] = destroyed
      if (destroyed.size > REMEMBERED && oldest !== undefined) destroyed.delete(oldest)
    },
    all: async () => all.all().map((row) => ({ name: row.name as string, wrapped: row.wrapped as Uint8Array })),
    // Zeroed in its page by the transaction that destroyed it.
    scrub: async () => true,
    async ready() {
      try {
        find('')
        return !isReplaced()
      } catch {
        return false
      }
    },
    async close() {
      if (!isReplaced()) db.close()
    },
  }
}
