import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Key } from '../../src/flows/ids.ts'
import { keyRingEncryption } from '../../src/store/encryption.ts'
import { hashSecret } from '../../src/store/hashSecret.ts'
import { openSqliteStore } from '../../src/store/sqlite/store.ts'
import type { Store } from '../../src/store/store.ts'
import { runNode } from '../nodeProcess.ts'

const secret = Buffer.alloc(32, 1)
const KEYS = `a:${secret.toString('base64')}`
const encryption = keyRingEncryption([{ id: 'a', secret }])
const keyOf = (id: string): Key<string> => ({ kind: 'person', place: id, id: 'x' })

let folder: string
const at = (name: string): string => join(folder, name)
const file = (): string => at('quickscan.db')

const begun = async (path: string, said: string): Promise<Store> => {
  const store = openSqliteStore(path, encryption)
  await hashSecret(store, () => Buffer.alloc(32, 2))
  await store.commit(keyOf('said'), 0, said, [])
  return store
}
const said = async (path: string): Promise<string | undefined> => {
  const store = openSqliteStore(path, encryption, 'maintenance')
  const state = (await store.load(keyOf('said')))?.state
  await store.close()
  return state
}
const run = (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { status, stdout, stderr } = runNode(['bin/quickscan.mjs', command, ...args], {
    env: { PATH: process.env.PATH, DATA_KEYS: KEYS, DATA_FILE: file(), ...env },
    now: Date.parse('2026-11-28T07:00:05Z'),
  })
  return { status, said: `${stdout}${stderr}` }
}
const restore = (args: readonly string[] = ['--yes'], env = {}) =>
  run('restore', ['--from', at('backup.db'), ...args], env)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quickscan-restore-'))
  await (await begun(file(), 'at the backup')).close()
  expect(run('backup', ['--out', at('backup.db')])).toEqual({ status: 0, said: `Backed up to ${at('backup.db')}.\n` })
  const store = openSqliteStore(file(), encryption)
  await store.commit(keyOf('since'), 0, 'since', [])
  await store.close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('quickscan restore', () => {
  it('puts the backup in place, and keeps what was there', async () => {
    const first = restore([])
    expect(first.status).toBe(1)
    expect(first.said).toContain('Nothing was done yet')
    expect(existsSync(at('quickscan.db.before-2026-11-28-07-00-05'))).toBe(false)
    const before = readFileSync(at('backup.db'))
    const done = restore()
    expect(done.said).toContain('is whole: 2 values and 0 effects')
    expect(done.status).toBe(0)
    expect(await said(file())).toBe('at the backup')
    const store = openSqliteStore(file(), encryption)
    expect(await store.load(keyOf('since'))).toBeUndefined()
    await store.close()
    const kept = openSqliteStore(at('quickscan.db.before-2026-11-28-07-00-05'), encryption, 'maintenance')
    expect((await kept.load(keyOf('since')))?.state).toBe('since')
    await kept.close()
    expect(readFileSync(at('backup.db')).equals(before)).toBe(true)
    expect(readdirSync(folder).filter((name) => /restoring|-wal|-shm/.test(name))).toEqual([])
  })

  it('has what a bot that was killed left in its log in the file that it keeps', async () => {
    const store = openSqliteStore(at('killed.db'), encryption)
    await hashSecret(store, () => Buffer.alloc(32, 2))
    for (const end of ['', '-wal']) copyFileSync(at(`killed.db${end}`), `${file()}${end}`)
    await store.close()
    expect(restore().status).toBe(0)
    const kept = new DatabaseSync(at('quickscan.db.before-2026-11-28-07-00-05'), { readOnly: true })
    expect(kept.prepare('SELECT count(*) AS count FROM state').get()?.count).toBe(1)
    kept.close()
  })

  it('is whole where the file was taken away and the log of it was left', async () => {
    const store = openSqliteStore(file(), encryption)
    for (let at = 0; at < 40; at++) await store.commit(keyOf(`more ${at}`), 0, 'x'.repeat(900), [])
    copyFileSync(`${file()}-wal`, at('left'))
    await store.close()
    rmSync(file())
    copyFileSync(at('left'), `${file()}-wal`)
    expect(restore()).toMatchObject({ status: 0, said: expect.stringContaining('What was there is kept as') })
    const put = new DatabaseSync(file(), { readOnly: true })
    expect(put.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    expect(put.prepare('SELECT count(*) AS count FROM state').get()).toEqual({ count: 2 })
    put.close()
    expect(await said(file())).toBe('at the backup')
    expect(existsSync(at('quickscan.db.before-2026-11-28-07-00-05-wal'))).toBe(true)
  })

  it('is refused while a bot runs on the file', async () => {
    const store = openSqliteStore(file(), encryption)
    const refused = restore()
    expect(refused.status).toBe(3)
    expect(refused.said).toContain('Another bot already works on')
    expect((await store.load(keyOf('since')))?.state).toBe('since')
    expect(await store.commit(keyOf('more'), 0, 'acknowledged', [])).toBe(true)
    await store.close()
    expect(await said(file())).toBe('at the backup')
  })

  it.each([
    [
      'damaged',
      () => {
        const bytes = readFileSync(at('backup.db'))
        bytes.fill(7, 4096, bytes.length)
        writeFileSync(at('backup.db'), bytes)
      },
      'damaged',
    ],
    ['cut off', () => writeFileSync(at('backup.db'), readFileSync(at('backup.db')).subarray(0, 5000)), 'damaged'],
    ['no database', () => writeFileSync(at('backup.db'), 'Dit is een brief.\n'.repeat(99)), 'damaged'],
    ['empty', () => writeFileSync(at('backup.db'), ''), 'no backup of a bot'],
    [
      'another program’s',
      () => {
        rmSync(at('backup.db'))
        const other = new DatabaseSync(at('backup.db'))
        other.exec('CREATE TABLE invoice (id)')
        other.close()
      },
      "another program's",
    ],
    ['not there', () => rmSync(at('backup.db')), 'There is no'],
  ] as const)('refuses a backup that is %s, and leaves what is there', async (_what, spoil, words) => {
    spoil()
    const refused = restore()
    expect(refused.said).toContain(words)
    expect(refused.said).not.toMatch(/\bat .*:\d+:\d+/)
    expect(refused.status).toBe(1)
    const store = openSqliteStore(file(), encryption)
    expect((await store.load(keyOf('since')))?.state).toBe('since')
    await store.close()
    expect(readdirSync(folder).filter((name) => /restoring|before/.test(name))).toEqual([])
  })

  it('refuses a backup that DATA_KEYS doesn’t open', () => {
    const refused = restore(['--yes'], { DATA_KEYS: `a:${Buffer.alloc(32, 9).toString('base64')}` })
    expect(refused.status).toBe(1)
    expect(refused.said).toContain("can't be opened with DATA_KEYS")
    expect(readdirSync(folder).filter((name) => /restoring|before/.test(name))).toEqual([])
  })

  it('puts one in place where there was nothing, and over a file that is damaged', async () => {
    expect(restore(['--yes'], { DATA_FILE: at('new/place/q.db') }).status).toBe(0)
    expect(await said(at('new/place/q.db'))).toBe('at the backup')
    writeFileSync(file(), 'x'.repeat(9000))
    expect(restore().status).toBe(0)
    expect(await said(file())).toBe('at the backup')
    expect(readFileSync(at('quickscan.db.before-2026-11-28-07-00-05'), 'utf8')).toBe('x'.repeat(9000))
  })
})
