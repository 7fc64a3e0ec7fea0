import { monthsLater } from '../../kit/calendar.ts'
import { FLOOR } from '../../kit/gate.ts'
import type { Growth } from '../../kit/growth.ts'
import { DAY, type Instant, SECOND } from '../../kit/instant.ts'
import type { Result } from '../../kit/result.ts'
import { type Decision, decided, FORGOTTEN, refuse, UNCHANGED } from '../decision.ts'
import { once, post, send } from '../effect.ts'
import type { Member, MessageRef, PersonId } from '../ids.ts'
import { pagesOf } from '../roster/roster.ts'
import { closeScan, fallShort, stopRound } from './closeScan.ts'
import { type CoordinatorCommand, decideCommand } from './coordinatorCommands.ts'
import { addControlCard, controlPosted, takeOver } from './coordinators.ts'
import { cardOf, redrawn } from './effects.ts'
import { freezeResult } from './freezeResult.ts'
import { decidePriorities, type PrioritiesEvent } from './priorities.ts'
import {
  type Check,
  type DraftRound,
  handedIn,
  hasResult,
  isCoordinator,
  isOpen,
  type OpenRound,
  type Round,
} from './round.ts'

/** All that can happen to a round: by itself, by its coordinator, and from the talk to the plan. */
export type RoundEvent = OwnEvent | CoordinatorCommand | PrioritiesEvent

type OwnEvent =
  | { readonly type: 'drafted'; readonly draft: Draft }
  | { readonly type: 'startConfirmed' }
  | { readonly type: 'draftExpired' }
  | { readonly type: 'pageCounted'; readonly page: number; readonly handedIn: number }
  | { readonly type: 'checked'; readonly check: Check; readonly members: readonly Member[]; readonly answered: boolean }
  | { readonly type: 'unreachable'; readonly person: PersonId }
  | { readonly type: 'posted'; readonly card: 'progress' | 'stars'; readonly message: MessageRef }
  | { readonly type: 'controlPosted'; readonly person: PersonId; readonly message: MessageRef }
  | { readonly type: 'botRemoved' }
  /** Whoever steered it has left the channel, as the platform says. */
  | { readonly type: 'tookOver'; readonly by: PersonId }
  | { readonly type: 'deadlineReached' }
  | { readonly type: 'gaveUp' }
  | { readonly type: 'pageTallied'; readonly page: number }
  | {
      readonly type: 'allTallied'
      readonly result: Result
      readonly growth: readonly Growth[]
      /** For how many months its team wants it kept, where it chose that. */
      readonly keptMonths?: number | undefined
    }
  | { readonly type: 'resultKeptFor'; readonly months: number }
  | { readonly type: 'roundForgotten' }

/** What the form knows of a round. */
export type Draft = Omit<
  DraftRound,
  'status' | 'asked' | 'pages' | 'added' | 'handedIn' | 'tallied' | 'unreachable' | 'progressCards' | 'controlCards'
>

/** The channel card is edited at most this often, however fast people hand in. */
const PROGRESS_EVERY = 5 * SECOND
/** A draft nobody started is forgotten. */
const DRAFT_KEPT = DAY
/** Result, priorities and plan are kept for this many months after the close. */
export const RESULT_KEPT_MONTHS = 24

/**
 * A round from its draft to its end, as its coordinator, its deadline and its pages steer it.
 * Refuses `notCoordinator` to who doesn't coordinate it, `alreadyStarted` for another draft of a round that runs, and
 * what `decideCommand` and `decidePriorities` refuse. UNCHANGED when there is no such round, and for what doesn't
 * belong to its status: a message told late, or again.
 */
