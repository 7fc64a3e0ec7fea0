import type { Rest } from '../../kit/calendar/rest.ts'
import type { BlockId } from '../../kit/kit.ts'
import type { Language } from '../../kit/languages.ts'
import type { ActionId, ChannelId, MessageRef, Platform, RoundId } from '../ids.ts'

/** Which channel, and how to reach it. */
export interface ChannelAddress {
  readonly platform: Platform
  readonly channel: ChannelId
}

/** For how many months a team can have its results and its plan kept; the middle one when it says nothing. */
export const KEPT_MONTHS = [12, 24, 36] as const
/** One of `KEPT_MONTHS`. */
export type KeptMonths = (typeof KEPT_MONTHS)[number]

/** How a row of the plan stands, in the order in which a group of them is shown: what waits for someone comes first. */
export const PLAN_STATES = ['waiting', 'adjust', 'open', 'running', 'onTrack', 'done', 'stopped'] as const
/** One of `PLAN_STATES`: `waiting` for an answer; `open`: nobody took it on yet; `running`: not yet looked back at. */
export type PlanState = (typeof PLAN_STATES)[number]

/** What the team keeps of an action, so that the whole plan can be put in order without reading every action. */
export interface PlanRow {
  readonly action: ActionId
  readonly block: BlockId
  readonly state: PlanState
  /** Since when it waits for an answer, else its next date; absent where there is none. */
  readonly date?: string
  /** The action's own: what was read earlier never takes the place of what was read later. */
  readonly version: number
}

/** Whether it still runs, by what the plan keeps of it. */
export const runs = ({ state }: Pick<PlanRow, 'state'>): boolean => state !== 'done' && state !== 'stopped'

/** The monthly word in the channel about its plan. Dates are ISO `YYYY-MM-DD` in the team's zone. */
export interface Digest {
  /** The team wants none. */
  readonly off?: boolean
  /** When the next is due; absent while nothing runs. */
  readonly next?: string
  /** When there was one last; before the first, when the plan began. */
  readonly last?: string
}

/** A channel and its rounds; at most one is open. */
export interface Channel {
  readonly platform: Platform
  readonly channel: ChannelId
  /** What the channel was last spoken to in; the bot's own before its first round. */
  readonly language?: Language
  readonly open: RoundId | undefined
  readonly ended: readonly RoundId[]
  /** The team's plan, across its rounds; absent in what was saved while each round had a plan of its own. */
  readonly actions?: readonly ActionId[]
  /** The cards that show the plan, the newest last; all of them follow what changes. */
  readonly planCards?: readonly MessageRef[]
  /** How each action of the plan stands, as far as it was heard of. */
  readonly planRows?: readonly PlanRow[]
  /** Its monthly word about the plan. */
  readonly digest?: Digest
  /** The team's own zone; the bot's where it chose none. */
  readonly zone?: string
  /** When the bot says nothing unasked. */
  readonly rest?: Rest
  /** Only when the team chose how long results and plan are kept. */
  readonly keptMonths?: KeptMonths
  /** The app was taken out of it, and wasn't called in it since. */
  readonly gone?: true
  /** The last platform events that made the bot speak, so that a redelivery doesn't make it speak twice. */
  readonly heard: readonly string[]
}
