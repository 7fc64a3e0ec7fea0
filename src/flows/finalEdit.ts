import { type Instant, MINUTE } from '../kit/calendar/instant.ts'
import { type Effect, edit } from './effect.ts'
import type { MessageRef, Platform } from './ids.ts'
import type { CardRef } from './refs.ts'

/** Longer than anything is under way. */
export const UNDER_WAY = 10 * MINUTE

/**
 * A card's last edit, after which nothing anyone gave stands on it. Where the answer to a press stays in the message, one that
 * was still under way may land after that: there it is done once more, when it has.
 */
export const finalEdits = (
  id: string,
  card: CardRef,
  message: MessageRef,
  { keepsAnswers }: Platform,
  now: Instant,
): Effect[] => [
  edit(id, card, message, now),
  ...(keepsAnswers ? [edit(`${id}/again`, card, message, now + UNDER_WAY)] : []),
]
