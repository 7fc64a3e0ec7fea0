import { closingMoment, workingDate } from '../../kit/calendar/calendar.ts'
import { DAY, type Instant } from '../../kit/calendar/instant.ts'
import { FLOOR } from '../../kit/gate.ts'
import type { BlockId } from '../../kit/kit.ts'
import { LONGEST, lengthOf } from '../../kit/plainText.ts'
import type { Ranking } from '../../kit/stars.ts'
import { type Decision, decided, refuse, UNCHANGED } from '../decision.ts'
import { type Effect, edit, noteErasure, once, post, send } from '../effect.ts'
import type { ActionId, PersonId } from '../ids.ts'
import { destroyKey } from '../roundSecrets.ts'
import { starsRedrawn } from './channel/channelCards.ts'
import { willPost } from './channel/posting.ts'
import { checkingDelivery } from './delivery.ts'
import { cardOf, controlsRedrawn, eachPage } from './effects.ts'
import { ROSTER_KEPT } from './freezeResult.ts'
import type { StarsCounted } from './messages.ts'
import { heardOf } from './pageCounts.ts'
import { starsStand } from './pressedAgain.ts'
import {
  type ClosedRound,
  hasRanking,
  hasStars,
  isCoordinator,
  type Priorities,
  type PrioritisedRound,
  type RankedRound,
  type Round,
  type StarringRound,
  starsCast,
} from './round.ts'

/** What happens from the talk about the result to the plan. */
export type PrioritiesEvent =
  | { readonly type: 'directed'; readonly actor: PersonId; readonly block: BlockId; readonly text: string }
  | { readonly type: 'actionSaved'; readonly action: ActionId }
  | { readonly type: 'reasonHidden'; readonly actor: PersonId; readonly reason: number }
  | { readonly type: 'talkDone'; readonly actor: PersonId }
  | Omit<StarsCounted, 'round'>
  | { readonly type: 'starsCloseAsked'; readonly actor: PersonId; readonly confirmed: boolean }
  | { readonly type: 'starsDeadline' }
  | { readonly type: 'starsTallied'; readonly page: number }
  | { readonly type: 'allStarred'; readonly ranking: Ranking }
  | {
      readonly type: 'confirmed'
      readonly actor: PersonId
      readonly blocks: readonly BlockId[]
      readonly reason: string
      /** The team had confirmed before, and thinks otherwise by now. */
      readonly changing?: boolean
    }

/** Where to, per priority; the last word typed stands. */
const directing = (
  round: Round,
  { actor, block, text }: Extract<PrioritiesEvent, { type: 'directed' }>,
  now: Instant,
): Decision<Round> => {
  if (round.status !== 'prioritised' || !round.priorities.blocks.includes(block)) return UNCHANGED
  if (text === '') return refuse('noDirection')
  if (lengthOf(text) > LONGEST.remark) return refuse('remarkTooLong')
  const before = round.directions?.[block]
  if (before === text) return UNCHANGED
  const change = before ? { directionChanges: { ...round.directionChanges, [block]: { by: actor, at: now } } } : {}
  const next: PrioritisedRound = { ...round, ...change, directions: { ...round.directions, [block]: text } }
  return decided(next, ...controlsRedrawn(next, now), ...prioritiesRedrawn(next, now))
}

const prioritiesRedrawn = (round: Round, now: Instant): Effect[] => [
  edit(`priorities/${round.id}`, cardOf('priorities', round), 'own', now),
]

const MOST_ACTIONS = 200

const planning = (round: Round, action: ActionId): Decision<Round> => {
  const actions = round.actions ?? []
  if (actions.includes(action) || actions.length >= MOST_ACTIONS) return UNCHANGED
  return decided({ ...round, actions: [...actions, action] })
}

/** A week for the stars: it takes a minute, but not everyone works every day. */
const STARS_OPEN = 7 * DAY
const COUNTED_EVERY = 5000

/**
 * From the talk about the result to the priorities the team agreed on, and to the plan.
 * Refuses `notCoordinator` to who doesn't coordinate it, `tooLate` for stars when the roster is forgotten,
 * what `starsStand` says for stars that can't be opened, closed or confirmed now, `confirmedAlready` for other priorities than were confirmed,
 * `remarkTooLong` for a reason or a direction, `noDirection` for an empty one, `noResult` to hide a reason where there is no ranking. UNCHANGED for
 * what doesn't belong to its status, and while a question is still to be confirmed.
 */
