import type { BlockId } from '../kit.ts'
import type { Language } from '../languages.ts'
import { readFrame } from './frames.ts'
import { type Intent, SMALL_TALK } from './intents.ts'
import { likely } from './likely.ts'
import { keyOf, phraseAt, replaced, stemsOf, type Token, wordsTyped } from './phrases.ts'
import { nearTo } from './spelling.ts'
import { isKnown, type Meaning, SMALL, type TypedTable } from './typedTable.ts'

/** What someone typed, understood. */
export interface Understood {
  readonly intent: Intent
  /** Of a block its id, of a search its words; else empty. */
  readonly argument: string
  /** The language it was said in; undefined when it is the same in several. */
  readonly language: Language | undefined
}

interface Read {
  readonly meaning: Meaning
  readonly argument: string
  /** How sure, 0 the surest: as it stands, without what is polite, by what it begins with, by its frame; ten more for mistyped words. */
  readonly doubt: number
}

/** In words: a longer text is a story, and no sentence of the table. */
export const MOST_WORDS = 14
/** A question about something may be longer. */
const MOST_ABOUT = 30
/** Readings of a mistyped text, at most. */
const MOST_READINGS = 9
const MISTYPED = 10
/** Less sure than a sentence of the table. */
const FRAMED = 3
/** Who is named stands in front: a word further on that nobody knows is anything. */
const LAST_NAME = 1
/** In letters. Around a frame stands what is in no sentence: a shorter word that looks like one of a frame is another word. */
const SHORTEST_MISTYPED = 6
const BLOCK = 'block'
/** “Hallo Quickscan” greets it, and “Quickscan” alone begins one. */
const NAME = 'quickscan'
/** “Goed plan” praises a plan and doesn’t ask for it: what is said in praise stays among the words. */
const PRAISE = `${SMALL}praise`

const isSmall = ({ token }: Token): boolean => token.startsWith(SMALL)

const argumentFrom = (words: readonly string[], at: number): string => words.slice(at).join(' ')

/** What a sentence goes on about: from the front, with what is polite taken off phrase by phrase. */
const readOpen = (table: TypedTable, all: readonly Token[], words: readonly string[]): Read | undefined => {
  let left = all
  while (left.length > 0) {
    const tokens = left.map(({ token }) => token)
    const found = table.open
      .filter((one) => one.meaning !== BLOCK && one.tokens.length < tokens.length)
      .filter((one) => one.tokens.every((token, at) => tokens[at] === token))
      .toSorted((one, other) => other.tokens.length - one.tokens.length)[0]
    if (found) return { meaning: found.meaning, argument: argumentFrom(words, left[0]?.at ?? 0), doubt: 2 }
    const phrase = phraseAt(table.polite, left, 0)
    if (!phrase) return undefined
    left = left.slice(phrase.tokens.length)
  }
  return undefined
}

/** A block by its number or its name, wherever in the sentence. */
const readBlock = (table: TypedTable, core: readonly Token[]): Read | undefined => {
  for (const { tokens, meaning } of table.open) {
    if (meaning !== BLOCK || !tokens.every((token) => core.some((one) => one.token === token))) continue
    const others = core.filter(({ token }) => !tokens.includes(token))
    const blocks = new Set(others.map(({ token }): BlockId | undefined => table.blocks.get(token)))
    const [block] = blocks
    if (blocks.size === 1 && block !== undefined) return { meaning, argument: block, doubt: 1 }
  }
  return undefined
}

/** Reads words as they stand. */
const readWords = (
  table: TypedTable,
  words: readonly string[],
  said: readonly string[],
  isMeant: (word: string) => boolean,
): Read | undefined => {
  const all = replaced(table.same, stemsOf(table, words))
  if (words.length > MOST_WORDS) return readOpen(table, all, said)
  const small = SMALL_TALK.find((one) => all.some(({ token }) => token === `${SMALL}${one}`))
  const isBot = ({ at }: Token): boolean => small !== undefined && words[at] === NAME
  const asked = all.filter((token) => (!isSmall(token) || token.token === PRAISE) && !isBot(token))
  const core = replaced(table.polite, asked)
  const whole = table.whole.get(keyOf(all)) ?? table.whole.get(keyOf(asked))
  if (whole) return { meaning: whole, argument: '', doubt: 0 }
  if (core.every(isSmall)) return small && { meaning: small, argument: '', doubt: 1 }
  const meaning = table.core.get(keyOf(core))
  if (meaning) return { meaning, argument: '', doubt: 1 }
  const read = readBlock(table, core) ?? readOpen(table, all, said)
  if (read) return read
  const isName = ({ at }: Token): boolean => at <= LAST_NAME && !isMeant(words[at] ?? '')
  const framed = readFrame(table, core, isName) ?? readFrame(table, asked, isName) ?? readFrame(table, all, isName)
  if (framed) return { meaning: framed, argument: '', doubt: FRAMED }
  // “Merci, dat was handig” thanks, whatever stands around it that says nothing.
  const isThanks = small === 'thanks' && core.every((token) => isSmall(token) || table.loose.has(token.token))
  return isThanks ? { meaning: small, argument: '', doubt: FRAMED } : undefined
}

