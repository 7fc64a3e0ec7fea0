import type { BlockId } from './kit.ts'
import { answersIn, type BlockFigure, type GradeCounts, type Result } from './result.ts'

/** How a block's answers moved between two rounds of one team. */
export interface Growth {
  readonly block: BlockId
  /** `same` under a tenth of the scale from all red to all green. */
  readonly direction: 'greener' | 'same' | 'redder'
}

/** On the scale from 0 to 1: a smaller difference may come from one person more or less. */
const NOTICEABLE = 0.1

/** The mean grade: 0 for all red, 1 for all green, orange halfway. */
const heightOf = (counts: GradeCounts): number => (counts.green + counts.orange / 2) / Math.max(1, answersIn(counts))

/**
 * The growth of each block that both results show. It is made of two frozen results only, so it tells no more than the gate
 * let through: whoever has seen both results could work it out.
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