export const decidePriorities = (round: Round, event: PrioritiesEvent, now: Instant): Decision<Round> => {
  if ('actor' in event && !isCoordinator(round, event.actor)) return refuse('notCoordinator')
  switch (event.type) {
    case 'talkDone':
      if (round.status !== 'closed' || round.result.depth === 'nothing') return refuse(starsStand(round))
      // Whom to ask is forgotten by then.
      if (now >= round.closedAt + ROSTER_KEPT) return refuse('tooLate')
      return opening(round, now)
    case 'starsCounted':
      return counting(round, event, now)
    case 'starsCloseAsked':
      if (round.status !== 'starring') return refuse(starsStand(round))
      return event.confirmed ? closing(round, now) : UNCHANGED
    case 'starsDeadline':
      if (round.status !== 'starring' || now < round.starsCloseAt) return UNCHANGED
      // Too few to rank: a week more, once; then they close without a ranking, and the team chooses in talk.
      return starsCast(round) < FLOOR.least && !round.starsLasted ? lasting(round, now) : closing(round, now)
    case 'starsTallied': {
      if (!hasStars(round) || round.starsTallied.includes(event.page)) return UNCHANGED
      const next = { ...round, starsTallied: [...round.starsTallied, event.page] }
      const all = next.starsTallied.length === round.pages
      return all ? decided(next, send({ type: 'allStarred', round: round.id, pages: round.pages }, now)) : decided(next)
    }
    case 'allStarred':
      return round.status === 'starsClosing' ? ranking(round, event.ranking, now) : UNCHANGED
    case 'reasonHidden':
      return hiding(round, event.reason)
    case 'directed':
      return directing(round, event, now)
    case 'actionSaved':
      return planning(round, event.action)
    case 'confirmed':
      return confirming(round, event, now)
  }
}

const until = (round: Round, now: Instant): Instant =>
  closingMoment(round.zone, workingDate(round.zone, now + STARS_OPEN)) ?? now + STARS_OPEN

const opening = (round: ClosedRound, now: Instant): Decision<Round> => {
  const { id, platform, channel } = round
  const starsCloseAt = until(round, now)
  const next: StarringRound = { ...round, status: 'starring', starsCloseAt, starsCast: [], starsTallied: [] }
  return decided(
    next,
    once(post(`stars/${id}`, cardOf('stars', round), { in: 'channel', platform, channel }, now)),
    ...eachPage(round, (page) => send({ type: 'starsAsked', round: id, page }, now)),
    send({ type: 'starsDeadline', round: id }, starsCloseAt),
    checkingDelivery(round, now),
    ...rosterEnds(next),
    ...controlsRedrawn(next, now),
  )
}

/** The roster is needed until the stars have closed, and a day longer than they are open if they are late. */
const rosterEnds = (round: StarringRound): Effect[] => {
  const { id, platform, closedAt, starsCloseAt } = round
  const due = Math.max(closedAt + ROSTER_KEPT, starsCloseAt + DAY)
  return eachPage(round, (page) => send({ type: 'rosterForgotten', round: id, page, platform }, due))
}

const counting = (round: Round, told: Omit<StarsCounted, 'round'>, now: Instant): Decision<Round> => {
  if (round.status !== 'starring') return UNCHANGED
  const known = { counts: round.starsCast, changes: round.starsCastChanges }
  const heard = heardOf(known, round.pages, told.page, { count: told.cast, change: told.change })
  if (!heard) return UNCHANGED
  const changes = heard.changes ? { starsCastChanges: heard.changes } : {}
  const next: StarringRound = { ...round, starsCast: heard.counts, ...changes }
  return decided(next, ...starsRedrawn(round, next, now + COUNTED_EVERY))
}

const lasting = (round: StarringRound, now: Instant): Decision<Round> => {
  const starsCloseAt = until(round, now)
  const next: StarringRound = { ...round, starsCloseAt, starsLasted: true }
  return decided(
    next,
    send({ type: 'starsDeadline', round: round.id }, starsCloseAt),
    ...eachPage(round, (page) => send({ type: 'starsAsked', round: round.id, page }, now)),
    ...rosterEnds(next),
    ...starsRedrawn(round, next, now),
  )
}

