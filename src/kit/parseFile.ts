import { load as parseYaml, YAMLException } from 'js-yaml'
import type { z } from 'zod'
import { type Layered, over, pathIn } from './layers.ts'
import { lineOf } from './lineOf.ts'

/** A file of a content pack: its path for messages, and its YAML; of another pack, with ours under it. */
export type ContentFile = Layered

/** Whoever mends the first ones sees the others then. */
const MOST_SHOWN = 60

/** A content pack can't be used. Each problem names the file, the path in it, and what was expected. */
export class BrokenContent extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    const [shown, more] = [problems.slice(0, MOST_SHOWN), problems.length - MOST_SHOWN]
    const lines = more > 0 ? [...shown, `and ${more} more`] : shown
    super(`The content can't be used:\n${lines.map((problem) => `  ${problem}`).join('\n')}`)
    this.name = 'BrokenContent'
    this.problems = problems
  }
}

/** More than the largest of ours has, many times: anchors that repeat each other grow without an end. */
const MOST_VALUES = 100_000
/** What has no place in a text that people read. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]/

/** What is wrong with a value whatever it is of; without recursion, since an anchor may lead back to itself. */
const valueProblem = (value: unknown): string | undefined => {
  const open: unknown[] = [value]
  for (let seen = 0; open.length > 0; seen++) {
    if (seen > MOST_VALUES) return `expected at most ${MOST_VALUES} values, and no anchors (&) that repeat themselves`
    const one = open.pop()
    if (typeof one === 'string' && CONTROL.test(one))
      return `expected no control characters, found one in ${JSON.stringify(one.slice(0, 40))}`
    if (typeof one === 'object' && one !== null) open.push(...Object.values(one))
  }
  return undefined
}

/** A file is looked at again for each of its problems. */
const parsedOf = new WeakMap<ContentFile, unknown>()
const wholesOf = new WeakMap<ContentFile, unknown>()

const ownOf = (file: ContentFile): unknown => {
  if (!parsedOf.has(file)) parsedOf.set(file, parsed(file))
  return parsedOf.get(file)
}

const parsed = (file: ContentFile): unknown => {
  let value: unknown
  try {
    value = parseYaml(file.text)
  } catch (cause) {
    throw new BrokenContent([`${file.path}${yamlProblem(cause)}`])
  }
  const problem = valueProblem(value)
  if (problem !== undefined) throw new BrokenContent([`${file.path}: ${problem}`])
  return value
}

/** What the parser says of a line that isn't written as YAML wants it; whoever wrote a sentence there knows nothing of mappings. */
const MISREAD = /mapping|indentation|multiline key|unexpected end|document|token|flow/
const HOW_TO_WRITE =
  'on this line or the one above, put a text with ": ", " #" or a quotation mark in it between "…", and begin as far to the right as the lines around it'

/** With its line, where the parser has one. */
const yamlProblem = (cause: unknown): string => {
  if (!(cause instanceof YAMLException)) return ': not YAML'
  const line = cause.mark?.line
  const hint = MISREAD.test(cause.reason) ? `: ${HOW_TO_WRITE}` : ''
  return `${line === undefined ? '' : `:${line + 1}`}: ${cause.reason}${hint}`
}

/** What stands in a file, with what lies under it. */
const wholeOf = (file: ContentFile): unknown => {
  if (!file.under) return ownOf(file)
  if (!wholesOf.has(file)) wholesOf.set(file, over(wholeOf(file.under), ownOf(file)))
  return wholesOf.get(file)
}

/** Where a part of a file is, for messages: path and line, in the file that brings it. */
export const placeOf = (file: ContentFile, path: readonly PropertyKey[]): string => {
  const own = file.under ? pathIn(ownOf(file), wholeOf(file), path) : path.map(String)
  if (file.under && own.length === 0 && path.length > 0) return placeOf(file.under, path)
  const line = own.length === 0 ? '' : `:${lineOf(file, own.join('.'))}`
  return `${file.path}${line}`
}

/** Whether the file itself brings a part, and not the one under it. */
export const isFrom = (file: ContentFile, path: readonly PropertyKey[]): boolean =>
  pathIn(ownOf(file), wholeOf(file), path).length === path.length

/** What a kind of value is called by who isn't a programmer. */
const CALLED: Readonly<Record<string, string>> = { string: 'a text', array: 'a list' }

/** Of a key that there isn't, what a key has to be; of what isn't there, that it has to be. */
const expectedBy = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message
  if (issue.code !== 'invalid_type' || !issue.message.endsWith('received undefined')) return issue.message
  return `missing: expected ${CALLED[issue.expected] ?? issue.expected}`
}

/** Where in the file: an entry of a list that is a file of its own, by its id, as one finds it there. */
const pathSaid = (value: unknown, [first, ...rest]: readonly PropertyKey[]): string => {
  const entry: unknown = Array.isArray(value) && typeof first === 'number' ? value[first] : undefined
  const id = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined
  return first === undefined ? '(whole file)' : [typeof id === 'string' ? id : first, ...rest].map(String).join('.')
}

/** Reads a YAML file and checks it. @throws {BrokenContent} with all problems at once */
export const parseFile = <T>(file: ContentFile, schema: z.ZodType<T>): T => {
  const whole = wholeOf(file)
  const checked = schema.safeParse(whole)
  if (checked.success) return checked.data
  throw new BrokenContent(
    checked.error.issues.map(
      (issue) => `${placeOf(file, issue.path)}: ${pathSaid(whole, issue.path)}: ${expectedBy(issue)}`,
    ),
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
