import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadSentences } from '../content.ts'
import { parseSentences } from './sentences.ts'

const src = join(import.meta.dirname, '..')
const code = globSync('**/*.ts', { cwd: src })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(src, path), 'utf8'))
  .join('\n')
const { keys } = loadSentences('nl')

describe('the sentences', () => {
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

  it('never say "anoniem", nor the words of the machine room', () => {
    const { say } = loadSentences('nl')
    const plain = keys.filter((key) => !key.startsWith('moment.'))
    const values = new Proxy({}, { get: () => 1, has: () => true })
    const texts = plain.map((key) => say(key, values))
    expect(texts.filter((text) => /anoniem|modus|tally|\bk\b/i.test(text))).toEqual([])
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
