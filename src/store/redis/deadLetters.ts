import { shardOf } from '../shards.ts'
import type { EffectCounts, Store } from '../store.ts'
import type { RedisClient } from './client.ts'
import { deadKey, dueKey, effectKey, lateKey, shards, unscrubbedKey } from './keys.ts'
import { booleanReply, countsReply, deadReply, integerReply } from './replies.ts'
import { COUNTS, DEAD, DROP, OVERDUE, REQUEUE } from './scripts.ts'
import type { RedisScrub } from './scrub.ts'

/** What an operator asks of all shards: the dead letters, and how many effects there are. */
export const deadLetters = (
  client: RedisClient,
  scrub: RedisScrub,
): Pick<Store, 'dead' | 'requeue' | 'drop' | 'counts' | 'overdue'> => {
  /** A dead letter's shard does not follow from its id: all are asked. @returns whether one had it */
  const anywhere = async (command: string, ask: (shard: number) => Promise<unknown>): Promise<boolean> =>
    (await Promise.all(shards.map(ask))).some((reply) => booleanReply(command, reply))

  const countsIn = async (shard: number, now: number): Promise<EffectCounts> => {
    const keys = [dueKey(shard), deadKey(shard), lateKey(shard)]
    return countsReply('COUNTS', await client.run(COUNTS, keys, [String(now)]))
  }

  return {
    async dead() {
      const found = await Promise.all(
        shards.map(async (shard) =>
          deadReply('DEAD', await client.run(DEAD, [deadKey(shard), dueKey(shard)], [effectKey(shard, '')])),
        ),
      )
      return found.flat().toSorted((a, b) => a.id.localeCompare(b.id))
    },
    requeue: (id, now) =>
      anywhere('REQUEUE', (shard) =>
        client.run(REQUEUE, [effectKey(shard, id), dueKey(shard), deadKey(shard)], [id, String(now)]),
      ),
    async drop(id) {
      const dropped = await anywhere('DROP', (shard) =>
        client.run(DROP, [effectKey(shard, id), dueKey(shard), deadKey(shard), unscrubbedKey(shard)], [id]),
      )
      if (dropped) scrub.request()
      return dropped
    },
    async counts(now) {
      const counted = await Promise.all(shards.map((shard) => countsIn(shard, now)))
      const sum = (state: Exclude<keyof EffectCounts, 'oldest'>): number =>
        counted.reduce((total, one) => total + one[state], 0)
      const oldest = counted.flatMap((one) => one.oldest ?? [])
      return {
        ...{ due: sum('due'), waiting: sum('waiting'), retrying: sum('retrying'), dead: sum('dead') },
        oldest: oldest.length > 0 ? Math.min(...oldest) : undefined,
      }
    },
    async overdue(place, begins, now) {
      const shard = shardOf(place)
      const asked = [String(now), ...begins]
      return integerReply('OVERDUE', await client.run(OVERDUE, [dueKey(shard), lateKey(shard)], asked))
    },
  }
}
