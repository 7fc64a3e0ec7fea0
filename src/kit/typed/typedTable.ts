import { type Phrases, plain } from '../commands.ts'
import type { BlockId, Kit } from '../kit.ts'
import type { Language } from '../languages.ts'
import { BrokenContent } from '../parseFile.ts'
import { stemOf } from '../search/words.ts'
import { BUTTONS } from './buttons.ts'
import { type Frame, framesOf, writtenIn } from './frames.ts'
import { GUESSES, type Guess, INTENTS, type Intent, SMALL_TALK } from './intents.ts'
import { type Evidence, evidenceOf } from './likely.ts'
import { keyOf, type Phrasing, phrasing, replaced, type Stemming, stemsOf, type Token, wordsTyped } from './phrases.ts'
import { type Spelling, spellingOf } from './spelling.ts'
import type { TypedRules } from './typedRules.ts'

/** What a sentence means; `never` looks like one of them and isn't. */
export type Meaning = Intent | 'never'

/** A sentence that goes on with what it is about. */
export interface OpenSentence {
  readonly tokens: readonly string[]
  readonly meaning: Meaning
}

/** The words of a sentence that can be guessed, without what is polite. */
interface Core {
  readonly intent: Guess
  readonly words: ReadonlySet<string>
}

/** All sentences of a language, ready to be looked up; made once, of its content alone. Nothing but data, so that it can be made when the bot is built. */
export interface TypedTable extends Stemming {
  /** Words as they are written, none of which is a typing error. */
  readonly known: ReadonlySet<string>
  readonly stems: ReadonlySet<string>
  /** What a typing error may be meant as. */
  readonly spelling: Spelling
  /** Phrases that mean the same, and small talk as `~thanks`. */
  readonly same: Phrasing<string>
  readonly polite: Phrasing<undefined>
  /** What a reason begins with, as words. */
  readonly reasons: readonly (readonly string[])[]
  /** Sentences by their words, and by what is left of them without what is polite. */
  readonly whole: ReadonlyMap<string, Meaning>
  readonly core: ReadonlyMap<string, Meaning>
  readonly open: readonly OpenSentence[]
  readonly frames: readonly Frame[]
  /** What may stand around a frame. */
  readonly loose: ReadonlySet<string>
  /** What turns a sentence round. */
  readonly turning: ReadonlySet<string>
  /** What each word is said for. */
  readonly evidence: Evidence
  /** Which block a word names. */
  readonly blocks: ReadonlyMap<string, BlockId>
  /** For guesses: the words of each sentence, which sentences a word is in, and how much it says. */
  readonly cores: readonly Core[]
  readonly sentencesWith: ReadonlyMap<string, readonly number[]>
  readonly weight: ReadonlyMap<string, number>
}

/** Of a sentence: goes on with what it is about. */
const GOES_ON = /\s*…$/
/** Of a sentence: only just as it stands, with nothing polite around it. */
const JUST_SO = /^=\s*/
/** Stands before small talk among the words of a sentence. */
export const SMALL = '~'

interface Sentence {
  readonly said: string
  readonly meaning: Meaning
}

const labelsOf = (say: (key: string) => string): readonly Sentence[] => [
  ...GUESSES.map((intent) => ({ said: say(`heard.guess.${intent}`), meaning: intent })),
  ...INTENTS.flatMap((intent) => (BUTTONS[intent] ?? []).map((key) => ({ said: say(key), meaning: intent }))),
]

const sentencesOf = (rules: TypedRules, phrases: Phrases): readonly Sentence[] => [
  ...INTENTS.flatMap((intent) => {
    const words = intent in phrases ? phrases[intent as keyof Phrases].words : []
    // A command of several words is what it is, word for word.
    const commands = words.map((word) => (word.includes(' ') ? `= ${word}` : word))
    return [...commands, ...rules.sentences[intent]].map((said) => ({ said, meaning: intent }))
  }),
  ...rules.never.map((said) => ({ said, meaning: 'never' as const })),
]

/** By each way of writing a word, the word. */
const spokenBy = (rules: TypedRules): ReadonlyMap<string, string> =>
  new Map(Object.entries(rules.spoken).flatMap(([word, ways]) => ways.map((way) => [plain(way), plain(word)] as const)))

/** The same meaning twice is no problem; another one is. */
const claim = (where: Map<string, Sentence>, key: string, sentence: Sentence, problems: Set<string>): void => {
  const before = where.get(key)
  if (before && before.meaning !== sentence.meaning)
    problems.add(`“${sentence.said}” (${sentence.meaning}) is “${before.said}” (${before.meaning}) too`)
  else if (!before) where.set(key, sentence)
}

const meanings = (where: ReadonlyMap<string, Sentence>): ReadonlyMap<string, Meaning> =>
  new Map([...where].map(([key, { meaning }]) => [key, meaning]))

const blockWords = (kit: Kit, rules: TypedRules, tokensOf: (said: string) => readonly Token[]) => {
  const words = new Map<string, BlockId>()
  for (const { id, name } of kit.blocks)
    for (const said of [id, name, ...(rules.blocks[id] ?? [])])
      for (const { token } of tokensOf(said)) if (!words.has(token)) words.set(token, id)
  return words
}

