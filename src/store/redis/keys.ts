import { SHARDS } from '../shards.ts'

/** Every key Redis holds of ours; the braces keep a shard's in one slot of a cluster. */
export const shards = Array.from({ length: SHARDS }, (_, shard) => shard)
const tag = (shard: number): string => `{q${String(shard).padStart(2, '0')}}`

/** A sorted set: an effect's id by when it may next be claimed. */
export const dueKey = (shard: number): string => `${tag(shard)}:due`
/** A set: ids of what was given up. */
export const deadKey = (shard: number): string => `${tag(shard)}:dead`
/** A hash: version and sealed value. */
export const stateKey = (shard: number, text: string): string => `${tag(shard)}:s:${text}`
/** A hash: what the bot will do, and how far that is. */
export const effectKey = (shard: number, id: string): string => `${tag(shard)}:e:${id}`
/** A number: how much was erased since the files were last written anew. */
export const unscrubbedKey = (shard: number): string => `${tag(shard)}:unscrubbed`
/** A sorted set: the bots that work here, by their last sign of life. */
export const BOTS = `${tag(0)}:bots`
/** A string: where a move into this store stands; no bot starts on half a store. */
export const MOVING = `${tag(0)}:moving`
/** A string that goes by itself: something is being copied to or from here just now. */
export const HELD = `${tag(0)}:held`
