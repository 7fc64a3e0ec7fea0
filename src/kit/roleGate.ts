import type { ElementFigure, RoleFigure } from './result.ts'
import { ROLES } from './roles.ts'
import { addCounts, type RoleTally, type Tally } from './tally.ts'

interface Side extends RoleTally {
  readonly role: RoleFigure['role']
}

/**
 * The view per role: each side in words, and only when each has as many sheets as the round's floor. The sides are the roles
 * that are shown, and all the others together, so that everyone is on one side and nobody in a group smaller than the floor.
 * Which sides there are depends on head counts alone.
 * @param floor the round's floor, in sheets
 * @param said what is said of each element, of answers of one side
 * @returns empty when the view can't be shown
 */
export const roleFigures = (
  tally: Tally,
  floor: number,
  said: (grades: Tally['grades']) => readonly ElementFigure[],
): readonly RoleFigure[] => {
  const sides = sidesOf(tally, floor)
  return sides.length < 2 ? [] : sides.map(({ role, grades }) => ({ role, elements: said(grades) }))
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
