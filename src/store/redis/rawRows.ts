import { type EffectRow, placeOf, type RawRows, type RawRowsUse, type StateRow } from '../rawRows.ts'
import { shardOf } from '../shards.ts'
import { StoreUnfit } from '../store.ts'
import { openRedisClient, type RedisClient } from './client.ts'
import type { RedisAddress } from './connections.ts'
import { countBots } from './heartbeat.ts'
import { deadKey, dueKey, effectKey, HELD, lateKey, MOVING, shards, stateKey, unscrubbedKey } from './keys.ts'
import {
  booleanReply,
  EFFECT_FIELDS,
  effectReply,
  integerReply,
  optionalNumberReply,
  optionalTextReply,
  stateReply,
} from './replies.ts'
import { PUT_EFFECT, REMOVE_EFFECT, SWAP } from './scripts.ts'

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

const nameOf = (key: string): string => stateKey(shardOf(placeOf(key)), key)

const writeState = (client: RedisClient, { key, version, value }: StateRow): Promise<unknown> =>
  client.send(nameOf(key), ['HSET', nameOf(key), 'version', String(version), 'value', Buffer.from(value)])

const writeEffect = (client: RedisClient, row: EffectRow): Promise<unknown> => {
  const { id, shard, due, timing, wanted, promised = wanted, attempts, erases, reason, value } = row
  const moments = [due === undefined ? 'never' : String(due), timing, String(wanted)]
  return client.run(
    PUT_EFFECT,
    [effectKey(shard, id), dueKey(shard), deadKey(shard), lateKey(shard)],
    [id, ...moments, String(attempts), erases ? '1' : '0', reason, Buffer.from(value), String(promised)],
  )
}

const countRows = async (client: RedisClient): Promise<{ readonly states: number; readonly effects: number }> => {
  // `SCAN` may return a name twice, so different names are counted.
  const seen = new Set<string>()
  for await (const keys of client.scan(STATES)) for (const key of keys) seen.add(key)
  const size = async (command: 'ZCARD' | 'SCARD', key: string): Promise<number> =>
    integerReply(command, await client.send(key, [command, key]))
  const sizes = await Promise.all(
    shards.flatMap((shard) => [size('ZCARD', dueKey(shard)), size('SCARD', deadKey(shard))]),
  )
  return { states: seen.size, effects: sizes.reduce((sum, one) => sum + one, 0) }
}

/** Keeps bots from starting, until it is released or this process ends. */
const holdStore = async (client: RedisClient): Promise<{ readonly release: () => Promise<void> }> => {
  if ((await countBots(client)) > 0) {
    await client.close()
    throw new StoreUnfit('A bot works on that Redis. Stop it first, and wait fifteen seconds if it was cut off.')
  }
  const hold = (): Promise<unknown> => client.send(HELD, ['SET', HELD, '1', 'PX', String(HOLD_EXPIRY)])
  await hold()
  const timer = setInterval(() => void hold().catch(() => undefined), HOLD_EXPIRY / 3)
  return {
    release: async () => {
      clearInterval(timer)
      // When this fails, it expires.
      await client.send(HELD, ['DEL', HELD]).catch(() => undefined)
    },
  }
}

/**
 * The rows of a store on Redis.
 * @param use `copying` keeps bots from starting until it is closed
 * @throws {StoreDown}
 * @throws {StoreUnfit} when a bot runs on a store that is to be copied
 */
export const openRedisRawRows = async (address: RedisAddress, use: RawRowsUse = 'copying'): Promise<RawRows> => {
  const client = await openRedisClient(address)
  const held = use === 'copying' ? await holdStore(client) : undefined
  const versionOf = async (key: string): Promise<number | undefined> =>
    optionalNumberReply('HGET', await client.send(nameOf(key), ['HGET', nameOf(key), 'version']))
  const swap = async (name: string, shard: number, was: Uint8Array, becomes: Uint8Array): Promise<boolean> =>
    booleanReply('SWAP', await client.run(SWAP, [name, unscrubbedKey(shard)], [Buffer.from(was), Buffer.from(becomes)]))
  return {
    states: (kind) => rowsOf(client, kind === undefined ? STATES : `{q*}:s:${kind}/*`, readState(client)),
    effects: () => rowsOf(client, EFFECTS, readEffect(client)),
    versions: (keys) => Promise.all(keys.map(versionOf)),
    putStates: async (rows) => void (await Promise.all(rows.map((row) => writeState(client, row)))),
    putEffects: async (rows) => void (await Promise.all(rows.map((row) => writeEffect(client, row)))),
    swapState: (key, was, becomes) => swap(nameOf(key), shardOf(placeOf(key)), was, becomes),
    swapEffect: ({ id, shard }, was, becomes) => swap(effectKey(shard, id), shard, was, becomes),
    removeEffect: async ({ id, shard }) =>
      booleanReply(
        'REMOVE_EFFECT',
        await client.run(
          REMOVE_EFFECT,
          [effectKey(shard, id), dueKey(shard), deadKey(shard), unscrubbedKey(shard), lateKey(shard)],
          [id],
        ),
      ),
    count: () => countRows(client),
    moving: async () => optionalTextReply('GET', await client.send(MOVING, ['GET', MOVING])),
    setMoving: async (move) => {
      await client.send(MOVING, move === undefined ? ['DEL', MOVING] : ['SET', MOVING, move])
    },
    close: async () => {
      await held?.release()
      await client.close()
    },
  }
}
