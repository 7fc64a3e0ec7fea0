import { StoreUnfit } from '../store.ts'
import type { RedisClient } from './client.ts'
import { arrayReply, textReply } from './replies.ts'

/** HINCRBY and scripts are older; what a replica does with scripts, and `INFO`'s fields, are as of 7. */
const LEAST_VERSION = 7
const EVICTS_NOTHING = 'noeviction'

const fieldsOf = (info: string): ReadonlyMap<string, string> =>
  new Map([...info.matchAll(/^(\w+):(.*?)\r?$/gm)].map(([, name = '', value = '']) => [name, value] as const))

export interface RedisState {
  readonly version: string
  readonly policy: string
  readonly aof: boolean
  /** Undefined where Redis doesn't tell: managed ones often forbid the question. */
  readonly fsync: string | undefined
  readonly replicas: number
}

/** Of each master. */
export const redisStates = async (link: RedisClient): Promise<RedisState[]> => {
  const infos = await Promise.all(
    ['server', 'memory', 'persistence', 'replication'].map(async (section) =>
      (await link.everywhere(['INFO', section])).map((reply) => fieldsOf(textReply('INFO', reply))),
    ),
  )
  const settings = await link.everywhere(['CONFIG', 'GET', 'appendfsync']).catch((): unknown[] => [])
  return (infos[0] ?? []).map((_, master) => {
    const [server, memory, persistence, replication] = infos.map((masters) => masters[master])
    const [, fsync] = arrayReply('CONFIG GET', settings[master] ?? [])
    return {
      version: server?.get('redis_version') ?? '0',
      policy: memory?.get('maxmemory_policy') ?? 'unknown',
      aof: persistence?.get('aof_enabled') === '1',
      fsync: fsync === undefined ? undefined : textReply('CONFIG GET', fsync),
      replicas: Number(replication?.get('connected_slaves') ?? 0),
    }
  })
}

/**
 * What is at risk, as sentences for who runs it; none where nothing is.
 * @throws {StoreUnfit} when answers would be lost without anyone being told
 */
export const checkRedis = (states: readonly RedisState[]): readonly string[] => {
  const old = states.find(({ version }) => Number.parseInt(version, 10) < LEAST_VERSION)
  if (old)
    throw new StoreUnfit(`Redis ${old.version} is too old: the bot needs Redis ${LEAST_VERSION} or later at REDIS_URL.`)
  const evicting = states.find(({ policy }) => policy !== EVICTS_NOTHING)
  if (evicting)
    throw new StoreUnfit(
      `Redis would throw answers away when its memory is full (maxmemory-policy ${evicting.policy}). ` +
        `Set it to ${EVICTS_NOTHING}: in redis.conf, or CONFIG SET maxmemory-policy ${EVICTS_NOTHING}.`,
    )
  const withoutLog = states.some(({ aof }) => !aof)
  if (withoutLog)
    return [
      'Redis keeps no log on disk (appendonly no): when it stops, everything since its last snapshot is lost. ' +
        'Set appendonly yes.',
    ]
  const fsync = states.find((state) => state.fsync !== 'always')?.fsync
  if (states.every((state) => state.fsync === 'always')) return []
  return fsync === undefined
    ? ['Redis does not tell how often its log reaches the disk: with less than always, a power cut can lose answers.']
    : [
        `Redis' log reaches the disk ${fsync === 'everysec' ? 'once a second' : 'when the system likes'} (appendfsync ${fsync}): ` +
          'a power cut can lose what was acknowledged since. Set appendfsync always to lose nothing.',
      ]
}
