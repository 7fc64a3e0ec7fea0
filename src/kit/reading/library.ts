import { z } from 'zod'
import type { BlockId } from '../kit.ts'
import { LANGUAGES, type Language } from '../languages.ts'
import { BrokenContent, type ContentFile, isFrom, parseFile, placeOf } from '../parseFile.ts'
import { blockIdSchema } from '../parseKit.ts'
import type { helplineFor } from './concern.ts'

/** Where the team is: what is from here goes before what is from abroad. */
export const HERE = 'nl-BE'

/** Whether it is from here, or from those who do the same for who speaks another language of the country. */
export const isHere = (from: string): boolean => from === HERE || from === 'fr-BE'

/** What kinds of entries the library has, in the order in which they are offered. */
export const KINDS = [
  'tool',
  'training',
  'practice',
  'framework',
  'report',
  'helpline',
  'organisation',
  'poster',
  'video',
] as const

/** Who an entry is for; what is for `all` is for each of the others too. */
export const AUDIENCES = ['youth', 'street', 'police', 'school', 'care', 'government', 'all'] as const

/** What online work can be for: the kit's ten functions, in its order. */
export const FUNCTIONS = [
  'contact',
  'information',
  'meeting',
  'insight',
  'signals',
  'counter',
  'education',
  'talent',
  'exit',
  'participation',
] as const

/** A tool, training, practice, report, framework, helpline, organisation, poster or video that the sources name. */
export interface Entry {
  readonly id: string
  readonly name: string
  readonly description: string
  /** As the sources print it; where they have none, the organisation's own site; none where we know no address for sure. */
  readonly link: string | undefined
  /** Language and country of the entry, such as `nl-BE`. */
  readonly from: string
  readonly kind: (typeof KINDS)[number]
  /** The blocks it helps with; at least one. */
  readonly blocks: readonly BlockId[]
  /** Who it is for; at least one. */
  readonly audiences: readonly (typeof AUDIENCES)[number][]
  /** What online work is for in it; none for what is about how an organisation works. */
  readonly functions: readonly (typeof FUNCTIONS)[number][]
}

const sentence = z.string().trim().min(1)
const described = sentence.max(125)
const name = sentence.max(110)
/** A text in each language; of a pack, in those that it has them in. */
const byLanguage = (one: z.ZodString, languages: readonly Language[], whole: boolean) =>
  z.strictObject(
    Object.fromEntries(languages.map((language) => [language, whole ? one : one.optional()])) as Record<
      Language,
      z.ZodOptional<z.ZodString>
    >,
  )
const place = z.string().regex(/^[a-z]{2}-[A-Z]{2}$/, 'expected a language and country such as "nl-BE"')
const schemaOf = (languages: readonly Language[], whole: boolean) =>
  z.array(
    byLanguage(described, languages, whole).extend({
      id: z.string().regex(/^[a-z0-9-]+$/, 'expected an id such as "mediawijs"'),
      name: z.union([name, byLanguage(name, languages, whole)]),
      link: z.url({ protocol: /^https?$/ }).optional(),
      named: z.literal(true).optional(),
      added: z.literal(true).optional(),
      from: place,
      kind: z.enum(KINDS),
      blocks: z.array(blockIdSchema).min(1),
      for: z.array(z.enum(AUDIENCES)).min(1),
      does: z.array(z.enum(FUNCTIONS)).optional(),
    }),
  )

type Row = z.infer<ReturnType<typeof schemaOf>>[number]

/** Of what a pack added in some languages only, the others have the first that there is. */
const inLanguage = (
  texts: Readonly<Partial<Record<Language, string | undefined>>>,
  language: Language,
  languages: readonly Language[],
) => texts[language] ?? languages.map((one) => texts[one]).find((text) => text !== undefined)

