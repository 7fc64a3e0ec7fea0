import type { Instant } from '../../kit/calendar/instant.ts'
import type { Member, Platform, RoundId } from '../ids.ts'

/** What a page of a round's roster is told by the round, to pass on to each of its people. */
export type RosterMessage =
  | {
      readonly type: 'assembled'
      readonly round: RoundId
      readonly page: number
      readonly members: readonly Member[]
      /** When they were chosen, where that was before: who had everything of hers erased since isn't asked. */
      readonly since?: Instant
    }
  | { readonly type: 'extended'; readonly round: RoundId; readonly page: number; readonly closesAt: Instant }
  /** Others were added: how many are asked by now, and how many read along in the channel, where that is known. */
  | {
      readonly type: 'moreAsked'
      readonly round: RoundId
      readonly page: number
      readonly asked: number
      readonly readers?: number
    }
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
  /** What people gave since a backup is gone: each of them is told. */
  | {
      readonly type: 'pageRestored'
      readonly round: RoundId
      readonly page: number
      readonly of: 'sheets' | 'ballots'
      readonly at: Instant
    }
  /** `platform`: where its people hear that nobody asks them anything any more; absent in what was saved without it. */
  | { readonly type: 'rosterForgotten'; readonly round: RoundId; readonly page: number; readonly platform?: Platform }
  /** `platform`: where its people hear it of a result, since their sheets are gone by then. */
  | { readonly type: 'pageMoved'; readonly round: RoundId; readonly page: number; readonly platform?: Platform }
  | {
      readonly type: 'reminded' | 'starsAsked' | 'starsClosed' | 'pageReleased' | 'ballotsReleased'
      readonly round: RoundId
      readonly page: number
    }
