import { createHash } from 'node:crypto'

/**
 * Redis keys are spread over this many hash tags, and so over the slots of a Cluster. It can't change without moving every
 * key (docs/decisions/004-sqlite-and-redis.md).
 */
export const SHARDS = 64

/**
 * The shard of a partition key, 0 to `SHARDS - 1`. A round's sheets, tallies and effects share a partition key, so that
 * one script can commit them. An effect id is only ever used by one partition.
 * @param place `Key.place`, the partition key
 */
export const shardOf = (place: string): number => (createHash('sha1').update(place).digest()[0] ?? 0) % SHARDS
