import { neighboursOf, type Page, type PageItem } from '../../../kit/reading/pages.ts'
import { type Button, buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { slice } from './entryParts.ts'

/** Things of a page on one card: more than this nobody reads on a phone. */
const ITEMS = 5

/** Where someone is on which page; `from` leads back to the card she came from. */
export interface PageAsked {
  readonly page: Page
  readonly at?: number | undefined
  readonly from?: 'today' | undefined
}

/** Opens a page. */
export const pageButton = ({ id, title }: Page, label = title, data: Button['data'] = {}): Button => ({
  ...{ label, verb: 'page.read' },
  data: { page: id, ...data },
})

/** A page to read, five things a card; on a walk with the page before and the page after. */
export const pageScreen = (voice: Voice, { page, at: asked = 0, from: origin }: PageAsked): Card => {
  const { reading, say } = voice
  const { at, pages, shown, from, to, left } = slice(page.items, asked, ITEMS)
  const { before, after } = neighboursOf(reading.pages, page)
  const keep: Button['data'] = origin === undefined ? {} : { from: origin }
  const turn = (label: string, to: number) => pageButton(page, label, { ...keep, at: to })
  return card(page.title, [
    heading(page.title),
    text(page.about, 'small'),
    at === 0 && page.text !== undefined && text(page.text),
    pages > 1 && text(say('search.page', { from, to, total: page.items.length }), 'small'),
    ...shown.flatMap((item) => itemParts(voice, item)),
    buttons(
      at > 0 && turn(say('search.before'), at - 1),
      left > 0 && turn(say('search.next', { count: left }), at + 1),
    ),
    buttons(
      before && pageButton(before, say('wisdom.before')),
      after && left === 0 && pageButton(after, say('wisdom.after', { title: after.title })),
    ),
    buttons(
      origin === 'today'
        ? { label: say('today.back'), verb: 'today.show', data: {} }
        : { label: say('wisdom.library'), verb: 'library.browse', data: {} },
    ),
  ])
}

/** A thing in words; a function of online work leads to what does it. */
const itemParts = ({ say }: Voice, { title, text: words, does }: PageItem): readonly Part[] =>
  does === undefined
    ? [text(title, 'strong'), text(words)]
    : [
        {
          ...{ kind: 'row', title, detail: words, label: say('wisdom.examples', { title }) },
          press: { verb: 'library.browse', data: { by: 'function', value: does } },
        },
      ]
