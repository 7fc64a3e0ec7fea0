import { z } from 'zod'
import type { BlockId } from '../kit.ts'
import { type ContentFile, parseFile } from '../parseFile.ts'
import { blockIdSchema } from '../parseKit.ts'
import { INTENTS, type Intent, SMALL_TALK, type SmallTalk } from './intents.ts'

/** One line of words and phrases, with commas. */
const line = z.string().transform((words) =>
  words
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean),
)
const some = z.array(z.string().min(1))

const schema = z.strictObject({
  polite: line,
  asTyped: line,
  spoken: z.record(z.string(), line).default({}),
  reasons: line.default([]),
  apart: line,
  small: z.strictObject(Object.fromEntries(SMALL_TALK.map((one) => [one, line])) as Record<SmallTalk, typeof line>),
  same: z.array(line.refine((group) => group.length > 1, 'expected two words or more that mean the same')),
  blocks: z.record(blockIdSchema, line),
  sentences: z.strictObject(
    Object.fromEntries(INTENTS.map((intent) => [intent, some.default([])])) as Record<
      Intent,
      z.ZodDefault<typeof some>
    >,
  ),
  loose: line.default([]),
  common: line.default([]),
  turning: line.default([]),
  frames: z
    .strictObject(
      Object.fromEntries(INTENTS.map((intent) => [intent, some.default([])])) as Record<
        Intent,
        z.ZodDefault<typeof some>
      >,
    )
    .prefault({}),
  never: some,
})

/** `typed.yaml`: how people of a language say what they want. */
export interface TypedRules {
  /** Phrases that a sentence means the same without. */
  readonly polite: readonly string[]
  /** Words that are no typing error of another. */
  readonly asTyped: readonly string[]
  /** How a word is written as it is said, or in short, by the word that is meant. */
  readonly spoken: Readonly<Record<string, readonly string[]>>
  /** What a reason begins with: what stands behind it asks for nothing. */
  readonly reasons: readonly string[]
  /** Words that mean something else than the forms they share a stem with. */
  readonly apart: readonly string[]
  readonly small: Readonly<Record<SmallTalk, readonly string[]>>
  /** Groups of words and phrases that mean the same here. */
  readonly same: readonly (readonly string[])[]
  /** What people call each block, besides its name. */
  readonly blocks: Readonly<Record<BlockId, readonly string[]>>
  /** A sentence that ends in `…` goes on with what it is about. */
  readonly sentences: Readonly<Record<Intent, readonly string[]>>
  /** Words that may stand around a frame. */
  readonly loose: readonly string[]
  /** Words of every day: one or two of them may stand around a frame of several words. */
  readonly common: readonly string[]
  /** Words that turn a sentence round: they stand around no frame. */
  readonly turning: readonly string[]
  /** Words that have to be there, in any order: a sentence with them, and else nothing but loose words, means this. */
  readonly frames: Readonly<Record<Intent, readonly string[]>>
  /** What looks like one of them and isn't. */
  readonly never: readonly string[]
}

/** Reads `typed.yaml` of a language. @throws {BrokenContent} */
export const parseTypedRules = (file: ContentFile): TypedRules => parseFile(file, schema)
