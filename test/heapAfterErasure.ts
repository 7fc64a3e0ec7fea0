import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeHeapSnapshot } from 'node:v8'
import { FORGOTTEN } from '../src/flows/decision.ts'
import { sheetKey } from '../src/flows/keys.ts'
import { keyRingEncryption } from '../src/store/encryption.ts'
import { roundKeys } from '../src/store/roundKeys.ts'
import { sealRounds } from '../src/store/sealedRounds.ts'
import { openSqliteKeyPlace } from '../src/store/sqlite/keyPlace.ts'
import { openSqliteStore } from '../src/store/sqlite/store.ts'
import { cacheStates } from '../src/store/states/cachedStates.ts'
import { sheetWith } from './given/sheetWith.ts'

/**
 * Saves three remarks, erases one, destroys the key of another's round, closes the store, and says after each which of them are
 * still in the heap of this process. The words are put together where they are saved alone, so that nothing else has them.
 */
const [folder = ''] = process.argv.slice(2)
const NAMES = ['erased', 'keyless', 'kept'] as const
type Name = (typeof NAMES)[number]
const encryption = keyRingEncryption([{ id: 'a', secret: randomBytes(32) }])
const place = openSqliteKeyPlace(join(folder, 'keys.db'))
const engine = openSqliteStore(join(folder, 'store.db'), encryption)
const sealed = sealRounds(engine, roundKeys(place, encryption), place)
const store = cacheStates(sealed, () => performance.now())

/** Backwards: the words themselves stand nowhere in this program. */
const turned = (text: string): string => [...text].reverse().join('')
const said = (name: Name): string => turned(`${turned(name)}-gnikremo-kreM`)
const keyOf = (name: Name) => sheetKey(`round-${name}`, 's')

const save = async (name: Name): Promise<void> => {
  for (let times = 0; times < 2; times++) {
    const saved = await store.load(keyOf(name))
    await store.commit(keyOf(name), saved?.version ?? 0, sheetWith({ remarks: { '1': said(name) } }), [])
  }
  await store.load(keyOf(name))
}
const forget = async (name: Name): Promise<void> => {
  const saved = await store.load(keyOf(name))
  await store.commit(keyOf(name), saved?.version ?? 0, FORGOTTEN, [])
}
const inHeap = (): Name[] => {
  const file = writeHeapSnapshot(join(folder, 'heap.heapsnapshot'))
  const snapshot = readFileSync(file)
  rmSync(file)
  return NAMES.filter((name) => snapshot.includes(said(name)))
}

for (const name of NAMES) await save(name)
const held = inHeap()
await forget('erased')
await save('kept')
await save('keyless')
const erased = inHeap()
await store.keys.destroy('round-keyless', 'scan')
await save('kept')
const keyless = inHeap()
await store.close()
console.log(JSON.stringify({ held, erased, keyless, closed: inHeap() }))
