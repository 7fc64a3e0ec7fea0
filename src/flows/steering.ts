import { monthsLater } from '../kit/calendar.ts'
import { FLOOR } from '../kit/gate.ts'
import { DAY, type Instant, SECOND } from '../kit/instant.ts'
import type { BlockId } from '../kit/kit.ts'
import { inWorkingHours } from '../kit/nudges.ts'
import type { Result } from '../kit/result.ts'
import { post, tell } from './effect.ts'
import { closing, fallingShort, stopping } from './ending.ts'
import { freezing } from './freezing.ts'
import type { MessageRef, PersonId } from './names.ts'
import { type PrioritisingEvent, prioritising } from './prioritising.ts'
import { pagesOf } from './rosters.ts'
import { cardOf, eachPage, handedIn, isOpen, pages, type Round, redrawn } from './rounds.ts'
import { FORGOTTEN, refuse, type Step, step, UNCHANGED } from './step.ts'

export type SteeringEvent = RoundEvent | PrioritisingEvent

type RoundEvent =
  | { readonly type: 'drafted'; readonly draft: Draft }
  | { readonly type: 'startConfirmed' }
  | { readonly type: 'draftExpired' }
  | { readonly type: 'pageCounted'; readonly page: number; readonly handedIn: number }
  | { readonly type: 'unreachable'; readonly person: PersonId }
  | { readonly type: 'posted'; readonly card: 'progress' | 'control' | 'stars'; readonly message: MessageRef }
  | { readonly type: 'extended'; readonly actor: PersonId; readonly closesAt: Instant }
  | { readonly type: 'closeAsked'; readonly actor: PersonId; readonly confirmed: boolean }
  | { readonly type: 'stopAsked'; readonly actor: PersonId; readonly confirmed: boolean }
  | { readonly type: 'remindAsked'; readonly actor: PersonId }
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
const RESULT_KEPT_MONTHS = 24

/** A round from its draft to its end, as its coordinator, its deadline and its pages steer it. */
export const steering = (known: Round | undefined, event: SteeringEvent, now: Instant): Step<Round> => {
  if (event.type === 'drafted') return drafting(known, event.draft, now)
  if (!known) return UNCHANGED
  const round = known
  switch (event.type) {
    case 'startConfirmed':
      return round.status === 'draft' ? starting(round, now) : UNCHANGED
    case 'draftExpired':
      return round.status === 'draft' ? step(FORGOTTEN) : UNCHANGED
    case 'pageCounted':
      return counting(round, event.page, event.handedIn, now)
    case 'unreachable':
      if (round.unreachable.includes(event.person)) return UNCHANGED
      return step(
        { ...round, unreachable: [...round.unreachable, event.person] },
        ...redrawn(round, now + PROGRESS_EVERY),
      )
    case 'posted':
      return step({ ...round, [`${event.card}Card`]: event.message })
    case 'extended':
    case 'closeAsked':
    case 'stopAsked':
    case 'remindAsked':
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
      return freezing(round, event.result, monthsLater(round.zone, now, RESULT_KEPT_MONTHS), now)
    case 'roundForgotten':
      return step(FORGOTTEN)
    case 'talkDone':
    case 'starsCounted':
    case 'starsCloseAsked':
    case 'starsDeadline':
    case 'starsTallied':
    case 'allStarred':
    case 'confirmed':
    case 'directed':
    case 'actionSaved':
      return prioritising(round, event, now)
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
    post(`progress/${id}`, cardOf('progress', round), { in: 'channel', platform, channel }, now),
    post(`control/${id}`, cardOf('control', round), { in: 'private', platform, person: coordinator }, now),
    ...pagesOf(members).map((page, number) => tell({ type: 'assembled', round: id, page: number, members: page }, now)),
    tell({ type: 'deadlineReached', round: id }, closesAt),
  )
}

const counting = (round: Round, page: number, count: number, now: Instant): Step<Round> => {
  const counts = eachCount(round)
  if (!isOpen(round) || (counts[page] ?? 0) >= count) return UNCHANGED
  const next = { ...round, handedIn: counts.with(page, count) }
  return step(next, ...redrawn(next, now + PROGRESS_EVERY))
}

const eachCount = (round: Round): number[] =>
  Array.from({ length: pages(round) }, (_, page) => round.handedIn[page] ?? 0)

type CoordinatingEvent = Extract<RoundEvent, { actor: PersonId }>

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
        ...redrawn(next, now),
      )
    }
    case 'closeAsked':
      if (handedIn(round) < FLOOR.least) return refuse('tooFew')
      return event.confirmed ? closing(round, now) : UNCHANGED
    case 'remindAsked': {
      const at = inWorkingHours(round.zone, now)
      return step(round, ...eachPage(round, (page) => tell({ type: 'reminded', round: round.id, page }, at)))
    }
    case 'stopAsked':
      return event.confirmed ? stopping(round, now) : UNCHANGED
  }
}

const hiding = (round: Round, block: BlockId, at: number): Step<Round> => {
  const { result } = round
  if (!result) return refuse('noResult')
  const remarks = result.remarks.map((remark, index) =>
    index === at && remark.block === block ? { ...remark, hidden: true } : remark,
  )
  return step({ ...round, result: { ...result, remarks } })
}
