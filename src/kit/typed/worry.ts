import { z } from 'zod'
import { plain } from '../commands.ts'
import { distance } from './spelling.ts'

/** One word of a phrase: how it may be written; or a gap, in which up to three words may stand. */
type Slot =
  | { readonly words: ReadonlySet<string>; readonly begins: readonly string[]; readonly like: readonly string[] }
  | 'gap'
  | 'end'
/** A phrase as it is looked for. */
type WorryPhrase = readonly Slot[]
/** Phrases by the word they begin with, or by its first letter where that word has an ending or may be mistyped. */
export interface WorryPhrases {
  readonly byWord: ReadonlyMap<string, readonly WorryPhrase[]>
  readonly byLetter: ReadonlyMap<string, readonly WorryPhrase[]>
}

/** By which words someone is heard to be worried, in one language. */
export interface WorryRules {
  /** Someone says it like this: whatever else she says. */
  readonly worries: WorryPhrases
  /** A word for danger: unless it is about something to read. In a search too. */
  readonly danger: WorryPhrases
  /** What is worrying when somebody else is spoken of, wherever: unless it is about something to read. */
  readonly harm: WorryPhrases
  /** A name for it: unless it is about something to read, as a search always is. */
  readonly names: WorryPhrases
  readonly reading: WorryPhrases
  /** What has words of worry in it and means something else. */
  readonly calm: WorryPhrases
  /** Words for somebody else than who speaks. */
  readonly others: ReadonlySet<string>
  /** What turns a phrase round when it stands in its gap. */
  readonly negations: ReadonlySet<string>
}

const WORD = '[a-z0-9]+[*~]?'
const ONE = String.raw`(?:\.\.|WHO|THING|END|${WORD}(?:/${WORD})*)`
const phrase = z.string().regex(new RegExp(`^${ONE}(?: ${ONE})*$`), 'expected plain words, without capitals or accents')
const phrases = z.array(phrase).min(1)
const words = z.string().transform((line) =>
  line
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean),
)

const file = z.strictObject({
  someone: words,
  self: words,
  things: words,
  negations: words,
  worries: phrases,
  danger: phrases,
  harm: phrases.default([]),
  names: phrases,
  reading: phrases,
  calm: phrases,
})

const slotOf = (rule: string, { someone, things }: z.infer<typeof file>): Slot => {
  if (rule === '..') return 'gap'
  if (rule === 'END') return 'end'
  const all = rule === 'WHO' ? someone : rule === 'THING' ? things : rule.split('/')
  const ending = (sign: string) => all.filter((word) => word.endsWith(sign)).map((word) => word.slice(0, -1))
  return { words: new Set(all.filter((word) => !/[*~]$/.test(word))), begins: ending('*'), like: ending('~') }
}

const phrasesOf = (all: readonly WorryPhrase[]): WorryPhrases => {
  const byWord = new Map<string, WorryPhrase[]>()
  const byLetter = new Map<string, WorryPhrase[]>()
  const add = (where: Map<string, WorryPhrase[]>, key: string, one: WorryPhrase): unknown =>
    where.set(key, [...(where.get(key) ?? []), one])
  for (const one of all) {
    const [first] = one
    if (first === undefined || first === 'gap' || first === 'end') continue
    for (const word of first.words) add(byWord, word, one)
    for (const begin of new Set([...first.begins, ...first.like].map(([letter = '']) => letter)))
      add(byLetter, begin, one)
  }
  return { byWord, byLetter }
}

/**
 * `worry.yaml`. In a phrase `*` stands for any ending, `~` for a typing error too, `a/b` for one of them, `..` for up to three words,
 * `WHO` for someone and `THING` for what nobody has to worry about, `END` for the end.
 */
export const worrySchema = file.transform((rules): WorryRules => {
  const compiled = (all: readonly string[]) =>
    phrasesOf(all.map((one) => one.split(' ').map((rule) => slotOf(rule, rules))))
  return {
    worries: compiled(rules.worries),
    danger: compiled(rules.danger),
    harm: compiled(rules.harm),
    names: compiled(rules.names),
    reading: compiled(rules.reading),
    calm: compiled(rules.calm),
    others: new Set(rules.someone.filter((word) => !rules.self.includes(word))),
    negations: new Set(rules.negations),
  }
})

