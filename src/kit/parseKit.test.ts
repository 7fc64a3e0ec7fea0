import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadKit, openPack } from '../build/content.ts'
import { GRADES, type Kit } from './kit.ts'
import { LANGUAGES } from './languages.ts'
import { BrokenContent, type ContentFile } from './parseFile.ts'
import { LONGEST_STATEMENT, parseKit } from './parseKit.ts'

const folder = join(import.meta.dirname, '../../content/nl/kit')
const files = (): ContentFile[] =>
  readdirSync(folder).map((name) => ({ path: `kit/${name}`, text: readFileSync(join(folder, name), 'utf8') }))
const changed = (name: string, change: (text: string) => string): ContentFile[] =>
  files().map((file) => (file.path.endsWith(name) ? { ...file, text: change(file.text) } : file))
const problemsOf = (broken: ContentFile[]): readonly string[] => {
  try {
    parseKit(broken)
  } catch (error) {
    if (error instanceof BrokenContent) return error.problems
    throw error
  }
  return []
}

describe.each(LANGUAGES)('the kit in %s', (language) => {
  const kit = loadKit(language)
  const statements = kit.elements.flatMap((element) => GRADES.map((grade) => element.statements[grade]))

  it('has 7 blocks, 42 elements, 126 statements and an explanation for each element', () => {
    expect(kit.blocks.map(({ elements }) => elements.length)).toEqual([8, 6, 6, 5, 6, 6, 5])
    expect(statements).toHaveLength(126)
    expect(kit.elements.every(({ explanation }) => explanation.length > 20)).toBe(true)
  })

  it('has the same blocks and elements as in Dutch: ids never change', () => {
    const ids = (one: Kit) => [...one.blocks, ...one.elements].map(({ id }) => id)
    expect(ids(kit)).toEqual(ids(loadKit('nl')))
    expect(kit.version).toBe(loadKit('nl').version)
  })

  it('says no statement twice', () => {
    expect(new Set(statements).size).toBe(126)
  })

  it('keeps statements short enough for a phone: about 75 characters, never over 110', () => {
    const lengths = statements.map((statement) => statement.length)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(LONGEST_STATEMENT)
    expect(lengths.reduce((sum, length) => sum + length, 0) / 126).toBeLessThan(85)
  })

  it('is frozen', () => {
    expect(() => Object.assign(kit.elements[0]?.statements ?? {}, { green: 'anders' })).toThrow(TypeError)
  })
})

describe('a broken pack', () => {
  it('names the file, the path in it and what was expected', () => {
    const problems = problemsOf(changed('2-afspraken.yaml', (text) => text.replace(/green: .*/, 'green: ""')))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^kit\/2-afspraken\.yaml:9: elements\.0\.green: .*>=1/)
  })

  it('names all problems at once, also over several files', () => {
    const broken = changed('2-afspraken.yaml', (text) => text.replace(/green: .*/, '')).map((file) =>
      file.path.endsWith('pack.yaml') ? { ...file, text: file.text.replace('1.0.0', 'one') } : file,
    )
    expect(problemsOf(broken).map((problem) => problem.split(':')[0])).toEqual([
      'kit/pack.yaml',
      'kit/2-afspraken.yaml',
    ])
  })

  it.each([
    ['a statement too long for a phone', 'red: ', `red: ${'lang '.repeat(30)}`, /elements\.0\.red: .*<=110/],
    ['an element out of order', 'id: "2.1"', 'id: "2.9"', /expected "2\.1", found "2\.9"/],
    ['an unknown field', 'id: "2"', 'id: "2"\nkleur: blauw', /kleur/],
    ['something that is not YAML', 'elements:', 'elements: [', /2-afspraken\.yaml:7: /],
  ])('refuses %s', (_what, from, to, said) => {
    expect(problemsOf(changed('2-afspraken.yaml', (text) => text.replace(from, to))).join('\n')).toMatch(said)
  })

  it('misses a block', () => {
    expect(problemsOf(files().filter(({ path }) => !path.includes('7-')))[0]).toContain('expected 7 blocks')
  })

  it('is also named when the folder of KIT_DIR does not exist', () => {
    expect(() => openPack('/nowhere/at/all')).toThrow(/\/nowhere\/at\/all: expected a folder/)
  })
})
