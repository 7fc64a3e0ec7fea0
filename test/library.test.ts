import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { loadKit, loadReading } from '../src/build/content.ts'
import type { Card } from '../src/cards/card.ts'
import { blockScreen } from '../src/cards/screens/reading/blockScreens.ts'
import { libraryScreen } from '../src/cards/screens/reading/libraryScreens.ts'
import { LANGUAGES } from '../src/kit/languages.ts'
import { AUDIENCES, entriesWith, FACETS, FUNCTIONS, HERE, KINDS, nearestFirst } from '../src/kit/reading/library.ts'
import { beginningsOf, neighboursOf } from '../src/kit/reading/pages.ts'
import { libraryPage, PAGE_PATH, WITHOUT } from './library/libraryPage.ts'
import { named } from './library/names.ts'
import { copiedIn, rowsKnown } from './library/shingles.ts'
import { voices } from './voice.ts'

const root = join(import.meta.dirname, '..')
const { library } = loadReading('nl')
const BLOCKS = loadKit('nl').blocks.map(({ id }) => id)
const VALUES = { block: BLOCKS, function: FUNCTIONS, audience: AUDIENCES, kind: KINDS } as const

describe('what the sources name', () => {
  it('is in the library, or left out with a reason', () => {
    expect(named.length).toBe(182)
    const there = (id: string): boolean => library.some((entry) => entry.id === id)
    expect(named.filter(({ entries, leftOut }) => leftOut === undefined && !entries.every(there))).toEqual([])
    expect(
      named.filter(({ leftOut, entries }) => leftOut === '' || (leftOut === undefined && entries.length === 0)),
    ).toEqual([])
  })

  it('is spelled as they spell it', () => {
    const plainly = (text: string) => text.replaceAll('’', "'")
    const wrong = named.flatMap(({ entries, spelled }) =>
      entries.filter((id, at) => {
        const parts = spelled.split(', ')
        const wanted = parts[entries.length === parts.length ? at : 0] ?? spelled
        const name = library.find((entry) => entry.id === id)?.name ?? ''
        return !plainly(name).includes(plainly(entries.length === 1 ? spelled : wanted))
      }),
    )
    expect(wrong).toEqual([])
  })

  /** As it reads: the formatter draws tables wider. */
  const flat = (text: string): string => text.replace(/\s+/g, ' ').replace(/-{3,}/g, '---')

  it('has an address, or a reason why it has none', () => {
    const without = library.filter(({ link }) => link === undefined).map(({ id }) => id)
    expect(without.toSorted()).toEqual(Object.keys(WITHOUT).toSorted())
  })

  it('stands in docs/library.md as it is now (npm run library)', () => {
    // In one sentence, for who added an entry: both pages whole are some thousand words.
    const isCurrent = flat(readFileSync(PAGE_PATH, 'utf8')) === flat(libraryPage())
    expect(isCurrent, 'docs/library.md counts other entries than there are: npm run library').toBe(true)
  })
})

/** Lists of words, and no text. */
const WORD_LISTS = ['synonyms.yaml']

/** The words of a content file, without names of works and addresses, which are what they are. */
const textsIn = (value: unknown, key = ''): readonly string[] => {
  if (['name', 'source', 'link', 'added'].includes(key)) return []
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([inner, one]) => textsIn(one, Array.isArray(value) ? key : inner))
}

describe('the addresses', () => {
  it('are whole, of a site on the web, and without what is of one visitor', () => {
    const links = LANGUAGES.flatMap((language) => loadReading(language).library.flatMap(({ link }) => link ?? []))
    const wrong = [...new Set(links)].filter((link) => {
      const { href, protocol, hostname, username, port, search } = new URL(link)
      const whole = link === href || `${link}/` === href
      const web = /^https?:$/.test(protocol) && /^([a-z0-9-]+\.)+[a-z]{2,}$/.test(hostname)
      return (
        !whole || !web || username !== '' || port !== '' || /utm_|fbclid|gclid|session/i.test(search) || /\s/.test(link)
      )
    })
    expect(wrong).toEqual([])
  })
})

