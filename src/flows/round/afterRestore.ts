import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, UNCHANGED } from '../decision.ts'
import { type Effect, edit, post, quietly, send } from '../effect.ts'
import { stopRound } from './closeScan.ts'
import { cardOf, controlsRedrawn, eachPage } from './effects.ts'
import type { StoreRestored } from './messages.ts'
import { hasStars, isOpen, type Round } from './round.ts'

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
  const next: Round = { ...round, restored: { at, ...(asOf === undefined ? {} : { asOf }) } }
  const asked = isOpen(round) ? 'sheets' : round.status === 'starring' ? 'ballots' : undefined
  const isSettled = round.status === 'prioritised' || (round.status === 'stopped' && !round.restored?.ended)
  return decided(
    isSettled ? { ...next, restored: { at } } : { ...next, restored: { ...round.restored, ...next.restored, at } },
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
  return decided({ ...(stopped.state as Round), restored: { at: now, ended: true } }, ...stopped.effects)
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
