import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8')
const table = read('docs', 'privacy', 'promises.md')
const [held = '', byPeople = ''] = table.split('## Held by people')
const rowsOf = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => /^\| (?!promise|-)/.test(line))
    .map((line) =>
      line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.trim()),
    )

type Sentences = { readonly [key: string]: string | Sentences }
const sentences = load(read('content', 'nl', 'sentences.yaml')) as Sentences
const leavesOf = (part: Sentences, above = ''): readonly (readonly [string, string])[] =>
  Object.entries(part).flatMap(([key, value]) => {
    const path = above === '' ? key : `${above}.${key}`
    return typeof value === 'string' ? [[path, value] as const] : leavesOf(value, path)
  })
const leaves = leavesOf(sentences)
/** Keys named between backticks: of a sentence, or of all below one. */
const named = [...table.matchAll(/`([a-z]\w*(?:\.\w+)*)`(?!:)/gi)].map(([, key = '']) => key)
const isUnder = (key: string, name: string): boolean => key === name || key.startsWith(`${name}.`)

/** What a sentence says that promises something of what people gave, or of being left alone. */
const PROMISES =
  /\b(wis|wist|gewist|wissen|niemand|nooit|vertrouwelijk\w*|naamloos|uit mezelf|profiel|bewaar ik|bewaart|woordelijk|zonder namen?)\b/i

describe('what we promise', () => {
  const tests = rowsOf(held).flatMap(([promise = '', , by = '']) =>
    by.split('<br>').map((one) => [promise, ...(/^`([^`]+)`: (.+)$/.exec(one)?.slice(1) ?? ['', ''])] as const),
  )

  it.each(tests)('is held by a test that is there: %s', (_promise, file, name) => {
    expect(existsSync(join(root, file)), file).toBe(true)
    expect(name.length).toBeGreaterThan(5)
    // As it stands in the source, whatever quotes it has there.
    const plain = (text: string): string => text.replaceAll('\\', '')
    expect(plain(read(file))).toContain(name)
  })

  it('is said in sentences and papers that are there', () => {
    for (const [, where = ''] of [...rowsOf(held), ...rowsOf(byPeople)])
      for (const paper of where.match(/[\w/-]+\.md/g) ?? []) {
        const path = paper.includes('/') ? join('docs', 'privacy', paper) : paper
        expect(existsSync(join(root, path)), paper).toBe(true)
      }
    const keys = named.filter((name) => !/^(DATA_KEYS)$/.test(name))
    for (const name of keys)
      expect(
        leaves.some(([key]) => isUnder(key, name)),
        name,
      ).toBe(true)
  })

  it('is whole: no sentence says what is erased, shown to nobody or never done, and stands in no row', () => {
    const promising = leaves.filter(([, sentence]) => PROMISES.test(sentence)).map(([key]) => key)
    expect(promising.length).toBeGreaterThan(60)
    expect(promising.filter((key) => !named.some((name) => isUnder(key, name)))).toEqual([])
  })
})
