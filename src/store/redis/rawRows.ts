import { type EffectRow, placeOf, type RawRows, type StateRow } from '../rawRows.ts'
import { shardOf } from '../shards.ts'
import { StoreUnfit } from '../store.ts'
import { openRedisClient, type RedisClient } from './client.ts'
import type { RedisAddress } from './connections.ts'
import { botsOn } from './heartbeat.ts'
import { deadKey, dueKey, effectKey, HELD, MOVING, shards, stateKey, unscrubbedKey } from './keys.ts'
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
    const [version, value] = (await link.send(name, ['HMGET', name, 'version', 'value'])) as (Buffer | null)[]
    return version && value ? { key: name.slice(name.indexOf(':s:') + 3), version: Number(version), value } : undefined
  }

const FIELDS = ['timing', 'wanted', 'due', 'attempts', 'erases', 'reason', 'again', 'value'] as const

const readEffect =
  (link: RedisClient) =>
  async (name: string): Promise<EffectRow | undefined> => {
    const row = (await link.send(name, ['HMGET', name, ...FIELDS])) as (Buffer | null)[]
    const [timing, wanted, due, attempts, erases, reason, again] = row.map((field) =>
      field === null ? '' : String(field),
    )
    const value = row[FIELDS.indexOf('value')]
    if (!value) return undefined
    return {
      id: name.slice(name.indexOf(':e:') + 3),
      shard: Number(name.slice(2, 4)),
      timing: timing ?? '',
      wanted: Number(wanted),
      due: due === 'never' ? undefined : Number(again || due),
      attempts: Number(attempts),
      erases: erases === '1',
      reason: reason ?? '',
      value,
    }
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
    (await link.run(SWAP, [name, unscrubbedKey(shard)], [Buffer.from(was), Buffer.from(becomes)])) === 1
  const sum = async (ask: (shard: number) => Promise<unknown>): Promise<number> =>
    (await Promise.all(shards.map(ask))).reduce<number>((total, one) => total + Number(one), 0)
  return {
    states: () => rowsOf(link, STATES, readState(link)),
    effects: () => rowsOf(link, EFFECTS, readEffect(link)),
    versions: (keys) =>
      Promise.all(
        keys.map(async (key) => {
          const version = await link.send(nameOf(key), ['HGET', nameOf(key), 'version'])
          return version === null ? undefined : Number(version)
        }),
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
      const effects = await sum(async (shard) => {
        const [due, dead] = await Promise.all([
          link.send(dueKey(shard), ['ZCARD', dueKey(shard)]),
          link.send(deadKey(shard), ['SCARD', deadKey(shard)]),
        ])
        return Number(due) + Number(dead)
      })
      return { states: seen.size, effects }
    },
    moving: async () => {
      const move = await link.send(MOVING, ['GET', MOVING])
      return move === null ? undefined : String(move)
    },
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
