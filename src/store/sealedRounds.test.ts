import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sheetWith } from '../../test/given/sheetWith.ts'
import { send } from '../flows/effect.ts'
import { roundKey, sheetKey, tallyKey } from '../flows/keys.ts'
import type { Sheet } from '../flows/sheet/sheet.ts'
import { newSheetTallyPage } from '../flows/tally/sheetTally.ts'
import { keyRingEncryption } from './encryption.ts'
import { checkKeyPlace } from './keyPlaceCheck.ts'
import { rewrap } from './reencrypt.ts'
import { type KeyPlace, roundKeys } from './roundKeys.ts'
import { type SealedStore, sealRounds } from './sealedRounds.ts'
import { openSqliteKeyPlace } from './sqlite/keyPlace.ts'
import { openSqliteStore } from './sqlite/store.ts'
import { storeContract } from './store.contract.ts'

const DATA_KEY = { id: 'a', secret: randomBytes(32) }
const encryption = keyRingEncryption([DATA_KEY])
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quickscan-sealed-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const keyFile = (): string => join(folder, 'keys.db')
const open = (change: (place: KeyPlace) => KeyPlace = (place) => place, keys = keyFile()): SealedStore => {
  const place = change(openSqliteKeyPlace(keys))
  return sealRounds(openSqliteStore(join(folder, 'store.db'), encryption), roundKeys(place, encryption), place)
}
const SHEET = sheetKey('r', 's')
const ANSWERED = sheetWith({ grades: { '1.1': 'red' }, remarks: { '1': 'tijd' }, status: 'handedIn', wantsCopy: true })
const saved = async (store: SealedStore, sheet: Sheet = ANSWERED): Promise<void> => {
  const known = await store.load(SHEET)
  expect(await store.commit(SHEET, known?.version ?? 0, sheet, [])).toBe(true)
}
const read = async (store: SealedStore): Promise<Sheet | undefined> => (await store.load(SHEET))?.state
const ADDED = send(
  { type: 'added', round: 'r', page: 0, sheet: 's', answers: { grades: { '1.1': 'red' }, remarks: {} } },
  5,
)

storeContract('SQLite with a key per round', async () => {
  folder = mkdtempSync(join(tmpdir(), 'quickscan-sealed-'))
  return open()
})

