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

/** What most answers say, or that they say different things. */
export type Tendency = `mostly-${Grade}` | 'divided'
/** What is said of an element: a tendency, or that too few answered it. */
export type Word = Tendency | 'few'
/** From the weakest to the strongest. Too few answers may hide either, so they come before what is known to be strong. */
export const WORDS: readonly Word[] = ['mostly-red', 'mostly-orange', 'divided', 'few', 'mostly-green']

/** All that is said of an element. It depends on this element's answers alone, and on how many there are. */
export interface ElementFigure {
  readonly element: ElementId
  readonly word: Word
  /** So few differ that the team largely agrees. */
  readonly alike?: true
  /** The word's share of the answers, to the nearest fifth and never more than four; only where many answered. */
  readonly fifths?: number
}

/** All that is said of a block in a small round, where nothing is said of elements. */
export interface BlockFigure {
  readonly block: BlockId
  readonly tendency: Tendency
}

/** One side of the view per role: a role, or everyone whose role isn't shown. */
export interface RoleFigure {
  readonly role: Role | 'others'
  readonly elements: readonly ElementFigure[]
}

/** The figures of a result that was frozen before version 0.3.0: they stay what they were, and none are made any more. */
export interface CountedFigures {
  readonly blocks: readonly { readonly block: BlockId; readonly counts: Counts }[]
  readonly elements: readonly { readonly element: ElementId; readonly counts: GradeCounts }[]
  readonly roles: readonly { readonly role: Role | 'others'; readonly blocks: CountedFigures['blocks'] }[]
}

/** The frozen result of a scan: only what the floor lets through, so all of it may be shown to the team. */
export interface Result {
  /** Version of the kit. */
  readonly kit: string
  /** The round's floor, in people. */
  readonly floor: number
  /** Sheets that count: handed in, with at least one answer. */
  readonly handedIn: number
  /** How much is shown. */
  readonly depth: 'nothing' | 'blocks' | 'elements'
  /** At depth `blocks` only: the blocks with enough answers. */
  readonly blocks: readonly BlockFigure[]
  /** At depth `elements` only: each element of the round. Empty where `roles` speak in their place. */
  readonly elements: readonly ElementFigure[]
  /** The view per role, in place of the team's own; empty unless the round asked for it and every side passes the floor. */
  readonly roles: readonly RoleFigure[]
  /** Word for word; the coordinator can hide one. */
  readonly remarks: readonly (Remark & { readonly hidden: boolean })[]
  readonly counted?: CountedFigures
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

/** What is published of elements. */
export type SaidOfElements = Pick<Result, 'elements' | 'roles'>

const sidesOf = ({ elements, roles }: SaidOfElements): readonly (readonly ElementFigure[])[] =>
  roles.length > 0 ? roles.map((side) => side.elements) : [elements]

/** What each side of the result says of an element: one figure for a team, one a role in the view per role. */
export const figuresOf = (result: SaidOfElements, element: ElementId): readonly ElementFigure[] =>
  sidesOf(result).flatMap((side) => side.find((figure) => figure.element === element) ?? [])

/** How often each word is said of these elements: all that is said of a block beside its elements. */
export const wordsIn = (figures: readonly ElementFigure[]): Readonly<Record<Word, number>> => {
  const counted = { 'mostly-red': 0, 'mostly-orange': 0, divided: 0, few: 0, 'mostly-green': 0 }
  for (const { word } of figures) counted[word]++
  return counted
}

/** The elements on which all largely agree; in a view per role, in the same word on every side. */
export const alikeOf = (result: SaidOfElements): readonly ElementId[] => {
  const [first = []] = sidesOf(result)
  return first
    .map(({ element }) => element)
    .filter((id) => {
      const figures = figuresOf(result, id)
      return figures.every(({ alike, word }) => alike && word === figures[0]?.word)
    })
}

/** The elements on which a team is divided, or of which its roles say different things. */
export const differentOf = (result: SaidOfElements): readonly ElementId[] => {
  const [first = []] = sidesOf(result)
  return first
    .map(({ element }) => element)
    .filter((id) => {
      const words = figuresOf(result, id)
        .map(({ word }) => word)
        .filter((word) => word !== 'few')
      return words.includes('divided') || new Set(words).size > 1
    })
}

const NEED: Readonly<Record<Tendency, number>> = {
  'mostly-red': 1,
  'mostly-orange': 1,
  divided: 0.5,
  'mostly-green': 0,
}

/**
 * How much a block asks for work, from 0 to 1: the share of orange and red among what is published of it, where divided is
 * half. 0 where nothing is published.
 */
export const needOf = (result: Result, block: BlockId): number => {
  const counts = result.counted?.blocks.find((figure) => figure.block === block)?.counts
  if (counts) return (counts.orange + counts.red) / Math.max(1, answersIn(counts))
  const said = [
    ...result.blocks.filter((figure) => figure.block === block).map(({ tendency }) => tendency),
    ...sidesOf(result)
      .flat()
      .filter(({ element, word }) => blockAt(element) === block && word !== 'few')
      .map(({ word }) => word as Tendency),
  ]
  return said.reduce((sum, tendency) => sum + NEED[tendency], 0) / Math.max(1, said.length)
}

const blockAt = (id: ElementId): BlockId => id.split('.')[0] ?? id

/** One element a block first, so that few of them still speak of the whole scan; by place alone, which tells nothing of answers. */
export const spreadOverBlocks = (ids: readonly ElementId[]): readonly ElementId[] => {
  const first = ids.filter((id) => ids.find((other) => blockAt(other) === blockAt(id)) === id)
  return [...first, ...ids.filter((id) => !first.includes(id))]
}
