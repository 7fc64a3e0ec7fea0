import { type Instant, MINUTE } from '../../kit/calendar/instant.ts'
import { FLOOR } from '../../kit/gate.ts'
import type { BlockId } from '../../kit/kit.ts'
import { type Decision, decided, refuse, UNCHANGED } from '../decision.ts'
import { send } from '../effect.ts'
import type { Member, PersonId } from '../ids.ts'
import { redrawn } from './channelCards.ts'
import { closeScan, stopRound } from './closeScan.ts'
import { handOver } from './coordinators.ts'
import { eachPage } from './effects.ts'
import { scanOver } from './pressedAgain.ts'
import { handedIn, hasResult, isOpen, type OpenRound, type Round } from './round.ts'

/** What only who steers the round may ask. */
export type CoordinatorCommand =
  | { readonly type: 'extended'; readonly actor: PersonId; readonly closesAt: Instant }
  | { readonly type: 'closeAsked'; readonly actor: PersonId; readonly confirmed: boolean }
  | { readonly type: 'stopAsked'; readonly actor: PersonId; readonly confirmed: boolean }
  | { readonly type: 'remindAsked'; readonly actor: PersonId }
  | {
      readonly type: 'membersAdded'
      readonly actor: PersonId
      readonly members: readonly Member[]
      /** How many of them only read along in the channel until now. */
      readonly readers?: number
    }
  | {
      readonly type: 'handedOver'
      readonly actor: PersonId
      readonly to: PersonId
      readonly as: 'instead' | 'beside'
      readonly turn: string
    }
  | { readonly type: 'remarkHidden'; readonly actor: PersonId; readonly block: BlockId; readonly remark: number }

/** Whoever asks twice within this meant it once. */
const REMINDED_ONCE = 10 * MINUTE

/**
 * What the coordinator asks of the scan, asked by one who coordinates it.
 * Refuses `roundGone` for a draft, what `scanOver` says once it is over, `dateInPast` for a deadline that
 * has passed, `tooFew` to close with fewer than can be shown, `twoAlready` for a third coordinator, `noResult` to
 * hide a remark where there is no result. UNCHANGED while a question is still to be confirmed, when everyone to be
 * added was added before, and for a second reminder within minutes.
 */
export const decideCommand = (round: Round, event: CoordinatorCommand, now: Instant): Decision<Round> => {
  if (event.type === 'remarkHidden') return hiding(round, event.block, event.remark)
  if (round.status === 'draft') return refuse('roundGone')
  // A round is steered to its end, long after its scan closed.
  if (event.type === 'handedOver') return handOver(round, event, now)
  if (!isOpen(round)) return refuse(scanOver(round))
  switch (event.type) {
    case 'extended': {
      const { closesAt } = event
      if (closesAt <= now) return refuse('dateInPast')
      const next: OpenRound = { ...round, closesAt, status: 'open' }
      return decided(
        next,
        send({ type: 'deadlineReached', round: round.id }, closesAt),
        ...eachPage(round, (page) => send({ type: 'extended', round: round.id, page, closesAt }, now)),
        ...redrawn(round, next, now),
      )
    }
    case 'closeAsked':
      if (handedIn(round) < FLOOR.least) return refuse('tooFew')
      return event.confirmed ? closeScan(round, now) : UNCHANGED
    case 'remindAsked':
      // Tapped twice, it would use up both reminders that anyone gets.
      if (round.remindedAt !== undefined && now < round.remindedAt + REMINDED_ONCE) return UNCHANGED
      return decided<Round>(
        { ...round, remindedAt: now },
        ...eachPage(round, (page) => send({ type: 'reminded', round: round.id, page }, now)),
      )
    case 'stopAsked':
      return event.confirmed ? stopRound(round, now) : UNCHANGED
    case 'membersAdded':
      return adding(round, event, now)
  }
}

/** They get a roster page of their own: pages never change once they are made. */
const adding = (
  round: OpenRound,
  event: Extract<CoordinatorCommand, { type: 'membersAdded' }>,
  now: Instant,
): Decision<Round> => {
  const known = new Set(round.added)
  const members = event.members.filter(({ sheet }) => !known.has(sheet) && known.add(sheet))
  if (members.length === 0) return UNCHANGED
  const asked = round.asked + members.length
  const readers = round.readers === undefined ? {} : { readers: Math.max(0, round.readers - (event.readers ?? 0)) }
  const next: OpenRound = {
    ...round,
    ...readers,
    asked,
    pages: round.pages + 1,
    added: [...round.added, ...members.map(({ sheet }) => sheet)],
  }
  return decided(
    next,
    send({ type: 'assembled', round: round.id, page: round.pages, members }, now),
    ...eachPage(round, (page) => send({ type: 'moreAsked', round: round.id, page, asked, ...readers }, now)),
    ...redrawn(round, next, now),
  )
}

const hiding = (round: Round, block: BlockId, at: number): Decision<Round> => {
  if (!hasResult(round)) return refuse('noResult')
  const { result } = round
  const remarks = result.remarks.map((remark, index) =>
    index === at && remark.block === block ? { ...remark, hidden: true } : remark,
  )
  return decided({ ...round, result: { ...result, remarks } })
}
