import type { Growth } from '../../kit/growth.ts'
import { type BlockId, blockOf } from '../../kit/kit.ts'
import type { Result } from '../../kit/result.ts'
import type { MarkRow } from '../marks.ts'
import { IN_A_PICTURE } from '../marks.ts'
import { rowsOf, wordOfBlock } from '../screens/result/picture.ts'
import type { Voice } from '../voice.ts'
import type { LegendEntry, Picture } from './picture.ts'

/** A round as its picture names it. */
export interface Pictured {
  readonly title: string
  readonly asked: number
}

/** The frozen result, a mark an element; a mark a block where only those are shown. @returns undefined where nothing is */
export const resultPicture = (voice: Voice, round: Pictured, result: Result): Picture | undefined => {
  if (result.depth === 'nothing' || result.counted) return undefined
  const { kit, say } = voice
  return {
    title: say('result.title'),
    under: say('result.of', { title: round.title, done: result.handedIn, total: round.asked }),
    drawing: {
      kind: 'marks',
      legend: legendOf(voice),
      blocks: kit.blocks.map(({ id }) => ({ title: named(voice, id), rows: marksOf(voice, result, id) })),
    },
  }
}

/** Two results of one team, block by block: what each said, and which way it went. @returns undefined where none can be compared */
export const growthPicture = (
  voice: Voice,
  round: { readonly title: string; readonly growth: readonly Growth[] },
  before: { readonly title: string; readonly result: Result; readonly worked: readonly BlockId[] },
  now: Result,
): Picture | undefined => {
  const { say } = voice
  if (round.growth.length === 0 || now.counted || before.result.counted) return undefined
  return {
    title: say('growth.title'),
    under: say('pictures.pair', { before: before.title, now: round.title }),
    drawing: {
      kind: 'marks',
      legend: legendOf(voice),
      blocks: round.growth.map(({ block, direction }) => ({
        title: named(voice, block),
        note: before.worked.includes(block)
          ? say('pictures.worked', { direction: say(`growth.${direction}`) })
          : say(`growth.${direction}`),
        rows: [
          ...marksOf(voice, before.result, block).map((row) => ({ ...row, name: sided(say('pictures.before'), row) })),
          ...marksOf(voice, now, block).map((row) => ({ ...row, name: sided(say('pictures.now'), row) })),
        ],
      })),
    },
  }
}

/** Then or now, and in a view per role whose. */
const sided = (name: string, row: MarkRow): string => (row.name === undefined ? name : `${name}, ${row.name}`)

const named = ({ kit, say }: Voice, block: BlockId): string =>
  say('result.block', { block, name: blockOf(kit, block).name })

/** The block's marks on each side; where only blocks are shown, one mark with its word. */
const marksOf = (voice: Voice, result: Result, block: BlockId): readonly MarkRow[] => {
  if (result.depth === 'elements') return rowsOf(voice, result, block)
  const word = wordOfBlock(result, block)
  return [{ marks: [{ word, letter: voice.say(`picture.letter.${word}`) }], said: voice.say(`tendency.${word}`) }]
}

const legendOf = ({ say }: Voice): readonly LegendEntry[] =>
  IN_A_PICTURE.map((word) => ({ word, letter: say(`picture.letter.${word}`), said: say(`tendency.${word}`) }))
