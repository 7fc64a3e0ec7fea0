import type { PersonHash, SubscriptionId } from '../ids.ts'

/** What the address of someone's calendar is told by her own aggregate. */
export type SubscriptionMessage =
  | { readonly type: 'subscriptionOpened'; readonly subscription: SubscriptionId; readonly person: PersonHash }
  | { readonly type: 'subscriptionClosed'; readonly subscription: SubscriptionId }
