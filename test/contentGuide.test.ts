import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openPack } from '../src/build/content.ts'
import { LANGUAGES } from '../src/kit/languages.ts'
import { LONGEST_PRINTED, LONGEST_STATEMENT } from '../src/kit/parseKit.ts'
import { AUDIENCES, FUNCTIONS, KINDS } from '../src/kit/reading/library.ts'
import { listen } from '../src/kit/typed/listen.ts'
import { clearingPacks, packOf } from './given/packs.ts'

/** What docs/content.md tells someone who isn't a programmer, done as it is typed there. */
const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const guide = read('docs/content.md')
/** @returns what stands in the guide in that place; a guide that says it otherwise is looked at here too */
const said = (pattern: RegExp): string => {
  const [, found] = pattern.exec(guide) ?? []
  if (found === undefined) throw new Error(`docs/content.md no longer says ${pattern}`)
  return found
}
/** A file of ours with lines under one of its lines. */
const withUnder = (path: string, line: string, added: string): string => {
  const text = read(path)
  expect(text).toContain(`\n${line}\n`)
  return text.replace(`\n${line}\n`, `\n${line}\n${added}\n`)
}

clearingPacks()

describe('docs/content.md', () => {
  it('names commands and files that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
    for (const [, name = ''] of guide.matchAll(/`npm run (?:-s )?([\w:]+)/g)) expect(scripts, name).toHaveProperty(name)
    const tests = [...guide.matchAll(/`npx vitest run --project fast ([^`]+)`/g)].flatMap(([, files = '']) =>
      files.split(' '),
    )
    expect(tests.length).toBeGreaterThan(3)
    const files = [...guide.matchAll(/`((?:content|test|docs)\/[\w./<>-]*)`/g)].map(([, file = '']) => file)
    for (const file of [...tests, ...files])
      for (const language of LANGUAGES) {
        const path = file.replace('<lang>', language)
        expect(existsSync(join(root, path)), path).toBe(true)
      }
  })

  it('teaches the bot a sentence that it doesn’t understand yet', () => {
    const [typed, line, name] = [
      said(/Someone typed "([^"]+)"/),
      said(/behind a dash: `(- [^`]+)`/),
      said(/for that name, here `(\w+):`/),
    ]
    const heardIn = (pack: string) => listen(openPack(pack).listening(), typed)?.intent
    const sentences = withUnder('content/nl/typed.yaml', `  ${name}:`, `    ${line}`)
    expect(heardIn(packOf({ 'nl/typed.yaml': read('content/nl/typed.yaml') }))).toBe('unknown')
    expect(heardIn(packOf({ 'nl/typed.yaml': sentences }))).toBe(name)
  })

  it('names each part of typed.yaml, and all that an entry can be', () => {
    const parts = [...read('content/nl/typed.yaml').matchAll(/^(\w+):/gm)].map(([, part]) => part)
    for (const part of parts) expect(guide, part).toContain(`| \`${part}\``)
    const listed = (field: string): readonly string[] =>
      said(new RegExp(`^- \`${field}\`: ([a-z, ]+)`, 'm'))
        .replace(' or ', ', ')
        .replace(/ leave.*/, '')
        .split(/,? +/)
    expect(listed('kind')).toEqual(KINDS)
    expect(listed('for')).toEqual(AUDIENCES)
    expect(said(/`does`: ([a-z, ]+);/).split(', ')).toEqual(FUNCTIONS)
    expect(said(/may have (\d+) characters/)).toBe(String(LONGEST_PRINTED))
    expect(said(/over (\d+) you get a warning/)).toBe(String(LONGEST_STATEMENT))
  })

  it('says what is wrong where a text needs quotation marks', () => {
    const pack = packOf({ 'nl/deepening.yaml': '"1":\n  core: Wat levert het op: meer of minder?\n' })
    expect(() => openPack(pack)).toThrow(/nl\/deepening\.yaml:2: .*put a text with ": "/)
    const mended = packOf({ 'nl/deepening.yaml': '"1":\n  core: "Wat levert het op: meer of minder?"\n' })
    expect(openPack(mended).reading('nl').deepening['1']?.core).toBe('Wat levert het op: meer of minder?')
  })
})
