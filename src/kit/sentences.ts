import { IntlMessageFormat } from 'intl-messageformat'
import { z } from 'zod'
import { BrokenContent, type ContentFile, parseFile } from './parseKit.ts'

/** The values of a sentence's placeholders. */
export type Values = Readonly<Record<string, string | number>>
/** Says a sentence of `sentences.yaml` by its key, with its placeholders filled in. @throws when there is no such key */
export type Say = (key: string, values?: Values) => string

type Tree = { readonly [key: string]: string | Tree }
const treeSchema: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string().min(1), treeSchema])))

const flatten = (tree: Tree, above = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[above + key, value]] : flatten(value, `${above}${key}.`),
  )

/**
 * Reads the sentences of a language, in ICU message syntax
 * (https://unicode-org.github.io/icu/userguide/format_parse/messages/).
 * @param language a BCP 47 tag, for plurals and numbers
 * @returns how to say them, and every key
 * @throws {BrokenContent} with all problems at once
 */
export const parseSentences = (file: ContentFile, language: string): { say: Say; keys: readonly string[] } => {
  const entries = flatten(parseFile(file, treeSchema))
  const problems: string[] = []
  const messages = new Map<string, IntlMessageFormat | string>()
  for (const [key, text] of entries) {
    try {
      // Most sentences have no placeholder; formatting those again for each card would be the slowest part of a turn.
      messages.set(
        key,
        /[{}<']/.test(text) ? new IntlMessageFormat(text, language, undefined, { ignoreTag: true }) : text,
      )
    } catch (error) {
      problems.push(`${file.path}: ${key}: ${error instanceof Error ? error.message : 'not an ICU message'}`)
    }
  }
  if (problems.length > 0) throw new BrokenContent(problems)
  const say: Say = (key, values) => {
    const message = messages.get(key)
    if (message === undefined) throw new Error(`${file.path} has no sentence '${key}'`)
    return typeof message === 'string' ? message : String(message.format(values))
  }
  return { say, keys: entries.map(([key]) => key) }
}
