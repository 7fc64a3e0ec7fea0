import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Kit } from '../kit/kit.ts'
import type { Language } from '../kit/languages.ts'
import { parseFile } from '../kit/parseFile.ts'
import type { Found } from '../kit/search/search.ts'
import { readBuilt } from './builtContent.ts'
import { type Content, openContent, searcherIn } from './openContent.ts'
import { readContent, readPack } from './packFolder.ts'

/** The folder `content/`, next to `src/` and `dist/`. */
const CONTENT = join(import.meta.dirname, '../..', 'content')

/** The fonts that pictures are drawn with, by path: the same letters on every machine. */
export const FONTS: readonly string[] = ['Regular', 'Bold'].map((weight) =>
  join(CONTENT, 'fonts', `OpenSans-${weight}.ttf`),
)

/** The folder of the papers, which goes wherever the content does. */
const PAPERS = join(import.meta.dirname, '../..', 'docs', 'privacy')

/** Our own content. */
export const OURS: Content = openContent(CONTENT)

/**
 * Our content with another pack over it, wholly checked.
 * @param folder of the pack (`KIT_DIR`), for organisations with the rights to the printed wording
 * @throws {BrokenContent} with all problems at once
 */
export const openPack = (folder: string): Content => {
  const content = openContent(CONTENT, readPack(folder), OURS)
  content.check()
  return content
}

export const {
  /** Our kit in a language. @throws {BrokenContent} */
  kit: loadKit,
  /** Our sentences of a language with all that was looked at in them. @throws {BrokenContent} */
  checkedSentences: readSentences,
  /** Every sentence we say in a language. @throws {BrokenContent} */
  sentences: loadSentences,
  /** The commands people can type, in each of our languages. @throws {BrokenContent} */
  phrases: loadPhrases,
  /** By which words people are understood in our languages. */
  listening: loadListening,
  /** The deepening per block, the library and the concern guide. @throws {BrokenContent} */
  reading: loadReading,
  /** How people of a language ask for things. @throws {BrokenContent} */
  vocabulary: loadVocabulary,
  /** The drafted action of each element. @throws {BrokenContent} */
  suggestions: loadSuggestions,
  /** Reads what we say in every language, and holds each against the first. @throws {BrokenContent} with all problems at once */
  checkSentences,
  /** Reads and checks all of ours, for the build. @throws {BrokenContent} with all problems */
  check: checkContent,
} = OURS

/** Answers questions in a language of ours. */
export const searcherOf = (language: Language, kit: () => Kit): ((question: string) => Found) =>
  searcherIn(OURS, language, kit)

/** The texts of the practice room's page. @throws {BrokenContent} */
export const loadPageWords = (language: Language): Readonly<Record<string, string>> =>
  parseFile(readContent(join(CONTENT, language, 'practice.yaml')), z.record(z.string(), z.string()))

const papers = new Map<string, string>()
/** A paper of ours for people outside the chat, in Markdown, as whoever runs the bot filled it in. */
export const loadPaper = (language: Language, paper: string): string => {
  const path = join(PAPERS, language, `${paper}.md`)
  const text = papers.get(path) ?? readFileSync(path, 'utf8')
  papers.set(path, text)
  return text
}

/** Reads what has to be right before anyone is answered, unless all of it was checked when the bot was built. @throws {BrokenContent} */
export const checkAtStart = (): void => {
  if (readBuilt(CONTENT, 'phrases') !== undefined) return
  OURS.checkSentences()
  const { phrases, tables, worries } = OURS.listening()
  void [phrases, tables, worries]
}