describe('our own words', () => {
  it('never have eight in a row from the sources', () => {
    expect(rowsKnown).toBeGreaterThan(40_000)
    const copied = globSync('content/**/*.yaml', {
      cwd: root,
      exclude: (path) => WORD_LISTS.includes(basename(path)),
    }).flatMap((path) =>
      textsIn(load(readFileSync(join(root, path), 'utf8'))).flatMap((text) =>
        copiedIn(text).map((row) => `${path}: ${row}`),
      ),
    )
    expect(copied).toEqual([])
  })
})

describe.each(LANGUAGES)('in %s', (language) => {
  const reading = loadReading(language)
  const kit = loadKit(language)

  it('has the same ids as in the other languages', () => {
    const first = loadReading('nl')
    const shape = (one: typeof first) => ({
      // A helpline may be another service's for who speaks another language.
      entries: one.library.map(({ id, link, kind }) => (kind === 'helpline' ? [id] : [id, link])),
      pages: one.pages.map(({ id, items, walk, blocks }) => [id, items.map(({ does }) => does), walk, blocks]),
      blocks: Object.entries(one.deepening).map(([id, { talk, reflect, points, practitioner, manager, story }]) => [
        ...[id, talk.length, reflect.length, points.length, practitioner.length, manager.length, story?.text.length],
      ]),
      together: one.together.length,
    })
    expect(shape(reading)).toEqual(shape(first))
  })

  it('has something that helps with each of the elements', () => {
    expect(Object.keys(reading.fits).sort()).toEqual(kit.elements.map(({ id }) => id).sort())
  })

  it('leads to every entry, page after page, by each of its ways', () => {
    const voice = voices[language]
    for (const by of FACETS) {
      const seen = new Set<string>()
      for (const value of VALUES[by]) {
        const entries = entriesWith(reading.library, by, value)
        for (let page = 0; page * 10 < entries.length; page++)
          for (const name of namesOn(libraryScreen(voice, { by, value, page }))) seen.add(name)
      }
      const missed = reading.library.filter((entry) => !seen.has(entry.name))
      // What isn't about working with people serves none of the functions.
      expect(missed.filter(({ functions }) => by !== 'function' || functions.length > 0)).toEqual([])
    }
    for (const block of BLOCKS) {
      const read = Array.from({ length: 40 }, (_, page) => page).flatMap((page) =>
        namesOn(blockScreen(voice, { block, page })),
      )
      expect(reading.library.filter(({ blocks, name }) => blocks.includes(block) && !read.includes(name))).toEqual([])
    }
  })

  it('leads to every page: from the library, or along the walk it is on', () => {
    const reached = beginningsOf(reading.pages).flatMap((page) => {
      const walk = [page]
      for (let next = neighboursOf(reading.pages, page).after; next; next = neighboursOf(reading.pages, next).after)
        walk.push(next)
      return walk.map(({ id }) => id)
    })
    expect(reached.sort()).toEqual(reading.pages.map(({ id }) => id).sort())
  })
})

const namesOn = ({ parts }: Card): readonly string[] =>
  parts.flatMap((part) => {
    if (part.kind === 'link') return [part.title]
    // Without an address an entry is words, with its name first.
    if (part.kind !== 'text') return []
    return library
      .filter(({ link, name }) => link === undefined && part.text.startsWith(`${name}. `))
      .map(({ name }) => name)
  })

describe('the order', () => {
  it('has the nearest first, and a helpline abroad last of all', () => {
    for (const by of FACETS)
      for (const value of VALUES[by]) {
        const shown = entriesWith(library, by, value)
        const near = shown.findLastIndex((entry) => entry.from === HERE && !entry.audiences.includes('all'))
        if (by !== 'audience' && shown.some(({ from }) => from === HERE)) expect(shown[0]?.from, value).toBe(HERE)
        expect(near).toBeLessThan(shown.length)
      }
    const last = nearestFirst(library).at(-1)
    expect(last?.kind).toBe('helpline')
    expect(last?.from).not.toBe(HERE)
    expect(entriesWith(library, 'kind', 'helpline').findIndex(({ from }) => from !== HERE)).toBe(
      library.filter(({ kind }) => kind === 'helpline').length - 1,
    )
  })
})
