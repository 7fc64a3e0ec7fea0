import type { ActionId, PersonId } from '../ids.ts'

/** What an action is told, by itself on its dates, or by the aggregate of a person who owns it. */
export type ActionMessage =
  | { readonly type: 'followUpDue'; readonly action: ActionId; readonly date: string }
  | Silence
  | { readonly type: 'ownerErased'; readonly action: ActionId; readonly person: PersonId }
  | { readonly type: 'actionForgotten'; readonly action: ActionId }
  /** Its team chose for how many months its plan is kept. */
  | { readonly type: 'planKeptFor'; readonly action: ActionId; readonly months: number }

/** Nobody has answered what was asked about `date`. */
export interface Silence {
  readonly type: 'silence'
  readonly action: ActionId
  /** ISO `YYYY-MM-DD` in the round's zone. */
  readonly date: string
  /** How often it was asked so far. */
  readonly times: number
}
