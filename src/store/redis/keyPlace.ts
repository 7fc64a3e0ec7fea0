import type { KeyPlace } from '../roundKeys.ts'
import { shardOf } from '../shards.ts'
import { openRedisClient } from './client.ts'
import type { RedisAddress } from './connections.ts'
import { destroyedKey, ROUND_KEYS, roundKeyKey, roundKeyOf, unscrubbedKey } from './keys.ts'
import { booleanReply, optionalBytesReply } from './replies.ts'
import { checkRedis, redisStates } from './requirements.ts'
import { CREATE_KEY, DESTROY_KEY, SWAP_KEY } from './scripts.ts'
import { redisScrub } from './scrub.ts'

/** Milliseconds in which no other key of a destroyed one's name is made: a bot that read before and is that late has long lost its leases. */
const STAYS_DESTROYED = 86_400_000

/**
 * The keys of rounds in Redis: one of their own, of which no dump is kept, or the store's.
 * @param own whether it is one of their own, which is then scrubbed here; the store's is scrubbed with the store
 * @param say called with a sentence for the operator for each risk of losing them
 * @throws {StoreDown} when it can't be reached
 * @throws {StoreUnfit} when it is too old, or would evict them
 */
export const openRedisKeyPlace = async (
  address: RedisAddress,
  own: boolean,
  say: (sentence: string) => void = () => undefined,
): Promise<KeyPlace> => {
  const client = await openRedisClient(address)
  const scrub = redisScrub(client)
  try {
    if (own) for (const sentence of checkRedis(await redisStates(client))) say(`ROUND_KEYS_URL: ${sentence}`)
  } catch (error) {
    await client.close()
    throw error
  }
  const keyOf = (name: string): string => roundKeyKey(shardOf(name), name)
  const load = async (name: string): Promise<Uint8Array | undefined> =>
    optionalBytesReply('GET', await client.send(keyOf(name), ['GET', keyOf(name)]))
  return {
    load,
    async create(name, wrapped) {
      // Where there is a replica, it has the key before anything is sealed with it.
      const replicated = (await redisStates(client)).every(({ replicas }) => replicas > 0)
      const keys = [keyOf(name), destroyedKey(shardOf(name), name)]
      const kept = await client.run(CREATE_KEY, keys, [Buffer.from(wrapped)], replicated ? 1 : 0)
      return optionalBytesReply('CREATE_KEY', kept)
    },
    swap: async (name, was, becomes) =>
      booleanReply(
        'SWAP_KEY',
        await client.run(
          SWAP_KEY,
          [keyOf(name), unscrubbedKey(shardOf(name))],
          [Buffer.from(was), Buffer.from(becomes)],
        ),
      ),
    async destroy(name, forGood) {
      const shard = shardOf(name)
      const keys = [keyOf(name), unscrubbedKey(shard), destroyedKey(shard, name)]
      await client.run(DESTROY_KEY, keys, [String(forGood ? STAYS_DESTROYED : 0)])
      scrub.request()
    },
    async all() {
      const found = new Map<string, Uint8Array>()
      for await (const keys of client.scan(ROUND_KEYS))
        for (const name of keys.map(roundKeyOf)) {
          const wrapped = await load(name)
          if (wrapped) found.set(name, wrapped)
        }
      return [...found].map(([name, wrapped]) => ({ name, wrapped }))
    },
    scrub: () => (own ? scrub.attempt() : Promise.resolve(true)),
    async ready() {
      try {
        await load('')
        return true
      } catch {
        return false
      }
    },
    close: () => client.close(),
  }
}
