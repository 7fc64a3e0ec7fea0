import { type Answer, type BlockId, type ElementId, GRADES, type Grade } from './kit.ts'

/** How often each grade was given. */
export type GradeCounts = Readonly<Record<Grade, number>>
export type Counts = GradeCounts & { readonly skipped: number }

/** What one handed-in sheet says. */
export interface SheetAnswers {
  readonly grades: Readonly<Record<ElementId, Answer>>
  readonly remarks: Readonly<Record<BlockId, string>>
}

/** The growing sum at the close. Nothing but `gate` may read it for showing. */
export interface Tally {
  /** Handed-in sheets. */
  readonly sheets: number
  readonly grades: Readonly<Record<ElementId, GradeCounts>>
  /** Sheets with at least one remark. */
  readonly authors: number
  readonly remarks: readonly Remark[]
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
  readonly blocks: readonly { readonly block: BlockId; readonly counts: Counts }[]
  readonly elements: readonly ElementFigure[]
  readonly alike: readonly ElementId[]
  readonly different: readonly ElementId[]
  readonly remarks: readonly (Remark & { readonly hidden: boolean })[]
}

export const EMPTY_TALLY: Tally = { sheets: 0, grades: {}, authors: 0, remarks: [] }
const NO_GRADES: GradeCounts = { green: 0, orange: 0, red: 0 }

export const addSheet = (tally: Tally, sheet: SheetAnswers): Tally => {
  const grades: Record<ElementId, GradeCounts> = { ...tally.grades }
  for (const [element, answer] of Object.entries(sheet.grades)) {
    if (answer === 'skipped') continue
    const counts = grades[element] ?? NO_GRADES
    grades[element] = { ...counts, [answer]: counts[answer] + 1 }
  }
  const remarks = Object.entries(sheet.remarks).map(([block, text]) => ({ block, text }))
  return {
    sheets: tally.sheets + 1,
    grades,
    authors: tally.authors + (remarks.length > 0 ? 1 : 0),
    // By text, not by arrival: the order must not say whose remark came first or that two are one person's.
    remarks: [...tally.remarks, ...remarks].sort(
      (a, b) => a.block.localeCompare(b.block) || a.text.localeCompare(b.text),
    ),
  }
}

export const addCounts = (a: GradeCounts = NO_GRADES, b: GradeCounts = NO_GRADES): GradeCounts => ({
  green: a.green + b.green,
  orange: a.orange + b.orange,
  red: a.red + b.red,
})

/** Two tallies of different sheets as one. */
export const mergeTallies = (a: Tally, b: Tally): Tally => ({
  sheets: a.sheets + b.sheets,
  grades: Object.fromEntries(
    [...new Set([...Object.keys(a.grades), ...Object.keys(b.grades)])].map((element) => [
      element,
      addCounts(a.grades[element], b.grades[element]),
    ]),
  ),
  authors: a.authors + b.authors,
  remarks: [...a.remarks, ...b.remarks].sort((x, y) => x.block.localeCompare(y.block) || x.text.localeCompare(y.text)),
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
