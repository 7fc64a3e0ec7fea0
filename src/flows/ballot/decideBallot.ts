import type { Instant } from '../../kit/calendar/instant.ts'
import type { Language } from '../../kit/languages.ts'
import { tellingCount } from '../counted.ts'
import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import { type Effect, erasing, send } from '../effect.ts'
import { type Member, type MessageRef, NOBODY } from '../ids.ts'
import { recordMissing, recordPosted } from '../livingCard.ts'
import {
  endCard,
  forget,
  invite,
  leave,
  moveDeadline,
  nudge,
  redraw,
  sendAgain,
  silence,
  speak,
  tellLost,
  tellRestored,
} from '../questionnaire.ts'
import { BALLOT, type Ballot, type BallotBrief, newBallot } from './ballot.ts'
import { through, type VotingEvent, voting } from './voting.ts'

/**
 * What someone does with her ballot, and what happens to it without her. `live`: the round is in the stage that this
 * belongs to.
 */
export type BallotEvent =
  | VotingEvent
  | { readonly type: 'ballotNudge' }
  | { readonly type: 'ballotSpokenTo'; readonly language: Language }
  | { readonly type: 'ballotErased'; readonly leaves?: boolean }
  | { readonly type: 'ballotLost' }
  | { readonly type: 'ballotRestored'; readonly at: Instant }
  | { readonly type: 'ballotLeft' }
  | { readonly type: 'sentAgain'; readonly event: string }
  | { readonly type: 'posted'; readonly message: MessageRef }
  /** One of its cards couldn't be reached. */
  | { readonly type: 'cardMissing'; readonly message: MessageRef }
  | {
      readonly type: 'ballotAsked'
      readonly brief: BallotBrief
      readonly page: number
      readonly member: Member
      readonly live: boolean
      readonly own: Language | undefined
    }
  | {
      readonly type: 'ballotClosed'
      readonly brief: BallotBrief
      readonly page: number
      readonly member: Member
      readonly live: boolean
    }
  /** The stars last longer, and what says so to every ballot is on its way to hers. */
  | { readonly type: 'starsExtended'; readonly closesAt: Instant }
  | { readonly type: 'ballotForgotten' }

/** With who she is as well. */
const leaving = (ballot: Ballot, now: Instant): Decision<Ballot> => {
  const erased = decide(ballot, { type: 'ballotErased' }, now)
  if (erased.kind !== 'decided' || erased.state === FORGOTTEN || ballot.person === NOBODY) return erased
  return leave(BALLOT, erased.state, erased.effects, now)
}

/**
 * One person gives stars, until they close; and what happens to her ballot without her.
 * Refuses `notYours` to who was not asked, `starsClosed` from the deadline on, `noStars` for a ballot with none,
 * `remarkTooLong` for a reason, `unknownButton` for a block that the round isn't about. UNCHANGED for what only looks, for what happened before, and for ballots that are not
 * there.
 */
export const decideBallot = (ballot: Ballot | undefined, event: BallotEvent, now: Instant): Decision<Ballot> => {
  const decision = decide(ballot, event, now)
  // At the close the tally hears of each ballot by what was on it.
  return ballot && event.type !== 'ballotClosed' ? tellingCount(BALLOT, ballot, decision, now) : decision
}

const decide = (ballot: Ballot | undefined, event: BallotEvent, now: Instant): Decision<Ballot> => {
  switch (event.type) {
    case 'ballotAsked':
      if (!event.live) return UNCHANGED
      // Asked again, because too few answered in time: the same ballot, with more time.
      return ballot ? moveDeadline(BALLOT, ballot, event.brief.closesAt, now) : asking(event, now)
    case 'starsExtended':
      return ballot ? moveDeadline(BALLOT, ballot, event.closesAt, now) : UNCHANGED
    case 'ballotClosed':
      return closing(ballot, event, now)
    case 'ballotForgotten':
      return ballot ? forget(BALLOT, ballot, now) : UNCHANGED
    case 'ballotNudge':
      return nudge(BALLOT, ballot, now)
    case 'ballotSpokenTo':
      return speak(BALLOT, ballot, event.language, now)
    case 'ballotErased': {
      if (!ballot) return UNCHANGED
      if (event.leaves) return leaving(ballot, now)
      // Stars on their way to the sum are replaced by none: the message has the same id.
      if (ballot.status === 'closed') return decided(ballot, erasing(nothingAdded(ballot, ballot.page, now)))
      const empty: Ballot = { ...through(ballot), status: 'open', stars: {}, reasons: {}, quiet: true }
      return decided(empty, erasing(redraw(BALLOT, ballot, now)))
    }
    case 'ballotLeft':
      return silence(ballot)
    case 'ballotLost':
      return tellLost(BALLOT, ballot, now)
    case 'ballotRestored':
      return tellRestored(BALLOT, ballot, event.at, now)
    case 'posted':
      return recordPosted(BALLOT, ballot, event.message, now)
    case 'cardMissing':
      return recordMissing(BALLOT, ballot, event.message, now)
    case 'sentAgain':
      return sendAgain(BALLOT, ballot, event.event, now)
    case 'shown':
    case 'starred':
    case 'cast':
    case 'snoozed':
    case 'reopened':
      return voting(ballot, event, now)
  }
}

const asking = (
  { brief, page, member, own }: Extract<BallotEvent, { type: 'ballotAsked' }>,
  now: Instant,
): Decision<Ballot> => {
  const ballot: Ballot = { ...newBallot(brief, page, member), ...(own ? { language: own } : {}) }
  // At once, whatever the hour: the team has just talked.
  return invite(BALLOT, ballot, false, now)
}

const nothingAdded = ({ round, id }: Ballot, page: number, now: Instant): Effect =>
  send({ type: 'starsAdded', round, page, ballot: id, given: undefined }, now)

/**
 * The stars leave the ballot and reach the tally in one transaction; a tombstone stays until the ranking is frozen, as
 * for sheets. A ballot that was saved once counts, also when it was open for a change at the close.
 */
const closing = (
  ballot: Ballot | undefined,
  { brief, page, member, live }: Extract<BallotEvent, { type: 'ballotClosed' }>,
  now: Instant,
): Decision<Ballot> => {
  if (!ballot && !live) return UNCHANGED
  // On two pages, as a sheet can be: the page that isn't hers hears that it waits for nothing.
  if (ballot && ballot.page !== page) return live ? decided(ballot, nothingAdded(ballot, page, now)) : UNCHANGED
  if (ballot?.status === 'closed') return UNCHANGED
  const closed: Ballot = {
    ...(ballot ? through(ballot) : newBallot(brief, page, member)),
    status: 'closed',
    stars: {},
    reasons: {},
    cards: [],
    heard: [],
  }
  const given =
    ballot && Object.keys(ballot.stars).length > 0 ? { stars: ballot.stars, reasons: ballot.reasons } : undefined
  const added = send({ type: 'starsAdded', round: brief.round, page, ballot: member.sheet, given }, now)
  const cards = ballot?.cards ?? []
  return decided(closed, erasing(added), ...cards.flatMap((message) => endCard(BALLOT, closed, message, now)))
}
