import type { Instant } from '../../kit/instant.ts'

/**
 * Whether it was heard, must be told again because something that comes first hasn't happened yet, or waits for a
 * moment that is better for whoever gets it.
 */
export type DeliveryOutcome = 'heard' | 'notYet' | { readonly quietUntil: Instant }

export const outcomeOf = ({ kind }: { readonly kind: string }): DeliveryOutcome =>
  kind === 'notYet' ? 'notYet' : 'heard'
