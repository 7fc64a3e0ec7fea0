import { randomBytes } from 'node:crypto'
import type { Effect } from '../../flows/effect.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import type { Encryption } from '../encryption.ts'
import { openEnvelope } from '../schema.ts'
import type { Claimed, Store } from '../store.ts'
import type { RedisClient } from './client.ts'
import { dueKey, effectKey, shards } from './keys.ts'
import { type ClaimReply, claimReply, scoresReply } from './replies.ts'
import { CLAIM } from './scripts.ts'

/** Due effects to look up in advance per shard, so that the next claims only visit shards that have some. */
const LOOKAHEAD = 64

/** A claim's shard and the ticket as Redis has it: together they are the ticket of `Claimed`. */
export const leaseOf = ({ ticket: whole }: Claimed): { readonly shard: number; readonly ticket: string } => {
  const [, shard = '', ticket = ''] = /^(\d+):(.*)$/.exec(whole) ?? []
  return { shard: Number(shard), ticket }
}

interface Found {
  readonly shard: number
  /** When it is due. */
  readonly score: number
}

/** `claim` and `nextDue` of the store, over all shards. */
export const claimEffects = (client: RedisClient, encryption: Encryption): Pick<Store, 'claim' | 'nextDue'> => {
  let ahead: Found[] = []

  const claimedIn = (shard: number, row: ClaimReply): Claimed => {
    const { id, timing, wanted: due, erases } = row
    const payload = openEnvelope<Effect['payload']>(`effect/${id}`, encryption.decrypt(`effect/${id}`, row.value))
    const effect: Effect = { id, due, timing, ...(erases ? { erases } : {}), payload }
    return { effect, attempts: row.attempts - 1, ticket: `${shard}:${row.ticket}` }
  }

  /** The first due effects of every shard, in one round trip, those due longest first. */
  const firstDue = async (until: number | '+inf', most: number): Promise<Found[]> => {
    const range = [String(until), 'WITHSCORES', 'LIMIT', '0', String(most)]
    const found = await Promise.all(
      shards.map(async (shard) => {
        const reply = await client.send(dueKey(shard), ['ZRANGEBYSCORE', dueKey(shard), '-inf', ...range])
        return scoresReply('ZRANGEBYSCORE', reply).map((score) => ({ shard, score }))
      }),
    )
    return found.flat().toSorted((a, b) => a.score - b.score)
  }

  const claimFound = async (found: readonly Found[], now: number, lease: number): Promise<Claimed[]> => {
    const claims = await Promise.all(
      [...Map.groupBy(found, ({ shard }) => shard)].map(async ([shard, { length }]) => {
        const ticket = randomBytes(9).toString('base64url')
        const args = [String(now), String(now + lease), String(length), ticket, effectKey(shard, '')]
        const reply = await client.run(CLAIM, [dueKey(shard)], args)
        return claimReply('CLAIM', reply).map((row) => claimedIn(shard, row))
      }),
    )
    return claims.flat()
  }

  return {
    async claim(now: Instant, lease: number, most: number) {
      const known = ahead.splice(0, most)
      const claimed = known.length > 0 ? await claimFound(known, now, lease) : []
      const more = most - claimed.length
      if (more === 0) return claimed
      // The lookahead is used up, or another process claimed what it held: look in every shard again.
      const found = await firstDue(now, Math.max(more, LOOKAHEAD))
      ahead = found.slice(more)
      return [...claimed, ...(await claimFound(found.slice(0, more), now, lease))]
    },
    async nextDue() {
      const [first] = await firstDue('+inf', 1)
      return first?.score
    },
  }
}
