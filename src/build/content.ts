import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Phrases, parsePhrases } from '../kit/commands.ts'
import type { Kit } from '../kit/kit.ts'
import { LANGUAGES, type Language } from '../kit/languages.ts'
import { BrokenContent, type ContentFile, freeze, parseFile, parseKit } from '../kit/parseKit.ts'
import { parseReading, type Reading } from '../kit/reading/reading.ts'
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

/** The folder `content/`, next to `src/` and `dist/`. */
const CONTENT = join(import.meta.dirname, '../..', 'content')

/** The fonts that pictures are drawn with, by path: the same letters on every machine. */
export const FONTS: readonly string[] = ['Regular', 'Bold'].map((weight) =>
  join(CONTENT, 'fonts', `OpenSans-${weight}.ttf`),
)

/** The folder of the papers, which goes wherever the content does. */
const PAPERS = join(import.meta.dirname, '../..', 'docs', 'privacy')

const contentFile = (...path: readonly string[]): ContentFile => readContent(join(CONTENT, ...path))

const cache = new Map<string, unknown>()

/** Our own content doesn't change while a process runs, so each part is made once. */
const once = <T>(name: string, make: () => T): T => {
  if (!cache.has(name)) cache.set(name, make())
  return cache.get(name) as T
}

/** As it was made when the bot was built, where it was; else read and checked now. */
const cached = <T>(name: string, load: () => T): T =>
  once(name, () => {
    const built = readBuilt(CONTENT, name)
    return built === undefined ? load() : (built as T)
  })

const readFiles = (folder: string): ContentFile[] => {
  let names: string[]
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  } catch {
    throw new BrokenContent([`${folder}: expected a folder with pack.yaml and one file per block (KIT_DIR)`])
  }
  return names.sort().map((name) => readContent(join(folder, name)))
}

/** @throws {BrokenContent} for one that can't be read */
const readContent = (path: string): ContentFile => {
  try {
    return { path, text: readFileSync(path, 'utf8') }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    throw new BrokenContent([`${path}: can’t be read${code}: is it a file, and may this user read it?`])
  }
}

/**
 * The kit in a language.
 * @param folder another content pack (`KIT_DIR`), for organisations with the rights to the printed wording
 * @throws {BrokenContent}
 */
export const loadKit = (language: string, folder?: string): Kit =>
  folder === undefined
    ? once(`frozen/${language}`, () => freeze(cached(`kit/${language}`, () => readKit(language))))
    : parseKit(readFiles(folder))

const readKit = (language: string): Kit => parseKit(readFiles(join(CONTENT, language, 'kit')))

/** The sentences of a language with all that was looked at in them, from their file. @throws {BrokenContent} */
export const readSentences = (language: string): CheckedSentences =>
  once(`checked/${language}`, () => parseSentences(contentFile(language, 'sentences.yaml'), language))

/** Every sentence the bot says in a language. @throws {BrokenContent} */
export const loadSentences = (language: string): Sentences =>
  once(`sentences/${language}`, () => {
    const texts = cached(`texts/${language}`, () => readSentences(language).texts)
    return sentencesOf(texts, language, `sentences.yaml (${language})`)
  })

/**
 * Reads what is said in every language, and holds each against the first: a sentence that one lacks would fail only once someone is
 * spoken to in it.
 * @throws {BrokenContent} with all problems at once
 */
export const checkSentences = (): void => {
  const [first, ...others] = LANGUAGES.map((language) => readSentences(language))
  const problems = first ? others.flatMap((other) => differences(first, other)) : []
  if (problems.length > 0) throw new BrokenContent(problems)
}

/** The commands people can type, in each language. @throws {BrokenContent} */
export const loadPhrases = (): Readonly<Record<Language, Phrases>> =>
  cached(
    'phrases',
    () =>
      Object.fromEntries(
        LANGUAGES.map((language) => [language, parsePhrases(contentFile(language, 'commands.yaml'))]),
      ) as Record<Language, Phrases>,
  )

