import { type Block, GRADES, type Grade, type Kit } from './kit.ts'
import type { ElementFigure, Result, Tendency } from './result.ts'
import { roleFigures } from './roleGate.ts'
import { addCounts, answersIn, type GradeCounts, type Tally } from './tally.ts'

/**
 * The privacy floor, in people (docs/privacy-floor.md): no figure for fewer than `least` sheets; a round's own floor is from
 * `standard` to `most`. Every figure that leaves the bot comes out of `gate`.
 *
 * The attacker it withstands: one member who knows her own answers, chooses them to learn most, knows how many answered
 * what, and keeps every output. So what kind of figure is shown depends on head counts alone, and an element's figure on
 * its own answers alone; `proof.test.ts` goes through every possible column of answers. Change nothing here without it.
 */
export const FLOOR = { least: 3, standard: 5, most: 10 } as const
/** Remarks, and reasons for stars, are shown from this many authors in the round. */
export const AUTHORS = 3
/** An element speaks in a word from this many answers of its own: with three, one reader could tell what the others said … */
const WORDS_FROM = 4
/** … is called alike from this many: of fewer, the two who may differ would be half … */
const ALIKE_FROM = 5
/** … and gives its word's share from this many. */
export const SHARES_FROM = 10

/** The grade that was given more often than each other; undefined in a tie. */
const mostGiven = (counts: GradeCounts): Grade | undefined =>
  GRADES.find((grade) => GRADES.every((other) => other === grade || counts[other] < counts[grade]))

/** Three in five make a word, but two may always differ: one who differs mustn't learn that all others agreed. */
const enoughFor = (answers: number): number => Math.min(Math.ceil((answers * 3) / 5), answers - 2)

/** All that is said of an element with these answers. */
export const elementFigure = (element: string, counts: GradeCounts): ElementFigure => {
  const answers = answersIn(counts)
  if (answers < WORDS_FROM) return { element, word: 'few' }
  const grade = mostGiven(counts)
  if (!grade || counts[grade] < enoughFor(answers)) return { element, word: 'divided' }
  const alike = answers >= ALIKE_FROM && answers - counts[grade] <= Math.max(2, Math.floor(answers / 4))
  return {
    element,
    word: `mostly-${grade}`,
    ...(alike ? { alike } : {}),
    // Never five of five: that would say that nearly nobody differed.
    ...(answers >= SHARES_FROM ? { fifths: Math.min(4, Math.round((counts[grade] / answers) * 5)) } : {}),
  }
}

/**
 * All that is said of a block in a small round; undefined with too few answers.
 * @param elements how many elements the block has
 */
export const blockWord = (elements: number, counts: GradeCounts): Tendency | undefined => {
  const answers = answersIn(counts)
  if (answers < 2 * elements + 3) return undefined
  const grade = GRADES.find((one) => counts[one] * 2 > answers)
  return grade ? `mostly-${grade}` : 'divided'
}

const sumOf = ({ elements }: Block, tally: Tally): GradeCounts =>
  elements.reduce((sum, { id }) => addCounts(sum, tally.grades[id]), addCounts())

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
 * @param perRole whether the round asked to see each role in place of the team as a whole
 */
export const gate = (kit: Kit, tally: Tally, floor: number, perRole = false): Result => {
  const depth = depthFor(tally.sheets, floor)
  const base = {
    kit: kit.version,
    floor,
    handedIn: tally.sheets,
    depth,
    blocks: [],
    elements: [],
    roles: [],
    remarks: [],
  }
  if (depth === 'nothing') return base
  if (depth === 'blocks') {
    const blocks = kit.blocks.flatMap((block) => {
      const tendency = blockWord(block.elements.length, sumOf(block, tally))
      return tendency ? [{ block: block.id, tendency }] : []
    })
    return { ...base, blocks }
  }
  const remarks = tally.authors >= AUTHORS ? tally.remarks.map((remark) => ({ ...remark, hidden: false })) : []
  const said = (grades: Tally['grades']) => kit.elements.map(({ id }) => elementFigure(id, addCounts(grades[id])))
  // In place of the team's own words, never beside them: beside them they tell what a person said.
  const roles = perRole ? roleFigures(tally, floor, said) : []
  return { ...base, elements: roles.length > 0 ? [] : said(tally.grades), roles, remarks }
}
