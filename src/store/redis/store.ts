import { randomInt } from 'node:crypto'
import { FORGOTTEN, type Forgotten } from '../../flows/decision.ts'
import type { Effect } from '../../flows/effect.ts'
import { type Key, keyText } from '../../flows/ids.ts'
import type { Encryption } from '../encryption.ts'
import { envelope, openEnvelope } from '../schema.ts'
import { shardOf } from '../shards.ts'
import type { Attempted, Claimed, PutOff, Saved, Store, StoreUse, Version } from '../store.ts'
import { claimEffects, leaseOf } from './claims.ts'
import { openRedisClient, type RedisClient } from './client.ts'
import type { RedisAddress } from './connections.ts'
import { deadLetters } from './deadLetters.ts'
import { type Heartbeat, startHeartbeat } from './heartbeat.ts'
import { BOTS, deadKey, dueKey, effectKey, lateKey, probeKey, shards, stateKey, unscrubbedKey } from './keys.ts'
import { microBatch } from './microBatch.ts'
import { type StateReply, stateReply } from './replies.ts'
import { checkRedis, redisStates } from './requirements.ts'
import { ACKNOWLEDGE, COMMIT, FINISH, PROBE } from './scripts.ts'
import { type RedisScrub, redisScrub } from './scrub.ts'

/** The first version of a key is random, so that a key that was erased and made again is not taken for the old one. */
const FIRST_VERSIONS = 1_000_000_000

/**
 * A save is this much later than the one before, at most, and at random: a master that failed may take a save with it that only it had,
 * and the next one from the same state, on another, must not have its version.
 */
const STEPS = 2 ** 30

/** `load` and `commit`: the hot path, one command each. */
const states = (
  client: RedisClient,
  encryption: Encryption,
  heartbeat: Heartbeat,
  scrub: RedisScrub,
): Required<Pick<Store, 'load' | 'commit' | 'attempt'>> => {
  const opened = <S>(text: string, saved: StateReply | undefined): Saved<S> | undefined =>
    saved && { state: openEnvelope<S>(text, encryption.decrypt(text, saved.value)), version: saved.version }
  const attempt = async <S>(
    key: Key<S>,
    was: Version,
    state: S | Forgotten,
    effects: readonly Effect[],
  ): Promise<Attempted<S>> => {
    const text = keyText(key)
    const shard = shardOf(key.place)
    const version = was === 0 ? 1 + randomInt(FIRST_VERSIONS) : was + 1 + randomInt(STEPS)
    const saved = state === FORGOTTEN ? ['forget', ''] : ['keep', encryption.encrypt(text, envelope(state))]
    const caused = effects.flatMap(({ id, timing, due, erases, payload }) => [
      id,
      timing,
      String(due),
      erases ? '1' : '0',
      encryption.encrypt(`effect/${id}`, envelope(payload)),
    ])
    const own = effects.map(({ id }) => effectKey(shard, id))
    const sets = [dueKey(shard), deadKey(shard), unscrubbedKey(shard), lateKey(shard)]
    const keys = [stateKey(shard, text), ...sets, ...own]
    const args = [String(was), String(version), ...saved, ...caused]
    const reply = await client.run(COMMIT, keys, args, heartbeat.replicas())
    if (reply !== 1) return { stands: opened(text, stateReply('COMMIT', reply)) }
    if (state === FORGOTTEN) scrub.request()
    return { version }
  }
  return {
    async load<S>(key: Key<S>) {
      const text = keyText(key)
      const name = stateKey(shardOf(key.place), text)
      return opened<S>(text, stateReply('HMGET', await client.send(name, ['HMGET', name, 'version', 'value'])))
    },
    attempt,
    commit: async (key, was, state, effects) => 'version' in (await attempt(key, was, state, effects)),
  }
}

/** What ends a lease. Acknowledgements of one turn of the event loop share a script per shard. */
const leases = (client: RedisClient, scrub: RedisScrub): Pick<Store, 'acknowledge' | 'reschedule' | 'deadLetter'> => {
  const finish = async (claimed: Claimed, how: PutOff | 'deadLetter', at: number, reason: string): Promise<void> => {
    const { id } = claimed.effect
    const { shard, ticket } = leaseOf(claimed)
    const keys = [effectKey(shard, id), dueKey(shard), deadKey(shard), lateKey(shard)]
    await client.run(FINISH, keys, [id, ticket, how, String(at), reason])
  }
  const acknowledge = microBatch(async (claims: readonly Claimed[]) => {
    const byShard = Map.groupBy(claims, (claimed) => leaseOf(claimed).shard)
    await Promise.all(
      [...byShard].map(([shard, some]) =>
        client.run(
          ACKNOWLEDGE,
          [
            dueKey(shard),
            unscrubbedKey(shard),
            lateKey(shard),
            ...some.map(({ effect }) => effectKey(shard, effect.id)),
          ],
          some.flatMap((claimed) => [claimed.effect.id, leaseOf(claimed).ticket]),
        ),
      ),
    )
    if (claims.some(({ effect }) => effect.erases)) scrub.request()
  })
  return {
    acknowledge: (claimed) => acknowledge(claimed),
    reschedule: (claimed, at, reason, how = 'retry') => finish(claimed, how, at, reason),
    deadLetter: (claimed, reason) => finish(claimed, 'deadLetter', 0, reason),
  }
}

/** Checks that Redis is fit for use and starts the heartbeat. Closes the client when either fails. */
const joinRedis = async (client: RedisClient, say: (sentence: string) => void, use: StoreUse): Promise<Heartbeat> => {
  try {
    for (const sentence of checkRedis(await redisStates(client))) say(sentence)
    return await startHeartbeat(client, say, use)
  } catch (error) {
    await client.close()
    throw error
  }
}

/**
 * The store for any number of bots, on Redis 7 or later: a single server, a Cluster, or the master that Sentinels name
 * (docs/decisions/004-sqlite-and-redis.md).
 * @param say called with a sentence for the operator for each risk of losing data, now and later
 * @throws {StoreDown} when Redis can't be reached
 * @throws {StoreUnfit} when Redis is too old, would evict data, or something is being copied into or from it
 */
export const openRedisStore = async (
  address: RedisAddress,
  encryption: Encryption,
  say: (sentence: string) => void = () => undefined,
  use: StoreUse = 'bot',
): Promise<Store> => {
  const client = await openRedisClient(address)
  const heartbeat = await joinRedis(client, say, use)
  const scrub = redisScrub(client)
  return {
    ...states(client, encryption, heartbeat, scrub),
    ...claimEffects(client, encryption),
    ...leases(client, scrub),
    ...deadLetters(client, scrub),
    scrub: scrub.attempt,
    async ready() {
      try {
        await client.send(BOTS, ['EXISTS', BOTS])
        return true
      } catch {
        return false
      }
    },
    async probe(thorough) {
      // Every master has some of the shards.
      const probed = thorough ? shards : [randomInt(shards.length)]
      await Promise.all(probed.map((shard) => client.run(PROBE, [probeKey(shard)], ['probe'], heartbeat.replicas())))
    },
    health: heartbeat.health,
    async close() {
      heartbeat.stop()
      await client.close()
    },
  }
}
