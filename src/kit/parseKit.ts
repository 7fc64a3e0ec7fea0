import { z } from 'zod'
import { type Block, type Element, GRADES, type Kit } from './kit.ts'
import { languageSchema } from './languages.ts'
import { BrokenContent, type ContentFile, freeze, parseFile, placeOf } from './parseFile.ts'

/** In characters: three longer statements don't fit on a phone's screen. */
export const LONGEST_STATEMENT = 110
/** Of another pack, which may have the printed wording. */
export const LONGEST_PRINTED = 300
/** How many elements each block has, in every language and pack: answers, fits and drafted actions go by their ids. */
const ELEMENTS = [8, 6, 6, 5, 6, 6, 5] as const

const sentence = z.string().trim().min(1)
const elementSchema = (longest: number) => {
  const statement = sentence.max(longest)
  return z.strictObject({
    id: z.string().regex(/^[1-7]\.[1-9]$/, 'expected an id such as "1.3"'),
    title: sentence.max(60),
    green: statement,
    orange: statement,
    red: statement,
    explanation: sentence.max(300),
  })
}
/** The id of a block, in content. */
export const blockIdSchema = z.string().regex(/^[1-7]$/, 'expected "1" to "7"')
const blockSchema = (longest: number) =>
  z.strictObject({
    id: blockIdSchema,
    name: sentence.max(24),
    title: sentence.max(80),
    about: sentence.max(40),
    talk: sentence.max(200),
    elements: z.array(elementSchema(longest)).min(1),
  })
const packSchema = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'expected a version such as "1.0.0"'),
  language: languageSchema,
  name: sentence,
  source: sentence,
})

/** What of several things is wrong, together. */
export const collecting = (): {
  readonly problems: string[]
  /** @returns undefined for what can't be used */
  readonly attempt: <T>(make: () => T) => T | undefined
} => {
  const problems: string[] = []
  return {
    problems,
    attempt: (make) => {
      try {
        return make()
      } catch (error) {
        if (!(error instanceof BrokenContent)) throw error
        problems.push(...error.problems)
        return undefined
      }
    },
  }
}

/** Whether a file says what pack the blocks beside it are. */
export const isPackFile = ({ path }: Pick<ContentFile, 'path'>): boolean => /(^|[\\/])pack\.yaml$/.test(path)

/**
 * A kit from its files: `pack.yaml` and one file per block.
 * @param longest of a statement, in characters
 * @throws {BrokenContent} with all problems at once.
 */
export const parseKit = (files: readonly ContentFile[], longest: number = LONGEST_STATEMENT): Kit => {
  const packFile = files.find(isPackFile)
  if (!packFile) throw new BrokenContent([`${files[0]?.path ?? 'the kit folder'}: expected a pack.yaml beside it`])
  const { problems, attempt } = collecting()
  const pack = attempt(() => parseFile(packFile, packSchema))
  const parsed = files
    .filter((file) => file !== packFile)
    .flatMap((file) => {
      const block = attempt(() => parseFile(file, blockSchema(longest)))
      return block ? [{ file, block }] : []
    })
    .sort((a, b) => a.block.id.localeCompare(b.block.id))
  let position = 0
  const blocks = parsed.map(({ file, block }, at): Block => {
    const before = parsed[at - 1]
    if (before?.block.id === block.id)
      problems.push(`${placeOf(file, ['id'])}: id: found "${block.id}" in ${before.file.path} too`)
    const wanted = ELEMENTS[Number(block.id) - 1]
    if (block.elements.length !== wanted)
      problems.push(`${placeOf(file, ['elements'])}: elements: expected ${wanted}, found ${block.elements.length}`)
    return {
      ...block,
      elements: block.elements.map((element, row): Element => {
        if (element.id !== `${block.id}.${row + 1}`)
          problems.push(
            `${placeOf(file, ['elements', row, 'id'])}: elements.${row}.id: expected "${block.id}.${row + 1}", found "${element.id}"`,
          )
        position += 1
        const { id, title, explanation, green, orange, red } = element
        return { id, block: block.id, position, title, explanation, statements: { green, orange, red } }
      }),
    }
  })
  const found = blocks.map((block) => block.id).join(' ')
  if (problems.length === 0 && found !== '1 2 3 4 5 6 7')
    problems.push(`${packFile.path}: expected ${ELEMENTS.length} blocks, ids 1 to 7, found ${found || 'none'}`)
  if (problems.length > 0 || !pack) throw new BrokenContent(problems)
  const { version, language, name } = pack
  return freeze({ version, language, name, blocks, elements: blocks.flatMap((block) => block.elements) })
}

/** Which statements are longer than a phone has room for: they can be used, and are scrolled to. @param files of a kit that can be used */
export const longStatements = (files: readonly ContentFile[]): readonly string[] =>
  files
    .filter((file) => !isPackFile(file))
    .flatMap((file) =>
      parseFile(file, blockSchema(LONGEST_PRINTED)).elements.flatMap((element, at) =>
        GRADES.flatMap((grade) => {
          const { length } = element[grade]
          return length <= LONGEST_STATEMENT
            ? []
            : [
                `${placeOf(file, ['elements', at, grade])}: ${element.id} ${grade}: ${length} characters; up to ${LONGEST_STATEMENT} fit a phone’s screen`,
              ]
        }),
      ),
    )
