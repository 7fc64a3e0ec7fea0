import type { PersonId, Platform, RoundId, SheetId, SubscriptionId } from '../ids.ts'

/** What was erased for good, so that a backup from before can be rid of it as well when it is put back. */
export type Erasure =
  | { readonly what: 'person'; readonly platform: Platform; readonly person: PersonId }
  /** Someone took back what she had given in a round. */
  | { readonly what: 'sheet'; readonly round: RoundId; readonly sheet: SheetId }
  /** Someone withdrew the address of her calendar. */
  | { readonly what: 'subscription'; readonly subscription: SubscriptionId }
  /** All of an organisation: its contract ended, or it took the app out and didn't come back. */
  | { readonly what: 'tenant'; readonly platform: Pick<Platform, 'name' | 'tenant'> }
  /** The answers, or the stars, of everyone in it: it was closed or stopped. */
  | { readonly what: 'round' | 'stars'; readonly round: RoundId }
