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

/** The elements that are summed in a block's figure: the same for the team and for each side of the view per role. */
export interface Sum {
  readonly block: BlockId
  readonly elements: readonly ElementId[]
}

interface Side extends RoleTally {
  readonly role: RoleFigure['role']
}

/**
 * One person can differ from the usual answer on every element of a block. So many more answers of each side must differ,
 * or the block isn't shown per role: else someone who differed everywhere would see that all the others agreed.
 */
const DIFFERING = 2

/**
 * The view per role: block figures only, and only when each side has as many sheets as the round's floor. The sides are the
 * roles that are shown, and all the others together. A reader who subtracts the shown roles from the team's figures is left
 * with that last side; so nobody is in a group that is smaller than the floor (docs/privacy-floor.md, "Per role").
 * @param sums the blocks whose figures are shown for the team
 * @param floor the round's floor, in sheets
 * @returns empty when the view can't be shown
 */
export const roleFigures = (sums: readonly Sum[], tally: Tally, floor: number): readonly RoleFigure[] => {
  const sides = sidesOf(tally, floor)
  const openSums = sums.filter((sum) => sides.every((side) => isOpen(sum, figureOf(sum, side))))
  if (sides.length < 2 || openSums.length === 0) return []
  return sides.map((side) => ({ role: side.role, blocks: openSums.map((sum) => figureOf(sum, side)) }))
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
