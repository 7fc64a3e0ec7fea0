import type { Instant } from '../../kit/calendar/instant.ts'
import type { Rest } from '../../kit/calendar/rest.ts'
import type { BlockId } from '../../kit/kit.ts'
import type { Language } from '../../kit/languages.ts'
import type { ActionId, ChannelId, ChannelTrouble, MessageRef, Platform, RoundId } from '../ids.ts'
import type { CardRef } from '../refs.ts'

/** Which channel, and how to reach it. */
export interface ChannelAddress {
  readonly platform: Platform
  readonly channel: ChannelId
}

/** What the bot has to say in a channel that takes no posts: it is tried again, and posted once the channel takes it. */
export interface Unposted {
  readonly trouble: ChannelTrouble
  readonly since: Instant
  /** How often it was tried again. */
  readonly tries: number
  /** In the order in which they were to be posted, by the ids of their effects. */
  readonly posts: readonly UnpostedCard[]
  /** The ids of those that are being tried again: refused once more, it is the same trouble still. */
  readonly trying: readonly string[]
}

/** One of them. */
export interface UnpostedCard {
  readonly id: string
  readonly card: CardRef
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
  /** Whom its people call when they are worried, as who coordinates filled it in; shown in the concern guide. */
  readonly callLine?: string
  /** When someone last used the bot in it, and what the effect that forgets it is called; absent in what was saved without. */
  readonly used?: { readonly at: Instant; readonly effect: string }
  /** When the app was taken out of it, until it is used there again. */
  readonly removedAt?: Instant
  /** What it didn't take; absent while it takes what is posted. */
  readonly unposted?: Unposted
  /** It goes on under another id, or in another channel; `same`: the messages went along. */
  readonly moved?: { readonly to: ChannelId; readonly same?: true }
  /** The last platform events that made the bot speak, so that a redelivery doesn't make it speak twice. */
  readonly heard: readonly string[]
}

/** The channel's rounds, the newest last. */
export const roundsIn = (team: Pick<Channel, 'open' | 'ended'> | undefined): readonly RoundId[] => [
  ...(team?.ended ?? []),
  ...(team?.open === undefined ? [] : [team.open]),
]
