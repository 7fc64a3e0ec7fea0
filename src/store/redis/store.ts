import { randomInt } from 'node:crypto'
import { FORGOTTEN, type Forgotten } from '../../flows/decision.ts'
import type { Effect } from '../../flows/effect.ts'
import { type Key, keyText } from '../../flows/ids.ts'
import type { Encryption } from '../encryption.ts'
import { microBatch } from '../microBatch.ts'
import { envelope, opened } from '../schema.ts'
import { shardOf } from '../shards.ts'
import type { Claimed, EffectCounts, Store, Version } from '../store.ts'
import { claimEffects, inHand } from './claims.ts'
import { openRedisClient } from './client.ts'
import type { RedisAddress } from './connections.ts'
import { heartbeatOf } from './heartbeat.ts'
import { BOTS, deadKey, dueKey, effectKey, shards, stateKey, unscrubbedKey } from './keys.ts'
import { booleanReply, deadReply, integerReply, stateReply } from './replies.ts'
import { checkRedis, redisStates } from './requirements.ts'
import { ACKNOWLEDGE, COMMIT, DEAD, DROP, FINISH, REQUEUE } from './scripts.ts'
import { redisScrub } from './scrub.ts'

/** A version starts anywhere: a key erased and made again must not look like what an older turn loaded. */
const FIRST_VERSIONS = 1_000_000_000

/**
 * Any number of bots over one Redis 7 or later: one, a Cluster, or what Sentinels say.
 * @param say told what is at risk there, in sentences for who runs it
 * @param as a bot, or something beside it that is soon done
 * @throws {StoreDown} when it can't be reached, {StoreUnfit} when it would lose what it is given
 */
export const openRedisStore = async (
  address: RedisAddress,
  encryption: Encryption,
  say: (sentence: string) => void = () => undefined,
  as: 'bot' | 'beside' = 'bot',
): Promise<Store> => {
  const link = await openRedisClient(address)
  const pulse = await (async () => {
    try {
      for (const sentence of checkRedis(await redisStates(link))) say(sentence)
      return await heartbeatOf(link, say, as)
    } catch (error) {
      await link.close()
      throw error
    }
  })()
  const scrub = redisScrub(link)
  const claims = claimEffects(link, encryption)

  const finish = async (claimed: Claimed, how: 'later' | 'bury', at = 0, reason = ''): Promise<void> => {
    const { id } = claimed.effect
    const { shard, ticket } = inHand(claimed)
    await link.run(FINISH, [effectKey(shard, id), dueKey(shard), deadKey(shard)], [id, ticket, how, String(at), reason])
  }
  /** What is done in the same turn of the event loop is told together, a shard at a time. */
  const doneTogether = microBatch(async (claims: readonly Claimed[]) => {
    const byShard = Map.groupBy(claims, (claimed) => inHand(claimed).shard)
    await Promise.all(
      [...byShard].map(([shard, some]) =>
        link.run(
          ACKNOWLEDGE,
          [dueKey(shard), unscrubbedKey(shard), ...some.map(({ effect }) => effectKey(shard, effect.id))],
          some.flatMap((claimed) => [claimed.effect.id, inHand(claimed).ticket]),
        ),
      ),
    )
    if (claims.some(({ effect }) => effect.erases)) scrub.owe()
  })

  return {
    async load<S>(key: Key<S>) {
      const text = keyText(key)
      const place = stateKey(shardOf(key.place), text)
      const saved = stateReply('HMGET', await link.send(place, ['HMGET', place, 'version', 'value']))
      return saved && { state: opened<S>(text, encryption.decrypt(text, saved.value)), version: saved.version }
    },
    async commit<S>(key: Key<S>, was: Version, state: S | Forgotten, effects: readonly Effect[]) {
      const text = keyText(key)
      const shard = shardOf(key.place)
      const becomes = was === 0 ? 1 + randomInt(FIRST_VERSIONS) : was + 1
      const saved = state === FORGOTTEN ? ['forget', ''] : ['keep', encryption.encrypt(text, envelope(state))]
      const owed = effects.flatMap(({ id, timing, due, erases, payload }) => [
        id,
        timing,
        String(due),
        erases ? '1' : '0',
        encryption.encrypt(`effect/${id}`, envelope(payload)),
      ])
      const own = effects.map(({ id }) => effectKey(shard, id))
      const keys = [stateKey(shard, text), dueKey(shard), deadKey(shard), unscrubbedKey(shard), ...own]
      const args = [String(was), String(becomes), ...saved, ...owed]
      const done = booleanReply('COMMIT', await link.run(COMMIT, keys, args, pulse.replicas()))
      if (done && state === FORGOTTEN) scrub.owe()
      return done
    },
    claim: claims.claim,
    acknowledge: doneTogether,
    reschedule: (claimed, at, reason) => finish(claimed, 'later', at, reason),
    deadLetter: (claimed, reason) => finish(claimed, 'bury', 0, reason),
    async dead() {
      const found = await Promise.all(
        shards.map(async (shard) =>
          deadReply('DEAD', await link.run(DEAD, [deadKey(shard), dueKey(shard)], [effectKey(shard, '')])),
        ),
      )
      return found.flat().toSorted((a, b) => a.id.localeCompare(b.id))
    },
    async requeue(id, now) {
      const tried = await Promise.all(
        shards.map((shard) =>
          link.run(REQUEUE, [effectKey(shard, id), dueKey(shard), deadKey(shard)], [id, String(now)]),
        ),
      )
      return tried.some((reply) => booleanReply('REQUEUE', reply))
    },
    async drop(id) {
      const tried = await Promise.all(
        shards.map((shard) =>
          link.run(DROP, [effectKey(shard, id), dueKey(shard), deadKey(shard), unscrubbedKey(shard)], [id]),
        ),
      )
      const dropped = tried.some((reply) => booleanReply('DROP', reply))
      if (dropped) scrub.owe()
      return dropped
    },
    async counts(now) {
      const counted = await Promise.all(
        shards.map(async (shard) => {
          const ask = async (command: string, key: string, ...args: readonly string[]): Promise<number> =>
            integerReply(command, await link.send(key, [command, key, ...args]))
          const [due, all, dead] = await Promise.all([
            ask('ZCOUNT', dueKey(shard), '-inf', String(now)),
            ask('ZCARD', dueKey(shard)),
            ask('SCARD', deadKey(shard)),
          ])
          return { due, waiting: all - due, dead }
        }),
      )
      const sum = (what: keyof EffectCounts): number => counted.reduce((total, one) => total + one[what], 0)
      return { due: sum('due'), waiting: sum('waiting'), dead: sum('dead') }
    },
    nextDue: claims.nextDue,
    scrub: scrub.try,
    async ready() {
      try {
        await link.send(BOTS, ['EXISTS', BOTS])
        return true
      } catch {
        return false
      }
    },
    async close() {
      pulse.stop()
      await link.close()
    },
  }
}
