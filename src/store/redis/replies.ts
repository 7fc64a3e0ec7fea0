import type { Effect } from '../../flows/effect.ts'
import type { DeadLetter, EffectCounts } from '../store.ts'

/**
 * Redis answered a command or script with something that this version of the bot does not know: a fault of ours, or a
 * server that only resembles Redis. The message has the shape of the reply and never its bytes, which may be ciphertext.
 */
export class UnexpectedReply extends Error {
  constructor(command: string, expected: string, reply: unknown) {
    super(`Redis answered ${command} with ${shapeOf(reply)} where ${expected} was expected`)
    this.name = 'UnexpectedReply'
  }
}

const shapeOf = (reply: unknown): string => {
  if (reply === null) return 'nil'
  if (Array.isArray(reply)) return `an array of ${reply.length}`
  return Buffer.isBuffer(reply) ? `${reply.length} bytes` : `a value of type ${typeof reply}`
}

/** @param command the command or script that was sent, as the error names it */
type Decode<T> = (command: string, reply: unknown) => T

/** An integer reply. @throws {UnexpectedReply} */
export const integerReply: Decode<number> = (command, reply) => {
  if (typeof reply === 'number') return reply
  throw new UnexpectedReply(command, 'an integer', reply)
}

/** 1 or 0, as our scripts and `EXISTS` say yes and no. @throws {UnexpectedReply} */
export const booleanReply: Decode<boolean> = (command, reply) => {
  if (reply === 1 || reply === 0) return reply === 1
  throw new UnexpectedReply(command, '1 or 0', reply)
}

/** A bulk or simple string. @throws {UnexpectedReply} */
export const textReply: Decode<string> = (command, reply) => {
  if (typeof reply === 'string') return reply
  if (Buffer.isBuffer(reply)) return reply.toString('utf8')
  throw new UnexpectedReply(command, 'a string', reply)
}

/** A string, or undefined for nil. @throws {UnexpectedReply} */
export const optionalTextReply: Decode<string | undefined> = (command, reply) =>
  reply === null ? undefined : textReply(command, reply)

/** A number that is stored as a string: a version, a moment or a score. @throws {UnexpectedReply} */
const numberIn: Decode<number> = (command, reply) => {
  const text = textReply(command, reply)
  const value = Number(text)
  if (text === '' || !Number.isFinite(value)) throw new UnexpectedReply(command, 'a number', reply)
  return value
}

/** A stored version, or undefined for nil. @throws {UnexpectedReply} */
export const optionalNumberReply: Decode<number | undefined> = (command, reply) =>
  reply === null ? undefined : numberIn(command, reply)

/** Ciphertext. @throws {UnexpectedReply} */
export const bytesReply: Decode<Buffer> = (command, reply) => {
  if (Buffer.isBuffer(reply)) return reply
  throw new UnexpectedReply(command, 'bytes', reply)
}

/** Ciphertext, or undefined for nil. @throws {UnexpectedReply} */
export const optionalBytesReply: Decode<Buffer | undefined> = (command, reply) =>
  reply === null ? undefined : bytesReply(command, reply)

/** An array reply, element by element still unread. @throws {UnexpectedReply} */
export const arrayReply: Decode<readonly unknown[]> = (command, reply) => {
  if (Array.isArray(reply)) return reply
  throw new UnexpectedReply(command, 'an array', reply)
}

/** An array of exactly so many. */
const tupleIn = (command: string, reply: unknown, length: number): readonly unknown[] => {
  const items = arrayReply(command, reply)
  if (items.length === length) return items
  throw new UnexpectedReply(command, `an array of ${length}`, reply)
}

/** The state behind a key: `HMGET key version value`. */
export interface StateReply {
  readonly version: number
  readonly value: Buffer
}

/** Undefined where nothing is saved. @throws {UnexpectedReply} */
export const stateReply: Decode<StateReply | undefined> = (command, reply) => {
  const [version, value] = tupleIn(command, reply, 2)
  if (version === null || value === null) return undefined
  return { version: numberIn(command, version), value: bytesReply(command, value) }
}

/** A row of `CLAIM`: the effect, its ciphertext, and the claim it is under. */
export interface ClaimReply {
  readonly id: string
  /** This claim included. */
  readonly attempts: number
  readonly timing: Effect['timing']
  /** Milliseconds since 1970: when the effect was meant to happen. */
  readonly wanted: number
  /** The same: when it was first to be done. */
  readonly promised: number
  readonly erases: boolean
  readonly value: Buffer
}

