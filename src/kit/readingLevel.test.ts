import { describe, expect, it } from 'vitest'
import { OURS } from '../build/content.ts'
import { LANGUAGES, type Language } from './languages.ts'

/**
 * How hard a text reads: LIX (C. H. Björnsson, Läsbarhet, 1968), the words a sentence plus the percentage of words of more than six
 * letters. Up to 30 is easy, up to 40 is a newspaper's plain text, over 50 is official. It needs no syllables, so that it can be held
 * against itself in three languages; French has longer words than the other two. The limits are what our texts had, rounded up: a text
 * may become easier, and no harder. Lists of names (the library) read harder than they are.
 */
const SENTENCE_END = /(?<=[.!?:;…])\s+|\n+/
const wordsOf = (sentence: string): readonly string[] => sentence.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? []
const sentencesIn = (text: string): (readonly string[])[] =>
  text
    .split(SENTENCE_END)
    .map(wordsOf)
    .filter((words) => words.length > 0)

const lixOf = (texts: readonly string[]): number => {
  const sentences = texts.flatMap(sentencesIn)
  const words = sentences.flat()
  return words.length / sentences.length + (100 * words.filter((word) => word.length > 6).length) / words.length
}

/** A placeholder counts as one short word; of a plural or a select one form is as long as another. */
const withoutPlaceholders = (text: string): string => {
  const plainer = text.replace(/\{[^{}]*\}/g, 'X')
  return plainer === text ? text : withoutPlaceholders(plainer)
}

const textsIn = (language: Language) => {
  const { elements } = OURS.kit(language)
  const { deepening, concern, pages, library } = OURS.reading(language)
  return {
    statements: elements.flatMap(({ statements }) => Object.values(statements)),
    explanations: elements.map(({ explanation }) => explanation),
    // Who made the kit is a list of names.
    sentences: [...OURS.checkedSentences(language).texts]
      .filter(([key]) => !key.startsWith('credit.'))
      .map(([, text]) => withoutPlaceholders(text)),
    deepening: Object.values(deepening).flatMap((one) => [
      ...[one.core, ...one.talk, ...one.reflect, ...one.points.map(({ text }) => text)],
      ...[...one.practitioner, ...one.manager, ...(one.story?.text ?? [])],
    ]),
    concern: concern.map(({ text }) => text),
    pages: pages.flatMap(({ items }) => items.map(({ text }) => text)),
    suggestions: Object.values(OURS.suggestions(language)).flatMap(({ title, goal, indicator }) => [
      ...[title, goal, indicator],
    ]),
    library: library.map(({ description }) => description),
  }
}
type Kind = keyof ReturnType<typeof textsIn>

const HARDEST: Readonly<Record<Kind, Readonly<Record<Language, number>>>> = {
  statements: { nl: 31, en: 30, fr: 36 },
  explanations: { nl: 35, en: 34, fr: 37 },
  sentences: { nl: 24, en: 20, fr: 29 },
  deepening: { nl: 29, en: 27, fr: 36 },
  concern: { nl: 28, en: 28, fr: 34 },
  pages: { nl: 31, en: 29, fr: 36 },
  suggestions: { nl: 34, en: 30, fr: 39 },
  library: { nl: 43, en: 37, fr: 41 },
}
/** Words of a sentence that is read in one breath, on a phone. */
const LONGEST_SENTENCE = 25

describe.each(LANGUAGES)('reading is easy in %s', (language) => {
  const texts = textsIn(language)

  it.each(Object.keys(HARDEST) as Kind[])('%s', (kind) => {
    expect(lixOf(texts[kind])).toBeLessThanOrEqual(HARDEST[kind][language])
  })

  it('no sentence takes more than one breath', () => {
    const long = Object.entries(texts).flatMap(([kind, all]) =>
      all.flatMap((text) =>
        sentencesIn(text)
          .filter((words) => words.length > LONGEST_SENTENCE)
          .map((words) => `${kind}: ${words.length}: ${words.join(' ')}`),
      ),
    )
    expect(long).toEqual([])
  })
})

describe('the measure', () => {
  it('tells easy from hard', () => {
    expect(lixOf(['Wij gaan op stap. Jij mag mee.'])).toBeLessThan(10)
    const official =
      'Overeenkomstig de desbetreffende reglementaire bepalingen worden persoonsgegevens uitsluitend verwerkt'
    expect(lixOf([official])).toBeGreaterThan(60)
  })
})
