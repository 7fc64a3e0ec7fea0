import type { Answer, BlockId, ElementId, Grade } from './kit.ts'
import { ROLES, type Role } from './roles.ts'

/** How often each grade was given. */
export type GradeCounts = Readonly<Record<Grade, number>>
/** The same, with how often the element was skipped. */
export type Counts = GradeCounts & { readonly skipped: number }

/** The answers of one handed-in sheet. */
export interface SheetAnswers {
  readonly grades: Readonly<Record<ElementId, Answer>>
  readonly remarks: Readonly<Record<BlockId, string>>
  /** `none` for who would rather not say; absent where it wasn't asked or not answered. */
  readonly role?: Role | 'none'
}

/** The sum of all sheets, which grows while a scan closes. Only `gate` makes figures of it. */
export interface Tally {
  /** Handed-in sheets. */
  readonly sheets: number
  readonly grades: Readonly<Record<ElementId, GradeCounts>>
  /** Sheets with at least one remark. */
  readonly authors: number
  readonly remarks: readonly Remark[]
  /** The same sums for each role that someone gave. */
  readonly roles: Readonly<Partial<Record<Role, RoleTally>>>
}

/** The sum of the sheets of one role. */
export interface RoleTally {
  /** Handed-in sheets. */
  readonly sheets: number
  readonly grades: Tally['grades']
}

/** What someone wrote about a block; never with her name. */
export interface Remark {
  readonly block: BlockId
  readonly text: string
}

/** The tally of no sheets. */
export const EMPTY_TALLY: Tally = { sheets: 0, grades: {}, authors: 0, remarks: [], roles: {} }
const NO_GRADES: GradeCounts = { green: 0, orange: 0, red: 0 }

/** Sorts remarks by block and text: the order in which they came would show which are of the same person. */
export const byText = (a: Remark, b: Remark): number => a.block.localeCompare(b.block) || a.text.localeCompare(b.text)

const withGrades = (known: Tally['grades'], sheet: SheetAnswers): Tally['grades'] => {
  const grades: Record<ElementId, GradeCounts> = { ...known }
  for (const [element, answer] of Object.entries(sheet.grades)) {
    if (answer === 'skipped') continue
    const counts = grades[element] ?? NO_GRADES
    grades[element] = { ...counts, [answer]: counts[answer] + 1 }
  }
  return grades
}

const NO_ROLE: RoleTally = { sheets: 0, grades: {} }

const withRole = (roles: Tally['roles'], sheet: SheetAnswers): Tally['roles'] => {
  const { role } = sheet
  if (role === undefined || role === 'none') return roles
  const known = roles[role] ?? NO_ROLE
  return { ...roles, [role]: { sheets: known.sheets + 1, grades: withGrades(known.grades, sheet) } }
}

/** Whether a sheet counts: it holds at least one grade. What was skipped is no answer. */
export const hasAnswer = ({ grades }: Pick<SheetAnswers, 'grades'>): boolean =>
  Object.values(grades).some((answer) => answer !== 'skipped')

/** The tally with one more sheet; one without answers doesn't count, and nothing that was written on it does. */
export const addSheet = (tally: Tally, sheet: SheetAnswers): Tally => {
  if (!hasAnswer(sheet)) return tally
  const remarks = Object.entries(sheet.remarks).map(([block, text]) => ({ block, text }))
  return {
    sheets: tally.sheets + 1,
    grades: withGrades(tally.grades, sheet),
    roles: withRole(tally.roles, sheet),
    authors: tally.authors + (remarks.length > 0 ? 1 : 0),
    remarks: [...tally.remarks, ...remarks].sort(byText),
  }
}

/** The sum of two counts; a missing one counts as none. */
export const addCounts = (a: GradeCounts = NO_GRADES, b: GradeCounts = NO_GRADES): GradeCounts => ({
  green: a.green + b.green,
  orange: a.orange + b.orange,
  red: a.red + b.red,
})

const mergeGrades = (a: Tally['grades'], b: Tally['grades']): Tally['grades'] =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((element) => [element, addCounts(a[element], b[element])]),
  )

/** The sum of two tallies of different sheets. */
export const mergeTallies = (a: Tally, b: Tally): Tally => ({
  sheets: a.sheets + b.sheets,
  grades: mergeGrades(a.grades, b.grades),
  roles: Object.fromEntries(
    ROLES.filter((role) => a.roles[role] ?? b.roles[role]).map((role) => {
      const [one, other] = [a.roles[role] ?? NO_ROLE, b.roles[role] ?? NO_ROLE]
      return [role, { sheets: one.sheets + other.sheets, grades: mergeGrades(one.grades, other.grades) }]
    }),
  ),
  authors: a.authors + b.authors,
  remarks: [...a.remarks, ...b.remarks].sort(byText),
})

/** The number of answers, skips not included. */
export const answersIn = (counts: GradeCounts): number => counts.green + counts.orange + counts.red
