import type { Instant } from '../../kit/calendar/instant.ts'
import type { Language } from '../../kit/languages.ts'
import { type ActionFields, type EvaluationKind, kindAfter, type Outcome } from '../../kit/plan.ts'
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

/** A row of the plan, and how it fares. Dates are ISO `YYYY-MM-DD` in its zone. */
export interface Action extends ActionPlace, ActionFields {
  readonly status: 'running' | 'done' | 'stopped'
  /**
   * The date of the next look back. While it runs there always is one, on a working day, planned when the date before begins
   * to be asked about; undefined once it has ended, and in what was saved when a series could still run out (`needsDate`).
   */
  readonly next: string | undefined
  /** The date that is being asked about, until someone answers. */
  readonly asked: string | undefined
  /** When the date that is asked about comes back, since someone put it off. */
  readonly snoozedUntil?: Instant | undefined
  /** Dates on which nobody answered, the newest last; so many are kept as the digest of some months needs. */
  readonly missed?: readonly string[]
  /** How many dates nobody answered since someone last did something with it. */
  readonly missedInRow?: number
  /** Which of the owners took it on; absent in what was saved before they were asked. */
  readonly accepted?: readonly PersonId[]
  /** Who has it on the card of her day. */
  readonly told?: readonly PersonId[]
  /** No owner and no coordinator is left in the channel: it asks there who takes over. */
  readonly ownerless?: true | undefined
  /** The cards in the channel that ask who takes over. */
  readonly takeOverCards?: readonly MessageRef[]
  /** When it was last taken up again after it had ended. */
  readonly reopened?: { readonly on: string; readonly by: PersonId }
  /** The indicator's last value, as it was typed. */
  readonly value: string
  readonly history: readonly Evaluation[]
  /** Cards that ask about it alone, as they were sent before a day had one card for all. */
  readonly cards: readonly AskedCard[]
  /** The dates that were put on the team's agenda. */
  readonly agenda: readonly string[]
  /** What people did with it, the oldest first. */
  readonly changes?: readonly Change[]
  /** When it was last called done or stopped; absent while it runs, and in what was saved without it. */
  readonly endedAt?: Instant
  /** Months it is kept after its end, where its team chose that. */
  readonly keptMonths?: number
  /** The row as the channel sees it. */
  readonly channelCard?: MessageRef
  /** What calendar files said of it so far; absent as long as nothing they say was changed. */
  readonly calendar?: CalendarRevision
}

/** A follow-up by its number, from 0, which it keeps when it is moved; `date` is ISO `YYYY-MM-DD` in the action's zone. */
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
  /** Added to a date's place in the series for its number; 0 as long as no series was moved. */
  readonly shift?: number
}

/** A card that asked someone how it stands, so that it can be edited once someone answered. */
export interface AskedCard {
  readonly person: PersonId
  readonly message: MessageRef
}

/** One dated look back at an action. */
export interface Evaluation {
  /** The date that was asked about; when it was ended from the channel unasked, the day of that. */
  readonly date: string
  readonly outcome: Outcome
  readonly value: string
  readonly note: string
  /** The day it was answered; absent, as `by` and `kind` are, in what was saved without it. */
  readonly on?: string
  /** Absent too once she had everything of hers erased. */
  readonly by?: PersonId
  /** What was asked: one of the three kinds, or whether it goes on after its end. */
  readonly kind?: EvaluationKind | 'end'
  /** It goes on until then. */
  readonly until?: string
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

/** Whether it was offered to this owner and she hasn't said that she takes it on. */
export const isOfferedTo = ({ accepted, owners }: Pick<Action, 'accepted' | 'owners'>, person: PersonId): boolean =>
  accepted !== undefined && owners.includes(person) && !accepted.includes(person)

/** The kind of evaluation whose turn it is. */
export const kindOf = ({ history }: Pick<Action, 'history'>): EvaluationKind =>
  kindAfter(history.filter(({ kind }) => kind !== 'end').length)
