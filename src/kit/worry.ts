import { z } from 'zod'
import { plain } from './commands.ts'

/** By which words someone is heard to be worried, in one language: whole words, `*` at the end of one for any ending. */
export interface WorryRules {
  /** Someone says it like this: always. */
  readonly worries: readonly string[]
  /** A word for danger: unless it is about something to read. In a search too. */
  readonly danger: readonly string[]
  /** A name for it: unless it is about something to read, as a search always is. */
  readonly names: readonly string[]
  readonly reading: readonly string[]
  /** What has one of the names in it and doesn't mean it. */
  readonly calm: readonly string[]
}

const phrase = z.string().regex(/^[a-z0-9]+\*?( [a-z0-9]+\*?)*$/, 'expected plain words, without capitals or accents')
const phrases = z.array(phrase).min(1)

/** `worry.yaml`. */
export const worrySchema = z.strictObject({
  worries: phrases,
  danger: phrases,
  names: phrases,
  reading: phrases,
  calm: phrases,
})

/** In words: nobody who is worried says it after these. */
const MOST_WORDS = 300

const isWord = (rule: string, word: string | undefined): boolean =>
  word !== undefined && (rule.endsWith('*') ? word.startsWith(rule.slice(0, -1)) : word === rule)

const placesOf = (words: readonly string[], said: string): readonly number[] => {
  const rules = said.split(' ')
  return words.flatMap((_, at) => (rules.every((rule, offset) => isWord(rule, words[at + offset])) ? [at] : []))
}

const without = (words: readonly string[], said: string): readonly string[] => {
  const length = said.split(' ').length
  const gone = new Set(placesOf(words, said).flatMap((at) => Array.from({ length }, (_, offset) => at + offset)))
  return words.filter((_, at) => !gone.has(at))
}

const wordsOf = (typed: string): readonly string[] => plain(typed).split(' ').slice(0, MOST_WORDS)

const hasOne = (words: readonly string[], all: readonly string[]): boolean =>
  all.some((said) => placesOf(words, said).length > 0)

const means = ({ calm }: WorryRules, words: readonly string[], all: readonly string[]): boolean =>
  hasOne(calm.reduce(without, words), all)

/** Whether what someone types sounds like worry about somebody. */
export const isWorry = (rules: WorryRules, typed: string): boolean => {
  const words = wordsOf(typed)
  if (hasOne(words, rules.worries)) return true
  return !hasOne(words, rules.reading) && means(rules, words, [...rules.danger, ...rules.names])
}

/** Whether what someone searches does: who searches for a name such as "haatspraak" wants to read about it. */
export const isWorriedSearch = (rules: WorryRules, question: string): boolean => {
  const words = wordsOf(question)
  return hasOne(words, rules.worries) || means(rules, words, rules.danger)
}
