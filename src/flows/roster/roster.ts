import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, FORGOTTEN, NOT_YET, UNCHANGED } from '../decision.ts'
import { type Effect, post, quietly, send } from '../effect.ts'
import { type Member, NOBODY, type Platform, type RoundId, type SheetId } from '../ids.ts'
import type { RosterMessage } from './messages.ts'

/** One page of a round's people: immutable, read only when everyone on it is told something. */
export interface Roster {
  readonly round: RoundId
  readonly page: number
  readonly members: readonly Member[]
}

/** Someone on it had everything of hers erased. */
export interface MemberErased {
  readonly type: 'memberErased'
  readonly sheet: SheetId
}

/** Beside the reminders by date, which are numbered from zero. */
const MANUAL = 9

/** Members a page: what one transaction fans out to. */
export const PAGE = 200

/** In pages of at most `PAGE`; empty when there is nobody. */
export const pagesOf = (members: readonly Member[]): Member[][] =>
  Array.from({ length: Math.ceil(members.length / PAGE) }, (_, page) => members.slice(page * PAGE, (page + 1) * PAGE))

/**
 * Passes what happens to a round on to each of its people. It refuses nothing.
 * NOT_YET for the close of a page that is still to be assembled; UNCHANGED for anything else told to one that is not
 * there.
 */
export const decideRoster = (
  roster: Roster | undefined,
  event: RosterMessage | MemberErased,
  now: Instant,
): Decision<Roster> => {
  if (event.type === 'assembled') {
    if (roster) return UNCHANGED
    const { round, page } = event
    // Each once: the close waits for as many sheets as there are people on the page.
    const members = event.members.filter(({ sheet }, at, all) => all.findIndex((one) => one.sheet === sheet) === at)
    return decided(
      { round, page, members },
      ...members.map((member) => send({ type: 'invited', round, page, member }, now)),
    )
  }
  // Still on its way to being assembled, it must not miss its close; once forgotten, nobody waits for it.
  if (!roster) return event.type === 'pageClosed' && event.live ? NOT_YET : UNCHANGED
  const { round, page, members } = roster
  switch (event.type) {
    case 'extended': {
      const { closesAt } = event
      const moved = members.map(({ sheet }) => send({ type: 'deadlineMoved', round, sheet, closesAt }, now))
      return decided(roster, ...moved)
    }
    case 'moreAsked': {
      const { asked, readers } = event
      const told = { round, asked, ...(readers === undefined ? {} : { readers }) }
      return decided(roster, ...members.map(({ sheet }) => send({ type: 'othersAdded', sheet, ...told }, now)))
    }
    case 'pageClosed': {
      const { counting } = event
      const closed = members.map((member) => send({ type: 'sheetClosed', round, page, member, counting }, now))
      return counting
        ? decided(roster, send({ type: 'expected', round, page, sheets: members.length }, now), ...closed)
        : decided(roster, ...closed)
    }
    case 'pageReleased':
      return decided(roster, ...members.map(({ sheet }) => send({ type: 'sheetForgotten', round, sheet }, now)))
    case 'reminded':
      // Everyone is told; who has finished stays silent, so that nobody is named and nothing is learned.
      return decided(roster, ...members.map(({ sheet }) => send({ type: 'nudge', round, sheet, times: MANUAL }, now)))
    case 'pageMoved':
      return event.platform
        ? decided(roster, ...resultMoved(roster, event.platform, now))
        : decided(roster, ...members.map(({ sheet }) => send({ type: 'sheetMoved', round, sheet }, now)))
    case 'starsAsked':
      return decided(roster, ...members.map((member) => send({ type: 'ballotAsked', round, page, member }, now)))
    case 'starsClosed':
      return decided(
        roster,
        send({ type: 'ballotsExpected', round, page, ballots: members.length }, now),
        ...members.map((member) => send({ type: 'ballotClosed', round, page, member }, now)),
      )
    case 'ballotsReleased':
      return decided(
        roster,
        ...members.map(({ sheet }) => send({ type: 'ballotForgotten', round, ballot: sheet }, now)),
      )
    case 'pageLost':
      return decided(
        roster,
        ...members.map(({ sheet }) =>
          event.of === 'sheets'
            ? send({ type: 'sheetLost', round, sheet }, now)
            : send({ type: 'ballotLost', round, ballot: sheet }, now),
        ),
      )
    case 'pageRestored': {
      const { at } = event
      return decided(
        roster,
        ...members.map(({ sheet }) =>
          event.of === 'sheets'
            ? send({ type: 'sheetRestored', round, sheet, at }, now)
            : send({ type: 'ballotRestored', round, ballot: sheet, at }, now),
        ),
      )
    }
    case 'memberErased':
      return withoutName(roster, event.sheet)
    case 'rosterForgotten':
      return decided(FORGOTTEN, ...askedNoMore(roster, event.platform, now))
  }
}

/** Others read what her team came to from now on: each of those who were asked hears it. */
const resultMoved = ({ round, members }: Roster, platform: Platform, now: Instant): Effect[] =>
  members
    .filter(({ person }) => person !== NOBODY)
    .map(({ person, sheet }) => {
      const card = { screen: 'resultMoved', round, person } as const
      return quietly(post(`resultMoved/${round}/${sheet}/${now}`, card, { in: 'private', platform, person }, now))
    })

/** Her place stays, so that as many are waited for as were asked; by its sheet it is still hers, if she comes back by herself. */
const withoutName = (roster: Roster, sheet: SheetId): Decision<Roster> => {
  const isHers = (member: Member): boolean => member.sheet === sheet && member.person !== NOBODY
  if (!roster.members.some(isHers)) return UNCHANGED
  const members = roster.members.map((member) => (isHers(member) ? { ...member, person: NOBODY } : member))
  return decided({ ...roster, members })
}

const askedNoMore = ({ round, members }: Roster, platform: Platform | undefined, now: Instant): Effect[] =>
  members.flatMap(({ person, sheet }) =>
    platform && person !== NOBODY
      ? [send({ type: 'askedNoMore', platform, person, round }, now, `askedNoMore/${round}/${sheet}`)]
      : [],
  )
