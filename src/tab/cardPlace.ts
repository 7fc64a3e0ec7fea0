import type { Say } from '../kit/sentences.ts'

/** What a card on a page sends along with each press. */
export interface CardPlace {
  readonly say: Say
  /** Names this drawing of the page: the same button pressed twice on it is one press. */
  readonly drawing: string
  /** Only her own pages know it. */
  readonly formKey: string
  /** The page that [Back] leads to. */
  readonly from: string
  /** Whether a button works on a page. */
  readonly takes: (verb: string) => boolean
  /** How deep the card's heading lies: 1 where it is all there is. */
  readonly level: 1 | 2
}
