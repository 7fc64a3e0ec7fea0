import { load as parseYaml } from 'js-yaml'
import { z } from 'zod'
import type { Block, Element, Kit } from './kit.ts'
import { LANGUAGES } from './languages.ts'
import { lineOf } from './lineOf.ts'

/** A file of a content pack. */
export interface ContentFile {
  /** For messages. */
  readonly path: string
  /** YAML. */
  readonly text: string
}

/** A content pack can't be used. Each problem names the file, the path in it, and what was expected. */
export class BrokenContent extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`The content can't be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.name = 'BrokenContent'
    this.problems = problems
  }
}

/** In characters: three longer statements don't fit on a phone's screen. */
export const LONGEST_STATEMENT = 110
const BLOCKS = 7
const ELEMENTS = 42

const sentence = z.string().trim().min(1)
const statement = sentence.max(LONGEST_STATEMENT)
const elementSchema = z.strictObject({
  id: z.string().regex(/^[1-7]\.[1-9]$/, 'expected an id such as "1.3"'),
  title: sentence.max(60),
  green: statement,
  orange: statement,
  red: statement,
  explanation: sentence.max(300),
})
/** The id of a block, in content. */
export const blockIdSchema = z.string().regex(/^[1-7]$/, 'expected "1" to "7"')
const blockSchema = z.strictObject({
  id: blockIdSchema,
  name: sentence.max(24),
  title: sentence.max(80),
  about: sentence.max(40),
  talk: sentence.max(200),
  elements: z.array(elementSchema).min(1),
})
const packSchema = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'expected a version such as "1.0.0"'),
  language: z.enum(LANGUAGES),
  name: sentence,
  source: sentence,
})

/** Where sections are named; in a list, the path says which entry. */
const lineIn = (file: ContentFile, key: string): string =>
  key === '' || /(^|\.)\d+(\.|$)/.test(key) ? '' : `:${lineOf(file, key)}`

/** Reads a YAML file and checks it. @throws {BrokenContent} with all problems at once */
export const parseFile = <T>(file: ContentFile, schema: z.ZodType<T>): T => {
  let value: unknown
  try {
    value = parseYaml(file.text)
  } catch (cause) {
    throw new BrokenContent([`${file.path}: ${cause instanceof Error ? cause.message.split('\n')[0] : 'not YAML'}`])
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new BrokenContent(
    parsed.error.issues.map((issue) => {
      const key = issue.path.join('.')
      return `${file.path}${lineIn(file, key)}: ${key || '(whole file)'}: ${issue.message}`
    }),
  )
}

/** Makes content unchangeable, all the way down. */
export const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) freeze(inner)
  }
  return value
}

/**
 * A kit from its files: `pack.yaml` and one file per block.
 * @throws {BrokenContent} with all problems at once.
 */
export const parseKit = (files: readonly ContentFile[]): Kit => {
  const packFile = files.find((file) => file.path.endsWith('pack.yaml'))
  if (!packFile) throw new BrokenContent([`${files[0]?.path ?? 'the kit folder'}: expected a pack.yaml beside it`])
  const problems: string[] = []
  const attempt = <T>(parse: () => T): T | undefined => {
    try {
      return parse()
    } catch (error) {
      if (!(error instanceof BrokenContent)) throw error
      problems.push(...error.problems)
      return undefined
    }
  }
  const pack = attempt(() => parseFile(packFile, packSchema))
  const parsed = files
    .filter((file) => file !== packFile)
    .map((file) => ({ file, block: attempt(() => parseFile(file, blockSchema)) }))
  let position = 0
  const blocks: Block[] = parsed
    .flatMap(({ file, block }) => (block ? [{ file, block }] : []))
    .sort((a, b) => a.block.id.localeCompare(b.block.id))
    .map(({ file, block }) => ({
      ...block,
      elements: block.elements.map((element, at): Element => {
        if (element.id !== `${block.id}.${at + 1}`)
          problems.push(`${file.path}: elements.${at}.id: expected "${block.id}.${at + 1}", found "${element.id}"`)
        position += 1
        const { id, title, explanation, green, orange, red } = element
        return { id, block: block.id, position, title, explanation, statements: { green, orange, red } }
      }),
    }))
  const found = blocks.map((block) => block.id).join(' ')
  if (problems.length === 0 && found !== '1 2 3 4 5 6 7')
    problems.push(`${packFile.path}: expected ${BLOCKS} blocks, ids 1 to 7, found ${found || 'none'}`)
  if (problems.length === 0 && position !== ELEMENTS)
    problems.push(`${packFile.path}: expected ${ELEMENTS} elements, found ${position}`)
  if (problems.length > 0 || !pack) throw new BrokenContent(problems)
  const { version, language, name } = pack
  return freeze({ version, language, name, blocks, elements: blocks.flatMap((block) => block.elements) })
}
