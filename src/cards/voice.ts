import type { PersonId } from '../flows/ids.ts'
import { spoken, spokenDay } from '../kit/calendar/calendar.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import { type BlockId, type Kit, partOf } from '../kit/kit.ts'
import type { Language } from '../kit/languages.ts'
import type { Reading } from '../kit/reading/reading.ts'
import type { Suggestions } from '../kit/reading/suggestions.ts'
import type { Found } from '../kit/search/search.ts'
import type { Say } from '../kit/sentences.ts'

/** In which words a screen speaks: a language's kit, reading and sentences, and the team's zone. */
export interface Voice {
  readonly language: Language
  /** Those that people can choose: ours, and what another content pack brings. */
  readonly languages: readonly Language[]
  readonly kit: Kit
  readonly reading: Reading
  /** Read when they are first asked for. */
  readonly suggestions: () => Suggestions
  /** Answers a question over all that can be read. */
  readonly find: (question: string) => Found
  readonly say: Say
  readonly zone: string
}

/** A voice for each language. */
export type Voices = Readonly<Record<Language, Voice>>

/** What people are called; fetched when a card is drawn, never stored. */
export type Names = (person: PersonId) => string

/** Names in a sentence: "Ada, Ben and Cas", in the voice's language. */
export const listedNames = ({ language }: Pick<Voice, 'language'>, names: readonly string[]): string =>
  new Intl.ListFormat(language === 'en' ? 'en-GB' : language).format(names)

/** A moment in words, in the voice's zone. */
export const when = ({ say, zone }: Voice, at: Instant): string => spoken(say, zone, at)

/** A day in words, in the voice's zone. */
export const dayOf = ({ say, zone }: Voice, at: Instant): string => spokenDay(say, zone, at)

/** The same voice about some of the blocks only. */
export const about = (voice: Voice, blocks: readonly BlockId[]): Voice => ({
  language: voice.language,
  languages: voice.languages,
  kit: partOf(voice.kit, blocks),
  // Read only where it is shown.
  get reading() {
    return voice.reading
  },
  suggestions: voice.suggestions,
  find: voice.find,
  say: voice.say,
  zone: voice.zone,
})
