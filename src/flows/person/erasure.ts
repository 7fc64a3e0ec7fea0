import type { Instant } from '../../kit/instant.ts'
import { type Effect, erasing } from '../effect.ts'
import type { PersonId, Platform, RoundId, SheetId } from '../ids.ts'

/** What was erased for good, so that a backup from before can be rid of it as well when it is put back. */
export type Erasure =
  | { readonly what: 'person'; readonly platform: Platform; readonly person: PersonId }
  /** Someone took back what she had given in a round. */
  | { readonly what: 'sheet'; readonly round: RoundId; readonly sheet: SheetId }
  /** The answers, or the stars, of everyone in it: it was closed or stopped. */
  | { readonly what: 'round' | 'stars'; readonly round: RoundId }

/** Writes it down outside the store, which a backup would take back. @param id without any person in it */
export const noteErasure = (id: string, erasure: Erasure, now: Instant): Effect =>
  erasing({ id: `note/${erasure.what}/${id}`, due: now, timing: 'date', payload: { do: 'note', erasure } })
