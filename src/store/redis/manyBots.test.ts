import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  askRedis,
  type RedisCluster,
  SENTINEL_NAME,
  startCluster,
  startSentinels,
  until,
} from '../../../test/redisServer.ts'
import { send } from '../../flows/effect.ts'
import { keyRingEncryption } from '../encryption.ts'
import { storeContract } from '../store.contract.ts'
import { type Store, StoreDown } from '../store.ts'
import { openRedisStore } from './store.ts'

const encryption = keyRingEncryption([{ id: 'a', secret: randomBytes(32) }])
const keyAt = (place: number) => ({ kind: 'sheet', place: `round ${place}`, id: 'a' })
const owed = (page: number) => send({ type: 'pageTallied', round: 'r', page }, 10, `effect ${page}`)

/** Saves until told it was saved, as a person who is asked to try again does. */
const saved = async (store: Store, place: number, n: number): Promise<void> => {
  await until(`save ${n}`, async () => {
    try {
      const known = await store.load<{ n: number }>(keyAt(place))
      if (known?.state.n === n) return true
      return await store.commit(keyAt(place), known?.version ?? 0, { n }, [owed(place)])
    } catch (error) {
      if (error instanceof StoreDown) return false
      throw error
    }
  })
}

describe('on a Cluster of three masters', () => {
  let cluster: RedisCluster
  beforeAll(async () => {
    cluster = await startCluster()
  })
  afterAll(() => cluster.stop())
  beforeEach(() => {
    for (const master of cluster.masters) askRedis(master, 'flushall')
  })

  storeContract('a Redis Cluster', () => openRedisStore({ urls: cluster.urls }, encryption))

  it('spreads what it keeps over all of them, and finds what is due on each', async () => {
    const store = await openRedisStore({ urls: cluster.urls }, encryption)
    for (let place = 0; place < 60; place++) await store.commit(keyAt(place), 0, { n: place }, [owed(place)])
    const sizes = cluster.masters.map((master) => Number(askRedis(master, 'dbsize')))
    expect(Math.min(...sizes)).toBeGreaterThan(10)
    const ids = new Set<string>()
    for (let claim = await store.claim(10, 100, 32); claim.length > 0; claim = await store.claim(10, 100, 32))
      for (const { effect } of claim) ids.add(effect.id)
    expect(ids.size).toBe(60)
    await store.close()
  })
})

/** Side by side: whoever takes over does so after a while. */
describe.concurrent('when a master is lost', () => {
  it('a Cluster goes on with what two machines have: nothing acknowledged is lost', async () => {
    const cluster = await startCluster(1)
    const store = await openRedisStore({ urls: cluster.urls }, encryption)
    for (let place = 0; place < 40; place++) await saved(store, place, 1)
    await cluster.masters[0]?.kill()
    for (let place = 0; place < 40; place++) expect((await loaded(store, place)).n).toBe(1)
    for (let place = 0; place < 40; place++) await saved(store, place, 2)
    expect((await loaded(store, 7)).n).toBe(2)
    await store.close()
    await cluster.stop()
  })

  it('Sentinels say who is master now, and nothing acknowledged is lost', async () => {
    const sentinels = await startSentinels()
    const store = await openRedisStore({ urls: sentinels.urls, sentinelName: SENTINEL_NAME }, encryption)
    for (let place = 0; place < 40; place++) await saved(store, place, 1)
    await sentinels.master.kill()
    for (let place = 0; place < 40; place++) expect((await loaded(store, place)).n).toBe(1)
    expect(askRedis(sentinels.replica, 'role')).toMatch(/^master/)
    await saved(store, 3, 2)
    await store.close()
    await sentinels.stop()
  })

  it('says nothing is saved that only one machine has', async () => {
    const sentinels = await startSentinels()
    const store = await openRedisStore({ urls: sentinels.urls, sentinelName: SENTINEL_NAME }, encryption)
    await saved(store, 1, 1)
    sentinels.replica.freeze()
    const known = await store.load(keyAt(1))
    await expect(store.commit(keyAt(1), known?.version ?? 0, { n: 2 }, [])).rejects.toThrow(StoreDown)
    sentinels.replica.thaw()
    await saved(store, 1, 3)
    await store.close()
    await sentinels.stop()
  })
})

const loaded = async (store: Store, place: number): Promise<{ n: number }> => {
  let state: { n: number } | undefined
  await until(`load ${place}`, async () => {
    try {
      state = (await store.load<{ n: number }>(keyAt(place)))?.state
      return true
    } catch (error) {
      if (error instanceof StoreDown) return false
      throw error
    }
  })
  if (!state) throw new Error(`nothing at ${place}`)
  return state
}
