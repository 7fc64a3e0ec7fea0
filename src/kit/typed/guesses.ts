import { type Guess, INTENTS } from './intents.ts'
import { replaced, stemsOf, wordsTyped } from './phrases.ts'
import type { TypedTable } from './typedTable.ts'
import { knownIn, MOST_WORDS, respelled } from './understand.ts'

/** A word of no sentence says as much as one of a single sentence: what is typed is about something else. */
const UNHEARD = Math.log(1 + INTENTS.length)

const weightOf = (table: TypedTable, words: Iterable<string>): number => {
  let sum = 0
  for (const word of words) sum += table.weight.get(word) ?? UNHEARD
  return sum
}

/** How much of a sentence's words stand in what was typed, and the other way round: 0 for nothing, 1 for all. */
const likenesses = (table: TypedTable, typed: ReadonlySet<string>): ReadonlyMap<number, number> => {
  const both = new Map<number, number>()
  for (const word of typed)
    for (const at of table.sentencesWith.get(word) ?? [])
      both.set(at, (both.get(at) ?? 0) + (table.weight.get(word) ?? UNHEARD))
  const all = weightOf(table, typed)
  return new Map([...both].map(([at, sum]) => [at, (2 * sum) / (all + weightOf(table, table.cores[at]?.words ?? []))]))
}

/** Guesses, at most. */
export const GUESSED = 2
/**
 * The least likeness of a guess, from 0 to 1. A likeness is twice the weight of the words that both have, over the weight of the words of both: below this less than
 * half of what was said is in the sentence that is guessed, and no guess is kinder than that one.
 */
const LEAST_ALIKE = 0.47
/** A second guess is worth a button when it is nearly as near. */
const LEAST_OF_BEST = 0.7
/** What is one's own: it isn't meant where someone else is spoken of. */
const OWN: readonly Guess[] = ['decline', 'quiet', 'pause', 'noTime', 'done', 'back']

/**
 * The two nearest to what wasn't understood, the nearest first; fewer where fewer come near.
 * @param ofOthers whether someone else is spoken of
 */
export const guessesFor = (tables: readonly TypedTable[], text: string, ofOthers: boolean): readonly Guess[] => {
  const words = wordsTyped(text).slice(0, MOST_WORDS)
  const isMeant = knownIn(tables)
  const best = new Map<Guess, number>()
  for (const table of tables) {
    const meant = respelled(table, words, isMeant)[0] ?? words
    const tokens = replaced(table.polite, replaced(table.same, stemsOf(table, meant)))
    const typed = new Set(tokens.map(({ token }) => token))
    for (const [at, score] of likenesses(table, typed)) {
      const intent = table.cores[at]?.intent
      if (score < LEAST_ALIKE || (intent && ofOthers && OWN.includes(intent))) continue
      if (intent && score > (best.get(intent) ?? 0)) best.set(intent, score)
    }
  }
  const least = Math.max(...best.values()) * LEAST_OF_BEST
  return [...best]
    .filter(([, score]) => score >= least)
    .toSorted(([, one], [, other]) => other - one)
    .map(([guess]) => guess)
    .slice(0, GUESSED)
}
