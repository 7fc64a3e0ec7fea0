import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import type { PersonHash } from '../ids.ts'
import type { SubscriptionMessage } from './messages.ts'

/**
 * Whose follow-ups an address gives. It is only where to look: the address counts as long as her own aggregate names it too,
 * so withdrawing it takes effect at once.
 */
export interface Subscription {
  readonly person: PersonHash
}

/** An address is opened once and closed once. UNCHANGED for what was heard before. */
export const decideSubscription = (
  known: Subscription | undefined,
  event: SubscriptionMessage,
): Decision<Subscription> => {
  switch (event.type) {
    case 'subscriptionOpened':
      return known ? UNCHANGED : decided({ person: event.person })
    case 'subscriptionClosed':
      return known ? decided(FORGOTTEN) : UNCHANGED
  }
}
