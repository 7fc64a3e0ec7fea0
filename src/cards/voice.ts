import type { PersonId } from '../flows/ids.ts'
import { spoken, spokenDay } from '../kit/calendar.ts'
import type { Instant } from '../kit/instant.ts'
import { type BlockId, type Kit, partOf } from '../kit/kit.ts'
import type { Language } from '../kit/languages.ts'
import type { Reading } from '../kit/reading.ts'
import type { Say } from '../kit/sentences.ts'

/** In which words a screen speaks: a language's kit, reading and sentences, and the team's zone. */
export interface Voice {
  readonly language: Language
  readonly kit: Kit
  readonly reading: Reading
  readonly say: Say
  readonly zone: string
}

/** A voice for each language. */
export type Voices = Readonly<Record<Language, Voice>>

/** What people are called; fetched when a card is drawn, never stored. */
export type Names = (person: PersonId) => string

/** A moment in words, in the voice's zone. */
export const when = ({ say, zone }: Voice, at: Instant): string => spoken(say, zone, at)

/** A day in words, in the voice's zone. */
export const dayOf = ({ say, zone }: Voice, at: Instant): string => spokenDay(say, zone, at)

/** The same voice about some of the blocks only. */
export const about = (voice: Voice, blocks: readonly BlockId[]): Voice => ({ ...voice, kit: partOf(voice.kit, blocks) })
