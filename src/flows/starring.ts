import type { Instant } from '../kit/instant.ts'
import type { StarVotes } from '../kit/stars.ts'
import { type Effect, edit, erasing, post, tell } from './effect.ts'
import type { MessageRef, PersonId, Platform, RoundId, SheetId } from './names.ts'
import type { Member } from './rosters.ts'
import { FORGOTTEN, refuse, type Step, step, UNCHANGED } from './step.ts'

/** One person's stars; a ballot nobody saved is no vote. */
export interface Ballot {
  readonly round: RoundId
  readonly id: SheetId
  readonly page: number
  readonly platform: Platform
  readonly person: PersonId
  readonly title: string
  readonly closesAt: Instant
  readonly status: 'open' | 'cast' | 'closed'
  readonly stars: StarVotes
  readonly cards: readonly MessageRef[]
}

export interface StarsBrief {
  readonly round: RoundId
  readonly platform: Platform
  readonly title: string
  readonly closesAt: Instant
}

export type StarringEvent =
  | { readonly type: 'shown' }
  | { readonly type: 'cast'; readonly stars: StarVotes }
  | { readonly type: 'reopened' }
  | { readonly type: 'sentAgain'; readonly event: string }
  | { readonly type: 'posted'; readonly message: MessageRef }
  | {
      readonly type: 'ballotAsked'
      readonly brief: StarsBrief
      readonly page: number
      readonly member: Member
      readonly live: boolean
    }
  | {
      readonly type: 'ballotClosed'
      readonly brief: StarsBrief
      readonly page: number
      readonly member: Member
      readonly live: boolean
    }
  | { readonly type: 'ballotForgotten' }

const cardOf = ({ round, id }: Ballot) => ({ screen: 'ballot', round, ballot: id }) as const
const redraw = (ballot: Ballot, now: Instant): Effect =>
  edit(`ballot/${ballot.round}/${ballot.id}`, cardOf(ballot), 'own', now)
const goodbye = ({ round, id }: Ballot, message: MessageRef, now: Instant): Effect =>
  edit(`starsGoodbye/${round}/${id}/${message.message}`, { screen: 'starsClosed', round }, message, now)

/** One person gives stars, until they close; and what happens to her ballot without her. */
export const starring = (ballot: Ballot | undefined, event: StarringEvent, now: Instant): Step<Ballot> => {
  switch (event.type) {
    case 'ballotAsked':
      if (!event.live) return UNCHANGED
      return ballot ? lasting(ballot, event.brief.closesAt, now) : asking(event, now)
    case 'ballotClosed':
      return closing(ballot, event, now)
    case 'ballotForgotten':
      return ballot ? step(FORGOTTEN) : UNCHANGED
    case 'posted':
      if (!ballot || ballot.cards.some(({ message }) => message === event.message.message)) return UNCHANGED
      if (ballot.status === 'closed') return step(ballot, goodbye(ballot, event.message, now))
      return step({ ...ballot, cards: [...ballot.cards, event.message] })
    case 'sentAgain': {
      if (!ballot) return UNCHANGED
      const to = { in: 'private', platform: ballot.platform, person: ballot.person } as const
      return step(ballot, post(`again/${event.event}`, cardOf(ballot), to, now))
    }
    case 'shown':
    case 'cast':
    case 'reopened':
      return voting(ballot, event, now)
  }
}

const voting = (
  ballot: Ballot | undefined,
  event: Extract<StarringEvent, { type: 'shown' | 'cast' | 'reopened' }>,
  now: Instant,
): Step<Ballot> => {
  if (!ballot) return refuse('notYours')
  if (event.type === 'shown') return UNCHANGED
  if (ballot.status === 'closed' || now >= ballot.closesAt) return refuse('starsClosed')
  if (event.type === 'reopened') return step({ ...ballot, status: 'open' })
  if (Object.keys(event.stars).length === 0) return refuse('noStars')
  const cast: Ballot = { ...ballot, status: 'cast', stars: event.stars }
  const { round, page, id } = ballot
  return step(cast, tell({ type: 'ballotCast', round, page, ballot: id }, now), redraw(ballot, now))
}

const blank = (brief: StarsBrief, page: number, { person, sheet }: Member): Ballot => ({
  ...brief,
  id: sheet,
  page,
  person,
  status: 'open',
  stars: {},
  cards: [],
})

/** Asked again, because too few answered in time: the same ballot, with more time. */
const lasting = (ballot: Ballot, closesAt: Instant, now: Instant): Step<Ballot> =>
  ballot.closesAt === closesAt ? UNCHANGED : step({ ...ballot, closesAt }, redraw(ballot, now))

const asking = (event: Extract<StarringEvent, { type: 'ballotAsked' }>, now: Instant): Step<Ballot> => {
  const ballot = blank(event.brief, event.page, event.member)
  const to = { in: 'private', platform: ballot.platform, person: ballot.person } as const
  return step(ballot, post(`ballot/${ballot.round}/${ballot.id}`, cardOf(ballot), to, now))
}

/**
 * The stars leave the ballot and reach the tally in one transaction; a tombstone stays until the ranking is frozen, as
 * for sheets. A ballot that was saved once counts, also when it was open for a change at the close.
 */
const closing = (
  ballot: Ballot | undefined,
  { brief, page, member, live }: Extract<StarringEvent, { type: 'ballotClosed' }>,
  now: Instant,
): Step<Ballot> => {
  if (!ballot && !live) return UNCHANGED
  if (ballot?.status === 'closed') return UNCHANGED
  const closed: Ballot = { ...(ballot ?? blank(brief, page, member)), status: 'closed', stars: {}, cards: [] }
  const stars = ballot && Object.keys(ballot.stars).length > 0 ? ballot.stars : undefined
  const added = tell({ type: 'starsAdded', round: brief.round, page, ballot: member.sheet, stars }, now)
  const cards = ballot?.cards ?? []
  return step(closed, erasing(added), ...cards.map((message) => goodbye(closed, message, now)))
}
