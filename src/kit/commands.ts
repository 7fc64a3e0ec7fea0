import { z } from 'zod'
import type { Language } from './languages.ts'
import { type ContentFile, parseFile } from './parseKit.ts'

/** What people can type to the bot. */
export const COMMANDS = [
  'start',
  'status',
  'result',
  'stars',
  'plan',
  'action',
  'block',
  'search',
  'concern',
  'open',
  'data',
  'language',
  'hours',
  'help',
] as const
export type Command = (typeof COMMANDS)[number]

/** These are followed by what they are about: "bouwsteen 3", "zoek tiktok". */
const WITH_ARGUMENT: readonly Command[] = ['block', 'search']

/** What a language has for a command: the words for it, the one the bot offers first, and what it does. */
export interface Phrase {
  readonly words: readonly [string, ...string[]]
  readonly does: string
}
export type Phrases = Readonly<Record<Command, Phrase>>

export interface Wish {
  readonly command: Command
  readonly argument: string
  /** The language it was said in, when it is a word of one language only. */
  readonly language: Language | undefined
}

/** Teams shows so many characters of each: https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema */
const some = z.strictObject({
  words: z.tuple([z.string().min(1).max(32)], z.string().min(1)),
  does: z.string().min(1).max(128),
})
const schema = z.strictObject(
  Object.fromEntries(COMMANDS.map((command) => [command, some])) as Record<Command, typeof some>,
)

/** @throws {BrokenContent} */
export const parsePhrases = (file: ContentFile): Phrases => parseFile(file, schema)

const MENTION = /<at[^>]*>.*?<\/at>/g
/** Case, accents and punctuation don't matter on a phone. */
const plain = (text: string): string =>
  text
    .replace(MENTION, ' ')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()

const argumentOf = (said: string, command: Command, phrase: string): string | undefined => {
  const wanted = plain(phrase)
  if (said === wanted) return ''
  return WITH_ARGUMENT.includes(command) && said.startsWith(`${wanted} `) ? said.slice(wanted.length + 1) : undefined
}

/** What someone typed, in any of the languages; undefined for what isn't a command. */
export const parseWish = (vocabularies: Readonly<Record<Language, Phrases>>, text: string): Wish | undefined => {
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
