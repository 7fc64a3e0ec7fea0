import type { SearchIndex } from './searchIndex.ts'
import { stemOf, wordsOf } from './words.ts'

/** A stem to look for, and how much finding it says. */
export interface Variant {
  readonly term: string
  readonly weight: number
  /** Longer words that begin with it count too. */
  readonly prefix: boolean
  /** It only means the same as what was said: to whoever asked, it is a word that came out of the blue. */
  readonly meant?: true
}

/** One thing that a question is about: what was said, what means the same, what it is made of. */
export interface Idea {
  readonly variants: readonly Variant[]
}

/** A question longer than this is cut: nobody asks more at once. */
const MOST_WORDS = 16
/** Words that are taken for mistyped ones: of a longer question only those it begins with, since each costs a millisecond. */
const MOST_GUESSED = 8
const SAME = 0.6
const PART = 0.6
const MISTYPED = 0.8
/** Shorter ones begin too many words. */
const SHORTEST_PREFIX = 4

/** Whether a phrase stands at a place of a text, both in stems. */
const standsAt = (stems: readonly string[], at: number, phrase: readonly string[]): boolean =>
  phrase.every((stem, further) => stems[at + further] === stem)

/** Whether one of the phrases stands in a question, in stems. */
export const hasOne = (stems: readonly string[], phrases: readonly (readonly string[])[]): boolean =>
  phrases.some((phrase) => phrase.length > 0 && stems.some((_, at) => standsAt(stems, at, phrase)))

/** The stems of a question, with every word: phrases hold stop words too. */
export const stemsOf = (index: SearchIndex, question: string): readonly string[] =>
  wordsOf(question)
    .slice(0, MOST_WORDS)
    .map((word) => stemOf(index.language, word))

interface Recognised {
  readonly length: number
  readonly groups: readonly number[]
}

/** The longest phrase with a meaning that begins here, and the groups it is in. */
const recognise = (index: SearchIndex, stems: readonly string[], at: number): Recognised => {
  const first = stems[at] ?? ''
  const found = (index.sameByFirst.get(first) ?? []).flatMap((group) =>
    (index.same[group]?.phrases ?? [])
      .filter((phrase) => standsAt(stems, at, phrase))
      .map((phrase) => ({ group, length: phrase.length })),
  )
  const length = Math.max(1, ...found.map((one) => one.length))
  return { length, groups: [...new Set(found.filter((one) => one.length === length).map(({ group }) => group))] }
}

const exact = (term: string, weight: number): Variant => ({ term, weight, prefix: false })

/** What means the same: single words only, since the words of a phrase mean something else apart. */
const sameVariants = (index: SearchIndex, groups: readonly number[], weight: number): readonly Variant[] =>
  groups
    .flatMap((group) => index.same[group]?.phrases ?? [])
    .flatMap((phrase) =>
      phrase.length === 1 && phrase[0] !== undefined ? [{ ...exact(phrase[0], weight), meant: true as const }] : [],
    )

/** How many signs may be wrong. */
const mistakes = (word: string): number => (word.length < 5 ? 0 : word.length < 8 ? 1 : 2)

/** The known words nearest to one that isn't known. */
export const nearest = (index: SearchIndex, word: string, wrong: number, most: number): readonly string[] =>
  wrong === 0
    ? []
    : index.speller
        .search(word, { fuzzy: wrong, maxFuzzy: wrong, prefix: false, tokenize: (one) => [one] })
        .slice(0, most)
        .map(({ id }) => String(id))

/** Of a compound: its parts, and what means the same as one of them. */
const partVariants = (index: SearchIndex, word: string): readonly Variant[] =>
  index
    .partsOf(word)
    .flatMap((part) => [exact(part, PART), ...sameVariants(index, recognise(index, [part], 0).groups, PART * SAME)])

/** A word that isn't known may be the beginning of one, or mistyped. */
const guesses = (index: SearchIndex, word: string, stem: string, asTyped: boolean): readonly Variant[] => [
  { term: stem, weight: 1, prefix: stem.length >= SHORTEST_PREFIX },
  ...nearest(index, word, asTyped ? 0 : mistakes(word), 2).flatMap((one) => {
    const other = stemOf(index.language, one)
    return [exact(other, MISTYPED), ...sameVariants(index, recognise(index, [other], 0).groups, MISTYPED * SAME)]
  }),
]

const variantsOf = (
  index: SearchIndex,
  word: string,
  stem: string,
  groups: readonly number[],
  asTyped: boolean,
): readonly Variant[] => {
  const parts = partVariants(index, word)
  if (!index.known.has(stem) && parts.length === 0) return guesses(index, word, stem, asTyped)
  return [exact(stem, 1), ...sameVariants(index, groups, SAME), ...parts]
}

/** What a question is about. */
export const ideasOf = (index: SearchIndex, question: string): readonly Idea[] => {
  const words = wordsOf(question).slice(0, MOST_WORDS)
  const stems = stemsOf(index, question)
  const ideas: Idea[] = []
  let at = 0
  while (at < words.length) {
    const { length, groups } = recognise(index, stems, at)
    const here = words.slice(at, at + length)
    const own = here.flatMap((word, further) =>
      index.stop.has(word) ? [] : [{ word, stem: stems[at + further] ?? word }],
    )
    const [only] = own
    if (length === 1) {
      if (only) ideas.push({ variants: variantsOf(index, only.word, only.stem, groups, at >= MOST_GUESSED) })
    } else ideas.push({ variants: [...own.map(({ stem }) => exact(stem, 1)), ...sameVariants(index, groups, SAME)] })
    at += length
  }
  return ideas
}
