import type { Instant } from '../../kit/calendar/instant.ts'
import type { ActionId, ChannelId, PersonId } from '../ids.ts'

/** What an action is told, by itself on its dates, or by the aggregate of a person who owns it or answered about it. */
export type ActionMessage =
  | FollowUp
  | { readonly type: 'ownerErased'; readonly action: ActionId; readonly person: PersonId }
  | { readonly type: 'actionForgotten'; readonly action: ActionId; readonly appGone?: Instant }
  /** Its channel is another from now on; `same`: the same one under another id. */
  | { readonly type: 'actionMoved'; readonly action: ActionId; readonly channel: ChannelId; readonly same?: true }
  /** Its team chose for how many months its plan is kept. */
  | { readonly type: 'planKeptFor'; readonly action: ActionId; readonly months: number }
  /** Who steers a next round decided that it doesn't go on. */
  | { readonly type: 'ended'; readonly action: ActionId; readonly how: 'done' | 'stopped' }

/** What is asked about a date: the date has come, it comes back since someone put it off, or nobody has answered. */
export type FollowUp =
  | {
      readonly type: 'followUpDue' | 'askedAgain'
      readonly action: ActionId
      /** ISO `YYYY-MM-DD` in the action's zone. */
      readonly date: string
    }
  | Silence

/** Nobody has answered what was asked about `date`. */
export interface Silence {
  readonly type: 'silence'
  readonly action: ActionId
  /** ISO `YYYY-MM-DD` in the action's zone. */
  readonly date: string
  /** How often it was asked so far. */
  readonly times: number
}
