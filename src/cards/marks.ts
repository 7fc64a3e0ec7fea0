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

/** A row of marks by their word, in the order in which they stand: what a platform draws as one cell each. */
export const groupedMarks = (marks: readonly Mark[]): readonly (readonly [Word, readonly Mark[]])[] =>
  IN_A_PICTURE.flatMap((word) => {
    const same = marks.filter((mark) => mark.word === word)
    return same.length > 0 ? [[word, same] as const] : []
  })

/** One of what is ranked: a bar where its figure is shown, and the same in words. */
export interface BarRow {
  readonly value: number | undefined
  readonly said: string
}

/** A star of a row that was given, and one that wasn't: told apart by their shape in every theme. */
export const FILLED = '★'
export const HOLLOW = '☆'
/** What takes the stars of a row back. */
export const TAKEN_BACK = '✕'

/** A bar of stars, as long for each; none where a figure isn't shown, or isn't whole stars (before version 0.3.0). */
export const drawnBar = ({ value }: BarRow, most: number): string | undefined =>
  value !== undefined && Number.isInteger(value) ? FILLED.repeat(value) + HOLLOW.repeat(most - value) : undefined
