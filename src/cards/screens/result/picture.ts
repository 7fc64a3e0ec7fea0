import { type Block, type BlockId, blockIdOf } from '../../../kit/kit.ts'
import { type ElementFigure, type Result, type Word, wordsIn } from '../../../kit/result.ts'
import { type Part, text } from '../../card.ts'
import { IN_A_PICTURE, type Mark, type MarkRow, SIGNS } from '../../marks.ts'
import type { Voice } from '../../voice.ts'
import { countedBlock, countedPicture } from './countedParts.ts'

/** A mark and its word stay on one line. */
const NO_BREAK = '\u00a0'

/** The kit's own picture of a result: each block with a mark an element; one word a block in a small round. */
export const pictureParts = (voice: Voice, result: Result): Part[] => {
  const { kit, say } = voice
  if (result.counted) return countedPicture(voice, result.counted)
  if (result.depth === 'blocks') return [text(kit.blocks.map((block) => blockLine(voice, result, block)).join('\n'))]
  return [
    text(legend(voice), 'small'),
    ...kit.blocks.map(
      (block): Part => ({
        kind: 'marks',
        title: say('result.block', { block: block.id, name: block.name }),
        rows: rowsOf(voice, result, block.id),
      }),
    ),
  ]
}

const small = (words: string): Beside => ({ kind: 'text', text: words, tone: 'small' })
type Beside = Extract<Part, { kind: 'text' | 'marks' }>

/** What the picture says of one block, to stand beside a question about it; undefined where it says nothing. */
export const besideBlock = (voice: Voice, result: Result, block: BlockId): Beside | undefined => {
  if (result.counted) {
    const counts = countedBlock(voice, result.counted, block)
    return counts === undefined ? undefined : small(counts)
  }
  if (result.depth === 'blocks') {
    const word = wordOfBlock(result, block)
    return small(voice.say('picture.word', { sign: SIGNS[word], word: voice.say(`tendency.${word}`) }))
  }
  return { kind: 'marks', rows: rowsOf(voice, result, block) }
}

/** The word that is said of a block where nothing is said of elements. */
export const wordOfBlock = (result: Result, block: BlockId): Word =>
  result.blocks.find((figure) => figure.block === block)?.tendency ?? 'few'

const blockLine = ({ say }: Voice, result: Result, { id, name }: Block): string => {
  const word = wordOfBlock(result, id)
  return say('picture.block', {
    sign: SIGNS[word],
    name: say('result.block', { block: id, name }),
    word: say(`tendency.${word}`),
  })
}

/** A block’s marks: one row for the team; in a view per role one for each side. */
export const rowsOf = (voice: Voice, result: Result, block: BlockId): readonly MarkRow[] => {
  const about = (elements: readonly ElementFigure[]) => elements.filter(({ element }) => blockIdOf(element) === block)
  if (result.roles.length === 0) return [rowOf(voice, about(result.elements))]
  return result.roles.map(({ role, elements }) => ({
    name: voice.say(`role.${role}`),
    ...rowOf(voice, about(elements)),
  }))
}

const rowOf = ({ say }: Voice, figures: readonly ElementFigure[]): MarkRow => {
  const counted = wordsIn(figures)
  const given = IN_A_PICTURE.filter((word) => counted[word] > 0)
  return {
    marks: given.flatMap((word) => Array.from({ length: counted[word] }, (): Mark => markOf(say, word))),
    said: given.map((word) => say(`picture.count.${word}`, { count: counted[word] })).join(', '),
  }
}

const markOf = (say: Voice['say'], word: Word): Mark => ({ word, letter: say(`picture.letter.${word}`) })

const legend = ({ say }: Voice): string =>
  IN_A_PICTURE.map((word) =>
    say('picture.legend', {
      sign: SIGNS[word],
      letter: say(`picture.letter.${word}`),
      word: say(`tendency.${word}`),
    }).replaceAll(' ', NO_BREAK),
  ).join(' · ')
