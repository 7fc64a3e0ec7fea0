import type { Instant } from '../../kit/instant.ts'
import type { Language } from '../../kit/languages.ts'
import type { Snooze } from '../../kit/nudges.ts'
import { LONGEST, lengthOf } from '../../kit/plainText.ts'
import type { BallotAnswers } from '../../kit/stars.ts'
import { type Decision, decided, FORGOTTEN, refuse, UNCHANGED } from '../decision.ts'
import { type Effect, erasing, post, send } from '../effect.ts'
import { finalEdits } from '../finalEdit.ts'
import type { Member, MessageRef } from '../ids.ts'
import { type Ballot, type BallotBrief, cardOf, nudging, redraw, reminders, snoozing, taskOf } from './ballot.ts'

export type BallotEvent =
  | { readonly type: 'shown' }
  | { readonly type: 'cast'; readonly given: BallotAnswers }
  | { readonly type: 'snoozed'; readonly until: Snooze | 'never' }
  | { readonly type: 'ballotNudge' }
  | { readonly type: 'ballotSpokenTo'; readonly language: Language }
  | { readonly type: 'ballotErased' }
  | { readonly type: 'reopened' }
  | { readonly type: 'sentAgain'; readonly event: string }
  | { readonly type: 'posted'; readonly message: MessageRef }
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
  | { readonly type: 'ballotForgotten' }

const finalEdit = ({ round, id, language, platform }: Ballot, message: MessageRef, now: Instant): Effect[] =>
  finalEdits(
    `starsGoodbye/${round}/${id}/${message.message}`,
    { screen: 'starsClosed', round, language },
    message,
    platform,
    now,
  )

/** One person gives stars, until they close; and what happens to her ballot without her. */
export const decideBallot = (ballot: Ballot | undefined, event: BallotEvent, now: Instant): Decision<Ballot> => {
  switch (event.type) {
    case 'ballotAsked':
      if (!event.live) return UNCHANGED
      return ballot ? lasting(ballot, event.brief.closesAt, now) : asking(event, now)
    case 'ballotClosed':
      return closing(ballot, event, now)
    case 'ballotForgotten':
      return ballot
        ? decided(
            FORGOTTEN,
            send({ type: 'taskClosed', ...taskOf(ballot) }, now, `taskClosed/${ballot.round}/stars/${ballot.id}`),
          )
        : UNCHANGED
    case 'ballotNudge':
      return nudging(ballot, now)
    case 'ballotSpokenTo':
      if (!ballot || ballot.language === event.language) return UNCHANGED
      return decided({ ...ballot, language: event.language }, redraw(ballot, now))
    case 'ballotErased':
      if (!ballot || ballot.status === 'closed') return UNCHANGED
      return decided({ ...ballot, status: 'open', stars: {}, reasons: {}, quiet: true }, erasing(redraw(ballot, now)))
    case 'posted':
      if (!ballot || ballot.cards.some(({ message }) => message === event.message.message)) return UNCHANGED
      if (ballot.status === 'closed') return decided(ballot, ...finalEdit(ballot, event.message, now))
      return decided({ ...ballot, cards: [...ballot.cards, event.message] })
    case 'sentAgain': {
      if (!ballot) return UNCHANGED
      const to = { in: 'private', platform: ballot.platform, person: ballot.person } as const
      return decided(ballot, post(`again/${event.event}`, cardOf(ballot), to, now))
    }
    case 'shown':
    case 'cast':
    case 'snoozed':
    case 'reopened':
      return voting(ballot, event, now)
  }
}

const voting = (
  ballot: Ballot | undefined,
  event: Extract<BallotEvent, { type: 'shown' | 'cast' | 'snoozed' | 'reopened' }>,
  now: Instant,
): Decision<Ballot> => {
  if (!ballot) return refuse('notYours')
  if (event.type === 'shown') return UNCHANGED
  if (ballot.status === 'closed' || now >= ballot.closesAt) return refuse('starsClosed')
  if (event.type === 'reopened') return decided({ ...ballot, status: 'open' })
  if (event.type === 'snoozed') return snoozing(ballot, event.until, now)
  const { given } = event
  if (Object.values(given.reasons).some((text) => lengthOf(text) > LONGEST.reason)) return refuse('remarkTooLong')
  if (Object.keys(given.stars).length === 0) return refuse('noStars')
  const cast: Ballot = { ...ballot, status: 'cast', ...given }
  const { round, page, id } = ballot
  return decided(
    cast,
    send({ type: 'ballotCast', round, page, ballot: id }, now),
    // Among what is hers, also after she had everything of hers erased.
    send({ type: 'taskOpened', ...taskOf(ballot) }, now, `taskOpened/${round}/stars/${id}`),
    redraw(ballot, now),
  )
}

const blank = (brief: BallotBrief, page: number, { person, sheet }: Member): Ballot => ({
  ...brief,
  id: sheet,
  page,
  person,
  status: 'open',
  stars: {},
  reasons: {},
  cards: [],
  nudged: 0,
  quiet: false,
  heard: [],
})

/** Asked again, because too few answered in time: the same ballot, with more time. */
const lasting = (ballot: Ballot, closesAt: Instant, now: Instant): Decision<Ballot> =>
  ballot.closesAt === closesAt
    ? UNCHANGED
    : decided({ ...ballot, closesAt }, redraw(ballot, now), ...reminders({ ...ballot, closesAt }, now))

const asking = (event: Extract<BallotEvent, { type: 'ballotAsked' }>, now: Instant): Decision<Ballot> => {
  const { brief, page, member, own } = event
  const ballot: Ballot = { ...blank(brief, page, member), ...(own ? { language: own } : {}) }
  const { round, id, platform, person } = ballot
  return decided(
    ballot,
    // At once, whatever the hour: the team has just talked.
    post(`ballot/${round}/${id}`, cardOf(ballot), { in: 'private', platform, person }, now),
    send({ type: 'taskOpened', ...taskOf(ballot) }, now, `taskOpened/${round}/stars/${id}`),
    ...reminders(ballot, now),
  )
}

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
  if (ballot?.status === 'closed') return UNCHANGED
  const closed: Ballot = {
    ...(ballot ?? blank(brief, page, member)),
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
  return decided(closed, erasing(added), ...cards.flatMap((message) => finalEdit(closed, message, now)))
}
