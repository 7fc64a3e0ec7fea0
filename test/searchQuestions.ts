import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Language } from '../src/kit/languages.ts'
import { parseFile } from '../src/kit/parseFile.ts'
import { concernStepOf } from '../src/kit/search/documents.ts'

const schema = z.array(z.strictObject({ ask: z.string(), right: z.array(z.string()).min(1) }))

/** What people would ask, in their own words, with the right answers. */
export const questionsIn = (language: Language) => {
  const path = join(import.meta.dirname, 'questions', `${language}.yaml`)
  return parseFile({ path, text: readFileSync(path, 'utf8') }, schema)
}

/** Whether a right answer is among what was found; `concern` is any step of the concern guide. */
export const rightIn = (found: readonly string[], right: readonly string[]): boolean =>
  found.some((id) => right.includes(id) || (right.includes('concern') && concernStepOf(id) !== undefined))
