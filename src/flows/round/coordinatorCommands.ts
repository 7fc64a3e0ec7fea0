import { FLOOR } from '../../kit/gate.ts'
import type { Instant } from '../../kit/instant.ts'
import type { BlockId } from '../../kit/kit.ts'
import { refuse, type Step, step, UNCHANGED } from '../decision.ts'
import { tell } from '../effect.ts'
import type { PersonId } from '../ids.ts'
import type { Member } from '../roster/roster.ts'
import { closing, stopping } from './closeScan.ts'
import { handingOver } from './coordinators.ts'
import { eachPage, handedIn, isOpen, type Round, redrawn } from './round.ts'

/** What only who steers the round may ask. */
export type CoordinatingEvent =
  | { readonly type: 'extended'; readonly actor: PersonId; readonly closesAt: Instant }
  | { readonly type: 'closeAsked'; readonly actor: PersonId; readonly confirmed: boolean }
  | { readonly type: 'stopAsked'; readonly actor: PersonId; readonly confirmed: boolean }
  | { readonly type: 'remindAsked'; readonly actor: PersonId }
  | { readonly type: 'membersAdded'; readonly actor: PersonId; readonly members: readonly Member[] }
  | {
      readonly type: 'handedOver'
      readonly actor: PersonId
      readonly to: PersonId
      readonly as: 'instead' | 'beside'
      readonly turn: string
    }
  | { readonly type: 'remarkHidden'; readonly actor: PersonId; readonly block: BlockId; readonly remark: number }

export const coordinating = (round: Round, event: CoordinatingEvent, now: Instant): Step<Round> => {
  if (event.type === 'remarkHidden') return hiding(round, event.block, event.remark)
  if (round.status === 'draft') return refuse('roundGone')
  // A round is steered to its end, long after its scan closed.
  if (event.type === 'handedOver') return handingOver(round, event, now)
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
    case 'remindAsked':
      return step(round, ...eachPage(round, (page) => tell({ type: 'reminded', round: round.id, page }, now)))
    case 'stopAsked':
      return event.confirmed ? stopping(round, now) : UNCHANGED
    case 'membersAdded':
      return adding(round, event.members, now)
  }
}

/** They get a roster page of their own: pages never change once they are made. */
const adding = (round: Round, asked: readonly Member[], now: Instant): Step<Round> => {
  const members = asked.filter(({ sheet }) => !round.added.includes(sheet))
  if (members.length === 0) return UNCHANGED
  const next: Round = {
    ...round,
    asked: round.asked + members.length,
    pages: round.pages + 1,
    added: [...round.added, ...members.map(({ sheet }) => sheet)],
  }
  return step(
    next,
    tell({ type: 'assembled', round: round.id, page: round.pages, members }, now),
    ...redrawn(next, now),
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
