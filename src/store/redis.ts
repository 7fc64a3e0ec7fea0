import { createHash, randomBytes, randomInt } from 'node:crypto'
import { createClient, RESP_TYPES } from 'redis'
import type { Effect } from '../flows/effect.ts'
import { type Key, keyText } from '../flows/names.ts'
import { FORGOTTEN, type Forgotten } from '../flows/step.ts'
import { envelope, opened } from './envelope.ts'
import { CLAIM, COMMIT, FINISH, REQUEUE, type Script } from './redisScripts.ts'
import type { Seal } from './seal.ts'
import type { Claimed, Store, Version } from './store.ts'

/** An aggregate and its effects share one of these, and so a slot of a cluster. */
const SHARDS = 64
const shards = Array.from({ length: SHARDS }, (_, shard) => shard)
/** By place, so that a round's sheets, tallies and effects lie together. An effect's id belongs to one place. */
const shardOf = (place: string): number => (createHash('sha1').update(place).digest()[0] ?? 0) % SHARDS
const tag = (shard: number): string => `{q${String(shard).padStart(2, '0')}}`
const dueKey = (shard: number): string => `${tag(shard)}:due`
const deadKey = (shard: number): string => `${tag(shard)}:dead`
const stateKey = (shard: number, place: string): string => `${tag(shard)}:s:${place}`
const effectKey = (shard: number, id: string): string => `${tag(shard)}:e:${id}`
/** A version starts anywhere: a key erased and made again must not look like what an older turn loaded. */
const FIRST_VERSIONS = 1_000_000_000

type Argument = string | Buffer

/**
 * Any number of bots over one Redis 7 or later.
 * @param url e.g. `redis://127.0.0.1:6379`
 * @throws when it can't be reached
 */
export const openRedisStore = async (url: string, seal: Seal): Promise<Store> => {
  const client = createClient({ url }).withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer })
  // Told of by every command that fails meanwhile; without a listener it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  let erased: 'nothing' | 'owed' | 'rewriting' = 'nothing'

  /** By its hash; told anew where Redis doesn't know it, after a restart or a failover. */
  const run = async (script: Script, keys: readonly string[], args: readonly Argument[]): Promise<unknown> => {
    const options = { keys: [...keys], arguments: [...args] }
    try {
      return await client.evalSha(script.sha, options)
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
      return client.eval(script.text, options)
    }
  }

  const claimedIn = (shard: number, row: readonly Buffer[]): Claimed => {
    const [id = '', ticket = '', attempts, timing, wanted, erases] = row.slice(0, 6).map(String)
    const deed = JSON.parse(seal.open(`effect/${id}`, row[6] ?? Buffer.alloc(0))) as Effect['deed']
    const effect: Effect = {
      id,
      due: Number(wanted),
      timing: timing as Effect['timing'],
      ...(erases === '1' ? { erases: true } : {}),
      deed,
    }
    return { effect, attempts: Number(attempts) - 1, ticket: `${shard}:${ticket}` }
  }

  const finish = async (claimed: Claimed, how: 'done' | 'later' | 'bury', at = 0, reason = ''): Promise<void> => {
    const [, shard = '', ticket = ''] = /^(\d+):(.*)$/.exec(claimed.ticket) ?? []
    const { id } = claimed.effect
    const number = Number(shard)
    const keys = [effectKey(number, id), dueKey(number), deadKey(number)]
    await run(FINISH, keys, [id, ticket, how, String(at), reason])
    if (how === 'done' && claimed.effect.erases) erased = 'owed'
  }

  /** The first due of every shard, in one round trip. */
  const firstDue = async (until: number | '+inf', most: number) => {
    const found = await Promise.all(
      shards.map((shard) =>
        client.zRangeByScoreWithScores(dueKey(shard), '-inf', until, { LIMIT: { offset: 0, count: most } }),
      ),
    )
    return found.flatMap((rows, shard) => rows.map(({ score }) => ({ shard, score })))
  }

  return {
    async load<S>(key: Key<S>) {
      const text = keyText(key)
      const [version, value] = await client.hmGet(stateKey(shardOf(key.place), text), ['version', 'value'])
      if (!version || !value) return undefined
      return { state: opened<S>(text, seal.open(text, value)), version: Number(version) }
    },
    async commit<S>(key: Key<S>, was: Version, state: S | Forgotten, effects: readonly Effect[]) {
      const text = keyText(key)
      const shard = shardOf(key.place)
      const becomes = was === 0 ? 1 + randomInt(FIRST_VERSIONS) : was + 1
      const saved = state === FORGOTTEN ? ['forget', ''] : ['keep', seal.seal(text, envelope(state))]
      const owed = effects.flatMap(({ id, timing, due, erases, deed }) => [
        id,
        timing,
        String(due),
        erases ? '1' : '0',
        seal.seal(`effect/${id}`, JSON.stringify(deed)),
      ])
      const own = effects.map(({ id }) => effectKey(shard, id))
      const keys = [stateKey(shard, text), dueKey(shard), deadKey(shard), ...own]
      const done = (await run(COMMIT, keys, [String(was), String(becomes), ...saved, ...owed])) === 1
      if (done && state === FORGOTTEN) erased = 'owed'
      return done
    },
    async claim(now, lease, most) {
      const due = (await firstDue(now, most)).toSorted((a, b) => a.score - b.score).slice(0, most)
      const wanted = Map.groupBy(due, ({ shard }) => shard)
      const claims = await Promise.all(
        [...wanted].map(async ([shard, { length }]) => {
          const ticket = randomBytes(9).toString('base64url')
          const args = [String(now), String(now + lease), String(length), ticket, effectKey(shard, '')]
          const rows = (await run(CLAIM, [dueKey(shard)], args)) as Buffer[][]
          return rows.map((row) => claimedIn(shard, row))
        }),
      )
      return claims.flat()
    },
    done: (claimed) => finish(claimed, 'done'),
    later: (claimed, at, reason) => finish(claimed, 'later', at, reason),
    bury: (claimed, reason) => finish(claimed, 'bury', 0, reason),
    async dead() {
      const found = await Promise.all(
        shards.map(async (shard) => {
          const ids = (await client.sMembers(deadKey(shard))).map(String)
          return Promise.all(
            ids.map(async (id) => {
              const [reason, attempts] = await client.hmGet(effectKey(shard, id), ['reason', 'attempts'])
              return { id, reason: String(reason), attempts: Number(attempts) }
            }),
          )
        }),
      )
      return found.flat().toSorted((a, b) => a.id.localeCompare(b.id))
    },
    async requeue(id, now) {
      const tried = await Promise.all(
        shards.map((shard) => run(REQUEUE, [effectKey(shard, id), dueKey(shard), deadKey(shard)], [id, String(now)])),
      )
      return tried.includes(1)
    },
    async nextDue() {
      const scores = (await firstDue('+inf', 1)).map(({ score }) => score)
      return scores.length > 0 ? Math.min(...scores) : undefined
    },
    /** What was deleted stands in Redis' log until that is rewritten from what is left. */
    async scrub() {
      if (erased === 'nothing') return true
      const persistence = String(await client.info('persistence'))
      if (/^aof_rewrite_in_progress:1|^aof_rewrite_scheduled:1/m.test(persistence)) return false
      if (erased === 'rewriting' || !/^aof_enabled:1/m.test(persistence)) {
        erased = 'nothing'
        return true
      }
      erased = 'rewriting'
      await client.bgRewriteAof()
      return false
    },
    close: () => client.close(),
  }
}
