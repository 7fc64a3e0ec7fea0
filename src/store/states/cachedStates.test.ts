import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sheetWith } from '../../../test/given/sheetWith.ts'
import { runNode } from '../../../test/nodeProcess.ts'
import { FORGOTTEN } from '../../flows/decision.ts'
import { sheetKey } from '../../flows/keys.ts'
import type { Sheet } from '../../flows/sheet/sheet.ts'
import { countCalls } from '../countCalls.ts'
import { keyRingEncryption } from '../encryption.ts'
import { roundKeys } from '../roundKeys.ts'
import { sealRounds } from '../sealedRounds.ts'
import { openSqliteKeyPlace } from '../sqlite/keyPlace.ts'
import { openSqliteStore } from '../sqlite/store.ts'
import { storeContract } from '../store.contract.ts'
import { cacheStates, STATES_HELD_FOR } from './cachedStates.ts'
import { type CachedStore, HELD_STATES } from './recalledStates.ts'

const encryption = keyRingEncryption([{ id: 'a', secret: randomBytes(32) }])
const KEY = sheetKey('r', 's')

let folder: string
let now: number
let reads: () => number
const open = (): CachedStore => {
  now = 0
  const place = openSqliteKeyPlace(join(folder, 'keys.db'))
  const sealed = sealRounds(openSqliteStore(join(folder, 'store.db'), encryption), roundKeys(place, encryption), place)
  const { store, calls } = countCalls(sealed)
  reads = () => calls().reads
  return cacheStates({ ...store, keys: sealed.keys }, () => now)
}
const newFolder = (): void => {
  folder = mkdtempSync(join(tmpdir(), 'quickscan-cached-'))
}
afterEach(() => rmSync(folder, { recursive: true, force: true }))

storeContract('SQLite with states held in memory', async () => {
  newFolder()
  return open()
})

describe('states held in memory', () => {
  let store: CachedStore
  beforeEach(() => {
    newFolder()
    store = open()
  })
  afterEach(() => store.close())

  const save = async (change: Partial<Sheet>, key = KEY): Promise<void> => {
    const saved = await store.load(key)
    expect(await store.commit(key, saved?.version ?? 0, sheetWith(change), [])).toBe(true)
  }
  const gradeNow = async (): Promise<string | undefined> => (await store.load(KEY))?.state.grades['1.1']
  /** Another connection to the same file: a command that runs beside the bot. */
  const beside = async (work: (other: ReturnType<typeof sealRounds>) => Promise<unknown>): Promise<void> => {
    const place = openSqliteKeyPlace(join(folder, 'keys.db'))
    const engine = openSqliteStore(join(folder, 'store.db'), encryption, 'maintenance')
    const other = sealRounds(engine, roundKeys(place, encryption), place)
    await work(other)
    await other.close()
  }

  it('are read once, whatever is saved after', async () => {
    await save({ grades: { '1.1': 'green' } })
    await store.load(KEY)
    const before = reads()
    await save({ grades: { '1.1': 'red' } })
    await save({ grades: { '1.1': 'orange' } })
    expect(await gradeNow()).toBe('orange')
    expect(reads()).toBe(before)
  })

  it('are what the file has, to the next process too', async () => {
    await save({ grades: { '1.1': 'green' } })
    await save({ grades: { '1.1': 'red' } })
    await store.close()
    store = open()
    expect(await gradeNow()).toBe('red')
  })

  it('are read anew once another process wrote, whatever it wrote', async () => {
    await save({ grades: { '1.1': 'green' } })
    expect(await gradeNow()).toBe('green')
    await beside(async (other) => {
      const saved = await other.load(KEY)
      await other.commit(KEY, saved?.version ?? 0, sheetWith({ grades: { '1.1': 'red' } }), [])
    })
    expect(await gradeNow()).toBe('red')
    await save({ grades: { '1.1': 'orange' } })
    expect(await gradeNow()).toBe('orange')
  })

  it('don’t let a turn save over what another process saved meanwhile', async () => {
    await save({ grades: { '1.1': 'green' } })
    const seen = await store.load(KEY)
    await beside(async (other) => {
      const saved = await other.load(KEY)
      await other.commit(KEY, saved?.version ?? 0, sheetWith({ grades: { '1.1': 'red' } }), [])
    })
    expect(await store.commit(KEY, seen?.version ?? 0, sheetWith({ grades: { '1.1': 'orange' } }), [])).toBe(false)
    expect(await gradeNow()).toBe('red')
  })

  it('go with what is forgotten, and with the key of their round', async () => {
    await save({ grades: { '1.1': 'green' } })
    const saved = await store.load(KEY)
    expect(await store.commit(KEY, saved?.version ?? 0, FORGOTTEN, [])).toBe(true)
    expect(await store.load(KEY)).toBeUndefined()
    await save({ grades: { '1.1': 'red' }, remarks: { '1': 'iets' } })
    expect(await gradeNow()).toBe('red')
    await store.keys.destroy('r', 'scan')
    expect(await gradeNow()).toBeUndefined()
  })

  it('go after ten minutes, and when another process wrote though nobody reads', async () => {
    await save({ grades: { '1.1': 'green' } })
    await gradeNow()
    const before = reads()
    now = STATES_HELD_FOR - 1
    store.purge()
    await gradeNow()
    expect(reads()).toBe(before)
    now = STATES_HELD_FOR
    store.purge()
    await gradeNow()
    expect(reads()).toBe(before + 1)
  })

  it('are never more than so many', async () => {
    const keys = Array.from({ length: HELD_STATES + 1 }, (_, at) => sheetKey('r', `s${at}`))
    await Promise.all(keys.map((key) => save({}, key)))
    for (const key of keys) await store.load(key)
    const before = reads()
    await store.load(sheetKey('r', 's0'))
    expect(reads()).toBe(before + 1)
    await store.load(sheetKey('r', `s${HELD_STATES}`))
    expect(reads()).toBe(before + 1)
  })
})

describe('privacy.5.7 the memory of a process', () => {
  it('has nothing of what was erased, of what lost its key, nor of anything once the store is closed', () => {
    newFolder()
    const { stdout, stderr } = runNode(['test/heapAfterErasure.ts', folder])
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual({
      held: ['erased', 'keyless', 'kept'],
      erased: ['keyless', 'kept'],
      keyless: ['kept'],
      closed: [],
    })
  })
})
