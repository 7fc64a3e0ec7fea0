import type { RedisClient } from './client.ts'
import { shards, unscrubbedKey } from './keys.ts'
import { optionalTextReply, textReply } from './replies.ts'
import { SCRUBBED } from './scripts.ts'

/** Milliseconds between checks for erasures by other processes. */
const CHECK = 60_000

/** Removes the ciphertext of erased values from Redis' append-only file. */
export interface RedisScrub {
  /** This process erased something: the next `attempt` checks at once. */
  readonly request: () => void
  /** @returns whether no erased value is left in the files @throws {StoreDown} */
  readonly attempt: () => Promise<boolean>
}

/**
 * A deleted value stays in the append-only file until Redis rewrites that file from memory. Redis itself counts what was
 * erased, in the transaction that erased it: when a process is killed before the rewrite, another one finishes the job.
 */
export const redisScrub = (client: RedisClient): RedisScrub => {
  let requested = true
  let checked = Number.NEGATIVE_INFINITY
  /** The counts when the running rewrite began: the rewrite removes those values, not later ones. */
  let rewriting: ReadonlyMap<number, string> | undefined

  const counts = async (): Promise<ReadonlyMap<number, string>> => {
    const found = await Promise.all(
      shards.map(async (shard) => {
        const key = unscrubbedKey(shard)
        return [shard, optionalTextReply('GET', await client.send(key, ['GET', key]))] as const
      }),
    )
    return new Map(found.flatMap(([shard, count]) => (count === undefined ? [] : [[shard, count] as const])))
  }
  const clear = async (scrubbed: ReadonlyMap<number, string>): Promise<void> => {
    await Promise.all([...scrubbed].map(([shard, count]) => client.run(SCRUBBED, [unscrubbedKey(shard)], [count])))
  }

  const attempt = async (): Promise<boolean> => {
    if (!requested && performance.now() - checked < CHECK) return true
    const states = (await client.everywhere(['INFO', 'persistence'])).map((reply) => textReply('INFO', reply))
    const busy = states.some((state) => /^aof_rewrite_in_progress:1|^aof_rewrite_scheduled:1/m.test(state))
    if (busy) return false
    const failed = states.some((state) => /^aof_last_bgrewrite_status:err/m.test(state))
    if (rewriting && !failed) await clear(rewriting)
    rewriting = undefined
    checked = performance.now()
    requested = false
    const erased = await counts()
    if (erased.size === 0) return true
    requested = true
    if (states.every((state) => /^aof_enabled:0/m.test(state))) {
      // Without an append-only file there is nothing to rewrite. Older snapshots are the operator's to replace.
      await clear(erased)
      return true
    }
    await client.everywhere(['BGREWRITEAOF'])
    rewriting = erased
    return false
  }

  return {
    request: () => {
      requested = true
    },
    attempt,
  }
}
