import { type BlockId, blockOf } from '../../../kit/kit.ts'
import { type Entry, HERE } from '../../../kit/reading.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** Entries a card: more than this nobody reads on a phone. */
export const A_CARD = 10

/** Blocks about what to do with signals and with secrecy: they lead to the concern guide. */
const CONCERNED: readonly BlockId[] = ['2', '6']

/** A library entry with its description, as a link. */
export const linked = ({ say }: Voice, entry: Entry): Part => ({
  kind: 'link',
  title: entry.name,
  detail: say('reading.entry', {
    description: entry.description,
    kind: say(`reading.${entry.kind}`),
    from: say(`places.${entry.from}`),
  }),
  url: entry.link,
})

/** What is close by and in people's own language comes first. */
const isNear = ({ from }: Entry): boolean => from === HERE

const listed = (lines: readonly string[]): Part => text(lines.map((line) => `• ${line}`).join('\n'))

/** Which block is read, from which page of its entries on, and by whom it was opened from a round's card. */
interface BlockPage {
  readonly block: BlockId
  readonly page?: number | undefined
  readonly round?: string | undefined
}

/** A block to go on with: its core question, questions for the team and for oneself, and where to find more, page by page. */
export const blockScreen = (voice: Voice, { block, page = 0, round }: BlockPage, back?: Part): Card => {
  const { kit, reading, say } = voice
  const { name, title } = blockOf(kit, block)
  const about = reading.library.filter(({ blocks }) => blocks.includes(block))
  const entries = [...about.filter(isNear), ...about.filter((entry) => !isNear(entry))]
  const pages = Math.ceil(entries.length / A_CARD)
  const at = Math.min(page, pages - 1)
  const shown = entries.slice(at * A_CARD, (at + 1) * A_CARD)
  const turn = (label: string, to: number) => ({
    ...{ label, verb: 'block.open' },
    data: { block, page: to, ...(round === undefined ? {} : { round }) },
  })
  return card(say('reading.summary', { name }), [
    heading(say('result.block', { block, name })),
    text(title, 'small'),
    ...(at === 0 ? questions(voice, block) : []),
    text(say('reading.more'), 'strong'),
    pages > 1 &&
      text(
        say('search.page', { from: at * A_CARD + 1, to: at * A_CARD + shown.length, total: entries.length }),
        'small',
      ),
    ...shown.map((entry) => linked(voice, entry)),
    buttons(
      at > 0 && turn(say('search.before'), at - 1),
      at < pages - 1 && turn(say('search.next', { count: entries.length - (at + 1) * A_CARD }), at + 1),
    ),
    CONCERNED.includes(block) && buttons({ label: say('help.concern'), verb: 'concern.step', data: {} }),
    back ?? moreButtons(voice),
  ])
}

const questions = ({ reading, say }: Voice, block: BlockId): readonly Part[] => {
  const deepening = reading.deepening[block]
  if (!deepening) return []
  return [
    text(deepening.core, 'strong'),
    text(say('reading.talk'), 'strong'),
    listed(deepening.talk),
    text(say('reading.reflect'), 'strong'),
    listed(deepening.reflect),
  ]
}

/** All seven, to choose from; and a word to look for. */
export const blocksScreen = (voice: Voice): Card => {
  const { kit, say } = voice
  return card(say('reading.title'), [
    heading(say('reading.title')),
    ...kit.blocks.map(
      ({ id, name, title }): Part => ({
        kind: 'row',
        title: say('result.block', { block: id, name }),
        detail: title,
        label: say('reading.open', { name }),
        press: { verb: 'block.open', data: { block: id } },
      }),
    ),
    searchInput(voice, ''),
    buttons({ label: say('reading.search'), main: true, verb: 'library.search', data: {} }),
  ])
}

/** Characters of what is looked for. */
export const LONGEST_QUERY = 100

/** Where one types what one looks for. */
export const searchInput = ({ say }: Voice, query: string): Part => ({
  kind: 'textInput',
  id: 'query',
  label: say('reading.searchLabel'),
  value: query,
  example: say('reading.searchExample'),
  most: LONGEST_QUERY,
  lines: 'one',
})

const moreButtons = ({ say }: Voice): Part | undefined =>
  buttons({ label: say('reading.all'), verb: 'block.open', data: {} })
