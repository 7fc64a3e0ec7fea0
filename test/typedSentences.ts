import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Language } from '../src/kit/languages.ts'
import { parseFile } from '../src/kit/parseFile.ts'
import { INTENTS, type Intent } from '../src/kit/typed/intents.ts'

const sentences = z.array(z.string())
const byIntent = z.partialRecord(z.enum(INTENTS), sentences)
const read = <T>(name: string, schema: z.ZodType<T>): T => {
  const path = join(import.meta.dirname, 'questions', name)
  return parseFile({ path, text: readFileSync(path, 'utf8') }, schema)
}

/** What people type, by what it should open; and what isn't to be taken for it. */
export const typedIn = (language: Language) =>
  read(
    `typed.${language}.yaml`,
    z.strictObject({ understood: byIntent, heldOut: byIntent, nothing: sentences, heldOutNothing: sentences }),
  )

/** What someone types who is worried, what only looks like it, and what is `about` somebody in words that no rule has. */
export const worriesIn = (language: Language) =>
  read(
    `worry.${language}.yaml`,
    z.strictObject({
      worried: sentences,
      heldOutWorried: sentences,
      calm: sentences,
      heldOutCalm: sentences,
      about: sentences,
    }),
  )

const content = z.looseObject({ sentences: z.record(z.string(), sentences) })

/** The sentences of the table itself by which people ask something, as someone would type them. */
export const sentencesFor = (language: Language, intent: Intent): readonly string[] => {
  const path = join(import.meta.dirname, '..', 'content', language, 'typed.yaml')
  const all = parseFile({ path, text: readFileSync(path, 'utf8') }, content).sentences[intent] ?? []
  return all.map((sentence) => sentence.replace(/^= /, ''))
}
