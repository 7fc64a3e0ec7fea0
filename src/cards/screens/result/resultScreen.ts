import type { RoundWithResult } from '../../../flows/round/round.ts'
import { blockOf, elementOf } from '../../../kit/kit.ts'
import { type Result, spreadOverBlocks, tendencyOfFigure } from '../../../kit/result.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** So many lines of likeness and difference; the rest stands in the view per element. */
const LINES = 5

/** The frozen result for the channel: what the gate let through, as a start of the talk and not a report. */
type Titled = Pick<RoundWithResult, 'id' | 'title' | 'asked'> & Partial<Pick<RoundWithResult, 'growth'>>

export const resultScreen = (voice: Voice, round: Titled, result: Result): Card => {
  const { say } = voice
  const { handedIn: done } = result
  const look = (verb: 'result.elements' | 'result.remarks' | 'result.roles') => ({ verb, data: { round: round.id } })
  const head = [
    heading(say('result.title')),
    text(say('result.of', { title: round.title, done, total: round.asked }), 'strong'),
  ]
  if (result.depth === 'nothing') return card(say('result.summary'), [...head, text(say('result.nothing'))])
  return card(say('result.summary'), [
    ...head,
    text(say('result.start'), 'small'),
    ...result.blocks.map((figure) => blockPart(voice, figure)),
    ...leftOut(voice, result),
    result.depth === 'blocks' && text(say('result.onlyBlocks'), 'small'),
    ...grown(voice, round),
    ...likeness(voice, result),
    ...differences(voice, result),
    text(say('result.talk'), 'strong'),
    text(say('result.question', { question: question(voice, result) })),
    result.depth === 'elements' &&
      buttons(
        { label: say('result.elements'), ...look('result.elements') },
        { label: say('result.remarks'), ...look('result.remarks') },
        result.roles.length > 0 && { label: say('result.roles'), ...look('result.roles') },
      ),
  ])
}

/** A block's figures as the result shows them. */
export const blockPart = ({ kit, say }: Voice, { block, counts }: Result['blocks'][number]): Part => ({
  kind: 'counts',
  title: say('result.block', { block, name: blockOf(kit, block).name }),
  counts,
  said: say('result.counts', { ...counts }),
})

const leftOut = ({ kit, say }: Voice, result: Result): Part[] => {
  const missing = kit.blocks.filter(({ id }) => !result.blocks.some(({ block }) => block === id))
  return missing.length > 0
    ? [text(say('result.leftOut', { blocks: missing.map(({ name }) => name).join(', ') }), 'small')]
    : []
}

const listed = ({ say }: Voice, title: string, lines: readonly string[]): Part[] => {
  if (lines.length === 0) return []
  const more = lines.length > LINES ? [say('result.more', { count: lines.length - LINES })] : []
  return [text(title, 'strong'), text([...lines.slice(0, LINES), ...more].join('\n'))]
}

/** Since the round before, block by block: a direction, never a score. */
const grown = ({ kit, say }: Voice, { growth = [] }: Titled): Part[] => {
  if (growth.length === 0) return []
  const lines = growth.map(({ block, direction }) =>
    say('growth.line', {
      name: say('result.block', { block, name: blockOf(kit, block).name }),
      direction: say(`growth.${direction}`),
    }),
  )
  return [text(say('growth.title'), 'strong'), text(lines.join('\n'))]
}

const likeness = (voice: Voice, { alike, elements }: Result): Part[] => {
  const { kit, say } = voice
  const lines = spreadOverBlocks(alike).flatMap((id) => {
    const figure = elements.find(({ element }) => element === id)
    if (!figure) return []
    return [
      say('result.alikeLine', {
        title: elementOf(kit, id).title,
        tendency: say(`tendency.${tendencyOfFigure(figure)}`),
      }),
    ]
  })
  return listed(voice, say('result.alike'), lines)
}

const differences = (voice: Voice, { different }: Result): Part[] =>
  listed(
    voice,
    voice.say('result.different'),
    spreadOverBlocks(different).map((id) => elementOf(voice.kit, id).title),
  )

/** Of the block with the most orange and red, since that is where talking helps. */
const question = ({ kit }: Voice, { blocks }: Result): string => {
  const share = ({ counts: { green, orange, red } }: Result['blocks'][number]): number =>
    (orange + red) / Math.max(1, green + orange + red)
  const most = [...blocks].sort((a, b) => share(b) - share(a) || a.block.localeCompare(b.block))[0]
  return blockOf(kit, most?.block ?? kit.blocks[0]?.id ?? '').talk
}
