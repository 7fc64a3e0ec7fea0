import { type BlockId, blockOf } from '../../../kit/kit.ts'
import { LONGEST } from '../../../kit/plainText.ts'
import type { Entry } from '../../../kit/reading.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** Entries a card: more than this nobody reads on a phone. */
const A_CARD = 10

/** Blocks about what to do with signals and with secrecy: they lead to the concern guide. */
const CONCERNED: readonly BlockId[] = ['2', '6']

const linked = ({ say }: Voice, entry: Entry): Part => ({
  kind: 'link',
  title: entry.name,
  detail: say('reading.entry', {
    description: entry.description,
    kind: say(`reading.${entry.kind}`),
    from: entry.from.slice(-2),
  }),
  url: entry.link,
})

/** What is close by and in people's own language comes first. */
const isNear = ({ from }: Entry): boolean => from === 'nl-BE'

const listed = (lines: readonly string[]): Part => text(lines.map((line) => `• ${line}`).join('\n'))

/** A block to go on with: its core question, questions for the team and for oneself, and where to find more. */
export const blockScreen = (voice: Voice, block: BlockId, back?: Part): Card => {
  const { kit, reading, say } = voice
  const { name, title } = blockOf(kit, block)
  const deepening = reading.deepening[block]
  const about = reading.library.filter(({ blocks }) => blocks.includes(block))
  const entries = [...about.filter(isNear), ...about.filter((entry) => !isNear(entry))].slice(0, A_CARD)
  return card(say('reading.summary', { name }), [
    heading(say('result.block', { block, name })),
    text(title, 'small'),
    ...(deepening
      ? [
          text(deepening.core, 'strong'),
          text(say('reading.talk'), 'strong'),
          listed(deepening.talk),
          text(say('reading.reflect'), 'strong'),
          listed(deepening.reflect),
        ]
      : []),
    text(say('reading.more'), 'strong'),
    ...entries.map((entry) => linked(voice, entry)),
    CONCERNED.includes(block) && buttons({ label: say('help.concern'), verb: 'concern.step', data: {} }),
    back ?? moreButtons(voice),
  ])
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

const searchInput = ({ say }: Voice, query: string): Part => ({
  kind: 'textInput',
  id: 'query',
  label: say('reading.searchLabel'),
  value: query,
  example: say('reading.searchExample'),
  most: LONGEST.title,
  lines: 'one',
})

const moreButtons = ({ say }: Voice): Part | undefined =>
  buttons({ label: say('reading.all'), verb: 'block.open', data: {} })

/** What a search found, with links; and the way to search on. */
export const libraryScreen = (voice: Voice, found: readonly string[], query = ''): Card => {
  const { reading, say } = voice
  const entries = found.flatMap((id) => reading.library.find((entry) => entry.id === id) ?? [])
  return card(say('reading.found', { count: entries.length }), [
    heading(say('reading.found', { count: entries.length })),
    ...entries.slice(0, A_CARD).map((entry) => linked(voice, entry)),
    entries.length > A_CARD && text(say('reading.others', { count: entries.length - A_CARD }), 'small'),
    searchInput(voice, query),
    buttons(
      { label: say('reading.search'), main: true, verb: 'library.search', data: {} },
      { label: say('reading.all'), verb: 'block.open', data: {} },
    ),
  ])
}
