import { type Answer, type BlockId, type ElementId, GRADES, type Grade } from './kit.ts'
import { ROLES, type Role } from './roles.ts'

/** How often each grade was given. */
export type GradeCounts = Readonly<Record<Grade, number>>
export type Counts = GradeCounts & { readonly skipped: number }

/** What one handed-in sheet says. */
export interface SheetAnswers {
  readonly grades: Readonly<Record<ElementId, Answer>>
  readonly remarks: Readonly<Record<BlockId, string>>
  /** Absent where it wasn't asked or not answered yet. */
  readonly role?: Role | 'none'
}

/** The growing sum at the close. Nothing but `gate` may read it for showing. */
export interface Tally {
  /** Handed-in sheets. */
  readonly sheets: number
  readonly grades: Readonly<Record<ElementId, GradeCounts>>
  /** Sheets with at least one remark. */
  readonly authors: number
  readonly remarks: readonly Remark[]
  /** The same per role, for who said hers. */
  readonly roles: Readonly<Partial<Record<Role, RoleTally>>>
}

export interface RoleTally {
  readonly sheets: number
  readonly grades: Tally['grades']
}

/** One side of the view per role: a role, or everyone whose role isn't shown. */
export interface RoleFigure {
  readonly role: Role | 'others'
  readonly blocks: readonly BlockFigure[]
}

export interface BlockFigure {
  readonly block: BlockId
  readonly counts: Counts
}

export interface Remark {
  readonly block: BlockId
  readonly text: string
}

export type Tendency = `mostly-${Grade}` | 'divided'

export type ElementFigure =
  | { readonly element: ElementId; readonly in: 'counts'; readonly counts: GradeCounts }
  | { readonly element: ElementId; readonly in: 'words'; readonly tendency: Tendency }

/** The frozen aggregate: only what the floor lets through, so that whoever holds it can show all of it. */
export interface Result {
  readonly kit: string
  readonly floor: number
  readonly handedIn: number
  readonly depth: 'nothing' | 'blocks' | 'elements'
  readonly blocks: readonly BlockFigure[]
  /** Empty unless a role and all the others both pass the floor. */
  readonly roles: readonly RoleFigure[]
  readonly elements: readonly ElementFigure[]
  readonly alike: readonly ElementId[]
  readonly different: readonly ElementId[]
  readonly remarks: readonly (Remark & { readonly hidden: boolean })[]
}

export const EMPTY_TALLY: Tally = { sheets: 0, grades: {}, authors: 0, remarks: [], roles: {} }
const NO_GRADES: GradeCounts = { green: 0, orange: 0, red: 0 }

/** By text, not by arrival: the order must not say whose remark came first or that two are one person's. */
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

export const addSheet = (tally: Tally, sheet: SheetAnswers): Tally => {
  const remarks = Object.entries(sheet.remarks).map(([block, text]) => ({ block, text }))
  return {
    sheets: tally.sheets + 1,
    grades: withGrades(tally.grades, sheet),
    roles: withRole(tally.roles, sheet),
    authors: tally.authors + (remarks.length > 0 ? 1 : 0),
    remarks: [...tally.remarks, ...remarks].sort(byText),
  }
}

export const addCounts = (a: GradeCounts = NO_GRADES, b: GradeCounts = NO_GRADES): GradeCounts => ({
  green: a.green + b.green,
  orange: a.orange + b.orange,
  red: a.red + b.red,
})

const mergeGrades = (a: Tally['grades'], b: Tally['grades']): Tally['grades'] =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((element) => [element, addCounts(a[element], b[element])]),
  )

/** Two tallies of different sheets as one. */
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

export const answersIn = (counts: GradeCounts): number => counts.green + counts.orange + counts.red

/** The grade given most; the first of the kit's order in a tie. */
export const largest = (counts: GradeCounts): Grade =>
  GRADES.reduce((most, grade) => (counts[grade] > counts[most] ? grade : most))

/** "Mostly" from half of the answers on, so that it never says that nobody differed; a tie for the most is "divided". */
export const tendencyOf = (counts: GradeCounts): Tendency => {
  const most = largest(counts)
  const alone = GRADES.every((grade) => grade === most || counts[grade] < counts[most])
  return alone && counts[most] * 2 >= answersIn(counts) ? `mostly-${most}` : 'divided'
}

export const tendencyOfFigure = (figure: ElementFigure): Tendency =>
  figure.in === 'words' ? figure.tendency : tendencyOf(figure.counts)
