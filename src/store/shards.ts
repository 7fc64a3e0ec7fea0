import { createHash } from 'node:crypto'

/** An aggregate and its effects share one of these, and so a slot of a cluster. */
export const SHARDS = 64

/** By place, so that a round's sheets, tallies and effects lie together. An effect's id belongs to one place. */
export const shardOf = (place: string): number => (createHash('sha1').update(place).digest()[0] ?? 0) % SHARDS
