import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RESULT, roundWith } from '../../../test/given/roundWith.ts'
import type { Key } from '../../flows/ids.ts'
import { ballotTallyKey, roundKey, tallyKey } from '../../flows/keys.ts'
import type { Round } from '../../flows/round/round.ts'
import { keyRingEncryption } from '../../store/encryption.ts'
import { openSqliteStore } from '../../store/sqlite/store.ts'
import type { Store } from '../../store/store.ts'
import type { Deps } from '../context.ts'
import { dispatch } from './dispatch.ts'

const closing = roundWith({ status: 'closing' })
const closed = roundWith({ status: 'closed', result: RESULT, closedAt: 0 })
const starsClosing = roundWith({ status: 'starsClosing', result: RESULT, closedAt: 0 })

describe('a tally', () => {
  let folder: string
  let store: Store
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quickscan-dispatch-'))
    store = openSqliteStore(join(folder, 'store.db'), keyRingEncryption([{ id: 'a', secret: randomBytes(32) }]))
  })
  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** The bot over a store in which the round moves on, once, right after it was looked at. */
  const depsWhere = async (before: Round, after: Round): Promise<Deps> => {
    const key = roundKey(before.id)
    await store.commit(key, 0, before, [])
    let looked = false
    const load = async <S>(wanted: Key<S>) => {
      const saved = await store.load(wanted)
      if (wanted.kind === key.kind && !looked) {
        looked = true
        expect(await store.commit(key, saved?.version ?? 0, after, [])).toBe(true)
      }
      return saved
    }
    return { store: { ...store, load }, wake: () => undefined, now: () => 0 } as unknown as Deps
  }

  it('that was forgotten with its round does not stay behind for a message delivered twice', async () => {
    const deps = await depsWhere(closing, closed)
    await dispatch(deps, { type: 'added', round: 'r', page: 0, sheet: 's1', answers: undefined }, 'id')
    expect(await store.load(tallyKey('r', 0))).toBeUndefined()
  })

  it('of stars neither', async () => {
    const deps = await depsWhere(starsClosing, roundWith({ status: 'ranked', result: RESULT, closedAt: 0 }))
    await dispatch(deps, { type: 'ballotCast', round: 'r', page: 0, ballot: 's1' }, 'id')
    expect(await store.load(ballotTallyKey('r', 0))).toBeUndefined()
  })

  it('is kept while its round counts', async () => {
    const deps = await depsWhere(closing, closing)
    await dispatch(deps, { type: 'counted', round: 'r', page: 0, sheet: 's1' }, 'id')
    expect((await store.load(tallyKey('r', 0)))?.state.given).toEqual(['s1'])
  })
})
