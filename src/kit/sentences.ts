import { IntlMessageFormat } from 'intl-messageformat'
import { z } from 'zod'
import { lineOf } from './lineOf.ts'
import { BrokenContent, type ContentFile, parseFile } from './parseKit.ts'
import { placeholdersIn, strangeForms } from './sentenceCheck.ts'

/** The values of a sentence's placeholders. */
export type Values = Readonly<Record<string, string | number>>
/** Says a sentence of `sentences.yaml` by its key, with its placeholders filled in. @throws when there is no such key */
export type Say = (key: string, values?: Values) => string

/** All that is said in a language. */
export interface Sentences {
  readonly say: Say
  readonly keys: readonly string[]
  /** What each sentence has filled in, by its key. */
  readonly placeholders: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly file: ContentFile
}

type Tree = { readonly [key: string]: string | Tree }
const treeSchema: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string().min(1), treeSchema])))

const flatten = (tree: Tree, above = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[above + key, value]] : flatten(value, `${above}${key}.`),
  )

const NONE: ReadonlyMap<string, string> = new Map()

/** All are read at the start, so that a broken one is refused; what says one is made when it is first said. */
const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/**
 * Reads the sentences of a language, in ICU message syntax
 * (https://unicode-org.github.io/icu/userguide/format_parse/messages/).
 * @param language a BCP 47 tag, for plurals and numbers
 * @returns how to say them, every key, and what each has filled in
 * @throws {BrokenContent} with all problems at once
 */
export const parseSentences = (file: ContentFile, language: string): Sentences => {
  const entries = flatten(parseFile(file, treeSchema))
  const problems: string[] = []
  const locale = new Intl.Locale(language)
  const forms = new Set<string>(new Intl.PluralRules(language).resolvedOptions().pluralCategories)
  const at = (key: string): string => `${file.path}:${lineOf(file, key)}: ${key}`
  const messages = new Map<string, string | (() => IntlMessageFormat)>()
  const placeholders = new Map<string, ReadonlyMap<string, string>>()
  for (const [key, text] of entries) {
    try {
      // Most sentences have no placeholder; formatting those again for each card would be the slowest part of a turn.
      if (!/[{}<']/.test(text)) {
        messages.set(key, text)
        placeholders.set(key, NONE)
        continue
      }
      const parts = IntlMessageFormat.__parse?.(text, { ignoreTag: true, locale }) ?? []
      messages.set(
        key,
        lazily(() => new IntlMessageFormat(parts, language)),
      )
      placeholders.set(key, placeholdersIn(parts))
      const strange = strangeForms(parts, forms)
      if (strange.length > 0) problems.push(`${at(key)}: no form of ${language}'s plural: ${strange.join(', ')}`)
    } catch (error) {
      problems.push(`${at(key)}: ${error instanceof Error ? error.message : 'not an ICU message'}`)
    }
  }
  if (problems.length > 0) throw new BrokenContent(problems)
  const say: Say = (key, values) => {
    const message = messages.get(key)
    if (message === undefined) throw new Error(`${file.path} has no sentence '${key}'`)
    return typeof message === 'string' ? message : String(message().format(values))
  }
  return { say, keys: entries.map(([key]) => key), placeholders, file }
}
