import { plain } from '../commands.ts'
import type { Language } from '../languages.ts'
import { stemOf } from '../search/words.ts'

/** A word of a sentence, or a phrase that counts as one, and where it began. */
export interface Token {
  readonly token: string
  /** Which of the words it begins with. */
  readonly at: number
}

/** In letters: what is longer is no sentence of the tables. */
const LONGEST = 1000

/** What French leaves a vowel out of: “l’action” is two words, where “m’n” and “don’t” are one. */
const ELIDED = /(?<!\p{L})(?:[cdjlmnst]|(?:jus|lors|puis)?qu)['’‘ʼ´`](?=[aeiouyhàâäæçéèêëîïôöœùûü])/giu
const APOSTROPHE = /(?<=\p{L})['’‘ʼ´`](?=\p{L})/gu

/** The words of a text: “don’t” is one, as it is for who leaves out the apostrophe. */
export const wordsTyped = (text: string): readonly string[] =>
  plain(
    text
      .slice(0, LONGEST)
      .replace(ELIDED, (elided) => `${elided.slice(0, -1)} `)
      .replace(APOSTROPHE, ''),
  )
    .split(' ')
    .filter(Boolean)

/** Phrases by the word they begin with, the longest first. */
export type Phrasing<Meaning> = ReadonlyMap<
  string,
  readonly { readonly tokens: readonly string[]; readonly meaning: Meaning }[]
>

/** Makes it of pairs of tokens and what they mean. */
export const phrasing = <Meaning>(all: readonly (readonly [readonly string[], Meaning])[]): Phrasing<Meaning> => {
  const rows = all
    .filter(([tokens]) => tokens.length > 0)
    .map(([tokens, meaning]) => ({ tokens, meaning }))
    .toSorted((one, other) => other.tokens.length - one.tokens.length)
  return Map.groupBy(rows, ({ tokens }) => tokens[0] ?? '')
}

/** The longest phrase that stands at a place. */
export const phraseAt = <Meaning>(all: Phrasing<Meaning>, tokens: readonly Token[], at: number) =>
  all
    .get(tokens[at]?.token ?? '')
    ?.find((phrase) => phrase.tokens.every((token, further) => tokens[at + further]?.token === token))

/** How the words of a language are made into tokens. */
export interface Stemming {
  readonly language: Language
  /** Words that have no stem. */
  readonly apart: ReadonlySet<string>
  /** Which word is meant by one that is written as it is said, or in short. */
  readonly spoken: ReadonlyMap<string, string>
}

/** The stems of words. */
export const stemsOf = ({ language, apart, spoken }: Stemming, words: readonly string[]): readonly Token[] =>
  words.map((said, at) => {
    const word = spoken.get(said) ?? said
    return { token: apart.has(word) ? `${word}!` : stemOf(language, word), at }
  })

/** The same with each phrase as the one word it stands for; a phrase that stands for nothing is left out. */
export const replaced = (all: Phrasing<string | undefined>, tokens: readonly Token[]): readonly Token[] => {
  const said: Token[] = []
  for (let at = 0; at < tokens.length; ) {
    const here = tokens[at]
    const phrase = phraseAt(all, tokens, at)
    if (!phrase && here) said.push(here)
    if (phrase?.meaning !== undefined && here) said.push({ token: phrase.meaning, at: here.at })
    at += phrase?.tokens.length ?? 1
  }
  return said
}

/** The same words in any order, each once, make the same key. */
export const keyOf = (tokens: readonly Token[]): string =>
  [...new Set(tokens.map(({ token }) => token))].toSorted().join(' ')
