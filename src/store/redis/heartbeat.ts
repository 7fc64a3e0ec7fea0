import { randomBytes } from 'node:crypto'
import { StoreUnfit } from '../store.ts'
import type { RedisClient } from './client.ts'
import { BOTS, HELD, MOVING } from './keys.ts'
import { integerReply } from './replies.ts'
import { redisStates } from './requirements.ts'
import { PRESENCE } from './scripts.ts'

/** Milliseconds between signs of life, and how long one holds. */
const BEAT = 5000
const HOLDS = 15_000

export interface Heartbeat {
  /** So many replicas must have it before anything is acknowledged. */
  readonly replicas: () => number
  readonly stop: () => void
}

/** How many bots work on this store now. */
export const botsOn = async (link: RedisClient): Promise<number> =>
  integerReply('PRESENCE', await link.run(PRESENCE, [BOTS], ['', String(HOLDS), 'look']))

/**
 * Says every few seconds that a bot works here, and looks whether there is a replica to wait for.
 * @throws {StoreUnfit} on a store that something is being moved into
 */
export const heartbeatOf = async (
  link: RedisClient,
  say: (sentence: string) => void,
  as: 'bot' | 'beside',
): Promise<Heartbeat> => {
  const own = randomBytes(9).toString('base64url')
  let replicas: number | undefined
  const beat = async (): Promise<void> => {
    await link.run(PRESENCE, [BOTS], [own, String(HOLDS), as === 'bot' ? 'here' : 'look'])
    const fewest = Math.min(...(await redisStates(link)).map((state) => state.replicas))
    const wanted = fewest > 0 ? 1 : 0
    if (replicas !== undefined && wanted < replicas)
      say('Redis has no replica any more: what is saved now is lost when it fails over before one is back.')
    replicas = wanted
  }
  if (integerReply('EXISTS', await link.send(MOVING, ['EXISTS', MOVING, HELD])) !== 0)
    throw new StoreUnfit(
      'Something is being copied into or from this Redis. Finish it first: npm run store:copy, as before.',
    )
  await beat()
  // A beat that fails is told of by every command meanwhile.
  const timer = setInterval(() => void beat().catch(() => undefined), BEAT)
  timer.unref()
  return {
    replicas: () => replicas ?? 0,
    stop: () => {
      clearInterval(timer)
      // Without an answer it is forgotten by itself.
      void link.run(PRESENCE, [BOTS], [own, String(HOLDS), 'gone']).catch(() => undefined)
    },
  }
}
