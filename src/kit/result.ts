import { type Answer, type BlockId, type ElementId, GRADES, type Grade } from './kit.ts'
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

/** One side of the view per role: a role, or everyone whose role isn't shown. */
export interface RoleFigure {
  readonly role: Role | 'others'
  readonly blocks: readonly BlockFigure[]
}

/** What is shown of a block. */
export interface BlockFigure {
  readonly block: BlockId
  /** Summed over the elements that may be summed. */
  readonly counts: Counts
}

/** What someone wrote about a block; never with her name. */
export interface Remark {
  readonly block: BlockId
  readonly text: string
}

/** An element's answers in a word. */
export type Tendency = `mostly-${Grade}` | 'divided'

/** What is shown of an element: counts, or only a word where counts would tell too much. */
export type ElementFigure =
  | { readonly element: ElementId; readonly in: 'counts'; readonly counts: GradeCounts }
  | { readonly element: ElementId; readonly in: 'words'; readonly tendency: Tendency }

/** The frozen result of a scan: only what the floor lets through, so all of it may be shown to the team. */
export interface Result {
  /** Version of the kit. */
  readonly kit: string
  /** The round's floor, in people. */
  readonly floor: number
  readonly handedIn: number
  /** How much is shown. */
  readonly depth: 'nothing' | 'blocks' | 'elements'
  readonly blocks: readonly BlockFigure[]
  /** The view per role; empty unless every side of it passes the floor. */
  readonly roles: readonly RoleFigure[]
  readonly elements: readonly ElementFigure[]
  /** Elements on which the team largely agrees. */
  readonly alike: readonly ElementId[]
  /** Elements on which the team is divided. */
  readonly different: readonly ElementId[]
  /** Word for word; the coordinator can hide one. */
  readonly remarks: readonly (Remark & { readonly hidden: boolean })[]
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

/** The tally with one more sheet. */
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

/** The grade given most; the first of the kit's order in a tie. */
export const largest = (counts: GradeCounts): Grade =>
  GRADES.reduce((most, grade) => (counts[grade] > counts[most] ? grade : most))

/** `mostly-…` when one grade has at least half of the answers and more than each other grade, else `divided`. */
export const tendencyOf = (counts: GradeCounts): Tendency => {
  const most = largest(counts)
  const alone = GRADES.every((grade) => grade === most || counts[grade] < counts[most])
  return alone && counts[most] * 2 >= answersIn(counts) ? `mostly-${most}` : 'divided'
}

/** The word for an element, also where its counts are shown. */
export const tendencyOfFigure = (figure: ElementFigure): Tendency =>
  figure.in === 'words' ? figure.tendency : tendencyOf(figure.counts)

/** One element a block first, so that few of them still speak of the whole scan; by place alone, which tells nothing of answers. */
export const spreadOverBlocks = (ids: readonly ElementId[]): readonly ElementId[] => {
  const blockAt = (id: ElementId): BlockId => id.split('.')[0] ?? id
  const first = ids.filter((id) => ids.find((other) => blockAt(other) === blockAt(id)) === id)
  return [...first, ...ids.filter((id) => !first.includes(id))]
}
