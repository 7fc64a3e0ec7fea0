import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Decision, decided, refuse } from '../flows/decision.ts'
import type { Key } from '../flows/ids.ts'
import { countCalls, type StoreCalls } from '../store/countCalls.ts'
import { keyRingEncryption } from '../store/encryption.ts'
import { openSqliteStore } from '../store/sqlite/store.ts'
import type { Store } from '../store/store.ts'
import { loadForUpdate, transact } from './transact.ts'

interface Counter {
  readonly count: number
}

describe('a transaction', () => {
  const key: Key<Counter> = { kind: 'round', place: 'r', id: 'round' }
  const add = (known: Counter | undefined): Decision<Counter> => decided({ count: (known?.count ?? 0) + 1 })
  let folder: string
  let store: Store
  let calls: () => StoreCalls
  const deps = () => ({ store, wake: () => undefined })

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quickscan-transact-'))
    const opened = openSqliteStore(join(folder, 'store.db'), keyRingEncryption([{ id: 'a', secret: randomBytes(32) }]))
    const counted = countCalls(opened)
    store = counted.store
    calls = counted.calls
  })
  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('costs one read and one write', async () => {
    expect(await transact(deps(), key, add)).toEqual({ kind: 'saved', state: { count: 1 } })
    expect(calls()).toEqual({ reads: 1, writes: 1 })
  })

  it('costs no second read when it starts from one that was done to look first', async () => {
    await transact(deps(), key, add)
    const before = calls()
    const loaded = await loadForUpdate(deps(), key)
    expect(loaded.state).toEqual({ count: 1 })
    expect(await loaded.transact(add)).toEqual({ kind: 'saved', state: { count: 2 } })
    expect(calls()).toEqual({ reads: before.reads + 1, writes: before.writes + 1 })
  })

  it('decides again when someone saved between the look and the decision', async () => {
    await transact(deps(), key, add)
    const loaded = await loadForUpdate(deps(), key)
    await transact(deps(), key, add)
    expect(await loaded.transact(add)).toEqual({ kind: 'saved', state: { count: 3 } })
  })

  it('is refused by what was saved meanwhile, not by what was seen before', async () => {
    await transact(deps(), key, add)
    const loaded = await loadForUpdate(deps(), key)
    await transact(deps(), key, add)
    const addToOne = (known: Counter | undefined) => (known?.count === 1 ? add(known) : refuse('notCoordinator'))
    expect(await loaded.transact(addToOne)).toEqual({ kind: 'refusal', why: 'notCoordinator', state: { count: 2 } })
  })

  it('loses nothing when many are made at once', async () => {
    await Promise.all(Array.from({ length: 50 }, () => transact(deps(), key, add)))
    expect((await store.load(key))?.state).toEqual({ count: 50 })
    expect(calls().writes).toBe(50)
  })
})
