import { blockOf, hasBlock } from '../../../kit/kit.ts'
import { AUDIENCES, entriesWith, FACETS, type Facet, FUNCTIONS, KINDS } from '../../../kit/reading/library.ts'
import { beginningsOf } from '../../../kit/reading/pages.ts'
import { type Button, buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { A_CARD, linked, slice } from './entryParts.ts'
import { pageButton } from './pageScreens.ts'
import { searchInput } from './readingScreens.ts'

/** What the library is looked through by, which value of it, and from which page on. */
export interface Browsed {
  readonly by?: Facet | undefined
  readonly value?: string | undefined
  readonly page?: number | undefined
}

const VALUES: Readonly<Record<Exclude<Facet, 'block'>, readonly string[]>> = {
  function: FUNCTIONS,
  audience: AUDIENCES,
  kind: KINDS,
}

const valuesOf = ({ kit }: Voice, by: Facet): readonly string[] =>
  by === 'block' ? kit.blocks.map(({ id }) => id) : VALUES[by]

const nameOf = ({ kit, say }: Voice, by: Facet, value: string): string =>
  by === 'block' && hasBlock(kit, value)
    ? say('result.block', { block: value, name: blockOf(kit, value).name })
    : say(`wisdom.${by}.${value}`)

const browse = (label: string, data: Button['data'] = {}): Button => ({ label, verb: 'library.browse', data })

/** The library: how to look through it, the values of one way, or the entries that have one. What isn't there leads to the beginning. */
export const libraryScreen = (voice: Voice, { by, value, page = 0 }: Browsed = {}): Card => {
  if (by === undefined) return homeScreen(voice)
  if (value === undefined || !valuesOf(voice, by).includes(value)) return valuesScreen(voice, by)
  return entriesScreen(voice, by, value, page)
}

const homeScreen = (voice: Voice): Card => {
  const { reading, say } = voice
  return card(say('wisdom.library'), [
    heading(say('wisdom.library')),
    text(say('wisdom.libraryAbout', { count: reading.library.length })),
    buttons(...FACETS.map((by) => browse(say(`wisdom.by.${by}`), { by }))),
    text(say('wisdom.read'), 'strong'),
    buttons(...beginningsOf(reading.pages).map((page) => pageButton(page))),
    searchInput(voice, ''),
    buttons(
      { label: say('reading.search'), main: true, verb: 'library.search', data: {} },
      { label: say('reading.all'), verb: 'block.open', data: {} },
    ),
  ])
}

const valuesScreen = (voice: Voice, by: Facet): Card => {
  const { reading, say } = voice
  const values = valuesOf(voice, by).map((value) => ({
    value,
    count: entriesWith(reading.library, by, value).length,
  }))
  return card(say('wisdom.shown', { name: say(`wisdom.by.${by}`) }), [
    heading(say(`wisdom.by.${by}`)),
    ...values.filter(({ count }) => count > 0).map(({ value, count }): Part => buttonsFor(voice, by, value, count)),
    buttons(browse(say('wisdom.library'))),
  ])
}

const buttonsFor = (voice: Voice, by: Facet, value: string, count: number): Part => ({
  kind: 'row',
  title: nameOf(voice, by, value),
  detail: voice.say('wisdom.count', { count }),
  label: voice.say('wisdom.show', { name: nameOf(voice, by, value) }),
  press: { verb: 'library.browse', data: { by, value } },
})

const entriesScreen = (voice: Voice, by: Facet, value: string, asked: number): Card => {
  const { reading, say } = voice
  const entries = entriesWith(reading.library, by, value)
  const { at, pages, shown, from, to, left } = slice(entries, asked, A_CARD)
  const name = nameOf(voice, by, value)
  return card(say('wisdom.shown', { name }), [
    heading(name),
    pages > 1 && text(say('search.page', { from, to, total: entries.length }), 'small'),
    ...shown.map((entry) => linked(voice, entry)),
    buttons(
      at > 0 && browse(say('search.before'), { by, value, page: at - 1 }),
      left > 0 && browse(say('search.next', { count: left }), { by, value, page: at + 1 }),
      browse(say(`wisdom.by.${by}`), { by }),
      browse(say('wisdom.library')),
    ),
  ])
}
