import { type EffectRow, placeOf, type RawRows, type RawRowsUse, type StateRow } from '../rawRows.ts'
import { shardOf } from '../shards.ts'
import { StoreUnfit } from '../store.ts'
import { openRedisClient, type RedisClient } from './client.ts'
import type { RedisAddress } from './connections.ts'
import { countBots } from './heartbeat.ts'
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

/** Milliseconds for which no bot starts after a copying process was killed. */
const HOLD_EXPIRY = 15_000
const STATES = '{q*}:s:*'
const EFFECTS = '{q*}:e:*'

async function* rowsOf<Row>(
  client: RedisClient,
  match: string,
  read: (key: string) => Promise<Row | undefined>,
): AsyncGenerator<readonly Row[]> {
  for await (const keys of client.scan(match)) {
    const rows = await Promise.all(keys.map(read))
    yield rows.flatMap((row) => row ?? [])
  }
}

const readState =
  (client: RedisClient) =>
  async (name: string): Promise<StateRow | undefined> => {
    const saved = stateReply('HMGET', await client.send(name, ['HMGET', name, 'version', 'value']))
    return saved && { key: name.slice(name.indexOf(':s:') + 3), ...saved }
  }

const readEffect =
  (client: RedisClient) =>
  async (name: string): Promise<EffectRow | undefined> => {
    const stored = effectReply('HMGET', await client.send(name, ['HMGET', name, ...EFFECT_FIELDS]))
    return stored && { id: name.slice(name.indexOf(':e:') + 3), shard: Number(name.slice(2, 4)), ...stored }
  }

/**
 * The rows of a store on Redis.
 * @param use `copying` keeps bots from starting until it is closed
 * @throws {StoreDown}
 * @throws {StoreUnfit} when a bot runs on a store that is to be copied
 */
export const openRedisRawRows = async (address: RedisAddress, use: RawRowsUse = 'copying'): Promise<RawRows> => {
  const client = await openRedisClient(address)
  if (use === 'copying' && (await countBots(client)) > 0) {
    await client.close()
    throw new StoreUnfit('A bot works on that Redis. Stop it first, and wait fifteen seconds if it was cut off.')
  }
  const hold = (): Promise<unknown> => client.send(HELD, ['SET', HELD, '1', 'PX', String(HOLD_EXPIRY)])
  if (use === 'copying') await hold()
  const holding = setInterval(() => void (use === 'copying' && hold().catch(() => undefined)), HOLD_EXPIRY / 3)
  const nameOf = (key: string): string => stateKey(shardOf(placeOf(key)), key)
  const swap = async (name: string, shard: number, was: Uint8Array, becomes: Uint8Array): Promise<boolean> =>
    booleanReply('SWAP', await client.run(SWAP, [name, unscrubbedKey(shard)], [Buffer.from(was), Buffer.from(becomes)]))
  const size = async (command: 'ZCARD' | 'SCARD', key: string): Promise<number> =>
    integerReply(command, await client.send(key, [command, key]))
  return {
    states: () => rowsOf(client, STATES, readState(client)),
    effects: () => rowsOf(client, EFFECTS, readEffect(client)),
    versions: (keys) =>
      Promise.all(
        keys.map(async (key) =>
          optionalNumberReply('HGET', await client.send(nameOf(key), ['HGET', nameOf(key), 'version'])),
        ),
      ),
    putStates: async (rows) => {
      const write = ({ key, version, value }: StateRow): Promise<unknown> =>
        client.send(nameOf(key), ['HSET', nameOf(key), 'version', String(version), 'value', Buffer.from(value)])
      await Promise.all(rows.map(write))
    },
    putEffects: async (rows) => {
      const write = ({
        id,
        shard,
        due,
        timing,
        wanted,
        attempts,
        erases,
        reason,
        value,
      }: EffectRow): Promise<unknown> =>
        client.run(
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
      await Promise.all(rows.map(write))
    },
    swapState: (key, was, becomes) => swap(nameOf(key), shardOf(placeOf(key)), was, becomes),
    swapEffect: ({ id, shard }, was, becomes) => swap(effectKey(shard, id), shard, was, becomes),
    count: async () => {
      // `SCAN` may return a name twice, so different names are counted.
      const seen = new Set<string>()
      for await (const keys of client.scan(STATES)) for (const key of keys) seen.add(key)
      const sizes = await Promise.all(
        shards.flatMap((shard) => [size('ZCARD', dueKey(shard)), size('SCARD', deadKey(shard))]),
      )
      return { states: seen.size, effects: sizes.reduce((sum, one) => sum + one, 0) }
    },
    moving: async () => optionalTextReply('GET', await client.send(MOVING, ['GET', MOVING])),
    setMoving: async (move) => {
      await client.send(MOVING, move === undefined ? ['DEL', MOVING] : ['SET', MOVING, move])
    },
    close: async () => {
      clearInterval(holding)
      if (use === 'copying') await client.send(HELD, ['DEL', HELD]).catch(() => undefined)
      await client.close()
    },
  }
}
