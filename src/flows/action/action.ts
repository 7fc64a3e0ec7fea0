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
  /** The row as the channel sees it. */
  readonly channelCard?: MessageRef
  /** What calendar files said of it so far; absent as long as nothing they say was changed. */
  readonly calendar?: CalendarRevision
}

/** A follow-up by its number in the action's series, from 0; `date` is ISO `YYYY-MM-DD` in the action's zone. */
export interface ScheduledDate {
  readonly number: number
  readonly date: string
}

/** Which version of an action's dates calendars have to show, and which dates they may still show wrongly. */
export interface CalendarRevision {
  readonly revision: number
  readonly changed: Instant
  /** Dates that were to come and won't: calendar files cancel them. */
  readonly gone: readonly ScheduledDate[]
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
