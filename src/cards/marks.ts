import type { Word } from '../kit/result.ts'

/** What is said of one element, as a picture shows it. */
export interface Mark {
  readonly word: Word
  /** The word's first letter, in the reader's language: for who sees neither colour nor shape. */
  readonly letter: string
}

/** The marks of one side: a team, or in a view per role one of the roles. */
export interface MarkRow {
  readonly name?: string
  readonly marks: readonly Mark[]
  /** The same in words. */
  readonly said: string
}

/** Each word has a shape of its own beside its colour, the same on every platform, in light and in dark. */
export const SIGNS: Readonly<Record<Word, string>> = {
  'mostly-green': '🟢',
  'mostly-orange': '🔶',
  'mostly-red': '🟥',
  divided: '◐',
  few: '○',
}

/** In the order in which a picture shows them: as the kit counts its colours, then what has none. */
export const IN_A_PICTURE: readonly Word[] = ['mostly-green', 'mostly-orange', 'mostly-red', 'divided', 'few']

/** A row of marks; it breaks between two of them, never within one. */
export const drawnMarks = (marks: readonly Mark[]): string =>
  marks.map(({ word, letter }) => `${SIGNS[word]}${letter}`).join(' ')

/** A star of a row that was given, and one that wasn't: told apart by their shape in every theme. */
export const FILLED = '★'
export const HOLLOW = '☆'
/** What takes the stars of a row back. */
export const TAKEN_BACK = '✕'
