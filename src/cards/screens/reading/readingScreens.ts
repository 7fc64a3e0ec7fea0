import { buttons, type Card, card, heading, type Part } from '../../card.ts'
import type { Voice } from '../../voice.ts'

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
    buttons(
      { label: say('reading.search'), main: true, verb: 'library.search', data: {} },
      { label: say('wisdom.library'), verb: 'library.browse', data: {} },
    ),
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
