import type { Instant } from '../../kit/instant.ts'
import type { Language } from '../../kit/languages.ts'
import type { ActionFields, Outcome } from '../../kit/plan.ts'
import type { ActionId, ChannelId, MessageRef, PersonId, Platform, RoundId } from '../ids.ts'

/** Which row of whose plan, and who takes it on. */
export interface ActionPlace {
  readonly id: ActionId
  readonly round: RoundId
  readonly platform: Platform
  readonly channel: ChannelId
  readonly zone: string
  readonly language: Language
  readonly coordinator: PersonId
  readonly owners: readonly PersonId[]
}

/** A row of the plan, and how it fares. */
export interface Action extends ActionPlace, ActionFields {
  readonly status: 'running' | 'done' | 'stopped'
  /** The date of the next look back; undefined when none is left. */
  readonly next: string | undefined
  /** The date that is being asked about, until someone answers. */
  readonly asked: string | undefined
  /** The indicator's last value, as it was typed. */
  readonly value: string
  readonly history: readonly Evaluation[]
  /** Cards that ask how it stands, in private chats. */
  readonly cards: readonly AskedCard[]
  /** The dates that were put on the team's agenda. */
  readonly agenda: readonly string[]
  /** Dates on which nobody answered. */
  readonly missed?: readonly string[]
  /** Which of the owners took it on; absent in what was saved before they were asked. */
  readonly accepted?: readonly PersonId[]
  /** What people did with it, the oldest first. */
  readonly changes?: readonly Change[]
  /** Months it is kept since it was last touched, where its team chose that. */
  readonly keptMonths?: number
  /** The row as the channel sees it. */
  readonly channelCard?: MessageRef
}

/** A card that asked someone how it stands, so that it can be edited once someone answered. */
export interface AskedCard {
  readonly person: PersonId
  readonly message: MessageRef
}

/** One dated look back at an action. */
export interface Evaluation {
  readonly date: string
  readonly outcome: Outcome
  readonly value: string
  readonly note: string
}

/** Something a person did with an action, beside looking back at it. */
export interface Change {
  readonly what: 'written' | 'changed' | 'done' | 'stopped' | 'reopened'
  /** Undefined once she had herself erased. */
  readonly by?: PersonId
  readonly at: Instant
}

/** Whether someone has said that she takes it on; nobody has to for what a team or a function owns. */
export const isTakenOn = ({ accepted, owners }: Pick<Action, 'accepted' | 'owners'>): boolean =>
  accepted === undefined || owners.length === 0 || accepted.length > 0
