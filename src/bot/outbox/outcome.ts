import type { Instant } from '../../kit/calendar/instant.ts'

/**
 * How a delivery ended: done; not to be done, because whom it was for can't be reached; to be tried again, because something that has to come first hasn't happened yet; or to wait
 * for the hours of whoever gets it, for what she is filling in, or for a channel that takes nothing now.
 */
export type DeliveryOutcome =
  | 'delivered'
  | 'unreachable'
  | 'notYet'
  | { readonly quietUntil: Instant }
  | { readonly openUntil: Instant }
  | { readonly closedUntil: Instant }

/** The outcome of a transaction an effect caused: a refusal is final too, since nobody is there to be told. */
export const outcomeOf = ({ kind }: { readonly kind: string }): DeliveryOutcome =>
  kind === 'notYet' ? 'notYet' : 'delivered'
