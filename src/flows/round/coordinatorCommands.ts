import { type Instant, MINUTE } from '../../kit/calendar/instant.ts'
import { FLOOR } from '../../kit/gate.ts'
import type { BlockId } from '../../kit/kit.ts'
import { type Decision, decided, refuse, UNCHANGED } from '../decision.ts'
import { post, quietly, send } from '../effect.ts'
import type { Member, PersonId, SheetId } from '../ids.ts'
import { redrawn } from './channel/channelCards.ts'
import { closeScan, stopRound } from './closeScan.ts'
import { handOver } from './coordinators.ts'
import { checkingDelivery } from './delivery.ts'
import { controlsRedrawn, eachPage } from './effects.ts'
import { scanOver } from './pressedAgain.ts'
import { handedIn, hasResult, isOpen, type LeftMember, type OpenRound, type Round } from './round.ts'

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
  | { readonly type: 'takenOut'; readonly actor: PersonId; readonly member: Member }
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
  if (event.type === 'takenOut')
    return isAsking(round) ? leaving(round, { ...event.member, out: true }, true, now) : refuse(scanOver(round))
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
    checkingDelivery(round, now),
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

const isAsking = (round: Round): boolean => isOpen(round) || round.status === 'starring'

/** So many are remembered: a card names the first of them anyway. */
const MOST_LEFT = 50

/**
 * She isn't reminded any more, or not as long as she isn't there. What she handed in counts, and the number of people asked stays as it is: if it went down for who
 * hadn't handed in, whoever takes someone out would learn whether she had. UNCHANGED for who left before, and once nothing is asked.
 */
const leaving = (round: Round, member: LeftMember, forGood: boolean, now: Instant): Decision<Round> => {
  const { id, left = [] } = round
  const known = left.find(({ sheet }) => sheet === member.sheet)
  if (!isAsking(round) || (known && (known.out || !member.out))) return UNCHANGED
  const next: Round = { ...round, left: [...left.filter((one) => one !== known), member].slice(-MOST_LEFT) }
  const quiet =
    round.status === 'starring'
      ? send({ type: 'ballotLeft', round: id, ballot: member.sheet }, now)
      : send({ type: 'sheetLeft', round: id, sheet: member.sheet }, now)
  return decided(next, ...(forGood ? [quiet] : []), ...controlsRedrawn(next, now))
}

/**
 * The platform says that she isn't in the channel any more: whoever steers the round hears so, within her hours. She may come back: at
 * each reminder it is looked up whether she is there; one whose account is closed is reminded no more.
 */
export const memberLeft = (round: Round, member: Member, closed: boolean, now: Instant): Decision<Round> => {
  const decision = leaving(round, member, closed, now)
  if (decision.kind !== 'decided') return decision
  const { id, platform, left = [] } = round
  return decided(
    decision.state,
    ...decision.effects,
    // By their place: effect ids stand in the store unencrypted, so no person is in them.
    ...round.coordinators.flatMap((person, at) =>
      person === member.person
        ? []
        : [
            quietly(
              post(
                `left/${id}/${left.length}/${at}`,
                { screen: 'left', round: id, person },
                { in: 'private', platform, person },
                now,
              ),
            ),
          ],
    ),
  )
}

/** She is in the channel again, and reminded like the others. Who was taken out stays out. */
export const memberBack = (round: Round, sheet: SheetId, now: Instant): Decision<Round> => {
  const { left = [] } = round
  const back = left.filter((one) => one.sheet !== sheet || one.out)
  if (back.length === left.length || !isAsking(round)) return UNCHANGED
  const next: Round = { ...round, left: back }
  return decided(next, ...controlsRedrawn(next, now))
}