/** What the words may have been meant to be, the likeliest first; only themselves when all of them are known. */
export const respelled = (
  table: TypedTable,
  words: readonly string[],
  isMeant: (word: string) => boolean,
): readonly (readonly string[])[] => {
  let readings: (readonly string[])[] = [[]]
  for (const word of words) {
    const near = isMeant(word) ? [] : nearTo(table.spelling, word)
    const choices = near.length === 0 ? [word] : near
    readings = readings.flatMap((reading) => choices.map((choice) => [...reading, choice])).slice(0, MOST_READINGS)
  }
  return readings
}

const readIn = (table: TypedTable, words: readonly string[], isMeant: (word: string) => boolean): Read | undefined => {
  if (words.length === 0 || words.length > MOST_ABOUT) return undefined
  const plainly = readWords(table, words, words, isMeant)
  if (plainly || words.length > MOST_WORDS) return plainly
  for (const meant of respelled(table, words, isMeant)) {
    const wrong = words.filter((word, at) => word !== meant[at])
    const read = wrong.length === 0 ? undefined : readWords(table, meant, words, isMeant)
    if (read?.doubt === FRAMED && wrong.some(({ length }) => length < SHORTEST_MISTYPED)) continue
    if (read) return { ...read, doubt: read.doubt + MISTYPED * wrong.length }
  }
  return undefined
}

const SMILEY = /^\s*(?:[:;]-?[)D]|<3)\s*$/
const NOT_A_SMILE = /[\p{Letter}\p{Number}👎😢😭😞😔😟🙁😡😠🤬💔🖕😱😨😰😩😫😖🆘⚠😕🤔❓❗☹]/u

/** A smile, a heart, a thumb: and nothing sad or angry. */
const isSmile = (text: string): boolean =>
  SMILEY.test(text) || (/\p{Extended_Pictographic}/u.test(text) && !NOT_A_SMILE.test(text))

/** A word of any language is no typing error in another. */
export const knownIn =
  (tables: readonly TypedTable[]) =>
  (word: string): boolean =>
    tables.some((table) => isKnown(table, word))

/** Understands what someone typed, in any language. @returns undefined for what is no sentence of the tables, `never` for what only looks like one */
export const understand = (tables: readonly TypedTable[], text: string): Understood | 'never' | undefined => {
  if (isSmile(text)) return { intent: 'thanks', argument: '', language: undefined }
  const words = wordsTyped(text)
  const isMeant = knownIn(tables)
  const found = tables.flatMap((table) => {
    const read = readIn(table, words, isMeant)
    return read ? [{ ...read, language: table.language }] : []
  })
  const least = Math.min(...found.map(({ doubt }) => doubt))
  const [best, ...others] = found.filter(({ doubt }) => doubt === least)
  if (!best) return undefined
  if (best.meaning === 'never') return 'never'
  const { meaning: intent, argument, language } = best
  return { intent, argument, language: others.length === 0 ? language : undefined }
}

/** What someone most likely means, where no sentence and no frame is what she said; nothing where languages differ. */
export const understandLikely = (tables: readonly TypedTable[], text: string): Understood | undefined => {
  const words = wordsTyped(text)
  if (words.length > MOST_WORDS) return undefined
  const isMeant = knownIn(tables)
  const found = tables.flatMap((table) => {
    const all = replaced(table.same, stemsOf(table, respelled(table, words, isMeant)[0] ?? words))
    if (all.some(({ token }) => token === PRAISE)) return []
    const said = replaced(table.polite, all).filter((token) => !isSmall(token))
    const intent = likely(table, new Set(said.map(({ token }) => token)))
    return intent ? [{ intent, argument: '', language: table.language }] : []
  })
  return found.length === 1 ? found[0] : undefined
}
