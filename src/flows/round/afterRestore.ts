import type { Instant } from '../../kit/calendar/instant.ts'
import type { Ranking } from '../../kit/stars.ts'
import { type Decision, decided, UNCHANGED } from '../decision.ts'
import { type Effect, edit, post, quietly, send } from '../effect.ts'
import { stopRound } from './closeScan.ts'
import { cardOf, controlsRedrawn, eachPage } from './effects.ts'
import type { StoreRestored } from './messages.ts'
import { rankUnposted } from './priorities.ts'
import { hasStars, isOpen, type Round } from './round.ts'

/** Of no stars at all. */
const NO_RANKING: Ranking = { ballots: 0, depth: 'nothing', places: [], reasons: [] }

/** In place of when it was noticed, until who steers it is told. */
const UNTOLD: Instant = 0

/**
 * What the bot keeps was put back, as of an earlier moment: what people gave in it since is gone, and it can't tell who gave what. Cards
 * say what there is; whoever may have given something since is told, and whoever steers it. UNCHANGED for a draft, what was told of
 * that time before, and for one in which nothing was asked: that one redraws its cards.
 */
export const afterRestore = (
  round: Round,
  { at, asOf }: Omit<StoreRestored, 'type'>,
  now: Instant,
): Decision<Round> => {
  if (round.status === 'draft' || round.restored?.at === at) return UNCHANGED
  const { id } = round
  // Of a time before this one it was told then.
  const ended = round.restored?.at === UNTOLD && round.restored.ended ? ({ ended: true } as const) : {}
  const asked = isOpen(round) ? 'sheets' : round.status === 'starring' ? 'ballots' : undefined
  // Whoever has a plan hears of it once for all, as a person.
  const isSettled = round.status === 'prioritised' || (round.status === 'stopped' && !('ended' in ended))
  return decided(
    { ...round, restored: { at, ...(asOf === undefined || isSettled ? {} : { asOf }), ...ended } },
    ...(asked ? eachPage(round, (page) => send({ type: 'pageRestored', round: id, page, of: asked, at }, now)) : []),
    ...cardsRedrawn(round, now),
    ...(isSettled ? [] : steeringTold(round, at, now)),
  )
}

/** It was closed after the backup that was put back: its answers are gone, its result can't be made again, and who steers it is told. */
export const endedBeforeRestore = (round: Round, now: Instant): Decision<Round> => {
  if (!isOpen(round)) return UNCHANGED
  const stopped = stopRound(round, now)
  if (stopped.kind !== 'decided') return stopped
  return decided({ ...(stopped.state as Round), restored: { at: UNTOLD, ended: true } }, ...stopped.effects)
}

/**
 * Its stars were closed after the backup that was put back: they are erased, and no second ranking is posted beside the one that the channel has. Who steers it
 * is told, and goes on from that one.
 */
export const starsEndedBeforeRestore = (round: Round, now: Instant): Decision<Round> => {
  if (round.status !== 'starring') return UNCHANGED
  const ended = rankUnposted(round, NO_RANKING, now)
  if (ended.kind !== 'decided') return ended
  return decided({ ...(ended.state as Round), restored: { at: UNTOLD, ended: true } }, ...ended.effects)
}

const cardsRedrawn = (round: Round, now: Instant): Effect[] => [
  edit(`progress/${round.id}`, cardOf('progress', round), 'own', now),
  ...(hasStars(round) ? [edit(`stars/${round.id}`, cardOf('stars', round), 'own', now)] : []),
  ...(round.status === 'prioritised' ? [edit(`priorities/${round.id}`, cardOf('priorities', round), 'own', now)] : []),
  ...controlsRedrawn(round, now),
]

/** By their place: effect ids stand in the store unencrypted, so no person is in them. */
const steeringTold = ({ id, platform, coordinators }: Round, at: Instant, now: Instant): Effect[] =>
  coordinators.map((person, place) => {
    const card = { screen: 'restored', round: id, person } as const
    return quietly(post(`restored/${id}/${at}/${place}`, card, { in: 'private', platform, person }, now))
  })
