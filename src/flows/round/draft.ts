import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, refuse, UNCHANGED } from '../decision.ts'
import { once, post, send } from '../effect.ts'
import type { Member } from '../ids.ts'
import { durationOf } from '../retention.ts'
import { pagesOf } from '../roster/roster.ts'
import { addControlCard } from './coordinators.ts'
import { checkingDelivery } from './delivery.ts'
import { cardOf } from './effects.ts'
import type { Check, DraftRound, OpenRound, Round } from './round.ts'

/** Who can be reached was looked up. */
export interface Checked {
  readonly type: 'checked'
  readonly check: Check
  readonly members: readonly Member[]
  /** The reply to the press says it already. */
  readonly answered: boolean
}

/** A draft nobody started is forgotten. */
const DRAFT_KEPT = durationOf('draft')

/** What the form knows of a round. */
export type Draft = Omit<
  DraftRound,
  | 'status'
  | 'chosenAt'
  | 'asked'
  | 'pages'
  | 'added'
  | 'handedIn'
  | 'tallied'
  | 'unreachable'
  | 'progressCards'
  | 'controlCards'
>

/** Before anyone is asked anything. Refuses `alreadyStarted` for another draft of a round that runs. */
export const drafting = (round: Round | undefined, draft: Draft, now: Instant): Decision<Round> => {
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
    { ...draft, ...fresh, status: 'draft', chosenAt: now, asked: members.length },
    send({ type: 'draftExpired', round: id }, now + DRAFT_KEPT),
    // Many people are looked up after the reply, which can't wait for them.
    ...(check ? [] : [send({ type: 'checkAsked', round: id }, now)]),
  )
}

/** What was found out after the reply: the check then comes as a card of its own. */
export const checking = (round: Round, { check, members, answered }: Checked, now: Instant): Decision<Round> => {
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

/** Everyone is asked. */
export const starting = (draft: DraftRound, now: Instant): Decision<Round> => {
  const { id, platform, channel, closesAt, members } = draft
  const rosterPages = pagesOf(members)
  // Who was looked up is not kept, but how many read along: from here on the roster knows who is asked, and goes with the round.
  const { check, outsiders: _outsiders, movedFrom: _movedFrom, everyone: _everyone, chosenAt, ...kept } = draft
  const since = chosenAt === undefined ? {} : { since: chosenAt }
  const readers = check ? { readers: check.readers } : {}
  const round: OpenRound = { ...kept, ...readers, status: 'open', members: [], pages: rosterPages.length }
  return decided(
    round,
    once(post(`progress/${id}`, cardOf('progress', round), { in: 'channel', platform, channel }, now)),
    ...round.coordinators.flatMap((person, at) => addControlCard(round, person, String(at), now)),
    ...rosterPages.map((page, number) =>
      send({ type: 'assembled', round: id, page: number, members: page, ...since }, now),
    ),
    send({ type: 'deadlineReached', round: id }, closesAt),
    checkingDelivery(round, now),
  )
}
