import { z } from 'zod'
import { type ContentFile, parseFile } from '../parseFile.ts'
import { KINDS } from '../reading/library.ts'

/** What a search finds: the kinds of the library, and the kit's own parts. */
export const FOUND_KINDS = [...KINDS, 'block', 'element', 'concern', 'page'] as const
/** One of `FOUND_KINDS`. */
export type FoundKind = (typeof FOUND_KINDS)[number]

/** One line of words and phrases, with commas. */
const words = z.string().transform((line) =>
  line
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean),
)
/** Parts that follow each other at once. */
const NO_LINK = '@'

const schema = z.strictObject({
  stop: words,
  links: words.transform((links) => links.map((link) => (link === NO_LINK ? '' : link))),
  kinds: z.strictObject(
    Object.fromEntries(FOUND_KINDS.map((kind) => [kind, words])) as Record<FoundKind, typeof words>,
  ),
  same: z.array(words.refine((group) => group.length > 1, 'expected two words or more that mean the same')),
  about: z.record(z.string(), words).default({}),
  helplines: z.record(z.string(), words),
})

/** How people of a language ask: `synonyms.yaml`. */
export interface Vocabulary {
  /** Words that say nothing of what is looked for. */
  readonly stop: readonly string[]
  /** What may stand between the words of a compound; none in a language that writes them apart. */
  readonly links: readonly string[]
  /** What people call each kind. */
  readonly kinds: Readonly<Record<FoundKind, readonly string[]>>
  /** Groups of words and phrases that mean the same here; phrases of several words are understood, and never looked for. */
  readonly same: readonly (readonly string[])[]
  /** By the id of what can be found: what people call what it is about, where its own text has other words. */
  readonly about: Readonly<Record<string, readonly string[]>>
  /** By the library's id of a helpline from here: when it fits. */
  readonly helplines: Readonly<Record<string, readonly string[]>>
}

/** Reads `synonyms.yaml` of a language. @throws {BrokenContent} */
export const parseVocabulary = (file: ContentFile): Vocabulary => parseFile(file, schema)
