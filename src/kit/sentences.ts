import { IntlMessageFormat } from 'intl-messageformat'
import { z } from 'zod'
import { BrokenContent, type ContentFile, parseFile, placeOf } from './parseFile.ts'
import { placeholdersIn, strangeForms } from './sentenceCheck.ts'

/** The values of a sentence's placeholders. */
export type Values = Readonly<Record<string, string | number>>
/** Says a sentence of `sentences.yaml` by its key, with its placeholders filled in. @throws when there is no such key */
export type Say = (key: string, values?: Values) => string

/** All that is said in a language. */
export interface Sentences {
  readonly say: Say
  readonly keys: readonly string[]
}

/** Those of a file, which were looked at one by one. */
export interface CheckedSentences extends Sentences {
  /** What each sentence has filled in, by its key. */
  readonly placeholders: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly file: ContentFile
  /** As they are written, by their keys. */
  readonly texts: ReadonlyMap<string, string>
}

type Tree = { readonly [key: string]: string | Tree }
const treeSchema: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string().min(1), treeSchema])))

const flatten = (tree: Tree, above = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[above + key, value]] : flatten(value, `${above}${key}.`),
  )

const NONE: ReadonlyMap<string, string> = new Map()

/** Most sentences have no placeholder; formatting those again for each card would be the slowest part of a turn. */
const isPlain = (text: string): boolean => !/[{}<']/.test(text)

/**
 * Says sentences that were checked before; what says one with placeholders is made when it is first said.
 * @param path for messages
 */
export const sentencesOf = (texts: ReadonlyMap<string, string>, language: string, path: string): Sentences => {
  const made = new Map<string, IntlMessageFormat>()
  const messageOf = (key: string, text: string): IntlMessageFormat => {
    const known = made.get(key)
    if (known) return known
    const message = new IntlMessageFormat(text, language, undefined, { ignoreTag: true })
    made.set(key, message)
    return message
  }
  const say: Say = (key, values) => {
    const text = texts.get(key)
    if (text === undefined) throw new Error(`${path} has no sentence '${key}'`)
    return isPlain(text) ? text : String(messageOf(key, text).format(values))
  }
  return { say, keys: [...texts.keys()] }
}

/**
 * Reads the sentences of a language, in ICU message syntax
 * (https://unicode-org.github.io/icu/userguide/format_parse/messages/).
 * @param language a BCP 47 tag, for plurals and numbers
 * @throws {BrokenContent} with all problems at once
 */
export const parseSentences = (file: ContentFile, language: string): CheckedSentences => {
  const texts = new Map(flatten(parseFile(file, treeSchema)))
  const problems: string[] = []
  const locale = new Intl.Locale(language)
  const forms = new Set<string>(new Intl.PluralRules(language).resolvedOptions().pluralCategories)
  const at = (key: string): string => `${placeOf(file, key.split('.'))}: ${key}`
  const placeholders = new Map<string, ReadonlyMap<string, string>>()
  for (const [key, text] of texts) {
    try {
      const parts = isPlain(text) ? [] : (IntlMessageFormat.__parse?.(text, { ignoreTag: true, locale }) ?? [])
      placeholders.set(key, parts.length === 0 ? NONE : placeholdersIn(parts))
      const strange = strangeForms(parts, forms)
      if (strange.length > 0) problems.push(`${at(key)}: no form of ${language}'s plural: ${strange.join(', ')}`)
    } catch (error) {
      problems.push(`${at(key)}: ${error instanceof Error ? error.message : 'not an ICU message'}`)
    }
  }
  if (problems.length > 0) throw new BrokenContent(problems)
  return { ...sentencesOf(texts, language, file.path), placeholders, file, texts }
}
