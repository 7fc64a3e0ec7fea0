import { type Phrases, parseCommand, plain } from '../commands.ts'
import type { Language } from '../languages.ts'
import { clausesOf } from './clauses.ts'
import { GUESSED, guessesFor } from './guesses.ts'
import { type Guess, type Intent, isSmallTalk } from './intents.ts'
import type { TypedTable } from './typedTable.ts'
import { type Understood, understand, understandLikely } from './understand.ts'
import { isAboutSomeone, isReading, isWorry, speaksOfSomeone, type WorryRules } from './worry.ts'

/** What was typed wasn't understood: what comes nearest. */
export interface NotUnderstood {
  readonly intent: 'unknown'
  /** What was typed: it may name something to read. */
  readonly argument: string
  readonly language: undefined
  readonly guesses: readonly Guess[]
}
/** What someone wants, as she typed it. */
export type Wish = (Understood & { readonly intent: Intent }) | NotUnderstood

/** By which words people are understood. */
export interface Listening {
  readonly phrases: Readonly<Record<Language, Phrases>>
  readonly tables: readonly TypedTable[]
  readonly worries: Readonly<Record<Language, WorryRules>>
}

const isUnderstood = (read: Understood | 'never' | undefined): read is Understood =>
  read !== undefined && read !== 'never'

/** A command as it is written; a block that there isn't is none. */
const asCommand = ({ phrases, tables }: Listening, text: string): Understood | undefined => {
  const typed = parseCommand(phrases, text)
  if (!typed) return undefined
  const { command: intent, argument, language } = typed
  const isThere = argument === '' || tables.some(({ blocks }) => blocks.get(argument) === argument)
  if (intent === 'block' && !isThere) return undefined
  // “Search party” isn’t a search.
  if (intent === 'search' && argument !== '' && !isUnderstood(understand(tables, text))) return undefined
  return { intent, argument, language }
}

/** Who sounds worried in any language; who looks for something to read in one of them isn't. */
const asWorry = ({ worries }: Listening, text: string): Understood | undefined => {
  const languages = Object.keys(worries) as Language[]
  const reading = languages.some((language) => isReading(worries[language], text))
  const [only, ...others] = languages.filter((language) => isWorry(worries[language], text, reading))
  return only && { intent: 'concern', argument: '', language: others.length === 0 ? only : undefined }
}

/** What one part of a text asks, where no other part asks something else, or tells of somebody. */
const asClause = ({ tables, worries }: Listening, text: string): Understood | undefined => {
  const reasons = tables.flatMap((table) => table.reasons)
  const clauses = clausesOf(text, reasons).map((clause) => ({ clause, read: understand(tables, clause) }))
  const ofOthers = ({ clause }: { readonly clause: string }): boolean =>
    Object.values(worries).some((rules) => isAboutSomeone(rules, clause))
  if (clauses.some((one) => !isUnderstood(one.read) && ofOthers(one))) return undefined
  const [asked, ...others] = clauses.flatMap(({ read }) =>
    isUnderstood(read) && !isSmallTalk(read.intent) ? [read] : [],
  )
  const isSame = (other: Understood): boolean => other.intent === asked?.intent && other.argument === asked.argument
  return others.every(isSame) ? asked : undefined
}

/** What is likely, as long as nobody else is spoken of: then it may be worry. */
const asLikely = ({ tables, worries }: Listening, text: string): Understood | undefined =>
  Object.values(worries).some((rules) => isAboutSomeone(rules, text)) ? undefined : understandLikely(tables, text)

/** A sentence; else a part of it, or what is likely, unless it only looks like a sentence. */
const asSentence = (listening: Listening, text: string): Understood | undefined => {
  const read = understand(listening.tables, text)
  if (read === 'never') return undefined
  return read ?? asClause(listening, text) ?? asLikely(listening, text)
}

/** What comes nearest to what wasn't understood; the guide at concern first where it is about somebody. */
const guesses = ({ tables, worries }: Listening, text: string): readonly Guess[] => {
  const near = guessesFor(
    tables,
    text,
    Object.values(worries).some((rules) => speaksOfSomeone(rules, text)),
  )
  if (!Object.values(worries).some((rules) => isAboutSomeone(rules, text))) return near
  return [...new Set<Guess>(['concern', ...near])].slice(0, GUESSED)
}

const LONGEST = 4000
const isSaid = (text: string): boolean =>
  plain(text.slice(0, LONGEST)) !== '' || /\p{Extended_Pictographic}|[:;]-?[)(D]|<3/u.test(text)

/** Understands what someone typed: a command, worry, then a sentence. @returns undefined when she said nothing */
export const listen = (listening: Listening, text: string): Wish | undefined => {
  if (!isSaid(text)) return undefined
  return (
    asCommand(listening, text) ??
    asWorry(listening, text) ??
    asSentence(listening, text) ?? {
      intent: 'unknown',
      argument: text.slice(0, LONGEST),
      language: undefined,
      guesses: guesses(listening, text),
    }
  )
}