/** What a pack has to keep to besides. @param ours the ids of our own entries, which have a text in every language */
const packProblems = (file: ContentFile, rows: readonly Row[], ours: ReadonlySet<string>, language: Language) =>
  rows.flatMap((row, at) => {
    const place = (field: string): string => `${placeOf(file, [at, field])}: ${row.id}`
    const changed = isFrom(file, [at, 'link'])
    return [
      ...(changed && row.link?.startsWith('http:')
        ? [`${place('link')}: link: expected https://, found ${row.link}`]
        : []),
      ...(ours.has(row.id) && row[language] === undefined ? [`${place('id')}: expected a text in ${language}`] : []),
      ...(LANGUAGES.every((one) => row[one] === undefined) && row[language] === undefined
        ? [`${place('id')}: expected a text, such as nl`]
        : []),
    ]
  })

/**
 * Reads `library.yaml` in one of its languages.
 * @param languages those of the content; of what a pack adds, some are enough
 * @throws {BrokenContent}
 */
export const parseLibrary = (
  file: ContentFile,
  language: Language,
  languages: readonly Language[] = LANGUAGES,
): readonly Entry[] => {
  const ofPack = file.under !== undefined || languages.length > LANGUAGES.length
  const rows = parseFile(file, schemaOf(languages, !ofPack))
  if (ofPack) {
    const ours = new Set(parseFile(file.under ?? file, schemaOf(LANGUAGES, true)).map(({ id }) => id))
    const problems = packProblems(file, rows, ours, language)
    if (problems.length > 0) throw new BrokenContent(problems)
  }
  return rows.map((row) => ({
    ...{ id: row.id, link: row.link, from: row.from, kind: row.kind, blocks: row.blocks },
    ...{ audiences: row.for, functions: row.does ?? [], description: inLanguage(row, language, languages) ?? '' },
    name: (typeof row.name === 'string' ? row.name : inLanguage(row.name, language, languages)) ?? row.id,
  }))
}

/** A helpline as the library has it, with its number in its name. */
export const helplineEntry = (line: ReturnType<typeof helplineFor>, language: Language): readonly Entry[] => {
  const { name: called, number, added, library, from = HERE } = line
  if (!library || added === undefined) return []
  return [
    {
      ...{ ...library, name: called === number ? called : `${called} ${number}`, link: added, from },
      ...{ kind: 'helpline', audiences: ['all'], functions: ['information'], description: line[language] },
    },
  ]
}

/** How far away something is: from here, from this country, in the same language next door, from elsewhere. */
const distance = (from: string): number => {
  if (from === HERE) return 0
  if (from.endsWith('-BE')) return 1
  return from.startsWith('nl-') ? 2 : 3
}

const isAbroad = ({ kind, from }: Entry): boolean => kind === 'helpline' && distance(from) > 1

/** The nearest first; a helpline abroad last of all, since nobody in need is helped by it. */
export const nearestFirst = (entries: readonly Entry[]): readonly Entry[] =>
  entries.toSorted(
    (one, other) => Number(isAbroad(one)) - Number(isAbroad(other)) || distance(one.from) - distance(other.from),
  )

/** What the library is looked through by. */
export const FACETS = ['block', 'function', 'audience', 'kind'] as const
/** One of `FACETS`. */
export type Facet = (typeof FACETS)[number]

const FACET_VALUES = {
  block: (entry: Entry): readonly string[] => entry.blocks,
  function: (entry: Entry): readonly string[] => entry.functions,
  audience: (entry: Entry): readonly string[] => entry.audiences,
  kind: (entry: Entry): readonly string[] => [entry.kind],
} as const

/** The entries that have a value, the nearest first. Who looks for an audience gets what is for everyone too, after its own. */
export const entriesWith = (library: readonly Entry[], facet: Facet, value: string): readonly Entry[] => {
  const having = (wanted: string) => library.filter((entry) => FACET_VALUES[facet](entry).includes(wanted))
  const own = nearestFirst(having(value))
  if (facet !== 'audience' || value === 'all') return own
  return [...own, ...nearestFirst(having('all').filter((entry) => !own.includes(entry)))]
}
