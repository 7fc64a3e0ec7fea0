import type { Instant } from '../../kit/instant.ts'
import { FORGOTTEN, NOT_YET, type Step, step, UNCHANGED } from '../decision.ts'
import { tell } from '../effect.ts'
import type { PersonId, RoundId, SheetId } from '../ids.ts'

export interface Member {
  readonly person: PersonId
  readonly sheet: SheetId
}

/** One page of a round's people: immutable, read only when everyone on it is told something. */
export interface Roster {
  readonly round: RoundId
  readonly page: number
  readonly members: readonly Member[]
}

/** Beside the reminders by date, which are numbered from zero. */
const MANUAL = 9

/** Members a page: what one transaction fans out to. */
export const PAGE = 200

export const pagesOf = (members: readonly Member[]): Member[][] =>
  Array.from({ length: Math.ceil(members.length / PAGE) }, (_, page) => members.slice(page * PAGE, (page + 1) * PAGE))

export type RosterEvent =
  | { readonly type: 'assembled'; readonly round: RoundId; readonly page: number; readonly members: readonly Member[] }
  | { readonly type: 'extended'; readonly closesAt: Instant }
  | { readonly type: 'pageClosed'; readonly counting: boolean; readonly live: boolean }
  | { readonly type: 'pageReleased' }
  | { readonly type: 'reminded' | 'starsAsked' | 'starsClosed' | 'ballotsReleased' }
  | { readonly type: 'rosterForgotten' }

/** Passes what happens to a round on to each of its people. */
export const rostering = (roster: Roster | undefined, event: RosterEvent, now: Instant): Step<Roster> => {
  if (event.type === 'assembled') {
    if (roster) return UNCHANGED
    const { round, page, members } = event
    return step(
      { round, page, members },
      ...members.map((member) => tell({ type: 'invited', round, page, member }, now)),
    )
  }
  // Still on its way to being assembled, it must not miss its close; once forgotten, nobody waits for it.
  if (!roster) return event.type === 'pageClosed' && event.live ? NOT_YET : UNCHANGED
  const { round, page, members } = roster
  switch (event.type) {
    case 'extended': {
      const { closesAt } = event
      const moved = members.map(({ sheet }) => tell({ type: 'deadlineMoved', round, sheet, closesAt }, now))
      return step(roster, ...moved)
    }
    case 'pageClosed': {
      const { counting } = event
      const closed = members.map((member) => tell({ type: 'sheetClosed', round, page, member, counting }, now))
      return counting
        ? step(roster, tell({ type: 'expected', round, page, sheets: members.length }, now), ...closed)
        : step(roster, ...closed)
    }
    case 'pageReleased':
      return step(roster, ...members.map(({ sheet }) => tell({ type: 'sheetForgotten', round, sheet }, now)))
    case 'reminded':
      // Everyone is told; who has finished stays silent, so that nobody is named and nothing is learned.
      return step(roster, ...members.map(({ sheet }) => tell({ type: 'nudge', round, sheet, times: MANUAL }, now)))
    case 'starsAsked':
      return step(roster, ...members.map((member) => tell({ type: 'ballotAsked', round, page, member }, now)))
    case 'starsClosed':
      return step(
        roster,
        tell({ type: 'ballotsExpected', round, page, ballots: members.length }, now),
        ...members.map((member) => tell({ type: 'ballotClosed', round, page, member }, now)),
      )
    case 'ballotsReleased':
      return step(roster, ...members.map(({ sheet }) => tell({ type: 'ballotForgotten', round, ballot: sheet }, now)))
    case 'rosterForgotten':
      return step(FORGOTTEN)
  }
}
