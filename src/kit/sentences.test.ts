import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { loadSentences } from '../build/content.ts'
import { LANGUAGES, type Language } from './languages.ts'
import { parseSentences } from './sentences.ts'

const src = join(import.meta.dirname, '..')
const code = globSync('**/*.ts', { cwd: src })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(src, path), 'utf8'))
  .join('\n')
const { keys } = loadSentences('nl')

const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)(?:, (?:plural|select|number)|\})/g)].map(([, name]) => name ?? ''))].sort()
const textsIn = (language: Language): Record<string, string> => {
  const walk = (tree: object, above: string): [string, string][] =>
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[above + key, value]] : walk(value as object, `${above}${key}.`),
    )
  return Object.fromEntries(
    walk(load(readFileSync(join(src, '..', 'content', language, 'sentences.yaml'), 'utf8')) as object, ''),
  )
}

describe('the sentences', () => {
  it.each(LANGUAGES)('say in %s all that they say in Dutch, with the same values filled in', (language) => {
    const [dutch, other] = [textsIn('nl'), textsIn(language)]
    expect(Object.keys(other).sort()).toEqual(Object.keys(dutch).sort())
    const differing = Object.keys(dutch).filter(
      (key) => placeholders(dutch[key] ?? '').join() !== placeholders(other[key] ?? '').join(),
    )
    expect(differing).toEqual([])
  })

  it('exist for every key the code says', () => {
    const said = [...code.matchAll(/say\(\s*'([\w.-]+)'/g)].map(([, key]) => key)
    expect(said.length).toBeGreaterThan(100)
    expect(said.filter((key) => !keys.includes(key ?? ''))).toEqual([])
  })

  it('are all said somewhere', () => {
    const literal = new Set([...code.matchAll(/'([\w.-]+)'/g)].map(([, key]) => key))
    // Keys put together from a prefix and a word, such as `refusal.${why}`.
    const prefixes = [...code.matchAll(/`([\w.]+\.)\$\{/g), ...code.matchAll(/`([\w.]+month)\$\{/g)].map(
      ([, prefix]) => prefix ?? '',
    )
    const suffixes = [...code.matchAll(/`\$\{how\}(\.\w+)`/g)].map(([, suffix]) => suffix ?? '')
    const unsaid = keys.filter(
      (key) =>
        !literal.has(key) &&
        !prefixes.some((prefix) => key.startsWith(prefix)) &&
        !suffixes.some((suffix) => key.endsWith(suffix)),
    )
    expect(unsaid).toEqual([])
  })

  it.each(LANGUAGES)('never promise anonymity in %s, nor use the words of the machine room', (language) => {
    const { say } = loadSentences(language)
    const plain = keys.filter((key) => !key.startsWith('moment.'))
    const values = new Proxy({}, { get: () => 1, has: () => true })
    const texts = plain.map((key) => say(key, values))
    expect(texts.filter((text) => /anoniem|anonym|modus|\bmode\b|tally|\bk\b/i.test(text))).toEqual([])
  })

  it('stop the start when one is not a message', () => {
    const broken = { path: 'sentences.yaml', text: 'a:\n  b: "{count, plural, one {x}"' }
    expect(() => parseSentences(broken, 'nl')).toThrow(/sentences\.yaml: a\.b: /)
  })

  it('throw for a key nobody wrote, naming it', () => {
    const { say } = parseSentences({ path: 'sentences.yaml', text: 'a: hallo' }, 'nl')
    expect(() => say('b')).toThrow("sentences.yaml has no sentence 'b'")
  })
})