const isGuess = (meaning: string): meaning is Guess => (GUESSES as readonly string[]).includes(meaning)

const indexOf = (cores: readonly Core[]): ReadonlyMap<string, readonly number[]> => {
  const index = new Map<string, number[]>()
  for (const [at, { words }] of cores.entries())
    for (const word of words) index.set(word, [...(index.get(word) ?? []), at])
  return index
}

const weightsOf = (cores: TypedTable['cores']): ReadonlyMap<string, number> => {
  const used = new Map<string, Set<Intent>>()
  for (const { intent, words } of cores)
    for (const word of words) used.set(word, (used.get(word) ?? new Set()).add(intent))
  return new Map([...used].map(([word, intents]) => [word, Math.log(1 + INTENTS.length / intents.size)]))
}

/**
 * Compiles the sentences of a language.
 * @param say what a label is called now
 * @param path for messages
 * @throws {BrokenContent} with every sentence that says nothing, or means two things
 */
export const typedTable = (
  language: Language,
  rules: TypedRules,
  phrases: Phrases,
  kit: Kit,
  say: (key: string) => string,
  path: string,
): TypedTable => {
  const apart = new Set(rules.apart.map(plain))
  const spoken = spokenBy(rules)
  const stems = (said: string) => stemsOf({ language, apart, spoken }, wordsTyped(said))
  const tokens = (said: string) => stems(said).map(({ token }) => token)
  const same = phrasing<string>([
    ...rules.same.flatMap((group) => group.map((said) => [tokens(said), tokens(group[0] ?? '').join('_')] as const)),
    ...SMALL_TALK.flatMap((small) => rules.small[small].map((said) => [tokens(said), `${SMALL}${small}`] as const)),
  ])
  const saidOf = (said: string) => replaced(same, stems(said))
  const polite = phrasing<undefined>(
    rules.polite.map((said) => [saidOf(said).map(({ token }) => token), undefined] as const),
  )
  const problems = new Set<string>()
  const whole = new Map<string, Sentence>()
  const core = new Map<string, Sentence>()
  const open: OpenSentence[] = []
  const cores: Core[] = []
  const sentences = sentencesOf(rules, phrases)
  for (const sentence of sentences) {
    const { said, meaning } = sentence
    const all = saidOf(said.replace(JUST_SO, '').replace(GOES_ON, ''))
    if (all.length === 0) problems.add(`“${said}” has no words`)
    if (GOES_ON.test(said)) open.push({ tokens: all.map(({ token }) => token), meaning })
    else {
      claim(whole, keyOf(all), sentence, problems)
      const left = keyOf(replaced(polite, all))
      if (left !== '' && !JUST_SO.test(said)) claim(core, left, sentence, problems)
    }
    const words = new Set(replaced(polite, all).map(({ token }) => token))
    if (isGuess(meaning) && words.size > 0) cores.push({ intent: meaning, words })
  }
  for (const label of labelsOf(say)) {
    const all = saidOf(label.said)
    if (!whole.has(keyOf(all))) whole.set(keyOf(all), label)
    const left = keyOf(replaced(polite, all))
    if (left !== '' && !core.has(left)) core.set(left, label)
  }
  const tokensOf = (said: string) => saidOf(said).map(({ token }) => token)
  const frames = INTENTS.flatMap((intent) => framesOf(intent, rules.frames[intent], tokensOf, problems))
  if (problems.size > 0) throw new BrokenContent([...problems].map((problem) => `${path}: ${problem}`))
  const written = [
    ...sentences.map(({ said }) => said),
    ...[
      rules.polite,
      rules.asTyped,
      rules.apart,
      [...spoken.keys()],
      rules.loose,
      rules.common,
      rules.turning,
      Object.values(rules.frames).flat().map(writtenIn),
      rules.same,
      Object.values(rules.small),
      Object.values(rules.blocks),
    ].flat(2),
    ...kit.blocks.map(({ name }) => name),
  ].flatMap(wordsTyped)
  const known = new Set(written)
  const asTyped = new Set(rules.asTyped.map(plain))
  const said = new Set(sentences.flatMap((one) => wordsTyped(one.said)))
  const meant = new Set(written.filter((word) => said.has(word) || !asTyped.has(word)))
  return {
    ...{
      language,
      apart,
      spoken,
      reasons: rules.reasons.map(wordsTyped),
      known,
      stems: new Set([...meant].map((word) => stemOf(language, word))),
      same,
      polite,
      open,
      cores,
    },
    frames,
    evidence: evidenceOf(cores, frames, isGuess),
    loose: new Set(rules.loose.flatMap(tokensOf)),
    turning: new Set(rules.turning.flatMap(tokensOf)),
    spelling: spellingOf(meant),
    whole: meanings(whole),
    core: meanings(core),
    blocks: blockWords(kit, rules, saidOf),
    weight: weightsOf(cores),
    sentencesWith: indexOf(cores),
  }
}

/** Whether a word is written as the table, or a form of one of its words. */
export const isKnown = (table: TypedTable, word: string): boolean =>
  table.known.has(word) || table.stems.has(stemOf(table.language, word))
