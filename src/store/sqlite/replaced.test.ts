import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Key } from '../../flows/ids.ts'
import { keyRingEncryption } from '../encryption.ts'
import { watchReadiness } from '../readiness.ts'
import { CantSave, type Store } from '../store.ts'
import { openSqliteKeyPlace } from './keyPlace.ts'
import { openSqliteStore } from './store.ts'

const encryption = keyRingEncryption([{ id: 'a', secret: Buffer.alloc(32, 1) }])
const keyOf = (id: string): Key<string> => ({ kind: 'person', place: id, id: 'x' })

let folder: string
let file: string
let store: Store
const remove = (): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quickscan-replaced-'))
  file = join(folder, 'quickscan.db')
  store = openSqliteStore(file, encryption)
  await store.commit(keyOf('before'), 0, 'kept', [])
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What an operator may do to the file under a bot: the guides of earlier versions said the first. */
const DEEDS: readonly (readonly [string, () => void])[] = [
  ['removed', remove],
  ['moved away', () => renameSync(file, `${file}.old`)],
  [
    'replaced by a backup',
    () => {
      copyFileSync(file, `${file}.backup`)
      remove()
      renameSync(`${file}.backup`, file)
    },
  ],
  ['left, and its log removed', () => rmSync(`${file}-wal`)],
]

describe('a file under a bot', () => {
  it.each(DEEDS)('that is %s takes no more saves: none is acknowledged', async (_what, deed) => {
    deed()
    await expect(store.commit(keyOf('after'), 0, 'lost', [])).rejects.toThrow(CantSave)
    await expect(store.commit(keyOf('after'), 0, 'lost', [])).rejects.toMatchObject({ why: 'replaced' })
    await expect(store.probe(false)).rejects.toMatchObject({ why: 'replaced' })
  })

  it.each(DEEDS)('that is %s makes the bot not ready at once, and says so once', async (_what, deed) => {
    const said: string[] = []
    const readiness = watchReadiness(
      store,
      () => 0,
      (line) => said.push(line),
    )
    expect(await readiness.problem()).toBeUndefined()
    deed()
    expect(await readiness.problem()).toBe('replaced')
    expect(await readiness.problem()).toBe('replaced')
    expect(readiness.known()).toBe('replaced')
    expect(said).toHaveLength(1)
  })

  it('and that is put back as it was goes on', async () => {
    renameSync(file, `${file}.old`)
    await expect(store.commit(keyOf('after'), 0, 'x', [])).rejects.toThrow(CantSave)
    renameSync(`${file}.old`, file)
    expect(await store.commit(keyOf('after'), 0, 'x', [])).toBe(true)
  })

  it('leaves what the next bot wrote alone when it ends', async () => {
    remove()
    rmSync(`${file}.lock`)
    const next = openSqliteStore(file, encryption)
    await next.commit(keyOf('next'), 0, 'hers', [])
    await store.close()
    expect(existsSync(`${file}-wal`)).toBe(true)
    expect(await next.commit(keyOf('next too'), 0, 'hers', [])).toBe(true)
    await next.close()
    store = openSqliteStore(file, encryption)
    expect((await store.load(keyOf('next')))?.state).toBe('hers')
    expect((await store.load(keyOf('next too')))?.state).toBe('hers')
  })
})

describe('the keys of rounds', () => {
  it('that were removed give out no key that nobody would find again', async () => {
    const at = join(folder, 'keys.db')
    const keys = openSqliteKeyPlace(at)
    await keys.create('one', Buffer.from('wrapped'))
    expect(await keys.ready()).toBe(true)
    rmSync(at)
    await expect(keys.create('two', Buffer.from('wrapped'))).rejects.toMatchObject({ why: 'replaced' })
    expect(await keys.ready()).toBe(false)
    await keys.close()
  })
})
