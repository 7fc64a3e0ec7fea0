import { z } from 'zod'
import type { BlockId } from './kit.ts'
import { LANGUAGES, type Language } from './languages.ts'
import { BrokenContent, type ContentFile, parseFile } from './parseKit.ts'

/** What a team reads on after the scan, per block. */
export interface Deepening {
  /** The one question the block comes down to. */
  readonly core: string
  /** To talk about as a team. */
  readonly talk: readonly string[]
  /** To ask oneself. */
  readonly reflect: readonly string[]
}

export const KINDS = ['tool', 'training', 'practice', 'report', 'framework', 'helpline', 'organisation'] as const

/** A tool, training, practice, report, framework, helpline or organisation that the sources name. */
export interface Entry {
  readonly id: string
  readonly name: string
  readonly description: string
  /** As the sources print it; where they only name it, that of the organisation itself. */
  readonly link: string
  /** Language and country, such as `nl-BE`. */
  readonly from: string
  readonly kind: (typeof KINDS)[number]
  readonly blocks: readonly BlockId[]
}

/** One step of the concern guide: what to weigh, and where to go from here. It asks for no text and keeps nothing. */
export interface ConcernStep {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly ways: readonly { readonly label: string; readonly to: string }[]
}

export interface Reading {
  readonly deepening: Readonly<Record<BlockId, Deepening>>
  readonly library: readonly Entry[]
  readonly concern: readonly ConcernStep[]
}

const sentence = z.string().trim().min(1)
const block = z.string().regex(/^[1-7]$/, 'expected "1" to "7"')
const deepeningSchema = z.record(
  block,
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
    blocks: z.array(block).min(1),
    ...(Object.fromEntries(LANGUAGES.map((language) => [language, sentence.max(200)])) as Record<
      Language,
      z.ZodString
    >),
  }),
)
const concernSchema = z.array(
  z.strictObject({
    id,
    title: sentence.max(80),
    text: sentence.max(900),
    ways: z.array(z.strictObject({ label: sentence.max(60), to: id })).max(5),
  }),
)

/** Every block has so many entries to go on with. */
export const LEAST_ENTRIES = 5
const BLOCKS = ['1', '2', '3', '4', '5', '6', '7'] as const

/**
 * A language's reading from its files; the library's facts are the same in all languages, its descriptions are not.
 * @throws {BrokenContent} with all problems at once
 */
export const parseReading = (
  files: { readonly deepening: ContentFile; readonly library: ContentFile; readonly concern: ContentFile },
  language: Language,
): Reading => {
  const deepening = parseFile(files.deepening, deepeningSchema)
  const rows = parseFile(files.library, librarySchema)
  const concern = parseFile(files.concern, concernSchema)
  const steps = concern.map((step) => step.id)
  const problems = [
    ...BLOCKS.filter((one) => !deepening[one]).map((one) => `${files.deepening.path}: expected block "${one}"`),
    ...BLOCKS.filter((one) => rows.filter(({ blocks }) => blocks.includes(one)).length < LEAST_ENTRIES).map(
      (one) => `${files.library.path}: expected at least ${LEAST_ENTRIES} entries for block "${one}"`,
    ),
    ...rows
      .filter((row, at) => rows.findIndex((other) => other.id === row.id) !== at)
      .map((row) => `${files.library.path}: found "${row.id}" twice`),
    ...concern.flatMap((step) =>
      step.ways
        .filter(({ to }) => !steps.includes(to))
        .map(({ to }) => `${files.concern.path}: ${step.id}: expected a step "${to}"`),
    ),
  ]
  if (problems.length > 0) throw new BrokenContent(problems)
  const library = rows.map(({ id: entry, name, link, from, kind, blocks, named: _, ...described }) => ({
    ...{ id: entry, name, link, from, kind, blocks },
    description: described[language],
  }))
  return { deepening, library, concern }
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()

/** The entries that hold every word asked for, those that have it in their name first. */
export const searchLibrary = (library: readonly Entry[], query: string): readonly Entry[] => {
  const words = plain(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const inName = ({ name }: Entry): boolean => words.every((word) => plain(name).includes(word))
  const found = library.filter(({ name, description, kind }) => {
    const all = plain(`${name} ${description} ${kind}`)
    return words.every((word) => all.includes(word))
  })
  return [...found.filter(inName), ...found.filter((entry) => !inName(entry))]
}
