import { SHARDS } from '../shards.ts'

/**
 * The names of all our keys in Redis. The braces are a hash tag: they put the keys of one shard in one slot of a Cluster,
 * as a script over several keys requires (https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/).
 */

/** All shard numbers. */
export const shards = Array.from({ length: SHARDS }, (_, shard) => shard)
const tag = (shard: number): string => `{q${String(shard).padStart(2, '0')}}`

/** Sorted set: the ids of effects, scored by when each may next be claimed (milliseconds since 1970). */
export const dueKey = (shard: number): string => `${tag(shard)}:due`
/** Sorted set: the ids of effects that are tried again, scored by when each was first to be done. */
export const lateKey = (shard: number): string => `${tag(shard)}:late`
/** Set: the ids of dead letters. */
export const deadKey = (shard: number): string => `${tag(shard)}:dead`
/** Hash: `version` and `value` (ciphertext) of a state. @param text the whole key, `kind/place/id` */
export const stateKey = (shard: number, text: string): string => `${tag(shard)}:s:${text}`
/** Hash: an effect. The start of every effect's key in the shard for an empty id. */
export const effectKey = (shard: number, id: string): string => `${tag(shard)}:e:${id}`
/** String: the key of a round, encrypted with DATA_KEYS. @param name `secret/round` */
export const roundKeyKey = (shard: number, name: string): string => `${tag(shard)}:k:${name}`
/** Matches every key of a round. */
export const ROUND_KEYS = '{q*}:k:*'
/** The name in `roundKeyKey`. */
export const roundKeyOf = (key: string): string => key.slice(key.indexOf(':k:') + 3)
/** String that expires: the key of that name was destroyed for good. It holds nothing. */
export const destroyedKey = (shard: number, name: string): string => `${tag(shard)}:destroyed:${name}`
/** Counter: values erased since Redis last rewrote its append-only file. */
export const unscrubbedKey = (shard: number): string => `${tag(shard)}:unscrubbed`
/** Nothing: what `probe` writes is gone again at once. */
export const probeKey = (shard: number): string => `${tag(shard)}:probe`
/** Sorted set: running bots, scored by their last heartbeat. */
export const BOTS = `${tag(0)}:bots`
/** String: the source of an unfinished copy into this store; no bot starts while it exists. */
export const MOVING = `${tag(0)}:moving`
/** String that expires: a copy from or to this store runs now; no bot starts while it exists. */
export const HELD = `${tag(0)}:held`