const timingIn: Decode<Effect['timing']> = (command, reply) => {
  const timing = textReply(command, reply)
  if (timing === 'edit' || timing === 'date') return timing
  throw new UnexpectedReply(command, 'a timing', reply)
}

const claimIn: Decode<ClaimReply> = (command, reply) => {
  const [id, attempts, timing, wanted, erases, value, promised] = tupleIn(command, reply, 7)
  return {
    id: textReply(command, id),
    attempts: numberIn(command, attempts),
    timing: timingIn(command, timing),
    wanted: numberIn(command, wanted),
    promised: numberIn(command, promised),
    erases: textReply(command, erases) === '1',
    value: bytesReply(command, value),
  }
}

/** @throws {UnexpectedReply} */
export const claimReply: Decode<readonly ClaimReply[]> = (command, reply) =>
  arrayReply(command, reply).map((row) => claimIn(command, row))

/** What `COUNTS` says of a shard. @throws {UnexpectedReply} */
export const countsReply: Decode<EffectCounts> = (command, reply) => {
  const [due, waiting, retrying, dead, oldest] = tupleIn(command, reply, 5)
  return {
    due: integerReply(command, due),
    waiting: integerReply(command, waiting),
    retrying: integerReply(command, retrying),
    dead: integerReply(command, dead),
    oldest: textReply(command, oldest) === '' ? undefined : numberIn(command, oldest),
  }
}

/** The rows of `DEAD`. @throws {UnexpectedReply} */
export const deadReply: Decode<readonly DeadLetter[]> = (command, reply) =>
  arrayReply(command, reply).map((row) => {
    const [id, reason, attempts, since] = tupleIn(command, row, 4)
    return {
      id: textReply(command, id),
      reason: textReply(command, reason),
      attempts: numberIn(command, attempts),
      since: numberIn(command, since),
    }
  })

/** A member of a sorted set. */
export interface ScoredReply {
  readonly id: string
  readonly score: number
}

/** A `WITHSCORES` reply, which holds member and score in turn. @throws {UnexpectedReply} */
export const scoresReply: Decode<readonly ScoredReply[]> = (command, reply) => {
  const items = arrayReply(command, reply)
  return Array.from({ length: items.length / 2 }, (_, at) => ({
    id: textReply(command, items[at * 2]),
    score: numberIn(command, items[at * 2 + 1]),
  }))
}

/** One page of `SCAN`; the walk is over when `cursor` is `0`. @throws {UnexpectedReply} */
export const scanReply: Decode<{ readonly cursor: string; readonly keys: readonly string[] }> = (command, reply) => {
  const [cursor, keys] = tupleIn(command, reply, 2)
  return { cursor: textReply(command, cursor), keys: arrayReply(command, keys).map((key) => textReply(command, key)) }
}

/** The fields that are copied of an effect, in the order in which `HMGET` is asked for them. */
export const EFFECT_FIELDS = [
  ...(['timing', 'wanted', 'due', 'attempts', 'erases', 'reason', 'again', 'value', 'promised'] as const),
] as const

/** An effect as it is stored: `HMGET key` with `EFFECT_FIELDS`. Moments are milliseconds since 1970. */
export interface EffectReply {
  readonly timing: string
  readonly wanted: number
  /** Undefined in what was saved before it was kept. */
  readonly promised: number | undefined
  /** Undefined for a dead letter, which is never due. */
  readonly due: number | undefined
  readonly attempts: number
  readonly erases: boolean
  /** Empty where no attempt failed. */
  readonly reason: string
  readonly value: Buffer
}

/** Undefined where the effect is gone. @throws {UnexpectedReply} */
export const effectReply: Decode<EffectReply | undefined> = (command, reply) => {
  const [timing, wanted, due, attempts, erases, reason, again, value, promised] = tupleIn(
    command,
    reply,
    EFFECT_FIELDS.length,
  )
  if (value === null) return undefined
  const isDead = textReply(command, due) === 'never'
  return {
    timing: textReply(command, timing),
    wanted: numberIn(command, wanted),
    promised: optionalNumberReply(command, promised),
    // Replaced while it was claimed: due again at that moment.
    due: isDead ? undefined : numberIn(command, again ?? due),
    attempts: numberIn(command, attempts),
    erases: textReply(command, erases) === '1',
    reason: optionalTextReply(command, reason) ?? '',
    value: bytesReply(command, value),
  }
}
