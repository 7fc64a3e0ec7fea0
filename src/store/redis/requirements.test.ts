import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { askRedis, startRedis } from '../../../test/redisServer.ts'
import { keyRingEncryption } from '../encryption.ts'
import { StoreUnfit } from '../store.ts'
import { MOVING } from './keys.ts'
import { checkRedis, type RedisState } from './requirements.ts'
import { openRedisStore } from './store.ts'

const encryption = keyRingEncryption([{ id: 'a', secret: randomBytes(32) }])
const state = (given: Partial<RedisState>): RedisState => ({
  version: '7.0.15',
  policy: 'noeviction',
  aof: true,
  fsync: 'always',
  replicas: 0,
  evicted: 0,
  ...given,
})
/** Opens on a real Redis with these settings, and says what it was told. */
const opened = async (settings: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const server = await startRedis(settings)
  const said: string[] = []
  try {
    const store = await openRedisStore({ urls: [server.url] }, encryption, (sentence) => said.push(sentence))
    await store.close()
    return said
  } finally {
    await server.stop()
  }
}

describe('a bot that starts on Redis', () => {
  it('has nothing to say when nothing can be lost', async () => {
    expect(await opened({})).toEqual([])
  })

  it.each(['allkeys-lru', 'volatile-lru', 'allkeys-random'])(
    'refuses one that throws answers away when it is full (%s), and says what to set',
    async (policy) => {
      await expect(opened({ 'maxmemory-policy': policy })).rejects.toThrow(`maxmemory-policy ${policy}`)
      await expect(opened({ 'maxmemory-policy': policy })).rejects.toThrow(StoreUnfit)
    },
  )

  it('says what a stop loses where nothing is logged, and what a power cut loses where the log is late', async () => {
    expect(await opened({ appendonly: 'no' })).toEqual([expect.stringContaining('everything since its last snapshot')])
    expect(await opened({ appendfsync: 'everysec' })).toEqual([expect.stringContaining('once a second')])
    expect(checkRedis([state({ fsync: undefined })])).toEqual([expect.stringContaining('does not tell')])
  })

  it('refuses an older one, also when only one of a Cluster is', () => {
    expect(() => checkRedis([state({}), state({ version: '6.2.14' })])).toThrow('Redis 6.2.14 is too old')
  })

  it('refuses one that something is being moved into', async () => {
    const server = await startRedis()
    askRedis(server, 'set', MOVING, 'half-way')
    await expect(openRedisStore({ urls: [server.url] }, encryption)).rejects.toThrow(
      'being copied into or from this Redis',
    )
    await server.stop()
  })
})
