import type { BlockId, ElementId } from './kit.ts'
import {
  addCounts,
  answersIn,
  type BlockFigure,
  largest,
  type RoleFigure,
  type RoleTally,
  type Tally,
} from './result.ts'
import { ROLES } from './roles.ts'

/** The elements that a shown block's figures sum: the same for the team and for each side of the view per role. */
export interface Sum {
  readonly block: BlockId
  readonly elements: readonly ElementId[]
}

interface Side extends RoleTally {
  readonly role: RoleFigure['role']
}

/**
 * Beyond what one person can have answered differently in a block, so many more of a side must differ from its usual
 * answer, or the block isn't told apart by role: one who differed everywhere must not see that all others agreed.
 */
const DIFFERING = 2

/**
 * The view per role: block figures only, and only of sides that each pass the round's own floor: every role shown, and
 * all the others together. A reader who subtracts what is shown from the team's figures is left with "the others",
 * which is a side itself; so nobody stands in a group that is smaller than the floor.
 */
export const roleFigures = (sums: readonly Sum[], tally: Tally, floor: number): readonly RoleFigure[] => {
  const sides = sidesOf(tally, floor)
  const told = sums.filter((sum) => sides.every((side) => isOpen(sum, figureOf(sum, side))))
  if (sides.length < 2 || told.length === 0) return []
  return sides.map((side) => ({ role: side.role, blocks: told.map((sum) => figureOf(sum, side)) }))
}

/** The largest roles, as many as leave the others nobody or enough. */
const sidesOf = (tally: Tally, floor: number): readonly Side[] => {
  const roles = ROLES.flatMap((role): Side[] => {
    const known = tally.roles[role]
    return known && known.sheets >= floor ? [{ role, ...known }] : []
  }).sort((a, b) => b.sheets - a.sheets)
  const left = (shown: readonly Side[]): number => shown.reduce((others, { sheets }) => others - sheets, tally.sheets)
  let shown: readonly Side[] = roles
  while (shown.length > 0 && left(shown) > 0 && left(shown) < floor) shown = shown.slice(0, -1)
  return left(shown) > 0 ? [...shown, othersThan(shown, tally)] : shown
}

const othersThan = (shown: readonly Side[], tally: Tally): Side => {
  const sheets = shown.reduce((others, side) => others - side.sheets, tally.sheets)
  const grades = Object.fromEntries(
    Object.entries(tally.grades).map(([element, all]) => {
      const theirs = shown.reduce((sum, side) => addCounts(sum, side.grades[element]), addCounts())
      const { green, orange, red } = all
      return [element, { green: green - theirs.green, orange: orange - theirs.orange, red: red - theirs.red }]
    }),
  )
  return { role: 'others', sheets, grades }
}

const figureOf = ({ block, elements }: Sum, side: Side): BlockFigure => {
  const counts = elements.reduce((sum, id) => addCounts(sum, side.grades[id]), addCounts())
  return { block, counts: { ...counts, skipped: side.sheets * elements.length - answersIn(counts) } }
}

const isOpen = ({ elements }: Sum, { counts }: BlockFigure): boolean =>
  answersIn(counts) - counts[largest(counts)] >= elements.length + DIFFERING
