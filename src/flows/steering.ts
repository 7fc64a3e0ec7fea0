import { daysLater, monthsLater } from '../kit/calendar.ts'
import { FLOOR } from '../kit/gate.ts'
import { DAY, type Instant, SECOND } from '../kit/instant.ts'
import type { BlockId } from '../kit/kit.ts'
import type { Result } from '../kit/result.ts'
import { type Effect, edit, post, tell } from './effect.ts'
import { freezing } from './freezing.ts'
import type { ChannelId, MessageRef, PersonId, Platform, RoundId } from './names.ts'
import { type Member, PAGE, pagesOf } from './rosters.ts'
import { FORGOTTEN, refuse, type Step, step, UNCHANGED } from './step.ts'

/** One run of the story in one channel. */
export interface Round {
  readonly id: RoundId
  readonly platform: Platform
  readonly channel: ChannelId
  readonly zone: string
  readonly title: string
  readonly coordinator: PersonId
  /** k: fixed at the start, so that nobody can lower it once she knows who answered. */
  readonly floor: number
  readonly closesAt: Instant
  /** `short`: the deadline passed with too few sheets to show anything; the coordinator decides. */
  readonly status: 'draft' | 'open' | 'short' | 'closing' | 'closed' | 'stopped'
  /** People asked; it never changes, whoever declines or is erased. */
  readonly asked: number
  /** Only while a draft: the roster pages hold them afterwards. */
  readonly members: readonly Member[]
  readonly handedIn: readonly number[]
  readonly tallied: readonly number[]
  readonly unreachable: readonly PersonId[]
  readonly progressCard?: MessageRef
  readonly controlCard?: MessageRef
  readonly result?: Result
}

export type SteeringEvent =
  | { readonly type: 'drafted'; readonly draft: Draft }
  | { readonly type: 'startConfirmed' }
  | { readonly type: 'startRefused' }
  | { readonly type: 'draftExpired' }
  | { readonly type: 'pageCounted'; readonly page: number; readonly handedIn: number }
  | { readonly type: 'unreachable'; readonly person: PersonId }
  | { readonly type: 'posted'; readonly card: 'progress' | 'control'; readonly message: MessageRef }
  | { readonly type: 'extended'; readonly actor: PersonId; readonly closesAt: Instant }
  | { readonly type: 'closeAsked'; readonly actor: PersonId; readonly confirmed: boolean }
  | { readonly type: 'stopAsked'; readonly actor: PersonId; readonly confirmed: boolean }
  | { readonly type: 'deadlineReached' }
  | { readonly type: 'gaveUp' }
  | { readonly type: 'pageTallied'; readonly page: number }
  | { readonly type: 'allTallied'; readonly result: Result }
  | { readonly type: 'remarkHidden'; readonly actor: PersonId; readonly block: BlockId; readonly remark: number }
  | { readonly type: 'roundForgotten' }

export type Draft = Omit<Round, 'status' | 'asked' | 'handedIn' | 'tallied' | 'unreachable'>

/** The channel card is edited at most this often, however fast people hand in. */
const PROGRESS_EVERY = 5 * SECOND
/** A draft nobody started is forgotten. */
const DRAFT_KEPT = DAY
/** A round that stays too short is erased when nobody decides. */
const DECIDE_WITHIN = 7 * DAY
const RESULT_KEPT_MONTHS = 24

export const handedIn = (round: Round): number => round.handedIn.reduce((sum, count) => sum + count, 0)
export const isOpen = ({ status }: Round): boolean => status === 'open' || status === 'short'

const pages = ({ asked }: Round): number => Math.ceil(asked / PAGE)
const eachPage = (round: Round, effect: (page: number) => Effect): Effect[] =>
  Array.from({ length: pages(round) }, (_, page) => effect(page))
const ref = <Screen extends 'progress' | 'control' | 'result'>(screen: Screen, round: Round) => ({
  screen,
  round: round.id,
})
const redrawn = (round: Round, due: Instant, now: Instant): Effect[] => [
  edit(`progress/${round.id}`, ref('progress', round), 'own', due),
  edit(`control/${round.id}`, ref('control', round), 'own', now),
]

/** A round from its draft to its end, as its coordinator, its deadline and its pages steer it. */
export const steering = (known: Round | undefined, event: SteeringEvent, now: Instant): Step<Round> => {
  if (event.type === 'drafted') return drafting(known, event.draft, now)
  if (!known) return UNCHANGED
  const round = known
  switch (event.type) {
    case 'startConfirmed':
      return round.status === 'draft' ? starting(round, now) : UNCHANGED
    case 'startRefused':
    case 'draftExpired':
      return round.status === 'draft' ? step(FORGOTTEN) : UNCHANGED
    case 'pageCounted':
      return counting(round, event.page, event.handedIn, now)
    case 'unreachable':
      if (round.unreachable.includes(event.person)) return UNCHANGED
      return step(
        { ...round, unreachable: [...round.unreachable, event.person] },
        ...redrawn(round, now + PROGRESS_EVERY, now),
      )
    case 'posted':
      return step({ ...round, [event.card === 'progress' ? 'progressCard' : 'controlCard']: event.message })
    case 'extended':
    case 'closeAsked':
    case 'stopAsked':
    case 'remarkHidden':
      return event.actor === round.coordinator ? coordinating(round, event, now) : refuse('notCoordinator')
    case 'deadlineReached':
      if (round.status !== 'open' || now < round.closesAt) return UNCHANGED
      return handedIn(round) < FLOOR.least ? fallingShort(round, now) : closing(round, now)
    case 'gaveUp':
      return round.status === 'short' ? stopping(round, now) : UNCHANGED
    case 'pageTallied': {
      if (round.tallied.includes(event.page)) return UNCHANGED
      const next = { ...round, tallied: [...round.tallied, event.page] }
      const all = next.tallied.length === pages(round)
      return all ? step(next, tell({ type: 'allTallied', round: round.id, pages: pages(round) }, now)) : step(next)
    }
    case 'allTallied':
      if (round.status !== 'closing') return UNCHANGED
      return freezing(round, event.result, pages(round), monthsLater(round.zone, now, RESULT_KEPT_MONTHS), now)
    case 'roundForgotten':
      return step(FORGOTTEN)
  }
}

