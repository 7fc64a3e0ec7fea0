import { randomBytes } from 'node:crypto'
import { callsPlatform, type Effect } from '../../flows/effect.ts'
import { type Instant, SECOND } from '../../kit/calendar/instant.ts'
import type { Encryption } from '../encryption.ts'
import { openEnvelope } from '../schema.ts'
import type { Claimed, Store } from '../store.ts'
import type { RedisClient } from './client.ts'
import { dueKey, effectKey, shards } from './keys.ts'
import { type ClaimReply, claimReply, scoresReply } from './replies.ts'
import { CLAIM } from './scripts.ts'

/** Due effects to look up in advance per shard, so that the next claims only visit shards that have some. */
const LOOKAHEAD = 64
/** Milliseconds after which is looked again: what became due since doesn't wait behind all that was due then. */
const LOOK_AGAIN = SECOND

/** A claim's shard and the ticket as Redis has it: together they are the ticket of `Claimed`. */
export const leaseOf = ({ ticket: whole }: Claimed): { readonly shard: number; readonly ticket: string } => {
  const [, shard = '', ticket = ''] = /^(\d+):(.*)$/.exec(whole) ?? []
  return { shard: Number(shard), ticket }
}

interface Found {
  readonly shard: number
  readonly id: string
  /** When it is due. */
  readonly score: number
}

/** Due longest first, to the second; within it shard by shard, so that a claim visits few of them. */
const byUrgency = (one: Found, other: Found): number =>
  Math.floor(one.score / SECOND) - Math.floor(other.score / SECOND) ||
  one.shard - other.shard ||
  one.score - other.score

/** Takes so many out, of which no more ask a platform than may; the others stay. */
const takeFrom = (ahead: Found[], most: number, calls: number): Found[] => {
  const taken: Found[] = []
  const left: Found[] = []
  let free = calls
  let at = 0
  for (; at < ahead.length && taken.length < most; at++) {
    const one = ahead[at] as Found
    if (callsPlatform(one.id) && --free < 0) left.push(one)
    else taken.push(one)
  }
  ahead.splice(0, at, ...left)
  return taken
}

/** `claim` and `nextDue` of the store, over all shards. */
export const claimEffects = (client: RedisClient, encryption: Encryption): Pick<Store, 'claim' | 'nextDue'> => {
  let ahead: Found[] = []
  let looked = Number.NEGATIVE_INFINITY

  const claimedIn = (shard: number, ticket: string, row: ClaimReply): Claimed => {
    const { id, timing, wanted: due, erases } = row
    const payload = openEnvelope<Effect['payload']>(`effect/${id}`, encryption.decrypt(`effect/${id}`, row.value))
    const effect: Effect = { id, due, timing, ...(erases ? { erases } : {}), payload }
    return { effect, attempts: row.attempts - 1, promised: row.promised, ticket: `${shard}:${ticket}` }
  }

  /** The first due effects of every shard, in one round trip. */
  const firstDue = async (until: number | '+inf', most: number): Promise<Found[]> => {
    const range = [String(until), 'WITHSCORES', 'LIMIT', '0', String(most)]
    const found = await Promise.all(
      shards.map(async (shard) => {
        const reply = await client.send(dueKey(shard), ['ZRANGEBYSCORE', dueKey(shard), '-inf', ...range])
        return scoresReply('ZRANGEBYSCORE', reply).map(({ id, score }) => ({ shard, id, score }))
      }),
    )
    return found.flat()
  }

  const claimFound = async (found: readonly Found[], now: number, lease: number): Promise<Claimed[]> => {
    const claims = await Promise.all(
      [...Map.groupBy(found, ({ shard }) => shard)].map(async ([shard, some]) => {
        const ticket = randomBytes(9).toString('base64url')
        const keys = some.map(({ id }) => effectKey(shard, id))
        const args = [String(now), String(now + lease), ticket, ...some.map(({ id }) => id)]
        const reply = await client.run(CLAIM, [dueKey(shard), ...keys], args)
        return claimReply('CLAIM', reply).map((row) => claimedIn(shard, ticket, row))
      }),
    )
    return claims.flat()
  }

  const look = async (now: Instant): Promise<void> => {
    looked = performance.now()
    ahead = (await firstDue(now, LOOKAHEAD)).toSorted(byUrgency)
  }

  return {
    async claim(now: Instant, lease: number, most: number, calls = most) {
      const claimed: Claimed[] = []
      if (performance.now() - looked > LOOK_AGAIN) ahead = []
      // Another process may have claimed what was seen ahead: then on to the next, and at the end a look in every shard again.
      for (let looks = 0; claimed.length < most; ) {
        const asking = claimed.filter(({ effect }) => callsPlatform(effect.id)).length
        const taken = takeFrom(ahead, most - claimed.length, calls - asking)
        if (taken.length > 0) claimed.push(...(await claimFound(taken, now, lease)))
        else if (ahead.length > 0 || looks++ > 0) break
        else await look(now)
      }
      return claimed
    },
    async nextDue() {
      const found = await firstDue('+inf', 1)
      return found.length > 0 ? Math.min(...found.map(({ score }) => score)) : undefined
    },
  }
}
