import { join } from 'node:path'
import { type Phrases, parsePhrases } from '../kit/commands.ts'
import type { Kit } from '../kit/kit.ts'
import { LANGUAGES, type Language } from '../kit/languages.ts'
import { BrokenContent, type ContentFile, freeze, placeOf } from '../kit/parseFile.ts'
import { collecting, LONGEST_PRINTED, longStatements, parseKit } from '../kit/parseKit.ts'
import { parseReading, type Reading, type ReadingFile } from '../kit/reading/reading.ts'
import { parseSuggestions, type Suggestions } from '../kit/reading/suggestions.ts'
import { type Found, search } from '../kit/search/search.ts'
import { type SearchIndex, searchIndex } from '../kit/search/searchIndex.ts'
import { parseVocabulary, type Vocabulary } from '../kit/search/vocabulary.ts'
import { differences } from '../kit/sentenceCheck.ts'
import { type CheckedSentences, parseSentences, type Sentences, sentencesOf } from '../kit/sentences.ts'
import type { Listening } from '../kit/typed/listen.ts'
import { parseTypedRules } from '../kit/typed/typedRules.ts'
import { type TypedTable, typedTable } from '../kit/typed/typedTable.ts'
import { readBuilt } from './builtContent.ts'
import { type LANGUAGE_FILES, type Pack, readContent, readKitFiles } from './packFolder.ts'

/** Files of a language, by which a pack is looked through. */
type LanguageFile = (typeof LANGUAGE_FILES)[number]
const SHARED: readonly ReadingFile[] = ['fits', 'library', 'helplines']

/** All that the bot may have to say: ours, and what another content pack brings in its place. */
export interface Content {
  /** Ours first. */
  readonly languages: readonly Language[]
  readonly kit: (language: Language) => Kit
  /** With all that was looked at in them, from their file. */
  readonly checkedSentences: (language: Language) => CheckedSentences
  readonly sentences: (language: Language) => Sentences
  readonly phrases: () => Readonly<Record<Language, Phrases>>
  /** By which words people are understood, in every language; read when the first of them types something. */
  readonly listening: () => Listening
  readonly reading: (language: Language) => Reading
  readonly vocabulary: (language: Language) => Vocabulary
  readonly suggestions: (language: Language) => Suggestions
  /** The pack's own; undefined where it has none. */
  readonly paper: (language: Language, paper: string) => string | undefined
  /**
   * Reads and checks all of it, from the files it is written in.
   * @returns each part by its name, as it is asked for when the bot was built
   * @throws {BrokenContent} with all problems
   */
  readonly check: () => ReadonlyMap<string, unknown>
  /** The sentences alone, each language against ours. @throws {BrokenContent} */
  readonly checkSentences: () => void
  /** What can be used, and isn't as good as it could be; of a pack that can be used. */
  readonly warnings: () => readonly string[]
}

/** Each part is made once: content doesn't change while a process runs. */
const remembering = () => {
  const cache = new Map<string, unknown>()
  return <T>(name: string, make: () => T): T => {
    if (!cache.has(name)) cache.set(name, make())
    return cache.get(name) as T
  }
}

/** What a language of the pack's is called in itself, and the name of a place, have no sentence among ours. */
const isPacks = (key: string): boolean => /^(language|places)\./.test(key)

/**
 * Opens the content. Nothing is read before it is asked for.
 * @param root the folder of ours
 * @param pack another content pack (`KIT_DIR`), which lies over ours: what it doesn't bring is ours
 * @param ours what it lies over
 */
