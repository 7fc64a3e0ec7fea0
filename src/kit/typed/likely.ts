import type { Frame } from './frames.ts'
import type { Guess } from './intents.ts'

/** What the sentences of a language say about each of its words: how often it is said by who wants something. */
export interface Evidence {
  readonly byWord: ReadonlyMap<string, ReadonlyMap<Guess, number>>
  /** How many words there are of each. */
  readonly total: ReadonlyMap<Guess, number>
}

/** Worry has rules of its own, and what goes on about something has to say about what. */
const NEVER_LIKELY: ReadonlySet<string> = new Set<Guess>(['concern', 'search', 'block'])

/** Counts the words of sentences, and of frames: of a slot each word counts less, the more there are. */
export const evidenceOf = (
  sentences: readonly { readonly intent: Guess; readonly words: ReadonlySet<string> }[],
  frames: readonly Frame[],
  isGuess: (intent: string) => intent is Guess,
): Evidence => {
  const byWord = new Map<string, Map<Guess, number>>()
  const total = new Map<Guess, number>()
  const count = (intent: Guess, words: ReadonlySet<string>, each: number): void => {
    for (const word of words) {
      const of = byWord.get(word) ?? new Map<Guess, number>()
      byWord.set(word, of.set(intent, (of.get(intent) ?? 0) + each))
      total.set(intent, (total.get(intent) ?? 0) + each)
    }
  }
  for (const { intent, words } of sentences) count(intent, words, 1)
  for (const { intent, slots } of frames)
    for (const slot of slots)
      if (typeof slot === 'object' && isGuess(intent)) count(intent, slot.tokens, 1 / Math.sqrt(slot.tokens.size))
  return { byWord, total }
}

/** What is counted for a word that a meaning was never said with. */
const UNSEEN = 0.2
/** How much likelier than all others together, from 0 to 1. */
const SURE = 0.8
/** Of a word: so large a part of what it was said for makes it one that speaks for a meaning. */
const SPEAKS = 0.3
const FEWEST_WORDS = 2
/** Words that turn a sentence round count when they were said so more than once. */
const MORE_THAN_ONCE = 2

/** What is known of the words of a language. */
interface Known {
  readonly evidence: Evidence
  readonly loose: ReadonlySet<string>
  readonly stems: ReadonlySet<string>
  readonly turning: ReadonlySet<string>
}

const countOf = ({ byWord }: Evidence, word: string, intent: Guess): number => byWord.get(word)?.get(intent) ?? 0

const shareOf = (evidence: Evidence, word: string, intent: Guess): number => {
  let all = 0
  for (const count of evidence.byWord.get(word)?.values() ?? []) all += count
  return countOf(evidence, word, intent) / all
}

/**
 * What someone most likely means whose words are all known, by how often each of them is said for what (naive Bayes over the sentences of the
 * table). A word that says something else, a word that nobody knows, or one that turns it round, and it is nothing.
 */
export const likely = ({ evidence, loose, stems, turning }: Known, said: ReadonlySet<string>): Guess | undefined => {
  const words = [...said].filter((word) => !/^\d+$/.test(word))
  const heard = words.filter((word) => evidence.byWord.has(word))
  if (words.some((word) => !evidence.byWord.has(word) && !loose.has(word) && !stems.has(word))) return undefined
  if (words.length < FEWEST_WORDS || heard.length === 0) return undefined
  const logs = [...evidence.total].map(([intent, total]) => {
    const all = Math.log(total + UNSEEN * evidence.byWord.size)
    return {
      intent,
      log: heard.reduce((sum, word) => sum + Math.log(countOf(evidence, word, intent) + UNSEEN) - all, 0),
    }
  })
  const best = logs.reduce((one, other) => (other.log > one.log ? other : one))
  const { intent } = best
  if (NEVER_LIKELY.has(intent) || 1 / logs.reduce((sum, { log }) => sum + Math.exp(log - best.log), 0) < SURE)
    return undefined
  const telling = heard.filter((word) => !loose.has(word))
  const speaks = telling.some((word) => shareOf(evidence, word, intent) >= SPEAKS)
  const isElse = telling.some((word) => countOf(evidence, word, intent) === 0)
  const isTurned = words.some((word) => turning.has(word) && countOf(evidence, word, intent) < MORE_THAN_ONCE)
  return speaks && !isElse && !isTurned ? intent : undefined
}
