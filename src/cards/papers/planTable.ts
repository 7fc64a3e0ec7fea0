import type { Action } from '../../flows/action/action.ts'
import { planStateOf } from '../../flows/channel/plan.ts'
import type { PlanState } from '../../flows/channel/state.ts'
import type { EvaluationKind, Outcome, Repeat, Term } from '../../kit/plan.ts'
import { blockName, ownersOf } from '../screens/plan/actionScreens.ts'
import type { PaperContent } from './paper.ts'

/**
 * An action as a machine reads it (docs/plan-data.md): dates are ISO `YYYY-MM-DD`, null where there is none; texts are empty where
 * nothing was written.
 */
export interface ActionRecord {
  /** The kit's number of the block; empty for an action of none. */
  readonly block: string
  readonly blockName: string
  readonly what: string
  readonly state: PlanState
  readonly owners: string
  readonly term: Term
  readonly start: string | null
  readonly end: string | null
  readonly nextFollowUp: string | null
  readonly repeat: Repeat
  readonly goal: string
  readonly means: string
  readonly indicator: string
  readonly lastValue: string
  readonly remarks: string
  readonly followUps: readonly FollowUpRecord[]
}

/** One look back. */
export interface FollowUpRecord {
  readonly date: string
  readonly answeredOn: string | null
  readonly asked: EvaluationKind | 'end' | null
  readonly outcome: Outcome
  readonly value: string
  readonly note: string
}

const dateOf = (date: string | undefined): string | null => date || null

const recordOf = ({ voice, names }: PaperContent, action: Action): ActionRecord => ({
  block: action.block,
  blockName: blockName(voice, action),
  what: action.what,
  state: planStateOf(action),
  owners: ownersOf(names, action),
  term: action.term,
  start: dateOf(action.start),
  end: dateOf(action.end),
  nextFollowUp: action.status === 'running' ? dateOf(action.asked ?? action.next) : null,
  repeat: action.repeat,
  goal: action.goal,
  means: action.means,
  indicator: action.indicator,
  lastValue: action.value,
  remarks: action.remarks,
  // Who answered isn't told: the plan is the team's, and it goes where we can't see.
  followUps: action.history.map(({ date, on, kind, outcome, value, note }) => ({
    date,
    answeredOn: dateOf(on),
    asked: kind ?? null,
    outcome,
    value,
    note,
  })),
})

/** Every action of the plan. */
export const recordsOf = (content: PaperContent): readonly ActionRecord[] =>
  content.actions.map((action) => recordOf(content, action))

/** The plan as JSON, with a version of its shape. */
export const planJson = (content: PaperContent): string =>
  `${JSON.stringify({ schema: 'onlife-quickscan/plan/1', made: content.today, plan: content.round.title, actions: recordsOf(content) }, undefined, 1)}\n`

/** A spreadsheet would calculate a text that begins so: https://owasp.org/www-community/attacks/CSV_Injection */
const LIVE = /^[=+\-@\t\r]/

const field = (value: string): string => {
  const inert = LIVE.test(value) ? `'${value}` : value
  return /[",;\n\r]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

const COLUMNS = [
  ...(['block', 'blockName', 'what', 'state', 'owners', 'term', 'start', 'end', 'nextFollowUp', 'repeat'] as const),
  ...(['goal', 'means', 'indicator', 'lastValue', 'remarks'] as const),
]

/** The plan as CSV (RFC 4180), an action a row; with a mark at its start by which Excel reads it as UTF-8. */
export const planCsv = (content: PaperContent): string => {
  const rows = recordsOf(content).map((record) => COLUMNS.map((column) => field(record[column] ?? '')).join(','))
  return `\ufeff${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`
}