/** In words, and in letters: nobody who is worried says it after these. */
const MOST_WORDS = 300
const LONGEST = 4000
const WIDEST_GAP = 3

const isWord = (slot: Exclude<Slot, 'gap' | 'end'>, word: string): boolean =>
  slot.words.has(word) ||
  slot.begins.some((begin) => word.startsWith(begin)) ||
  slot.like.some((like) => word[0] === like[0] && distance(word, like, 1) <= 1)

/** Where a phrase ends whose slots from `next` on begin at a place; undefined when they don't. */
const endOf = (
  rules: WorryRules,
  said: readonly string[],
  at: number,
  phrase: WorryPhrase,
  next = 0,
): number | undefined => {
  const slot = phrase[next]
  if (slot === undefined) return at
  if (slot === 'end') return at === said.length ? at : undefined
  if (slot !== 'gap') {
    const word = said[at]
    return word !== undefined && isWord(slot, word) ? endOf(rules, said, at + 1, phrase, next + 1) : undefined
  }
  for (let wide = 0; wide <= WIDEST_GAP; wide++) {
    const end = endOf(rules, said, at + wide, phrase, next + 1)
    if (end !== undefined) return end
    const skipped = said[at + wide]
    if (skipped === undefined || rules.negations.has(skipped)) return undefined
  }
  return undefined
}

/** Where the phrases that begin at a place end. */
const endsAt = (rules: WorryRules, said: readonly string[], at: number, all: WorryPhrases): readonly number[] => {
  const word = said[at] ?? ''
  const begun = [...(all.byWord.get(word) ?? []), ...(all.byLetter.get(word[0] ?? '') ?? [])]
  return begun.flatMap((one) => endOf(rules, said, at, one) ?? [])
}

const hasOne = (rules: WorryRules, said: readonly string[], all: WorryPhrases): boolean =>
  said.some((_, at) => endsAt(rules, said, at, all).length > 0)

/** What is left of what was said without all that is meant differently. */
const meant = (rules: WorryRules, said: readonly string[]): readonly string[] => {
  const gone = new Set<number>()
  for (const at of said.keys())
    for (const end of endsAt(rules, said, at, rules.calm)) for (let word = at; word < end; word++) gone.add(word)
  // A gap doesn't reach over what was taken out.
  return gone.size === 0 ? said : said.map((word, at) => (gone.has(at) ? '' : word))
}

const wordsOf = (typed: string): readonly string[] => {
  const said = plain(typed.slice(0, LONGEST))
  return said === '' ? [] : said.split(' ').slice(0, MOST_WORDS)
}

/** Whether what someone types says, in words of a language, that she looks for something to read. */
export const isReading = (rules: WorryRules, typed: string): boolean => hasOne(rules, wordsOf(typed), rules.reading)

/** Words of a sentence: who says fewer speaks to the bot. */
const SENTENCE = 3

/** Whether somebody else is spoken of: what is one's own isn't meant then. */
export const speaksOfSomeone = (rules: WorryRules, typed: string): boolean =>
  wordsOf(typed).some((word) => rules.others.has(word))

/** Whether so much is said of somebody else that it may be worry, in words that no rule has. */
export const isAboutSomeone = (rules: WorryRules, typed: string): boolean =>
  wordsOf(typed).length >= SENTENCE && speaksOfSomeone(rules, typed)

/** Whether what someone types sounds like worry about somebody. @param reading it looks for something to read, in any language */
export const isWorry = (rules: WorryRules, typed: string, reading = isReading(rules, typed)): boolean => {
  const said = meant(rules, wordsOf(typed))
  if (hasOne(rules, said, rules.worries)) return true
  if (reading) return false
  if (hasOne(rules, said, rules.danger) || hasOne(rules, said, rules.names)) return true
  return said.some((word) => rules.others.has(word)) && hasOne(rules, said, rules.harm)
}

/** Whether what someone searches does: who searches for a name such as "haatspraak" wants to read about it. */
export const isWorriedSearch = (rules: WorryRules, question: string): boolean => {
  const said = meant(rules, wordsOf(question))
  return hasOne(rules, said, rules.worries) || hasOne(rules, said, rules.danger)
}
