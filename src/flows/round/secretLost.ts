import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, UNCHANGED } from '../decision.ts'
import { type Effect, post, quietly, send } from '../effect.ts'
import { redrawn, starsRedrawn } from './channel/channelCards.ts'
import { eachPage } from './effects.ts'
import type { SecretLost } from './messages.ts'
import { isOpen, type Round } from './round.ts'

/** Keys remembered: more are not lost in one round. */
const REMEMBERED = 4

/**
 * What people gave can't be opened any more: the key of it is gone, and this wasn't its end. While they can still give, everyone is
 * asked anew and whoever steers it hears so; at the close it ends with what there still is. UNCHANGED once it is over, and for a key
 * that was heard of.
 */
export const secretLost = (
  round: Round,
  { type, key }: Pick<SecretLost, 'type' | 'key'>,
  now: Instant,
): Decision<Round> => {
  const { id, lostKeys = [], pages } = round
  if (lostKeys.includes(key)) return UNCHANGED
  const remembered = { lostKeys: [...lostKeys, key].slice(-REMEMBERED) }
  if (type === 'answersLost' && isOpen(round)) {
    const next: Round = { ...round, ...remembered, handedIn: [] }
    return decided(
      next,
      ...steeringTold(round, key, now),
      ...eachPage(round, (page) => send({ type: 'pageLost', round: id, page, of: 'sheets' }, now)),
      ...redrawn(round, next, now),
    )
  }
  if (type === 'starsLost' && round.status === 'starring') {
    const next: Round = { ...round, ...remembered, starsCast: [] }
    return decided(
      next,
      ...steeringTold(round, key, now),
      ...eachPage(round, (page) => send({ type: 'pageLost', round: id, page, of: 'ballots' }, now)),
      ...starsRedrawn(round, next, now),
    )
  }
  // A page of the tally that was lost is never whole: nobody waits for it.
  if (type === 'answersLost' && round.status === 'closing')
    return decided(
      { ...round, ...remembered },
      ...steeringTold(round, key, now),
      send({ type: 'allTallied', round: id, pages }, now),
    )
  if (type === 'starsLost' && round.status === 'starsClosing')
    return decided(
      { ...round, ...remembered },
      ...steeringTold(round, key, now),
      send({ type: 'allStarred', round: id, pages }, now),
    )
  return UNCHANGED
}

/** By their place: effect ids stand in the store unencrypted, so no person is in them. */
const steeringTold = ({ id, platform, coordinators }: Round, key: string, now: Instant): Effect[] =>
  coordinators.map((person, at) =>
    quietly(
      post(`lost/${id}/${key}/${at}`, { screen: 'lost', round: id, person }, { in: 'private', platform, person }, now),
    ),
  )
