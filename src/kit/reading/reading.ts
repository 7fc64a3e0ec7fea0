import { z } from 'zod'
import type { BlockId } from '../kit.ts'
import { LANGUAGES, type Language } from '../languages.ts'
import { BrokenContent, type ContentFile, parseFile } from '../parseFile.ts'
import { blockIdSchema } from '../parseKit.ts'
import { type WorryRules, worrySchema } from '../typed/worry.ts'
import {
  type ConcernStep,
  concernProblems,
  concernSchema,
  type Helpline,
  helplineFor,
  helplineSchema,
} from './concern.ts'
import { type Entry, helplineEntry, parseLibrary } from './library.ts'
import { type Fit, fitsSchema, missingFrom, type Page, pagesSchema } from './pages.ts'

/** Something to watch, in a few words and in a sentence or two. */
export interface Point {
  readonly title: string
  readonly text: string
}

/** What a team can read about a block after the scan. */
export interface Deepening {
  /** The kit's core question of the block. */
  readonly core: string
  /** Questions for the team's talk. */
  readonly talk: readonly string[]
  /** Questions for each person. */
  readonly reflect: readonly string[]
  /** What to watch. */
  readonly points: readonly Point[]
  /** What one can do in the field. */
  readonly practitioner: readonly string[]
  /** What one can do who leads. */
  readonly manager: readonly string[]
  /** What happened somewhere, paragraph by paragraph. */
  readonly story?: { readonly title: string; readonly text: readonly string[] } | undefined
}

/** What of a block can be read apart, in the order in which it is offered. */
export const BLOCK_PARTS = ['talk', 'reflect', 'points', 'practitioner', 'manager', 'story'] as const
/** One of `BLOCK_PARTS`. */
export type BlockPart = (typeof BLOCK_PARTS)[number]

/** All that can be read in one language. */
export interface Reading {
  readonly deepening: Readonly<Record<BlockId, Deepening>>
  readonly library: readonly Entry[]
  readonly pages: readonly Page[]
  /** How a block is read with a team. */
  readonly together: readonly string[]
  /** What helps with an element, by its id. */
  readonly fits: Readonly<Record<string, Fit>>
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
    reflect: z.array(sentence.max(120)).min(3).max(10),
    points: z.array(z.strictObject({ title: sentence.max(60), text: sentence.max(220) })).min(5),
    practitioner: z.array(sentence.max(140)).min(3).max(6),
    manager: z.array(sentence.max(140)).min(3).max(6),
    story: z.strictObject({ title: sentence.max(60), text: z.array(sentence.max(220)).min(3) }).optional(),
  }),
)
/** Entries that the library has for each block, at least. */
export const LEAST_ENTRIES = 5
const BLOCKS = ['1', '2', '3', '4', '5', '6', '7'] as const

/** Files that what can be read stands in. */
export type ReadingFile = 'deepening' | 'pages' | 'fits' | 'library' | 'concern' | 'helplines' | 'worry'

/**
 * Reads the files of a language. Library, fits and helplines are one file for all languages, with a description in each.
 * @param languages those of the content
 * @throws {BrokenContent} with all problems at once
 */
export const parseReading = (
  files: Readonly<Record<ReadingFile, ContentFile>>,
  language: Language,
  languages: readonly Language[] = LANGUAGES,
): Reading => {
  const deepening = parseFile(files.deepening, deepeningSchema)
  const { pages, together } = parseFile(files.pages, pagesSchema)
  const fits = parseFile(files.fits, fitsSchema)
  const concern = parseFile(files.concern, concernSchema)
  const lines = parseFile(files.helplines, helplineSchema(languages)).map((row) => helplineFor(row, language))
  const worry = parseFile(files.worry, worrySchema)
  const library = [
    ...parseLibrary(files.library, language, languages),
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
    ...missingFrom(pages, fits, library, (block) => deepening[block]?.points.length ?? 0).map(
      (problem) => `${files.fits.path}: ${problem}`,
    ),
    ...concernProblems(concern, lines).map((problem) => `${files.concern.path}: ${problem}`),
  ]
  if (problems.length > 0) throw new BrokenContent(problems)
  const helplines = lines.map(({ id: line, name, number, added, ...described }) => ({
    ...{ id: line, name, number, added: added !== undefined },
    description: described[language],
  }))
  return { deepening, library, pages, together, fits, concern, helplines, worry }
}
