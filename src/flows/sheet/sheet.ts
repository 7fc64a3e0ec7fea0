import type { Instant } from '../../kit/calendar/instant.ts'
import type { BlockId, ElementId } from '../../kit/kit.ts'
import type { Language } from '../../kit/languages.ts'
import { hasAnswer, type SheetAnswers } from '../../kit/tally.ts'
import { send } from '../effect.ts'
import type { ChannelId, Member, PersonId, Platform, RoundId } from '../ids.ts'
import { newQuestionnaire, type Questionnaire, type QuestionnaireKind } from '../questionnaire.ts'

/** Which card of her sheet a person sees; `pause` remembers where she was. */
export type Position =
  | { readonly on: 'invitation' | 'role' | 'review' | 'thanks' }
  /** `from`: opened in the overview, to look at an answer again; there she goes back to. */
  | { readonly on: 'element'; readonly element: ElementId; readonly from?: 'review' }
  /** `from`: her remark opened in the overview; there she goes back to. */
  | { readonly on: 'blockEnd'; readonly block: BlockId; readonly from?: 'review' }
  /** A row of the overview, opened to its elements. */
  | { readonly on: 'block'; readonly block: BlockId }
  | { readonly on: 'pause'; readonly from: Position }

/** One person's answers, and where she is in them. */
export interface Sheet extends SheetAnswers, Questionnaire {
  readonly channel: ChannelId
  readonly coordinator: PersonId
  readonly floor: number
  /** How many were asked, and how many read along in the channel, when she was; absent on sheets of before it was kept. */
  readonly asked?: number
  readonly readers?: number
  readonly status: 'open' | 'handedIn' | 'declined' | 'closed' | 'stopped'
  readonly at: Position
  /** She asked for a private copy of what she handed in. */
  readonly wantsCopy: boolean
  /** Whether the round is large enough for a view per role; only then is hers asked. */
  readonly asksRole: boolean
  /** The result is to be seen per role, in place of the team as a whole. */
  readonly perRole?: boolean
  /** The result is frozen: only a copy on its way keeps it from being forgotten. */
  readonly released?: boolean
  /** She just withdrew, and has a minute to undo that. */
  readonly withdrawn?: Withdrawn
}

/** What someone who withdraws had given: it counts for nothing and is shown to nobody, and after a minute it is erased. */
export interface Withdrawn extends SheetAnswers {
  readonly status: 'open' | 'handedIn'
  readonly at: Position
  readonly wantsCopy: boolean
  readonly until: Instant
}

/** What a sheet needs to know of its round. */
export interface RoundBrief {
  readonly round: RoundId
  readonly platform: Platform
  readonly channel: ChannelId
  readonly zone: string
  readonly title: string
  readonly coordinators: readonly PersonId[]
  readonly floor: number
  readonly asked?: number
  readonly readers?: number
  readonly closesAt: Instant
  readonly language: Language
  readonly blocks: readonly BlockId[]
  readonly asksRole: boolean
  readonly perRole?: boolean
  readonly open: boolean
}

/** Whether it counts: it was handed in, with at least one answer. Skipping everything is handing in to be left in peace. */
export const isCounting = ({ status, grades }: Pick<Sheet, 'status' | 'grades'>): boolean =>
  status === 'handedIn' && hasAnswer({ grades })

/** How a sheet is asked, reminded of and ended. */
export const SHEET: QuestionnaireKind<Sheet> = {
  cardOf: ({ round, id }) => ({ screen: 'sheet', round, sheet: id }),
  nudgeCardOf: ({ round, id }) => ({ screen: 'nudge', round, sheet: id }),
  taskOf: ({ round, id }) => ({ kind: 'sheet', round, sheet: id }),
  nudge: ({ round, id }, times, due) => send({ type: 'nudge', round, sheet: id, times }, due),
  isDone: ({ status }) => status !== 'open',
  counts: (sheet) => isCounting(sheet),
  counted: ({ round, page, id, change = 0 }, counts, now) =>
    send({ type: 'counted', round, page, sheet: id, counts, change }, now),
  endingOf: ({ status }) => (status === 'closed' ? 'scanClosed' : status === 'stopped' ? 'roundStopped' : undefined),
  ids: {
    invitation: 'invitation',
    edit: 'sheet',
    nudge: 'nudge',
    finalEdit: 'goodbye',
    task: ({ round, id }) => `${round}/${id}`,
  },
}

/** A sheet on which nothing is answered yet, as the round is now. */
export const newSheet = (brief: RoundBrief, page: number, member: Member): Sheet => {
  const { open: _, coordinators, ...round } = brief
  return {
    ...round,
    ...newQuestionnaire(page, member),
    coordinator: coordinators[0] ?? member.person,
    status: 'open',
    at: { on: 'invitation' },
    grades: {},
    remarks: {},
    wantsCopy: false,
  }
}
