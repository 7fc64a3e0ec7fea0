import { StoreUnfit } from '../store.ts'
import type { RedisClient } from './client.ts'
import { arrayReply, textReply } from './replies.ts'

/** Since Redis 7, scripts are replicated by their effects only, and `INFO` has the fields that are read here. */
const LEAST_VERSION = 7
const EVICTS_NOTHING = 'noeviction'
/** A managed service need not tell. */
const UNKNOWN = 'unknown'

const fieldsOf = (info: string): ReadonlyMap<string, string> =>
  new Map([...info.matchAll(/^(\w+):(.*?)\r?$/gm)].map(([, name = '', value = '']) => [name, value] as const))

/** What is known of one master. */
export interface RedisState {
  /** Such as `7.2.4`. */
  readonly version: string
  /** `maxmemory-policy`. */
  readonly policy: string
  /** Whether an append-only file is kept. */
  readonly aof: boolean
  /** `appendfsync`; undefined where `CONFIG GET` is forbidden, as in many managed services. */
  readonly fsync: string | undefined
  /** Connected replicas. */
  readonly replicas: number
  /** Keys thrown away since the server started. */
  readonly evicted: number
}

/** The state of each master. @throws {StoreDown} */
export const redisStates = async (client: RedisClient): Promise<RedisState[]> => {
  const infos = await Promise.all(
    ['server', 'memory', 'persistence', 'replication', 'stats'].map(async (section) =>
      (await client.everywhere(['INFO', section])).map((reply) => fieldsOf(textReply('INFO', reply))),
    ),
  )
  const settings = await client.everywhere(['CONFIG', 'GET', 'appendfsync']).catch((): unknown[] => [])
  return (infos[0] ?? []).map((_, master) => {
    const [server, memory, persistence, replication, stats] = infos.map((masters) => masters[master])
    const [, fsync] = arrayReply('CONFIG GET', settings[master] ?? [])
    return {
      version: server?.get('redis_version') ?? '0',
      policy: memory?.get('maxmemory_policy') ?? UNKNOWN,
      aof: persistence?.get('aof_enabled') === '1',
      fsync: fsync === undefined ? undefined : textReply('CONFIG GET', fsync),
      replicas: Number(replication?.get('connected_slaves') ?? 0),
      evicted: Number(stats?.get('evicted_keys') ?? 0),
    }
  })
}

/** The policy of a master that throws values away when its memory is full; undefined where none does. */
export const evictingPolicy = (states: readonly Pick<RedisState, 'policy'>[]): string | undefined =>
  states.find(({ policy }) => policy !== EVICTS_NOTHING && policy !== UNKNOWN)?.policy

/** What that risks, and what to do. */
export const evictingSentence = (policy: string): string =>
  `Redis would throw answers away when its memory is full (maxmemory-policy ${policy}). ` +
  `Set it to ${EVICTS_NOTHING}: in redis.conf, or CONFIG SET maxmemory-policy ${EVICTS_NOTHING}.`

/**
 * A sentence for the operator for each way in which saved data can be lost; empty where there is none.
 * @throws {StoreUnfit} when Redis is too old, or would evict data when its memory is full
 */
export const checkRedis = (states: readonly RedisState[]): readonly string[] => {
  const old = states.find(({ version }) => Number.parseInt(version, 10) < LEAST_VERSION)
  if (old)
    throw new StoreUnfit(`Redis ${old.version} is too old: the bot needs Redis ${LEAST_VERSION} or later at REDIS_URL.`)
  const policy = evictingPolicy(states)
  if (policy !== undefined) throw new StoreUnfit(evictingSentence(policy))
  const silent = states.some((state) => state.policy === UNKNOWN)
  return [
    ...(silent
      ? ['Redis does not tell its maxmemory-policy: with another than noeviction it can throw answers away.']
      : []),
    ...logRisks(states),
  ]
}

/** What a stop or a power cut can lose. */
const logRisks = (states: readonly RedisState[]): readonly string[] => {
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
