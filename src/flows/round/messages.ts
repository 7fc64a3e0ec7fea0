import type { Instant } from '../../kit/calendar/instant.ts'
import type { ChannelId, ChannelTrouble, PersonId, RoundId } from '../ids.ts'

/**
 * `stepWaits`: who steers it is to hear message number `told`; `stepOverdue`: the step may have waited for too long;
 * `againDue`: it may be time for a next round.
 */
export type StepMessage =
  | { readonly type: 'stepWaits'; readonly round: RoundId; readonly told: number }
  | { readonly type: 'stepOverdue' | 'againDue'; readonly round: RoundId }

/** Every page of the sheets' tally is whole: the result can be made of them. */
export interface AllTallied {
  readonly type: 'allTallied'
  readonly round: RoundId
  readonly pages: number
}

/** Every page of the ballots' tally is whole: the ranking can be made of them. */
export interface AllStarred {
  readonly type: 'allStarred'
  readonly round: RoundId
  readonly pages: number
}

/**
 * How many of a page count now. `change`: how often that number changed, so that the newest stands whatever comes last; absent
 * in messages of before it could drop.
 */
export interface PageCounted {
  readonly type: 'pageCounted'
  readonly round: RoundId
  readonly page: number
  readonly handedIn: number
  readonly change?: number
}

/** The same of the ballots. */
export interface StarsCounted {
  readonly type: 'starsCounted'
  readonly round: RoundId
  readonly page: number
  readonly cast: number
  readonly change?: number
}

/** What people gave in the scan, or for the stars, can't be opened any more. */
export interface SecretLost {
  readonly type: 'answersLost' | 'starsLost'
  readonly round: RoundId
  /** The key that is gone: each is heard of once. */
  readonly key: string
}

/** Its channel takes no posts: since when, and what is the matter with it. */
export interface ChannelRefused {
  readonly type: 'channelRefused'
  readonly round: RoundId
  readonly trouble: ChannelTrouble
  readonly since: Instant
}

/** Its channel is another from now on; `same`: the same one under another id. */
export interface ChannelMoved {
  readonly type: 'channelMoved'
  readonly round: RoundId
  readonly channel: ChannelId
  readonly same?: true
}

/** The store was put back from a backup: it stands as of a moment before, where that is known. `at`: when that was noticed. */
export interface StoreRestored {
  readonly type: 'storeRestored'
  readonly at: Instant
  readonly asOf?: Instant
}

/** What a round is told, by its channel, its pages, or by itself on a date. */
export type RoundMessage =
  | {
      readonly type:
        | 'startConfirmed'
        | 'draftExpired'
        | 'deadlineReached'
        | 'gaveUp'
        | 'botRemoved'
        | 'starsDeadline'
        | 'talkDue'
        | 'channelBack'
      readonly round: RoundId
    }
  /** Whether the cards that people are asked with arrived is to be looked up. */
  | { readonly type: 'deliveryDue'; readonly round: RoundId }
  /** `appGone`: when the app was taken out of its channel, so long ago that nothing of it is kept. */
  | { readonly type: 'roundForgotten'; readonly round: RoundId; readonly appGone?: Instant }
  /** Who can be reached is to be looked up, after the reply. */
  | { readonly type: 'checkAsked'; readonly round: RoundId }
  /** Its team chose for how many months its results are kept. */
  | { readonly type: 'resultKeptFor'; readonly round: RoundId; readonly months: number }
  | PageCounted
  | { readonly type: 'unreachable'; readonly round: RoundId; readonly person: PersonId }
  | { readonly type: 'pageTallied' | 'starsTallied'; readonly round: RoundId; readonly page: number }
  | StepMessage
  | AllTallied
  | StarsCounted
  | SecretLost
  | ChannelRefused
  | ChannelMoved
  | AllStarred
