import { z } from 'zod'
import {
  type ConcernStep,
  concernProblems,
  concernSchema,
  type Helpline,
  helplineFor,
  helplineSchema,
} from './concern.ts'
import type { BlockId } from './kit.ts'
import { LANGUAGES, type Language } from './languages.ts'
import { BrokenContent, blockIdSchema, type ContentFile, parseFile } from './parseKit.ts'
import { type WorryRules, worrySchema } from './worry.ts'

/** What a team can read about a block after the scan. */
export interface Deepening {
  /** The kit's core question of the block. */
  readonly core: string
  /** Questions for the team's talk. */
  readonly talk: readonly string[]
  /** Questions for each person. */
  readonly reflect: readonly string[]
}

/** Where the team is: what is from here goes before what is from abroad. */
export const HERE = 'nl-BE'

/** Whether it is from here, or from those who do the same for who speaks another language of the country. */
export const isHere = (from: string): boolean => from === HERE || from === 'fr-BE'

/** What kinds of entries the library has. */
export const KINDS = ['tool', 'training', 'practice', 'report', 'framework', 'helpline', 'organisation'] as const

/** A tool, training, practice, report, framework, helpline or organisation that the sources name. */
export interface Entry {
  readonly id: string
  readonly name: string
  readonly description: string
  /** As the sources print it; where they have none, the organisation's own site. */
  readonly link: string
  /** Language and country of the entry, such as `nl-BE`. */
  readonly from: string
  readonly kind: (typeof KINDS)[number]
  /** The blocks it helps with; at least one. */
  readonly blocks: readonly BlockId[]
}

/** All that can be read in one language. */
export interface Reading {
  readonly deepening: Readonly<Record<BlockId, Deepening>>
  readonly library: readonly Entry[]
  readonly concern: readonly ConcernStep[]
  /** Whom one can call; 112 first. */
  readonly helplines: readonly Helpline[]
  /** By which words someone is heard to be worried. */
  readonly worry: WorryRules
}

const sentence = z.string().trim().min(1)
const deepeningSchema = z.record(
  blockIdSchema,
  z.strictObject({
    core: sentence.max(200),
    talk: z.array(sentence.max(200)).min(2).max(5),
    reflect: z.array(sentence.max(200)).min(2).max(5),
  }),
)
const id = z.string().regex(/^[a-z0-9-]+$/, 'expected an id such as "mediawijs"')
const librarySchema = z.array(
  z.strictObject({
    id,
    name: sentence.max(80),
    link: z.url({ protocol: /^https?$/ }),
    named: z.literal(true).optional(),
    from: z.string().regex(/^[a-z]{2}-[A-Z]{2}$/, 'expected a language and country such as "nl-BE"'),
    kind: z.enum(KINDS),
    blocks: z.array(blockIdSchema).min(1),
    ...(Object.fromEntries(LANGUAGES.map((language) => [language, sentence.max(200)])) as Record<
      Language,
      z.ZodString
    >),
  }),
)
/** Entries that the library has for each block, at least. */
export const LEAST_ENTRIES = 5
const BLOCKS = ['1', '2', '3', '4', '5', '6', '7'] as const

const entryOf = (row: z.infer<typeof librarySchema>[number], language: Language): Entry => {
  const { id: entry, name, link, from, kind, blocks } = row
  return { id: entry, name, link, from, kind, blocks, description: row[language] }
}

/** A helpline as the library has it, with its number in its name. */
const helplineEntry = (line: ReturnType<typeof helplineFor>, language: Language): readonly Entry[] => {
  const { name, number, added, library, from = HERE } = line
  if (!library || added === undefined) return []
  const called = name === number ? name : `${name} ${number}`
  return [{ ...library, name: called, link: added, from, kind: 'helpline', description: line[language] }]
}

/**
 * Reads the files of a language. Library and helplines are one file for all languages, with a description in each.
 * @throws {BrokenContent} with all problems at once
 */
export const parseReading = (
  files: Readonly<Record<'deepening' | 'library' | 'concern' | 'helplines' | 'worry', ContentFile>>,
  language: Language,
): Reading => {
  const deepening = parseFile(files.deepening, deepeningSchema)
  const rows = parseFile(files.library, librarySchema)
  const concern = parseFile(files.concern, concernSchema)
  const lines = parseFile(files.helplines, helplineSchema).map((row) => helplineFor(row, language))
  const worry = parseFile(files.worry, worrySchema)
  const library = [
    ...rows.map((row) => entryOf(row, language)),
    ...lines.flatMap((line) => helplineEntry(line, language)),
  ]
  const problems = [
    ...BLOCKS.filter((one) => !deepening[one]).map((one) => `${files.deepening.path}: expected block "${one}"`),
    ...BLOCKS.filter((one) => library.filter(({ blocks }) => blocks.includes(one)).length < LEAST_ENTRIES).map(
      (one) => `${files.library.path}: expected at least ${LEAST_ENTRIES} entries for block "${one}"`,
    ),
    ...library
      .filter((entry, at) => library.findIndex((other) => other.id === entry.id) !== at)
      .map((entry) => `${files.library.path}: found "${entry.id}" twice`),
    ...concernProblems(concern, lines).map((problem) => `${files.concern.path}: ${problem}`),
  ]
  if (problems.length > 0) throw new BrokenContent(problems)
  const helplines = lines.map(({ id: line, name, number, added, ...described }) => ({
    ...{ id: line, name, number, added: added !== undefined },
    description: described[language],
  }))
  return { deepening, library, concern, helplines, worry }
}
