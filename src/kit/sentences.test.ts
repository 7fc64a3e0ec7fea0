import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { checkSentences, loadSentences, readSentences } from '../build/content.ts'
import { LANGUAGES, type Language } from './languages.ts'
import { differences } from './sentenceCheck.ts'
import { parseSentences } from './sentences.ts'

const src = join(import.meta.dirname, '..')
const code = globSync('**/*.ts', { cwd: src })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(src, path), 'utf8'))
  .join('\n')
const { keys } = loadSentences('nl')

/** The text between a bracket and the one that closes it. */
const within = (text: string, from: number): string => {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if ('([{'.includes(text[at] ?? '')) depth += 1
    if (')]}'.includes(text[at] ?? '')) depth -= 1
    if (depth === 0) return text.slice(from + 1, at)
  }
  return text.slice(from + 1)
}
/** At the commas of this level alone. */
const parted = (text: string): string[] => {
  const parts = ['']
  let depth = 0
  for (const letter of text) {
    if ('([{'.includes(letter)) depth += 1
    if (')]}'.includes(letter)) depth -= 1
    if (letter === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts.map((part) => part.trim()).filter(Boolean)
}
/** The names in an object as it is written; undefined when some are spread into it from elsewhere. */
const namesIn = (object: string): string[] | undefined => {
  const parts = parted(object.trim().slice(1, -1))
  return parts.some((part) => part.startsWith('...'))
    ? undefined
    : parts.map((part) => part.split(':')[0]?.trim() ?? '')
}
/** Each sentence that is said by its whole key, with the values that are given there, where they are written there. */
const calls = globSync('**/*.ts', { cwd: src })
  .filter((path) => !path.endsWith('.test.ts'))
  .flatMap((path) => {
    const text = readFileSync(join(src, path), 'utf8')
    return [...text.matchAll(/\bsay\(\s*'([\w.-]+)'/g)].map((call) => {
      const [, values = '{}'] = parted(within(text, call.index + 'say'.length))
      const written = /^\w+$/.test(values)
        ? // The nearest one above of that name.
          text.slice(0, call.index).lastIndexOf(`const ${values} = {`)
        : -1
      const object = written < 0 ? values : `{${within(text, written + `const ${values} = `.length)}}`
      const line = text.slice(0, call.index).split('\n').length
      return {
        key: call[1] ?? '',
        given: object.startsWith('{') ? namesIn(object) : undefined,
        where: `src/${path}:${line}`,
      }
    })
  })

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

  it('exist for every key the code says, with what it fills in, by file and line', () => {
    const { placeholders } = readSentences('nl')
    const wrong = calls.flatMap(({ key, given, where }) => {
      const known = placeholders.get(key)
      if (!known) return [`${where}: there is no sentence ${key}`]
      if (given === undefined) return []
      return [...known.keys()]
        .filter((name) => !given.includes(name))
        .map((name) => `${where}: ${key} asks for {${name}}, which isn't filled in`)
    })
    expect(calls.filter(({ given }) => given !== undefined).length).toBeGreaterThan(200)
    expect(wrong).toEqual([])
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
    expect(() => parseSentences(broken, 'nl')).toThrow(/sentences\.yaml:2: a\.b: /)
  })

  it('throw for a key nobody wrote, naming it', () => {
    const { say } = parseSentences({ path: 'sentences.yaml', text: 'a: hallo' }, 'nl')
    expect(() => say('b')).toThrow("sentences.yaml has no sentence 'b'")
  })
})

describe('a language', () => {
  const DUTCH =
    'a:\n  b: "{count, plural, one {# mens} other {# mensen}} voor {name}"\n  c: "{kind, select, x {ja} other {nee}}"\nd: Dag\n'
  const english = (change: (text: string) => string): (() => readonly string[]) => {
    const text = change(
      'a:\n  b: "{count, plural, one {# person} other {# people}} for {name}"\n  c: "{kind, select, x {yes} other {no}}"\nd: Hi\n',
    )
    return () =>
      differences(
        parseSentences({ path: 'nl.yaml', text: DUTCH }, 'nl'),
        parseSentences({ path: 'en.yaml', text }, 'en'),
      )
  }

  it('has nothing that differs when it says the same', () => {
    expect(english((text) => text)()).toEqual([])
  })

  it.each([
    ['a missing sentence', 'd: Hi\n', '', 'en.yaml:1: d: missing; it stands in nl.yaml:4'],
    [
      'a missing sentence of a section',
      '  c: "{kind, select, x {yes} other {no}}"\n',
      '',
      'en.yaml:1: a.c: missing; it stands in nl.yaml:3',
    ],
    ['a misspelt key', 'd: Hi', 'dd: Hi', 'en.yaml:4: dd: no such sentence in nl.yaml'],
    ['a misspelt placeholder', '{name}', '{nmae}', 'en.yaml:2: a.b: fills in {count} (plural), {nmae} (value)'],
    ['a placeholder too few', ' for {name}', '', 'en.yaml:2: a.b: fills in {count} (plural), where nl.yaml:2'],
    [
      'a placeholder too many',
      'Hi',
      'Hi {name}',
      'en.yaml:4: d: fills in {name} (value), where nl.yaml:4 fills in nothing',
    ],
    [
      'another kind',
      '{count, plural, one {# person} other {# people}}',
      '{count}',
      'en.yaml:2: a.b: fills in {count} (value)',
    ],
    ['a misspelt choice', 'x {yes}', 'y {yes}', 'en.yaml:3: a.c: fills in {kind} (select of other, y)'],
  ])('stops the start with %s, and names file and line', (_what, from, to, said) => {
    expect(english((text) => text.replace(from, to))().join('\n')).toContain(said)
  })

  it.each([
    ['a form the language does not have', 'one {# person}', 'onee {# person}', 'en.yaml:2: a.b: no form of en'],
    ['a plural without its last form', ' other {# people}', '', 'en.yaml:2: a.b: '],
    ['a bracket that stays open', '{name}', '{name', 'en.yaml:2: a.b: '],
    ['a line that is no YAML', 'd: Hi', 'd: "Hi', 'en.yaml:5: '],
    ['a sentence that is empty', 'd: Hi', 'd: ""', 'en.yaml:4: d'],
  ])('stops the start with %s', (_what, from, to, said) => {
    expect(english((text) => text.replace(from, to))).toThrow(said)
  })

  it('is read at the start, whichever the bot speaks', () => {
    expect(checkSentences).not.toThrow()
  })
})