describe('privacy.5.7 a key per round', () => {
  it('gives back what was sealed, also to another process', async () => {
    const store = open()
    await saved(store)
    await store.commit(tallyKey('r', 0), 0, { ...newSheetTallyPage('r', 0), given: ['s'] }, [ADDED])
    await store.close()
    const again = open()
    expect(await read(again)).toEqual(ANSWERED)
    expect((await again.load(tallyKey('r', 0)))?.state.given).toEqual(['s'])
    expect((await again.claim(5, 100, 1))[0]?.effect).toEqual(ADDED)
    await again.close()
  })

  it('opens what was saved before there were keys of rounds, and seals it when it is saved next', async () => {
    const before = openSqliteStore(join(folder, 'store.db'), encryption)
    await before.commit(SHEET, 0, ANSWERED, [ADDED])
    await before.close()
    const store = open()
    expect(await read(store)).toEqual(ANSWERED)
    expect((await store.claim(5, 100, 1))[0]?.effect).toEqual(ADDED)
    await saved(store)
    await store.keys.destroy('r', 'scan')
    expect((await read(store))?.grades).toEqual({})
    await store.close()
  })

  it('once it is destroyed nothing of it opens, and what still comes with it ends as if nothing had been given', async () => {
    const store = open()
    await saved(store)
    await store.commit(roundKey('r'), 0, {} as never, [ADDED])
    await store.keys.destroy('r', 'scan')
    await store.keys.destroy('r', 'scan')
    const sheet = await read(store)
    expect(sheet).toMatchObject({ status: 'open', grades: {}, remarks: {}, wantsCopy: false, lost: true })
    expect(sheet?.title).toBe(ANSWERED.title)
    const [claimed] = await store.claim(5, 100, 1)
    expect(claimed?.effect.payload).toEqual({ do: 'tell', event: { type: 'added', round: 'r', page: 0, sheet: 's' } })
    await store.close()
  })

  it('a copy that was asked for outlives the scan under a key of its own', async () => {
    const store = open()
    await saved(store, { ...ANSWERED, status: 'closed' })
    await store.keys.destroy('r', 'scan')
    expect((await read(store))?.grades).toEqual({ '1.1': 'red' })
    await store.keys.destroy('r', 'copies')
    expect(await read(store)).toMatchObject({ status: 'closed', grades: {}, remarks: {}, lost: true })
    await store.close()
  })

  it('leaves no byte of a destroyed key in its file', async () => {
    const store = open()
    await saved(store)
    const place = openSqliteKeyPlace(keyFile())
    const [key] = (await place.all()).filter(({ name }) => name === 'scan/r')
    const trace = Buffer.from(key?.wrapped ?? []).subarray(20, 60)
    expect(readFileSync(keyFile()).includes(trace)).toBe(true)
    await store.keys.destroy('r', 'scan')
    expect(readFileSync(keyFile()).includes(trace)).toBe(false)
    await place.close()
    await store.close()
  })

  it('costs a press no look at the place of the keys: one at the round’s first value, none after', async () => {
    const asked: string[] = []
    const store = open((place) => ({
      ...place,
      load: (name) => {
        asked.push(`load ${name}`)
        return place.load(name)
      },
      create: (name, wrapped) => {
        asked.push(`create ${name}`)
        return place.create(name, wrapped)
      },
    }))
    for (let press = 0; press < 20; press++) await saved(store)
    expect(asked).toEqual(['load scan/r', 'create scan/r'])
    await store.close()
  })

  it('is one, however many sheets are saved at once by however many processes', async () => {
    const [place, other] = [openSqliteKeyPlace(keyFile()), openSqliteKeyPlace(keyFile())]
    const [one, two] = [roundKeys(place, encryption), roundKeys(other, encryption)]
    const made = await Promise.all([one, one, two, two].map((keys) => keys.findOrCreate('scan/r')))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    await place.close()
    await other.close()
  })

  it('is not made again once the scan is over: what a turn that was late seals, nobody opens', async () => {
    const store = open()
    await saved(store)
    const late = await store.load(SHEET)
    await store.keys.destroy('r', 'scan')
    const turn = { ...ANSWERED, remarks: { '1': 'te laat' } }
    expect(await store.commit(SHEET, late?.version ?? 0, turn, [ADDED])).toBe(true)
    const place = openSqliteKeyPlace(keyFile())
    expect(await place.all()).toEqual([])
    expect(await read(store)).toMatchObject({ grades: {}, remarks: {}, lost: true })
    expect((await store.claim(5, 100, 1))[0]?.effect.payload).toEqual({
      do: 'tell',
      event: { type: 'added', round: 'r', page: 0, sheet: 's' },
    })
    await place.close()
    await store.close()
  })

  it('is looked for again when another process made one since', async () => {
    const [place, other] = [openSqliteKeyPlace(keyFile()), openSqliteKeyPlace(keyFile())]
    const [one, two] = [roundKeys(place, encryption), roundKeys(other, encryption)]
    await one.findOrCreate('copies/r')
    await two.destroy('r', 'copies')
    const { id } = await two.findOrCreate('copies/r')
    expect((await one.find('copies/r', id))?.id).toBe(id)
    await place.close()
    await other.close()
  })

  it('a process that is cut off between the key and the first value leaves a key that is used by the next', async () => {
    const place = openSqliteKeyPlace(keyFile())
    const { id } = await roundKeys(place, encryption).findOrCreate('scan/r')
    await place.close()
    const store = open()
    await saved(store)
    expect((await store.keys.find('scan/r', id))?.id).toBe(id)
    await store.close()
  })

  it('the place of the keys is away for a moment: nothing is saved, nothing is taken for lost, and it goes on after', async () => {
    let away = false
    const refusing = (place: KeyPlace): KeyPlace => ({
      ...place,
      load: (name) => (away ? Promise.reject(new Error('away')) : place.load(name)),
    })
    const store = open(refusing)
    await saved(store)
    await store.close()
    away = true
    const again = open(refusing)
    await expect(again.load(SHEET)).rejects.toThrow('away')
    away = false
    expect(await read(again)).toEqual(ANSWERED)
    await again.close()
  })

  it('a rotation of DATA_KEYS encrypts the keys anew, and all that they seal stays as it is', async () => {
    const store = open()
    await saved(store)
    await store.close()
    const [place, fresh] = [openSqliteKeyPlace(keyFile()), { id: 'b', secret: randomBytes(32) }]
    expect(await rewrap(place, keyRingEncryption([fresh, DATA_KEY]))).toBe(1)
    expect(await rewrap(place, keyRingEncryption([fresh, DATA_KEY]))).toBe(0)
    expect(await roundKeys(place, keyRingEncryption([fresh])).findOrCreate('scan/r')).toBeDefined()
    await expect(roundKeys(place, encryption).findOrCreate('scan/r')).rejects.toThrow("can't be opened with DATA_KEYS")
    await place.close()
  })

  it('a place that is not the one of before is said once at the start, and a broken one with what to do', async () => {
    const said: string[] = []
    const start = async (keys: string): Promise<void> => {
      const store = open(undefined, keys)
      await checkKeyPlace(store, store.keys, (sentence) => said.push(sentence))
      await store.close()
    }
    await start(keyFile())
    copyFileSync(keyFile(), join(folder, 'moved.db'))
    await start(join(folder, 'moved.db'))
    expect(said).toEqual([])
    await start(join(folder, 'another.db'))
    await start(join(folder, 'another.db'))
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('ROUND_KEYS_FILE')
    writeFileSync(join(folder, 'broken.db'), randomBytes(4096))
    expect(() => openSqliteKeyPlace(join(folder, 'broken.db'))).toThrow('no longer a file with the keys of rounds')
    expect(() => openSqliteKeyPlace(join(folder, 'not', 'mounted.db'), false)).toThrow('is the volume')
  })
})
