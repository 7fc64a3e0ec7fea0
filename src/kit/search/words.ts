import { stemmer as dutch } from '@orama/stemmers/dutch'
import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as french } from '@orama/stemmers/french'
import { plain } from '../commands.ts'
import type { Language } from '../languages.ts'

/** Snowball's, generated: https://snowballstem.org. A language that a pack brings has none: its words are compared whole, and by their beginning. */
const STEMMERS: Readonly<Partial<Record<Language, (word: string) => string>>> = {
  nl: dutch,
  en: english,
  fr: french,
}

/** Longer ones aren't words; what they cost to compare grows with their length. */
const LONGEST_WORD = 40

/** A letter alone is what is left of a word; a number is one. */
const isWord = (word: string): boolean => (word.length > 1 || /\d/.test(word)) && word.length <= LONGEST_WORD

/** The words of a text, whole: lower case, without accents and punctuation. */
export const wordsOf = (text: string): readonly string[] => plain(text).split(' ').filter(isWord)

/** The stem that all forms of a word share, in a language; of a short word or a number, itself. */
export const stemOf = (language: Language, word: string): string =>
  word.length < 4 || /\d/.test(word) ? word : (STEMMERS[language]?.(word) ?? word)
