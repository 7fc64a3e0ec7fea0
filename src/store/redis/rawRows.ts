import { type EffectRow, placeOf, type RawRows, type StateRow } from '../rawRows.ts'
import { shardOf } from '../shards.ts'
import { StoreUnfit } from '../store.ts'
import { openRedisClient, type RedisClient } from './client.ts'
import type { RedisAddress } from './connections.ts'
import { botsOn } from './heartbeat.ts'
import { deadKey, dueKey, effectKey, HELD, MOVING, shards, stateKey, unscrubbedKey } from './keys.ts'
import {
  booleanReply,
  EFFECT_FIELDS,
  effectReply,
  integerReply,
  optionalNumberReply,
  optionalTextReply,
  stateReply,
} from './replies.ts'
import { PUT_EFFECT, SWAP } from './scripts.ts'

/** Milliseconds for which no bot starts here once this process is gone without a word. */
const HOLDS = 15_000
const STATES = '{q*}:s:*'
const EFFECTS = '{q*}:e:*'

async function* rowsOf<Row>(
  link: RedisClient,
  match: string,
  read: (key: string) => Promise<Row | undefined>,
): AsyncGenerator<readonly Row[]> {
  for await (const keys of link.scan(match)) {
    const rows = await Promise.all(keys.map(read))
    yield rows.flatMap((row) => row ?? [])
  }
}

const readState =
  (link: RedisClient) =>
  async (name: string): Promise<StateRow | undefined> => {
    const saved = stateReply('HMGET', await link.send(name, ['HMGET', name, 'version', 'value']))
    return saved && { key: name.slice(name.indexOf(':s:') + 3), ...saved }
  }

const readEffect =
  (link: RedisClient) =>
  async (name: string): Promise<EffectRow | undefined> => {
    const stored = effectReply('HMGET', await link.send(name, ['HMGET', name, ...EFFECT_FIELDS]))
    return stored && { id: name.slice(name.indexOf(':e:') + 3), shard: Number(name.slice(2, 4)), ...stored }
  }

/**
 * @param as to copy, with no bot there; or beside whatever works on it
 * @throws {StoreDown}, {StoreUnfit} when a bot works on what is to be copied
 */
export const openRedisRawRows = async (
  address: RedisAddress,
  as: 'copying' | 'beside' = 'copying',
): Promise<RawRows> => {
  const link = await openRedisClient(address)
  if (as === 'copying' && (await botsOn(link)) > 0) {
    await link.close()
    throw new StoreUnfit('A bot works on that Redis. Stop it first, and wait fifteen seconds if it was cut off.')
  }
  const hold = (): Promise<unknown> => link.send(HELD, ['SET', HELD, '1', 'PX', String(HOLDS)])
  if (as === 'copying') await hold()
  const holding = setInterval(() => void (as === 'copying' && hold().catch(() => undefined)), HOLDS / 3)
  const nameOf = (key: string): string => stateKey(shardOf(placeOf(key)), key)
  const swap = async (name: string, shard: number, was: Uint8Array, becomes: Uint8Array): Promise<boolean> =>
    booleanReply('SWAP', await link.run(SWAP, [name, unscrubbedKey(shard)], [Buffer.from(was), Buffer.from(becomes)]))
  const size = async (command: 'ZCARD' | 'SCARD', key: string): Promise<number> =>
    integerReply(command, await link.send(key, [command, key]))
  return {
    states: () => rowsOf(link, STATES, readState(link)),
    effects: () => rowsOf(link, EFFECTS, readEffect(link)),
    versions: (keys) =>
      Promise.all(
        keys.map(async (key) =>
          optionalNumberReply('HGET', await link.send(nameOf(key), ['HGET', nameOf(key), 'version'])),
        ),
      ),
    putStates: async (rows) => {
      const put = ({ key, version, value }: StateRow): Promise<unknown> =>
        link.send(nameOf(key), ['HSET', nameOf(key), 'version', String(version), 'value', Buffer.from(value)])
      await Promise.all(rows.map(put))
    },
    putEffects: async (rows) => {
      const put = ({ id, shard, due, timing, wanted, attempts, erases, reason, value }: EffectRow): Promise<unknown> =>
        link.run(
          PUT_EFFECT,
          [effectKey(shard, id), dueKey(shard), deadKey(shard)],
          [
            id,
            due === undefined ? 'never' : String(due),
            timing,
            String(wanted),
            String(attempts),
            erases ? '1' : '0',
            reason,
            Buffer.from(value),
          ],
        )
      await Promise.all(rows.map(put))
    },
    swapState: (key, was, becomes) => swap(nameOf(key), shardOf(placeOf(key)), was, becomes),
    swapEffect: ({ id, shard }, was, becomes) => swap(effectKey(shard, id), shard, was, becomes),
    count: async () => {
      // A set may be walked over twice where it grows: names are counted, not rows.
      const seen = new Set<string>()
      for await (const keys of link.scan(STATES)) for (const key of keys) seen.add(key)
      const sizes = await Promise.all(
        shards.flatMap((shard) => [size('ZCARD', dueKey(shard)), size('SCARD', deadKey(shard))]),
      )
      return { states: seen.size, effects: sizes.reduce((sum, one) => sum + one, 0) }
    },
    moving: async () => optionalTextReply('GET', await link.send(MOVING, ['GET', MOVING])),
    setMoving: async (move) => {
      await link.send(MOVING, move === undefined ? ['DEL', MOVING] : ['SET', MOVING, move])
    },
    close: async () => {
      clearInterval(holding)
      if (as === 'copying') await link.send(HELD, ['DEL', HELD]).catch(() => undefined)
      await link.close()
    },
  }
}
