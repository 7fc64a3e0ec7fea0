import type { Card, PressData } from '../../../cards/card.ts'
import type { Picture } from '../../../cards/pictures/picture.ts'
import type { Voice } from '../../../cards/voice.ts'
import type { PlanState } from '../../../flows/channel/state.ts'

/** In which of these forms the plan is looked at. */
export const PLAN_SHAPES = ['list', 'board', 'time'] as const
/** One of `PLAN_SHAPES`. */
export type PlanShape = (typeof PLAN_SHAPES)[number]

/** What is shown of a team: each has an address of its own. */
export const TEAM_VIEWS = ['now', 'result', 'plan', 'rounds', 'library'] as const
/** One of `TEAM_VIEWS`. */
export type TeamView = (typeof TEAM_VIEWS)[number]

/** An action as a line or a card of the plan. */
export interface PlannedAction {
  readonly title: string
  readonly state: PlanState
  /** How it stands, when it is looked back at, whose it is: each in words, as in chat. */
  readonly said: readonly string[]
  readonly press: PressData
}

/** What stands together: a block's actions, or those that stand alike. */
export interface PlanGroup {
  readonly title: string
  readonly direction?: string | undefined
  readonly actions: readonly PlannedAction[]
  /** How many more there are than are shown. */
  readonly more: number
}

/** A round of the team's, by what it came to. */
export interface PastRound {
  readonly title: string
  readonly said: string
  /** Whether it has a result to look at. */
  readonly round?: string
}

/** A part of a page: a card of the chat as it is, a picture with its table, the plan, or the rounds. */
export type PagePart =
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'picture'; readonly picture: Picture }
  | {
      readonly kind: 'plan'
      readonly shape: PlanShape
      readonly said: string
      readonly groups: readonly PlanGroup[]
      readonly page: number
      readonly pages: number
      readonly ended: boolean
      /** How many are over. */
      readonly over: number
      readonly add: PressData
    }
  | { readonly kind: 'rounds'; readonly rounds: readonly PastRound[] }

/** A team by its name, and what its address has of it. */
export interface TeamLink {
  readonly title: string
  readonly team: string
}

/** A person's own page. */
export interface MinePage {
  readonly voice: Voice
  readonly teams: readonly TeamLink[]
  readonly cards: readonly Card[]
  /** What she looks for seldom: shown by its heading until she opens it. */
  readonly folded: readonly Card[]
}

/** What is asked of a team's page. */
export interface AskedView {
  readonly view: TeamView
  readonly shape: PlanShape
  readonly page: number
  readonly ended: boolean
  /** The round whose result is looked at; else the newest with one. */
  readonly round: string | undefined
}

/** A team's page. */
export interface TeamPage {
  readonly voice: Voice
  readonly title: string
  readonly team: string
  readonly asked: AskedView
  readonly parts: readonly PagePart[]
}