/** The sentences people are understood by in a language. @throws {BrokenContent} */
const loadTyped = (language: Language): TypedTable =>
  cached(`typed/${language}`, () => {
    const file = contentFile(language, 'typed.yaml')
    const [kit, { say }] = [loadKit(language), loadSentences(language)]
    return typedTable(language, parseTypedRules(file), loadPhrases()[language], kit, say, file.path)
  })

/** By which words people are understood, in every language; read when the first of them types something. */
export const loadListening = (): Listening =>
  once('listening', () => ({
    get phrases() {
      return loadPhrases()
    },
    get tables() {
      return once('tables', () => LANGUAGES.map(loadTyped))
    },
    get worries() {
      return once('worries', () =>
        Object.fromEntries(LANGUAGES.map((language) => [language, loadReading(language).worry] as const)),
      ) as Listening['worries']
    },
  }))

/** The texts of the practice room's page. @throws {BrokenContent} */
export const loadPageWords = (language: Language): Readonly<Record<string, string>> =>
  cached(`page/${language}`, () => parseFile(contentFile(language, 'practice.yaml'), z.record(z.string(), z.string())))

/** A paper for people outside the chat, in Markdown, as whoever runs the bot filled it in. */
export const loadPaper = (language: Language, paper: string): string =>
  cached(`paper/${language}/${paper}`, () => readFileSync(join(PAPERS, language, `${paper}.md`), 'utf8'))

/** The deepening per block, the library and the concern guide. @throws {BrokenContent} */
export const loadReading = (language: Language): Reading =>
  cached(`reading/${language}`, () =>
    parseReading(
      {
        deepening: contentFile(language, 'deepening.yaml'),
        pages: contentFile(language, 'pages.yaml'),
        fits: contentFile('fits.yaml'),
        library: contentFile('library.yaml'),
        concern: contentFile(language, 'concern.yaml'),
        helplines: contentFile('helplines.yaml'),
        worry: contentFile(language, 'worry.yaml'),
      },
      language,
    ),
  )

/** How people of a language ask for things. @throws {BrokenContent} */
export const loadVocabulary = (language: Language): Vocabulary =>
  cached(`synonyms/${language}`, () => parseVocabulary(contentFile(language, 'synonyms.yaml')))

/** Answers questions in a language. Its index is made at the first of them, which costs some tens of milliseconds. */
export const searcherOf = (language: Language, kit: () => Kit): ((question: string) => Found) => {
  let index: SearchIndex | undefined
  return (question) => {
    index ??= searchIndex(kit(), loadReading(language), loadVocabulary(language), language)
    return search(index, question)
  }
}

/** The drafted action of each element. @throws {BrokenContent} */
export const loadSuggestions = (language: Language): Suggestions =>
  cached(`suggestions/${language}`, () =>
    parseSuggestions(contentFile(language, 'suggestions.yaml'), loadKit(language)),
  )

/**
 * Reads and checks all that the bot may have to say, from the files it is written in.
 * @returns each part by its name, as `cached` asks for it
 * @throws {BrokenContent} with all problems of the first file that has any
 */
export const checkContent = (): ReadonlyMap<string, unknown> => {
  checkSentences()
  loadListening()
  const ofLanguage = (language: Language): [string, unknown][] => [
    [`kit/${language}`, loadKit(language)],
    [`texts/${language}`, readSentences(language).texts],
    [`typed/${language}`, loadTyped(language)],
    [`reading/${language}`, loadReading(language)],
    [`synonyms/${language}`, loadVocabulary(language)],
    [`suggestions/${language}`, loadSuggestions(language)],
  ]
  return new Map([['phrases', loadPhrases()], ...LANGUAGES.flatMap(ofLanguage)])
}

/** Reads what has to be right before anyone is answered, unless all of it was checked when the bot was built. @throws {BrokenContent} */
export const checkAtStart = (): void => {
  if (readBuilt(CONTENT, 'phrases') !== undefined) return
  checkSentences()
  const { phrases, tables, worries } = loadListening()
  void [phrases, tables, worries]
}
