import type { RoundWithResult } from '../../../flows/round/round.ts'
import { blockOf } from '../../../kit/kit.ts'
import { alikeOf, differentOf, figuresOf, needOf, type Result, spreadOverBlocks } from '../../../kit/result.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { signedTitle } from './elementScreens.ts'
import { pictureParts } from './picture.ts'

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
  const counted = (result.counted?.roles ?? []).length > 0
  return card(say('result.summary'), [
    ...head,
    text(say('result.start'), 'small'),
    result.roles.length > 0 && text(say('picture.perRole')),
    ...pictureParts(voice, result),
    result.depth === 'blocks' && text(say('result.onlyBlocks'), 'small'),
    ...grown(voice, round),
    ...listed(voice, say('result.alike'), alikeLines(voice, result)),
    ...listed(voice, say('result.different'), differentLines(voice, result)),
    text(say('result.talk'), 'strong'),
    text(say('result.question', { question: question(voice, result) })),
    result.depth === 'elements' &&
      buttons(
        { label: say('result.elements'), ...look('result.elements') },
        { label: say('result.remarks'), ...look('result.remarks') },
        counted && { label: say('result.roles'), ...look('result.roles') },
      ),
    buttons({ label: say('papers.button'), verb: 'papers.show', data: { round: round.id } }),
  ])
}

const listed = (voice: Voice, title: string, lines: readonly string[]): Part[] =>
  lines.length === 0 ? [] : [text(title, 'strong'), text(firstLines(voice, lines).join('\n'))]

/** The first lines, and how many there are more. */
export const firstLines = ({ say }: Voice, lines: readonly string[]): readonly string[] =>
  lines.length <= LINES ? lines : [...lines.slice(0, LINES), say('result.more', { count: lines.length - LINES })]

/** Since the round before, block by block: a direction, never a score. */
const grown = ({ kit, say }: Voice, { growth = [] }: Titled): Part[] => {
  if (growth.length === 0) return []
  const lines = growth.map(({ block, direction, chosen }) =>
    say(chosen ? 'play.grownChosen' : 'growth.line', {
      name: say('result.block', { block, name: blockOf(kit, block).name }),
      direction: say(`growth.${direction}`),
    }),
  )
  return [
    text(say('growth.title'), 'strong'),
    text(lines.join('\n')),
    ...(growth.some(({ chosen }) => chosen) ? [text(say('play.chosen'), 'small')] : []),
  ]
}

/** The elements on which all largely agree, each with its word. */
export const alikeLines = (voice: Voice, result: Result): readonly string[] =>
  spreadOverBlocks(alikeOf(result)).flatMap((id) => {
    const [figure] = figuresOf(result, id)
    return figure
      ? [
          voice.say('result.alikeLine', {
            title: signedTitle(voice, result, id),
            tendency: voice.say(`tendency.${figure.word}`),
          }),
        ]
      : []
  })

/** The elements on which people differ, by title. */
export const differentLines = (voice: Voice, result: Result): readonly string[] =>
  spreadOverBlocks(differentOf(result)).map((id) => signedTitle(voice, result, id))

/** Of the block with the most orange and red, since that is where talking helps. */
const question = ({ kit }: Voice, result: Result): string => {
  const [most] = kit.blocks.toSorted((a, b) => needOf(result, b.id) - needOf(result, a.id))
  return most?.talk ?? ''
}
