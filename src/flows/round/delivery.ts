import { HOUR, type Instant, MINUTE } from '../../kit/calendar/instant.ts'
import { type Decision, decided, UNCHANGED } from '../decision.ts'
import { type Effect, post, quietly, send } from '../effect.ts'
import type { RoundId } from '../ids.ts'
import { controlsRedrawn } from './effects.ts'
import { isOpen, type Round } from './round.ts'

/** How many private cards of it should have reached someone by now, and didn't: those that wait for someone's hours aren't among them. */
export interface DeliveryChecked {
  readonly type: 'deliveryChecked'
  readonly undelivered: number
}

/** How the ids begin of the private cards that people are asked with. */
export const askingPosts = (round: RoundId): readonly string[] => [`post/invitation/${round}/`, `post/ballot/${round}/`]

/** Cards that are being sent needn't be spoken of. */
const SOON = MINUTE
/** After this long whoever steers the round hears it in a message of its own, once. */
const LONG = HOUR

/** Looks, a while after people are asked, whether their cards arrived. */
export const checkingDelivery = ({ id }: Pick<Round, 'id'>, now: Instant): Effect =>
  send({ type: 'deliveryDue', round: id }, now + SOON)

/**
 * Her card says how many cards didn't arrive, until they did; it is looked again, twice as long after each time, for an hour at most.
 * UNCHANGED where all of them arrived and no card says otherwise, and once nobody is asked anything.
 */
export const deliveryChecked = (
  round: Round,
  { undelivered: count }: DeliveryChecked,
  now: Instant,
): Decision<Round> => {
  const { id, undelivered: known } = round
  const isAsking = isOpen(round) || round.status === 'starring'
  if (!isAsking || count === 0) {
    if (!known) return UNCHANGED
    const { undelivered: _, ...rest } = round
    return decided(rest as Round, ...(isAsking ? controlsRedrawn(rest as Round, now) : []))
  }
  const since = known?.since ?? now - SOON
  const lasted = now - since
  const isLong = lasted >= LONG
  const next: Round = { ...round, undelivered: { count, since, ...(isLong || known?.told ? { told: true } : {}) } }
  return decided(
    next,
    send({ type: 'deliveryDue', round: id }, now + Math.max(SOON, Math.min(lasted, LONG))),
    ...(known?.count === count ? [] : controlsRedrawn(next, now)),
    ...(isLong && !known?.told ? steeringTold(next, now) : []),
  )
}

/** By their place: effect ids stand in the store unencrypted, so no person is in them. */
const steeringTold = ({ id, platform, coordinators, undelivered }: Round, now: Instant): Effect[] =>
  coordinators.map((person, at) => {
    const card = { screen: 'notDelivered', round: id, person } as const
    return quietly(
      post(`notDelivered/${id}/${undelivered?.since}/${at}`, card, { in: 'private', platform, person }, now),
    )
  })
