import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createClient, RESP_TYPES } from 'redis'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RedisServer, startRedis } from '../../../test/redisServer.ts'
import { FORGOTTEN } from '../../flows/decision.ts'
import { send } from '../../flows/effect.ts'
import { keyRingEncryption } from '../encryption.ts'
import { storeContract } from '../store.contract.ts'
import { BOTS } from './keys.ts'
import { openRedisStore } from './store.ts'

let server: RedisServer
let admin: ReturnType<typeof createClient>
const encryption = keyRingEncryption([{ id: 'a', secret: randomBytes(32) }])
beforeAll(async () => {
  server = await startRedis()
  admin = createClient({ url: server.url })
  await admin.connect()
})
afterAll(async () => {
  await admin.close()
  await server.stop()
})
beforeEach(() => admin.flushAll())

storeContract('Redis', () => openRedisStore({ urls: [server.url] }, encryption))

describe('a store on Redis besides', () => {
  const key = { kind: 'sheet', place: 'round', id: 'a' }

  it('keeps an aggregate and its effects in one slot, and nothing of them readable', async () => {
    const store = await openRedisStore({ urls: [server.url] }, encryption)
    await store.commit(key, 0, { word: 'geheim' }, [send({ type: 'pageTallied', round: 'r', page: 0 }, 10, 'e')])
    const keys = (await admin.keys('*')).filter((name) => name !== BOTS)
    expect(keys).toHaveLength(3)
    expect(new Set(keys.map((name) => /^\{q\d\d\}/.exec(name)?.[0])).size).toBe(1)
    const kept = await Promise.all(keys.map((name) => (name.endsWith(':due') ? '' : admin.hGetAll(name))))
    expect(JSON.stringify(kept)).not.toMatch(/geheim|pageTallied/)
    await store.close()
  })

  it('does one read and one write for a turn, each a single command', async () => {
    const store = await openRedisStore({ urls: [server.url] }, encryption)
    await store.commit(key, 0, { n: 1 }, [])
    await admin.configResetStat()
    const saved = await store.load(key)
    await store.commit(key, saved?.version ?? 0, { n: 2 }, [
      send({ type: 'pageTallied', round: 'r', page: 0 }, 10, 'e'),
    ])
    const stats = await admin.info('commandstats')
    const times = (command: string): number =>
      Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(stats)?.[1] ?? 0)
    expect([times('evalsha'), times('eval')]).toEqual([1, 0])
    // One asked by the turn; the other is the script's own look at what an effect was before.
    expect(times('hmget')).toBe(2)
    await store.close()
  })

  it('goes on when Redis has forgotten its scripts', async () => {
    const store = await openRedisStore({ urls: [server.url] }, encryption)
    await store.commit(key, 0, { n: 1 }, [])
    await admin.scriptFlush()
    const saved = await store.load(key)
    expect(await store.commit(key, saved?.version ?? 0, { n: 2 }, [])).toBe(true)
    await store.close()
  })

  it('brings back what was given up when it is owed again', async () => {
    const store = await openRedisStore({ urls: [server.url] }, encryption)
    const owed = send({ type: 'pageTallied', round: 'r', page: 0 }, 10, 'e')
    await store.commit(key, 0, { n: 1 }, [owed])
    const [claimed] = await store.claim(10, 100, 1)
    if (!claimed) throw new Error('nothing was due')
    await store.deadLetter(claimed, 'platform 403')
    const saved = await store.load(key)
    await store.commit(key, saved?.version ?? 0, { n: 2 }, [owed])
    expect(await store.dead()).toEqual([])
    expect(await store.claim(10, 100, 1)).toHaveLength(1)
    await store.close()
  })

  it('leaves nothing of what it erased in Redis’ files', async () => {
    const store = await openRedisStore({ urls: [server.url] }, encryption)
    await store.commit(key, 0, { word: 'weg' }, [])
    const [state = ''] = await admin.keys('*:s:*')
    const inBytes = admin.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer })
    const ciphertext = (await inBytes.hGet(state, 'value')) ?? Buffer.alloc(0)
    expect(ciphertext.length).toBeGreaterThan(20)
    const onDisk = (): Buffer => {
      const folder = join(server.folder, 'appendonlydir')
      const files = readdirSync(folder).map((name) => join(folder, name))
      return Buffer.concat(files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file)))
    }
    expect(onDisk().includes(ciphertext)).toBe(true)
    const saved = await store.load(key)
    await store.commit(key, saved?.version ?? 0, FORGOTTEN, [])
    while (!(await store.scrub())) await new Promise((resolve) => setImmediate(resolve))
    expect(onDisk().includes(ciphertext)).toBe(false)
    await store.close()
  })
})
