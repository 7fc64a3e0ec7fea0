import type { RedisClient } from './client.ts'
import { shards, unscrubbedKey } from './keys.ts'
import { optionalTextReply, textReply } from './replies.ts'
import { SCRUBBED } from './scripts.ts'

/** Milliseconds between two looks at whether something is owed that this process doesn't know of. */
const LOOK = 60_000

export interface RedisScrub {
  /** Something was erased just now. */
  readonly owe: () => void
  /** Whether nothing of what was erased is left in Redis' files. */
  readonly try: () => Promise<boolean>
}

/**
 * What was deleted stands in Redis' log until that is written anew from what is left. How much is owed is counted in Redis
 * itself, in the transaction that erased: a process that is killed before the rewriting leaves it to the others.
 */
export const redisScrub = (link: RedisClient): RedisScrub => {
  let owed = true
  let looked = Number.NEGATIVE_INFINITY
  /** What was owed when the rewriting began, that it will have seen to. */
  let rewriting: ReadonlyMap<number, string> | undefined

  const counts = async (): Promise<ReadonlyMap<number, string>> => {
    const found = await Promise.all(
      shards.map(async (shard) => {
        const key = unscrubbedKey(shard)
        return [shard, optionalTextReply('GET', await link.send(key, ['GET', key]))] as const
      }),
    )
    return new Map(found.flatMap(([shard, count]) => (count === undefined ? [] : [[shard, count] as const])))
  }
  const settle = async (seen: ReadonlyMap<number, string>): Promise<void> => {
    await Promise.all([...seen].map(([shard, count]) => link.run(SCRUBBED, [unscrubbedKey(shard)], [count])))
  }

  const attempt = async (): Promise<boolean> => {
    if (!owed && performance.now() - looked < LOOK) return true
    const states = (await link.everywhere(['INFO', 'persistence'])).map((reply) => textReply('INFO', reply))
    const busy = states.some((state) => /^aof_rewrite_in_progress:1|^aof_rewrite_scheduled:1/m.test(state))
    if (busy) return false
    const failed = states.some((state) => /^aof_last_bgrewrite_status:err/m.test(state))
    if (rewriting && !failed) await settle(rewriting)
    rewriting = undefined
    looked = performance.now()
    owed = false
    const seen = await counts()
    if (seen.size === 0) return true
    owed = true
    if (states.every((state) => /^aof_enabled:0/m.test(state))) {
      // Nothing is logged: what was erased is in no log. A snapshot of before is its owner's to make anew.
      await settle(seen)
      return true
    }
    await link.everywhere(['BGREWRITEAOF'])
    rewriting = seen
    return false
  }

  return {
    owe: () => {
      owed = true
    },
    try: attempt,
  }
}
