import type { Block, BlockId, ElementId, Kit } from './kit.ts'
import { leavesOpen } from './openness.ts'
import {
  addCounts,
  answersIn,
  type BlockFigure,
  type ElementFigure,
  type GradeCounts,
  largest,
  type Result,
  type Tally,
  tendencyOf,
} from './result.ts'
import { roleFigures } from './roleGate.ts'

/**
 * The privacy floor, in people (docs/privacy-floor.md): no figure for fewer than `least` sheets; a round's own floor is from
 * `standard` to `most`. Every figure that leaves the bot comes out of `gate`.
 *
 * The attacker it withstands: one member who knows her own answers and keeps every output. So each rule below asks:
 * with one known answer taken away, is what is left still open for every other person? It does not withstand members who
 * work together, nor hide a grade that all the others gave on a whole block; the page has an example.
 */
export const FLOOR = { least: 3, standard: 5, most: 10 } as const
/** An element speaks in words from this many answers of its own … */
const WORDS_FROM = 4
/** … in counts from this many answers, never under the round's floor … */
export const COUNTS_FROM = 10
/** … and is called alike from this many: of fewer, the two who may differ would be half. */
const ALIKE_FROM = 5
/** Remarks, and reasons for stars, are shown from this many authors in the round. */
export const AUTHORS = 3
/** A block's figures sum at least this many elements: the sum of one would be that element's counts … */
const ELEMENTS_A_BLOCK = 2
/** … and at least this many where its elements are shown in words, since those tell much of each already. */
const ELEMENTS_BESIDE_WORDS = 4
/** So many answers must differ before counts are shown: without the reader's own, one may still differ. */
const OTHERS = 2

const differing = (counts: GradeCounts): number => answersIn(counts) - counts[largest(counts)]

/** One dissenter who sees "9 of 10" knows what all the others gave; words leave it open. */
const inCounts = (counts: GradeCounts, floor: number): boolean =>
  answersIn(counts) >= Math.max(COUNTS_FROM, floor) && differing(counts) >= OTHERS

const figureOf = (element: string, counts: GradeCounts, floor: number): ElementFigure | undefined => {
  if (answersIn(counts) < WORDS_FROM) return undefined
  if (inCounts(counts, floor)) return { element, in: 'counts', counts }
  return { element, in: 'words', tendency: tendencyOf(counts) }
}

const isAlike = (counts: GradeCounts): boolean => {
  const answers = answersIn(counts)
  return answers >= ALIKE_FROM && tendencyOf(counts) !== 'divided' && differing(counts) <= Math.max(OTHERS, answers / 4)
}

/** Which of a block's elements its figures sum; none when the block isn't shown. */
const summedOf = (
  block: Block,
  tally: Tally,
  figures: readonly ElementFigure[],
  deep: boolean,
): readonly ElementId[] => {
  const counted = block.elements.filter(({ id }) =>
    figures.some((figure) => figure.element === id && figure.in === 'counts'),
  )
  // Where elements show counts the block sums only those: block minus elements must not give a hidden one away.
  const summed =
    counted.length > 0
      ? counted
      : block.elements.filter(({ id }) => answersIn(addCounts(tally.grades[id])) >= (deep ? WORDS_FROM : FLOOR.least))
  if (counted.length === 0 && summed.length < (deep ? ELEMENTS_BESIDE_WORDS : ELEMENTS_A_BLOCK)) return []
  return summed.map(({ id }) => id)
}

const blockFigure = (block: BlockId, summed: readonly ElementId[], tally: Tally): BlockFigure => {
  const counts = summed.reduce((sum, id) => addCounts(sum, tally.grades[id]), addCounts())
  return { block, counts: { ...counts, skipped: tally.sheets * summed.length - answersIn(counts) } }
}

/** All that is shown of an element; that it is in words tells something too, since with more dissenters it would be in counts. */
const saidUnder =
  (floor: number) =>
  (counts: GradeCounts): string =>
    `${inCounts(counts, floor)} ${tendencyOf(counts)} ${isAlike(counts)}`

const figuresOf = (block: Block, tally: Tally, floor: number): readonly ElementFigure[] => {
  const figures = block.elements.flatMap(({ id }) => figureOf(id, addCounts(tally.grades[id]), floor) ?? [])
  if (figures.some((figure) => figure.in === 'counts')) return figures
  // With so few elements no block figure is shown, and words alone leave enough open.
  if (figures.length < ELEMENTS_BESIDE_WORDS) return figures
  return leavesOpen(
    figures.map(({ element }) => addCounts(tally.grades[element])),
    saidUnder(floor),
  )
    ? figures
    : []
}

/**
 * How much is shown for so many hand-ins that count.
 * @param sheets handed in, with at least one answer
 * @param floor the round's floor, in sheets
 */
export const depthFor = (sheets: number, floor: number): Result['depth'] => {
  if (sheets < FLOOR.least) return 'nothing'
  return sheets < floor ? 'blocks' : 'elements'
}

/**
 * The only way from a tally to figures: what may be shown.
 * @param floor the round's floor, fixed at its start: `FLOOR.standard` to `FLOOR.most` sheets
 */
export const gate = (kit: Kit, tally: Tally, floor: number): Result => {
  const none = { roles: [], elements: [], alike: [], different: [], remarks: [] }
  const base = { kit: kit.version, floor, handedIn: tally.sheets, ...none }
  const depth = depthFor(tally.sheets, floor)
  if (depth === 'nothing') return { ...base, depth, blocks: [] }
  const deep = depth === 'elements'
  const elements = deep ? kit.blocks.flatMap((block) => figuresOf(block, tally, floor)) : []
  const sums = kit.blocks
    .map((block) => ({ block: block.id, elements: summedOf(block, tally, elements, deep) }))
    .filter((sum) => sum.elements.length > 0)
  const blocks = sums.map((sum) => blockFigure(sum.block, sum.elements, tally))
  if (!deep) return { ...base, depth, blocks }
  const shown = elements.map(({ element }) => ({ element, counts: addCounts(tally.grades[element]) }))
  return {
    ...base,
    depth,
    blocks,
    roles: roleFigures(sums, tally, floor),
    elements,
    alike: shown.filter(({ counts }) => isAlike(counts)).map(({ element }) => element),
    different: shown.filter(({ counts }) => tendencyOf(counts) === 'divided').map(({ element }) => element),
    remarks: tally.authors >= AUTHORS ? tally.remarks.map((remark) => ({ ...remark, hidden: false })) : [],
  }
}