export const openContent = (root: string, pack?: Pack, ours?: Content): Content => {
  const once = remembering()
  const languages: readonly Language[] = [...new Set([...LANGUAGES, ...(pack?.languages ?? [])])]
  const isOurs = (language: Language): boolean => LANGUAGES.includes(language)
  const sharedChanged = SHARED.some((name) => pack?.files.has(name)) || languages.length > LANGUAGES.length
  /** Whether something of a language that is made of these files is other than ours. */
  const isChanged = (language: Language, ...made: readonly (LanguageFile | 'kit' | 'shared')[]): boolean =>
    !isOurs(language) ||
    made.some((name) => {
      if (name === 'kit') return pack?.kits.has(language) === true
      return name === 'shared' ? sharedChanged : pack?.files.has(`${language}/${name}`) === true
    })
  /** As it is in ours; as it was made when the bot was built, where it was; else read and checked now. */
  const cached = <T>(name: string, changed: boolean, load: (content?: Content) => T): T =>
    once(name, () => {
      if (changed) return load()
      const built = ours ? undefined : readBuilt(root, name)
      return built === undefined ? load(ours) : (built as T)
    })
  const fileOf = (place: string, ours = true): ContentFile => {
    const own = pack?.files.get(place)
    const under = ours ? readContent(join(root, `${place}.yaml`)) : undefined
    if (own) return under ? { ...own, under } : own
    return under ?? { path: `${pack?.folder}/${place}.yaml`, text: '' }
  }
  const inLanguage = (language: Language, name: LanguageFile): ContentFile =>
    fileOf(`${language}/${name}`, isOurs(language))

  const readKit = (language: Language): Kit => {
    const own = pack?.kits.get(language)
    return own ? parseKit(own, LONGEST_PRINTED) : parseKit(readKitFiles(join(root, language, 'kit')))
  }
  const kit = (language: Language): Kit =>
    once(`frozen/${language}`, () =>
      freeze(
        cached(`kit/${language}`, isChanged(language, 'kit'), (content) => content?.kit(language) ?? readKit(language)),
      ),
    )

  const checkedSentences = (language: Language): CheckedSentences =>
    once(`checked/${language}`, () =>
      ours && !isChanged(language, 'sentences')
        ? ours.checkedSentences(language)
        : parseSentences(inLanguage(language, 'sentences'), language),
    )
  /** How the pack's languages are called in themselves. */
  const named = (): readonly (readonly [string, string])[] =>
    languages
      .filter((language) => !isOurs(language))
      .flatMap((language) => {
        const key = `language.${language}`
        const name = checkedSentences(language).texts.get(key)
        return name === undefined ? [] : [[key, name] as const]
      })
  const sentences = (language: Language): Sentences =>
    once(`sentences/${language}`, () => {
      const texts = cached(
        `texts/${language}`,
        isChanged(language, 'sentences'),
        () => checkedSentences(language).texts,
      )
      const whole = languages.length === LANGUAGES.length ? texts : new Map([...named(), ...texts])
      return sentencesOf(whole, language, `sentences.yaml (${language})`)
    })

  const checkSentences = (): void => {
    const { problems, attempt } = collecting()
    const [usual] = LANGUAGES
    const first = (ours ?? { checkedSentences }).checkedSentences(usual)
    for (const language of languages)
      attempt(() => {
        const said = checkedSentences(language)
        problems.push(...differences(first, said, pack === undefined ? undefined : isPacks))
        if (!isOurs(language) && !said.texts.has(`language.${language}`))
          problems.push(`${said.file.path}: language.${language}: missing: what the language is called in itself`)
      })
    if (problems.length > 0) throw new BrokenContent(problems)
  }

  const anyCommands = languages.some((language) => isChanged(language, 'commands'))
  const phrases = (): Readonly<Record<Language, Phrases>> =>
    cached(
      'phrases',
      anyCommands,
      (content) =>
        content?.phrases() ??
        (Object.fromEntries(
          languages.map((language) => [language, parsePhrases(inLanguage(language, 'commands'))]),
        ) as Record<Language, Phrases>),
    )
  const typed = (language: Language): TypedTable =>
    cached(`typed/${language}`, isChanged(language, 'typed', 'commands', 'kit', 'sentences'), (content) => {
      const same = content?.listening().tables.find((table) => table.language === language)
      if (same) return same
      const file = inLanguage(language, 'typed')
      const { say } = sentences(language)
      return typedTable(language, parseTypedRules(file), phrases()[language], kit(language), say, file.path)
    })
  const reading = (language: Language): Reading =>
    cached(
      `reading/${language}`,
      isChanged(language, 'deepening', 'pages', 'concern', 'worry', 'shared'),
      (content) =>
        content?.reading(language) ??
        parseReading(
          {
            deepening: inLanguage(language, 'deepening'),
            pages: inLanguage(language, 'pages'),
            fits: fileOf('fits'),
            library: fileOf('library'),
            concern: inLanguage(language, 'concern'),
            helplines: fileOf('helplines'),
            worry: inLanguage(language, 'worry'),
          },
          language,
          languages,
        ),
    )
  const listening = (): Listening =>
    once('listening', () => ({
      get phrases() {
        return phrases()
      },
      get tables() {
        return once('tables', () => languages.map(typed))
      },
      get worries() {
        return once('worries', () =>
          Object.fromEntries(languages.map((language) => [language, reading(language).worry] as const)),
        ) as Listening['worries']
      },
    }))
  const vocabulary = (language: Language): Vocabulary =>
    cached(
      `synonyms/${language}`,
      isChanged(language, 'synonyms'),
      (content) => content?.vocabulary(language) ?? parseVocabulary(inLanguage(language, 'synonyms')),
    )
  const suggestions = (language: Language): Suggestions =>
    cached(
      `suggestions/${language}`,
      isChanged(language, 'suggestions', 'kit'),
      (content) =>
        content?.suggestions(language) ?? parseSuggestions(inLanguage(language, 'suggestions'), kit(language)),
    )
  const paper = (language: Language, name: string): string | undefined => pack?.files.get(`${language}/${name}`)?.text

  /** Where an entry is from is said with it. */
  const unnamedPlaces = (language: Language): readonly string[] => {
    const { texts, file } = checkedSentences(language)
    const places = [...new Set(reading(language).library.map(({ from }) => from))]
    return places
      .filter((from) => !texts.has(`places.${from}`))
      .map((from) => `${placeOf(file, ['places'])}: places.${from}: missing; entries of the library are from there`)
  }
  const check = (): ReadonlyMap<string, unknown> => {
    const { problems, attempt } = collecting()
    attempt(checkSentences)
    // What is understood goes by the sentences of buttons: it can't be made of less than all of them.
    const typedOf = problems.length === 0 ? typed : () => undefined
    const part = <T>(name: string, make: () => T): [string, T | undefined] => [name, attempt(make)]
    const ofLanguage = (language: Language): [string, unknown][] => [
      part(`kit/${language}`, () => kit(language)),
      part(`texts/${language}`, () => checkedSentences(language).texts),
      part(`typed/${language}`, () => typedOf(language)),
      part(`reading/${language}`, () => reading(language)),
      part(`synonyms/${language}`, () => vocabulary(language)),
      part(`suggestions/${language}`, () => suggestions(language)),
    ]
    const parts = new Map<string, unknown>([part('phrases', phrases), ...languages.flatMap(ofLanguage)])
    if (problems.length === 0) for (const language of languages) problems.push(...unnamedPlaces(language))
    if (problems.length > 0) throw new BrokenContent([...new Set(problems)])
    return parts
  }
  const warnings = (): readonly string[] => [...(pack?.kits.values() ?? [])].flatMap(longStatements)

  return {
    ...{ languages, kit, checkedSentences, sentences, phrases, listening, reading, vocabulary, suggestions, paper },
    ...{ check, checkSentences, warnings },
  }
}

/** Answers questions in a language. Its index is made at the first of them, which costs some tens of milliseconds. */
export const searcherIn = (
  content: Pick<Content, 'reading' | 'vocabulary'>,
  language: Language,
  kit: () => Kit,
): ((question: string) => Found) => {
  let index: SearchIndex | undefined
  return (question) => {
    index ??= searchIndex(kit(), content.reading(language), content.vocabulary(language), language)
    return search(index, question)
  }
}
