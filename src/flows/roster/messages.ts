import type { Instant } from '../../kit/calendar/instant.ts'
import type { Member, RoundId } from '../ids.ts'

/** What a page of a round's roster is told by the round, to pass on to each of its people. */
export type RosterMessage =
  | { readonly type: 'assembled'; readonly round: RoundId; readonly page: number; readonly members: readonly Member[] }
  | { readonly type: 'extended'; readonly round: RoundId; readonly page: number; readonly closesAt: Instant }
  | {
      readonly type: 'pageClosed'
      readonly round: RoundId
      readonly page: number
      readonly counting: boolean
      /** Whether the round waits for the page: then it is told again until it is there. */
      readonly live: boolean
    }
  /** What people gave is gone: each of them is told. */
  | { readonly type: 'pageLost'; readonly round: RoundId; readonly page: number; readonly of: 'sheets' | 'ballots' }
  | {
      readonly type: 'reminded' | 'starsAsked' | 'starsClosed' | 'pageReleased' | 'ballotsReleased' | 'rosterForgotten'
      readonly round: RoundId
      readonly page: number
    }