export const decideRound = (known: Round | undefined, event: RoundEvent, now: Instant): Decision<Round> => {
  if (event.type === 'drafted') return drafting(known, event.draft, now)
  if (!known) return UNCHANGED
  const round = known
  switch (event.type) {
    case 'startConfirmed':
      return round.status === 'draft' ? starting(round, now) : UNCHANGED
    case 'draftExpired':
      return round.status === 'draft' ? decided(FORGOTTEN) : UNCHANGED
    case 'pageCounted':
      return counting(round, event.page, event.handedIn, now)
    case 'unreachable':
      if (round.unreachable.includes(event.person)) return UNCHANGED
      return decided(
        { ...round, unreachable: [...round.unreachable, event.person] },
        ...redrawn(round, now + PROGRESS_EVERY),
      )
    case 'checked':
      return checking(round, event, now)
    case 'posted':
      return decided(
        event.card === 'progress'
          ? { ...round, progressCards: followed(round.progressCards, event.message) }
          : { ...round, starsCards: followed(round.starsCards, event.message) },
      )
    case 'controlPosted':
      return controlPosted(round, event.person, event.message, now)
    case 'tookOver':
      return takeOver(round, event.by, now)
    case 'botRemoved':
      return isOpen(round) ? stopRound(round, now) : UNCHANGED
    case 'extended':
    case 'closeAsked':
    case 'stopAsked':
    case 'remindAsked':
    case 'remarkHidden':
    case 'membersAdded':
    case 'handedOver':
      return isCoordinator(round, event.actor) ? decideCommand(round, event, now) : refuse('notCoordinator')
    case 'deadlineReached':
      if (round.status !== 'open' || now < round.closesAt) return UNCHANGED
      return handedIn(round) < FLOOR.least ? fallShort(round, now) : closeScan(round, now)
    case 'gaveUp':
      return round.status === 'short' ? stopRound(round, now) : UNCHANGED
    case 'pageTallied': {
      if (round.tallied.includes(event.page)) return UNCHANGED
      const next = { ...round, tallied: [...round.tallied, event.page] }
      const all = next.tallied.length === round.pages
      return all ? decided(next, send({ type: 'allTallied', round: round.id, pages: round.pages }, now)) : decided(next)
    }
    case 'allTallied':
      if (round.status !== 'closing') return UNCHANGED
      return freezeResult(round, event, keptUntil(round, now, event.keptMonths), now)
    case 'resultKeptFor':
      return hasResult(round)
        ? decided(
            round,
            send({ type: 'roundForgotten', round: round.id }, keptUntil(round, round.closedAt, event.months)),
          )
        : UNCHANGED
    case 'roundForgotten':
      return decided(FORGOTTEN)
    case 'talkDone':
    case 'starsCounted':
    case 'starsCloseAsked':
    case 'starsDeadline':
    case 'starsTallied':
    case 'allStarred':
    case 'confirmed':
    case 'reasonHidden':
    case 'directed':
    case 'actionSaved':
      return decidePriorities(round, event, now)
  }
}

const keptUntil = ({ zone }: Round, closedAt: Instant, months = RESULT_KEPT_MONTHS): Instant =>
  monthsLater(zone, closedAt, months)

/** Older ones than these have scrolled away. */
const FOLLOWED = 5

const followed = (cards: readonly MessageRef[] = [], message: MessageRef): readonly MessageRef[] =>
  [...cards, message].slice(-FOLLOWED)

const drafting = (round: Round | undefined, draft: Draft, now: Instant): Decision<Round> => {
  if (round && round.status !== 'draft') return refuse('alreadyStarted')
  const { id, members, check } = draft
  const fresh = {
    handedIn: [],
    tallied: [],
    unreachable: [],
    added: [],
    progressCards: [],
    controlCards: [],
    pages: 0,
  } as const
  return decided<DraftRound>(
    { ...draft, ...fresh, status: 'draft', asked: members.length },
    send({ type: 'draftExpired', round: id }, now + DRAFT_KEPT),
    // Many people are looked up after the reply, which can't wait for them.
    ...(check ? [] : [send({ type: 'checkAsked', round: id }, now)]),
  )
}

const checking = (
  round: Round,
  { check, members, answered }: Extract<OwnEvent, { type: 'checked' }>,
  now: Instant,
): Decision<Round> => {
  if (round.status !== 'draft' || round.check) return UNCHANGED
  const next: DraftRound = { ...round, check, members, asked: members.length }
  const [person] = round.coordinators
  if (answered || person === undefined) return decided(next)
  const { id, platform } = round
  return decided(
    next,
    post(`check/${id}`, { screen: 'check', round: id, person }, { in: 'private', platform, person }, now),
  )
}

const starting = (draft: DraftRound, now: Instant): Decision<Round> => {
  const { id, platform, channel, closesAt, members } = draft
  const rosterPages = pagesOf(members)
  // Who was looked up is not kept: from here on the roster knows who is asked, and goes with the round.
  const { check: _check, outsiders: _outsiders, ...kept } = draft
  const round: OpenRound = { ...kept, status: 'open', members: [], pages: rosterPages.length }
  return decided(
    round,
    once(post(`progress/${id}`, cardOf('progress', round), { in: 'channel', platform, channel }, now)),
    ...round.coordinators.flatMap((person, at) => addControlCard(round, person, String(at), now)),
    ...rosterPages.map((page, number) => send({ type: 'assembled', round: id, page: number, members: page }, now)),
    send({ type: 'deadlineReached', round: id }, closesAt),
  )
}

const counting = (round: Round, page: number, count: number, now: Instant): Decision<Round> => {
  const counts = eachCount(round)
  if (!isOpen(round) || (counts[page] ?? 0) >= count) return UNCHANGED
  const next = { ...round, handedIn: counts.with(page, count) }
  // Handed in before the deadline and heard of after it: the round didn't fall short after all.
  if (next.status === 'short' && handedIn(next) >= FLOOR.least) return closeScan(next, now)
  return decided(next, ...redrawn(next, now + PROGRESS_EVERY))
}

const eachCount = (round: Round): number[] =>
  Array.from({ length: round.pages }, (_, page) => round.handedIn[page] ?? 0)
