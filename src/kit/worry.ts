import { z } from 'zod'
import { plain } from './commands.ts'

/** By which words someone is heard to be worried, in one language: whole words, `*` at the end of one for any ending. */
export interface WorryRules {
  /** Someone says it like this: always. */
  readonly worries: readonly string[]
  /** A name for it: unless it is about something to read. */
  readonly names: readonly string[]
  readonly reading: readonly string[]
  /** What has one of the names in it and doesn't mean it. */
  readonly calm: readonly string[]
}

const phrase = z.string().regex(/^[a-z0-9]+\*?( [a-z0-9]+\*?)*$/, 'expected plain words, without capitals or accents')
const phrases = z.array(phrase).min(1)

/** `worry.yaml`. */
export const worrySchema = z.strictObject({ worries: phrases, names: phrases, reading: phrases, calm: phrases })

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

/** Whether what someone types sounds like worry about somebody. */
export const isWorry = (rules: WorryRules, typed: string): boolean => {
  const words = plain(typed).split(' ').slice(0, MOST_WORDS)
  const has = (said: string): boolean => placesOf(words, said).length > 0
  if (rules.worries.some(has)) return true
  if (rules.reading.some(has)) return false
  const meant = rules.calm.reduce(without, words)
  return rules.names.some((name) => placesOf(meant, name).length > 0)
}
