import type { BlockId } from './kit.ts'
import { answersIn, type BlockFigure, type GradeCounts, type Result } from './result.ts'

/** How a block's answers moved between two rounds of one team. */
export interface Growth {
  readonly block: BlockId
  readonly direction: 'greener' | 'same' | 'redder'
}

/** Under this share of all answers a move may be nothing but one person more or less. */
const NOTICEABLE = 0.1

/** From red to green as 0 to 1; orange is halfway. */
const heightOf = (counts: GradeCounts): number => (counts.green + counts.orange / 2) / Math.max(1, answersIn(counts))

/**
 * Per block that both results show, in a word. It is made of two frozen results and nothing else: whoever has seen both
 * could work it out, so it tells nobody more than the gate let through.
 */
export const growthBetween = (before: Result, now: Result): readonly Growth[] =>
  now.blocks.flatMap((figure): Growth[] => {
    const earlier = before.blocks.find(({ block }) => block === figure.block)
    return earlier ? [{ block: figure.block, direction: directionOf(earlier, figure) }] : []
  })

const directionOf = (before: BlockFigure, now: BlockFigure): Growth['direction'] => {
  const moved = heightOf(now.counts) - heightOf(before.counts)
  if (Math.abs(moved) < NOTICEABLE) return 'same'
  return moved > 0 ? 'greener' : 'redder'
}
