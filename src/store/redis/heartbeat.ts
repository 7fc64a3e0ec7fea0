import { randomBytes } from 'node:crypto'
import { type StoreHealth, StoreUnfit, type StoreUse } from '../store.ts'
import type { RedisClient } from './client.ts'
import { watchEviction } from './eviction.ts'
import { BOTS, HELD, MOVING } from './keys.ts'
import { integerReply } from './replies.ts'
import { redisStates } from './requirements.ts'
import { PRESENCE } from './scripts.ts'

/** Milliseconds between heartbeats, and until a bot without one counts as stopped. */
const INTERVAL = 5000
const EXPIRY = 15_000

/** Registers this process as a running bot, and watches the replicas. */
export interface Heartbeat {
  /** How many replicas must have a write before it is acknowledged: 1 where every master has a replica, else 0. */
  readonly replicas: () => number
  /** Whether it evicts, as of the last heartbeat. */
  readonly health: () => StoreHealth
  readonly stop: () => void
}

/** How many bots run on this store now. @throws {StoreDown} */
export const countBots = async (client: RedisClient): Promise<number> =>
  integerReply('PRESENCE', await client.run(PRESENCE, [BOTS], ['', String(EXPIRY), 'count']))

/**
 * Sends a heartbeat every five seconds; each also looks whether there are replicas to wait for.
 * @param say called with a sentence for the operator when the last replica is lost
 * @param use `maintenance` is not registered as a bot
 * @throws {StoreUnfit} while something is copied into or from this store
 * @throws {StoreDown}
 */
export const startHeartbeat = async (
  client: RedisClient,
  say: (sentence: string) => void,
  use: StoreUse,
): Promise<Heartbeat> => {
  const own = randomBytes(9).toString('base64url')
  let replicas: number | undefined
  const eviction = watchEviction(say)
  const beat = async (): Promise<void> => {
    // First: where nothing can be written, a heartbeat fails.
    const states = await redisStates(client)
    eviction.look(states)
    const fewest = Math.min(...states.map((state) => state.replicas))
    const required = fewest > 0 ? 1 : 0
    if (replicas !== undefined && required < replicas)
      say('Redis has no replica any more: what is saved now is lost when it fails over before one is back.')
    replicas = required
    await client.run(PRESENCE, [BOTS], [own, String(EXPIRY), use === 'bot' ? 'add' : 'count'])
  }
  if (integerReply('EXISTS', await client.send(MOVING, ['EXISTS', MOVING, HELD])) !== 0)
    throw new StoreUnfit(
      'Something is being copied into or from this Redis. Finish it first: quickscan copy, as before.',
    )
  await beat()
  // A heartbeat fails when Redis is down, which every other command reports too.
  const timer = setInterval(() => void beat().catch(() => undefined), INTERVAL)
  timer.unref()
  return {
    replicas: () => replicas ?? 0,
    health: eviction.health,
    stop: () => {
      clearInterval(timer)
      // When this fails, the entry expires.
      void client.run(PRESENCE, [BOTS], [own, String(EXPIRY), 'remove']).catch(() => undefined)
    },
  }
}
