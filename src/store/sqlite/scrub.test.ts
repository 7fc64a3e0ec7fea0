import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { keyRingEncryption } from '../encryption.ts'
import { createScrub } from './scrub.ts'
import { prepare } from './statements.ts'
import { openSqliteStore } from './store.ts'

const here = mkdtempSync(join(tmpdir(), 'quickscan-scrub-'))
afterAll(() => rmSync(here, { recursive: true, force: true }))

const opened = async (name: string): Promise<DatabaseSync> => {
  const file = join(here, name)
  const store = openSqliteStore(file, keyRingEncryption([{ id: 'test', secret: Buffer.alloc(32, 7) }]))
  await store.close()
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON; CREATE TABLE filler (bytes BLOB)')
  return db
}
const freePages = (db: DatabaseSync): unknown => db.prepare('PRAGMA freelist_count').get()?.freelist_count
const fill = (db: DatabaseSync, megabytes: number): void => {
  const insert = db.prepare('INSERT INTO filler VALUES (zeroblob(1048576))')
  for (let at = 0; at < megabytes; at++) insert.run()
}
const emptySome = (db: DatabaseSync): void => {
  db.exec('DELETE FROM filler WHERE rowid % 2 = 0')
}

describe('privacy.5.7 what is erased from a file', () => {
  it('leaves a small file at once: it is rebuilt after each erasure', async () => {
    const db = await opened('small.db')
    const scrub = createScrub(db, prepare(db), () => 0)
    for (const _ of [1, 2]) {
      fill(db, 2)
      emptySome(db)
      scrub.erased()
      expect(freePages(db)).not.toBe(0)
      expect(scrub.scrub()).toBe(true)
      expect(freePages(db)).toBe(0)
    }
    db.close()
  })

  it('leaves a large one within the hour, so that rebuilding it doesn’t hold up every turn', async () => {
    let now = 0
    const db = await opened('large.db')
    const scrub = createScrub(db, prepare(db), () => now)
    fill(db, 60)
    emptySome(db)
    expect(scrub.scrub()).toBe(true)
    expect(freePages(db)).toBe(0)
    now += 59 * 60_000
    emptySome(db)
    fill(db, 6)
    emptySome(db)
    scrub.erased()
    expect(scrub.scrub()).toBe(true)
    expect(freePages(db)).not.toBe(0)
    now += 60_000
    expect(scrub.scrub()).toBe(true)
    expect(freePages(db)).toBe(0)
    db.close()
  })
})
