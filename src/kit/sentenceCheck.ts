import { type ContentFile, placeOf } from './parseFile.ts'

/** Whether what the bot says in one language it says in another too, with the same values filled in. */

/** The part of ICU's syntax tree that is looked at (https://formatjs.github.io/docs/icu-messageformat-parser). */
interface Part {
  readonly type: number
  readonly value?: unknown
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>
}
const KINDS: Readonly<Record<number, string>> = {
  1: 'value',
  2: 'number',
  3: 'date',
  4: 'time',
  5: 'select',
  6: 'plural',
}

/** What a sentence has filled in: each placeholder with its kind, and for a select its choices. */
export const placeholdersIn = (parts: readonly Part[]): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const { type, value, options } of parts) {
    const kind = KINDS[type]
    if (kind === undefined) continue
    const choices =
      kind === 'select'
        ? ` of ${Object.keys(options ?? {})
            .sort()
            .join(', ')}`
        : ''
    found.set(String(value), `${kind}${choices}`)
    for (const option of Object.values(options ?? {}))
      for (const [name, inner] of placeholdersIn(option.value)) if (!found.has(name)) found.set(name, inner)
  }
  return found
}

/**
 * Forms of a plural that the language doesn't have: they would never be said.
 * @param known those it has
 */
export const strangeForms = (parts: readonly Part[], known: ReadonlySet<string>): readonly string[] =>
  parts.flatMap(({ type, options = {} }) => [
    ...(KINDS[type] === 'plural'
      ? Object.keys(options).filter((form) => !known.has(form) && !/^=\d+$/.test(form))
      : []),
    ...Object.values(options).flatMap(({ value }) => strangeForms(value, known)),
  ])

/** What is said in a language, as far as it is held against another. */
interface Said {
  readonly file: ContentFile
  readonly keys: readonly string[]
  readonly placeholders: ReadonlyMap<string, ReadonlyMap<string, string>>
}

const listed = (placeholders: ReadonlyMap<string, string>): string =>
  placeholders.size === 0 ? 'nothing' : [...placeholders].map(([name, kind]) => `{${name}} (${kind})`).join(', ')

/**
 * What one language says otherwise than another: a key too many or too few, and other placeholders. Each problem with file and line.
 * @param first what the other is held against
 * @param mayBeMore keys that the other may have besides
 */
export const differences = (first: Said, other: Said, mayBeMore = (_: string): boolean => false): readonly string[] => {
  const at = (key: string): string => placeOf(other.file, key.split('.'))
  const source = (key: string): string => placeOf(first.file, key.split('.'))
  const missing = first.keys.filter((key) => !other.placeholders.has(key))
  const extra = other.keys.filter((key) => !first.placeholders.has(key) && !mayBeMore(key))
  const shared = other.keys.filter((key) => first.placeholders.has(key))
  return [
    ...missing.map((key) => `${at(key)}: ${key}: missing; it stands in ${source(key)}`),
    ...extra.map((key) => `${at(key)}: ${key}: no such sentence in ${first.file.path}`),
    ...shared.flatMap((key) => {
      const [wanted, found] = [first.placeholders.get(key) ?? new Map(), other.placeholders.get(key) ?? new Map()]
      const same = wanted.size === found.size && [...wanted].every(([name, kind]) => found.get(name) === kind)
      return same
        ? []
        : [`${at(key)}: ${key}: fills in ${listed(found)}, where ${source(key)} fills in ${listed(wanted)}`]
    }),
  ]
}