const drafting = (round: Round | undefined, draft: Draft, now: Instant): Step<Round> => {
  if (round && round.status !== 'draft') return refuse('alreadyStarted')
  return step<Round>(
    { ...draft, status: 'draft', asked: draft.members.length, handedIn: [], tallied: [], unreachable: [] },
    tell({ type: 'draftExpired', round: draft.id }, now + DRAFT_KEPT),
  )
}

const starting = (draft: Round, now: Instant): Step<Round> => {
  const { id, platform, channel, coordinator, closesAt, members } = draft
  const round: Round = { ...draft, status: 'open', members: [] }
  return step(
    round,
    post(`progress/${id}`, ref('progress', round), { in: 'channel', platform, channel }, now),
    post(`control/${id}`, ref('control', round), { in: 'private', platform, person: coordinator }, now),
    ...pagesOf(members).map((page, number) => tell({ type: 'assembled', round: id, page: number, members: page }, now)),
    tell({ type: 'deadlineReached', round: id }, closesAt),
  )
}

const counting = (round: Round, page: number, count: number, now: Instant): Step<Round> => {
  const counts = eachCount(round)
  if (!isOpen(round) || (counts[page] ?? 0) >= count) return UNCHANGED
  const next = { ...round, handedIn: counts.with(page, count) }
  return step(next, ...redrawn(next, now + PROGRESS_EVERY, now))
}

const eachCount = (round: Round): number[] =>
  Array.from({ length: pages(round) }, (_, page) => round.handedIn[page] ?? 0)

type CoordinatingEvent = Extract<SteeringEvent, { actor: PersonId }>

const coordinating = (round: Round, event: CoordinatingEvent, now: Instant): Step<Round> => {
  if (event.type === 'remarkHidden') return hiding(round, event.block, event.remark)
  if (round.status === 'stopped') return refuse('roundStopped')
  if (!isOpen(round)) return refuse('scanClosed')
  switch (event.type) {
    case 'extended': {
      const { closesAt } = event
      if (closesAt <= now) return refuse('dateInPast')
      const next: Round = { ...round, closesAt, status: 'open' }
      return step(
        next,
        tell({ type: 'deadlineReached', round: round.id }, closesAt),
        ...eachPage(round, (page) => tell({ type: 'extended', round: round.id, page, closesAt }, now)),
        ...redrawn(next, now, now),
      )
    }
    case 'closeAsked':
      if (handedIn(round) < FLOOR.least) return refuse('tooFew')
      return event.confirmed ? closing(round, now) : UNCHANGED
    case 'stopAsked':
      return event.confirmed ? stopping(round, now) : UNCHANGED
  }
}

const closing = (round: Round, now: Instant): Step<Round> => {
  const next: Round = { ...round, status: 'closing' }
  return step(
    next,
    ...eachPage(round, (page) => tell({ type: 'pageClosed', round: round.id, page, counting: true }, now)),
    ...redrawn(next, now, now),
  )
}

const fallingShort = (round: Round, now: Instant): Step<Round> => {
  const next: Round = { ...round, status: 'short' }
  return step(next, tell({ type: 'gaveUp', round: round.id }, now + DECIDE_WITHIN), ...redrawn(next, now, now))
}

const stopping = (round: Round, now: Instant): Step<Round> => {
  const { id, channel, platform } = round
  const next: Round = { ...round, status: 'stopped' }
  const later = daysLater(round.zone, now, 7)
  return step(
    next,
    ...eachPage(round, (page) => tell({ type: 'pageClosed', round: id, page, counting: false }, now)),
    ...eachPage(round, (page) => tell({ type: 'tallyForgotten', round: id, page }, now)),
    // A week in which a late press still gets its friendly sentence; the sheets are empty by then.
    ...eachPage(round, (page) => tell({ type: 'pageReleased', round: id, page }, later)),
    ...eachPage(round, (page) => tell({ type: 'rosterForgotten', round: id, page }, later + DAY)),
    tell({ type: 'roundForgotten', round: id }, later + DAY),
    tell({ type: 'roundEnded', round: id, channel, platform }, now),
    ...redrawn(next, now, now),
  )
}

const hiding = (round: Round, block: BlockId, at: number): Step<Round> => {
  const { result } = round
  if (!result) return refuse('noResult')
  const remarks = result.remarks.map((remark, index) =>
    index === at && remark.block === block ? { ...remark, hidden: true } : remark,
  )
  return step({ ...round, result: { ...result, remarks } })
}
