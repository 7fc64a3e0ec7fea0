import { type BlockId, blockIdOf } from './kit.ts'
import { type BlockFigure, type ElementFigure, figuresOf, type Result, type Tendency } from './result.ts'

/** How a block's words moved between two rounds of one team. */
export interface Growth {
  readonly block: BlockId
  /** `same` under a tenth of the scale from all red to all green. */
  readonly direction: 'greener' | 'same' | 'redder'
  /** The team chose to work on it after the earlier one; absent in results of before version 0.7.0. */
  readonly chosen?: true
}

/** On the scale from 0 to 1: less than an element that went from one colour to the next in a block of five. */
const NOTICEABLE = 0.1

/** 0 for red, 1 for green; orange and divided halfway. */
const HEIGHTS: Readonly<Record<Tendency, number>> = {
  'mostly-red': 0,
  'mostly-orange': 0.5,
  divided: 0.5,
  'mostly-green': 1,
}

/**
 * The growth of each block of which both results say something. It is made of what both publish and nothing else, so it tells no
 * more than the gate let through: whoever has seen both results could work it out.
 * @param chosen what the team chose to work on in between
 */
export const growthBetween = (before: Result, now: Result, chosen: readonly BlockId[] = []): readonly Growth[] => {
  // Its words were chosen by another rule: a block would seem to move where nobody changed their mind.
  if (before.counted) return []
  const blocks = [...new Set([...now.blocks.map(({ block }) => block), ...elementsOf(now).map(blockIdOf)])]
  return blocks.flatMap((block): Growth[] => {
    const moves = movesOf(before, now, block)
    if (moves.length === 0) return []
    const moved = moves.reduce((sum, move) => sum + move, 0) / moves.length
    const direction = Math.abs(moved) < NOTICEABLE ? 'same' : moved > 0 ? 'greener' : 'redder'
    return [{ block, direction, ...(chosen.includes(block) ? { chosen: true } : {}) }]
  })
}

const elementsOf = (result: Result): readonly string[] =>
  [result.elements, ...result.roles.map((side) => side.elements)].flat().map(({ element }) => element)

/** How far each element moved that both rounds speak of; where one speaks of blocks alone, how far the block did. */
const movesOf = (before: Result, now: Result, block: BlockId): readonly number[] => {
  const elements = [...new Set(elementsOf(now).filter((element) => blockIdOf(element) === block))]
  const moves = elements.flatMap((element) => {
    const [earlier, later] = [heightOf(figuresOf(before, element)), heightOf(figuresOf(now, element))]
    return earlier === undefined || later === undefined ? [] : [later - earlier]
  })
  if (moves.length > 0) return moves
  const [earlier, later] = [before, now].map((result) => blockHeight(result, block))
  return earlier === undefined || later === undefined ? [] : [later - earlier]
}

const mean = (numbers: readonly number[]): number | undefined =>
  numbers.length === 0 ? undefined : numbers.reduce((sum, one) => sum + one, 0) / numbers.length

const heightOf = (figures: readonly ElementFigure[]): number | undefined =>
  mean(figures.flatMap(({ word }) => (word === 'few' ? [] : [HEIGHTS[word]])))

const blockHeight = (result: Result, block: BlockId): number | undefined => {
  const known: BlockFigure | undefined = result.blocks.find((figure) => figure.block === block)
  if (known) return HEIGHTS[known.tendency]
  return mean(
    elementsOf(result)
      .filter((element) => blockIdOf(element) === block)
      .flatMap((element) => heightOf(figuresOf(result, element)) ?? []),
  )
}