const closing = (round: StarringRound, now: Instant): Decision<Round> => {
  const next: StarringRound = { ...round, status: 'starsClosing' }
  return decided(
    next,
    ...eachPage(round, (page) => send({ type: 'starsClosed', round: round.id, page }, now)),
    noteErasure({ what: 'stars', round: round.id }, now),
    ...starsRedrawn(round, next, now),
  )
}

const ranking = (round: StarringRound, frozen: Ranking, now: Instant): Decision<Round> => {
  const { id, platform, channel } = round
  const ranked = rankUnposted(willPost(round, 'ranking') as StarringRound, frozen, now)
  if (ranked.kind !== 'decided') return ranked
  return {
    ...ranked,
    effects: [
      post(`ranking/${id}`, cardOf('ranking', round), { in: 'channel', platform, channel }, now),
      ...ranked.effects,
    ],
  }
}

/** Its stars are over and everything given is erased, with nothing in the channel about it. */
export const rankUnposted = (round: StarringRound, frozen: Ranking, now: Instant): Decision<Round> => {
  const { id } = round
  const next: RankedRound = {
    ...round,
    ...(round.left ? { left: [] } : {}),
    ...(round.takenOut ? { takenOut: [] } : {}),
    ...{ status: 'ranked', ranking: frozen, starsTallied: [], starsCast: [] },
  }
  return decided(
    next,
    ...starsRedrawn(round, next, now),
    ...eachPage(round, (page) => send({ type: 'starsForgotten', round: id, page }, now)),
    ...eachPage(round, (page) => send({ type: 'ballotsReleased', round: id, page }, now)),
    destroyKey(id, 'stars', now),
  )
}

const confirming = (
  round: Round,
  { actor, blocks: wanted, reason, changing = false }: Extract<PrioritiesEvent, { type: 'confirmed' }>,
  now: Instant,
): Decision<Round> => {
  const blocks = [...new Set(wanted)].filter((block) => round.blocks.includes(block))
  if (blocks.length === 0) return UNCHANGED
  if (round.status !== (changing ? 'prioritised' : 'ranked'))
    return changing ? UNCHANGED : confirmedBefore(round, blocks, reason)
  if (lengthOf(reason) > LONGEST.remark) return refuse('remarkTooLong')
  if (round.status === 'prioritised')
    return reconsidering(round, { blocks, reason, changed: { by: actor, at: now } }, now)
  const { id, platform, channel } = round
  return decided(
    { ...willPost(round, 'priorities'), status: 'prioritised', priorities: { blocks, reason } },
    once(post(`priorities/${id}`, cardOf('priorities', round), { in: 'channel', platform, channel }, now)),
    ...controlsRedrawn(round, now),
    // Stars were the last thing asked of everyone.
    ...eachPage(round, (page) => send({ type: 'rosterForgotten', round: id, page, platform }, now + DAY)),
  )
}

/** The same once more changes nothing; another choice is made with the button that changes what was confirmed. */
const confirmedBefore = (round: Round, blocks: readonly BlockId[], reason: string): Decision<Round> => {
  if (round.status !== 'prioritised') return refuse(starsStand(round))
  const { priorities } = round
  return priorities.blocks.join() === blocks.join() && priorities.reason === reason
    ? UNCHANGED
    : refuse('confirmedAlready')
}

/** The team thinks otherwise by now. A direction that was written stays with its block, also when it comes back. */
const reconsidering = (round: PrioritisedRound, priorities: Priorities, now: Instant): Decision<Round> => {
  const { blocks, reason } = round.priorities
  if (reason === priorities.reason && blocks.join() === priorities.blocks.join()) return UNCHANGED
  const next: PrioritisedRound = { ...round, priorities }
  return decided(next, ...prioritiesRedrawn(next, now), ...controlsRedrawn(next, now))
}

const hiding = (round: Round, at: number): Decision<Round> => {
  if (!hasRanking(round)) return refuse('noResult')
  const { ranking } = round
  const reasons = ranking.reasons.map((reason, index) => (index === at ? { ...reason, hidden: true } : reason))
  return decided({ ...round, ranking: { ...ranking, reasons } })
}
