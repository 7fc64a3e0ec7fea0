import { z } from 'zod'
import type { Language } from './languages.ts'
import { type ContentFile, parseFile } from './parseFile.ts'

/** The commands people can type, in the order in which help lists them. */
export const COMMANDS = [
  'start',
  'status',
  'result',
  'stars',
  'priorities',
  'plan',
  'action',
  'block',
  'search',
  'concern',
  'mine',
  'open',
  'calendar',
  'data',
  'page',
  'language',
  'hours',
  'settings',
  'move',
  'help',
] as const
/** One of `COMMANDS`. */
export type Command = (typeof COMMANDS)[number]

/** Commands with an argument: "bouwsteen 3", "zoek tiktok". */
const WITH_ARGUMENT: readonly Command[] = ['block', 'search']

/** A command in one language. */
export interface Phrase {
  /** The phrases that give it, the one that help shows first. */
  readonly words: readonly [string, ...string[]]
  /** What it does, as help shows it. */
  readonly does: string
}
/** All commands in one language. */
export type Phrases = Readonly<Record<Command, Phrase>>

/** A command as someone typed it. */
export interface TypedCommand {
  readonly command: Command
  /** Lower case, without accents and punctuation; empty when there is none. */
  readonly argument: string
  /** The language of the phrase; undefined when several languages have it. */
  readonly language: Language | undefined
}

/** Limits of a command in the Teams manifest: https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema */
const some = z.strictObject({
  words: z.tuple([z.string().min(1).max(32)], z.string().min(1)),
  does: z.string().min(1).max(128),
})
const schema = z.strictObject(
  Object.fromEntries(COMMANDS.map((command) => [command, some])) as Record<Command, typeof some>,
)

/** Reads `commands.yaml` of a language. @throws {BrokenContent} */
export const parsePhrases = (file: ContentFile): Phrases => parseFile(file, schema)

const MENTION = /<at[^>]*>.*?<\/at>/g
/** As some clients and pasted texts have them; of a letter with an accent the letter is left. */
const ENTITY = /&(?:([a-z])(?:acute|grave|uml|circ|cedil|tilde|ring)|[a-z]{2,8}|#x?[\da-f]{1,6});/gi
/** Without mentions, case, accents and punctuation, which people leave out on a phone. */
export const plain = (text: string): string =>
  text
    .replace(MENTION, ' ')
    .replace(ENTITY, (_, letter: string | undefined) => letter ?? ' ')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()

const plainPhrases = new Map<string, string>()
/** Phrases stand in content, and are made plain once: each message is held against all of them. */
const plainPhrase = (phrase: string): string => {
  const known = plainPhrases.get(phrase) ?? plain(phrase)
  plainPhrases.set(phrase, known)
  return known
}

const argumentOf = (said: string, command: Command, phrase: string): string | undefined => {
  const wanted = plainPhrase(phrase)
  if (said === wanted) return ''
  return WITH_ARGUMENT.includes(command) && said.startsWith(`${wanted} `) ? said.slice(wanted.length + 1) : undefined
}

/** Finds the command in a message, in any language. @returns undefined when it isn't a command */
export const parseCommand = (
  vocabularies: Readonly<Record<Language, Phrases>>,
  text: string,
): TypedCommand | undefined => {
  const said = plain(text)
  const found = (Object.entries(vocabularies) as [Language, Phrases][]).flatMap(([language, phrases]) =>
    COMMANDS.flatMap((command) => {
      const [argument] = phrases[command].words.flatMap((phrase) => argumentOf(said, command, phrase) ?? [])
      return argument === undefined ? [] : [{ command, argument, language }]
    }),
  )
  const [first] = found
  return first && { ...first, language: found.length === 1 ? first.language : undefined }
}
