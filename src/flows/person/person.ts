import { type Hours, usualHours } from '../../kit/calendar/hours.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import type { Language } from '../../kit/languages.ts'
import type { ActionId, MessageRef, PersonHash, PersonId, Platform, RoundId, SheetId, SubscriptionId } from '../ids.ts'
import type { CardRef } from '../refs.ts'

/** What waits for a person, or once did: where to find it, never what it says. */
export type Task =
  | { readonly kind: 'sheet' | 'ballot'; readonly round: RoundId; readonly sheet: SheetId }
  | { readonly kind: 'round'; readonly round: RoundId }
  | { readonly kind: 'action'; readonly action: ActionId }

/** Someone by the platform's id and by the directory's. */
export interface Known {
  readonly person: PersonId
  readonly alias: string
}

/** What the bot keeps of a person beside her sheets: where to find her, how she wants to be spoken to, and what is hers. */
export interface Person {
  readonly id: PersonHash
  readonly chat: string | undefined
  /**
   * What the platform and the organisation's directory call her: whoever runs the bot knows only the latter, and must be able to erase
   * someone who left. Absent until the bot first writes to her.
   */
  readonly who?: Known
  /** The last messages answered, so that a redelivered one isn't answered twice. */
  readonly heard: readonly string[]
  /** Only when she chose one; else her team's is spoken. */
  readonly language?: Language
  /** Only when she chose her own. */
  readonly hours?: Hours
  readonly tasks: readonly Task[]
  /** Rounds of which the roster has her, so that her erasure finds it also between her sheet and her ballot. */
  readonly askedIn?: readonly RoundId[]
  /** Rounds that she steers or once steered: these, and their actions, keep who did. */
  readonly steered?: readonly RoundId[]
  /** When there last was something of hers; absent in what was saved without it. */
  readonly since?: Instant
  /** Only while a calendar program may follow her follow-ups: at an address of which this is the keyed hash. */
  readonly calendar?: { readonly subscription: SubscriptionId; readonly since: Instant }
  /** The last actions that were hers and are another's: her calendar still has to be told. */
  readonly handedOn?: readonly ActionId[]
  /** Actions that keep that she answered, so that her erasure finds them also where she owns none. */
  readonly answered?: readonly ActionId[]
  /** The last day on which something about actions was asked of her. */
  readonly today?: Today
  /** Files with all that is kept of her, in her private chat, each until it is taken away there. */
  readonly files?: readonly GivenFile[]
  /** Messages in which she fills in a form or is asked something: the bot doesn't edit these by itself. */
  readonly open?: readonly OpenForm[]
  /** When a backup was put back that she was told of, for what she has in a plan. */
  readonly restored?: Instant
  /** Where her pages are open, or were a moment ago; absent as long as she never opened one. */
  readonly visits?: readonly Visit[]
}

/** A file that was put in her chat. */
export interface GivenFile {
  readonly platform: Platform
  /** The platform's id of it. */
  readonly file: string
  /** A keyed hash of that id, for the effect that takes it away. */
  readonly name: string
  readonly until: Instant
}

/** A form or a question of hers, in the message where it stands. */
export interface OpenForm {
  readonly message: string
  readonly until: Instant
  /** From when on it is left alone: what the same press owes may still come. */
  readonly since?: Instant
  /** What the message is to show afterwards. */
  readonly held?: { readonly card: CardRef; readonly message: MessageRef }
}

/** Her pages, open in a browser: until when, and by which name the browser knows it. Which pages she looks at is kept nowhere. */
export interface Visit {
  /** Random, or a keyed hash: says nothing of anybody. */
  readonly visit: string
  readonly until: Instant
  /** She left, or was shown out: the link that led there works no more. */
  readonly over?: true
}

/** What is asked of a person on one day, about all actions together: one card, the only unasked one of that day. */
export interface Today {
  /** ISO `YYYY-MM-DD` in her zone. */
  readonly date: string
  /** Counts the cards of that day: another one only where she put something off till later that day. */
  readonly number: number
  readonly rows: readonly TodayRow[]
  readonly messages: readonly MessageRef[]
  /** Older cards, which will only say that there is a newer one. */
  readonly past: readonly MessageRef[]
  /** Actions that she herself put off till later that day: only these may begin another card on it. */
  readonly putOff?: readonly ActionId[]
}

/** What is asked, by reference: what it says is looked up when it is drawn. */
export interface AskedRow {
  readonly action: ActionId
  /** The date that is asked about, ISO `YYYY-MM-DD`; the first one where it is offered to a new owner. */
  readonly date: string
  readonly role: 'owner' | 'coordinator'
  /**
   * `new`: she became an owner. `due`, `end`: its date, or its end, has come. `later`: she put it off till now.
   * `silent`, `ownerLeft`: asked of the coordinator, because the owners didn't answer, or left the channel.
   */
  readonly why: 'new' | 'due' | 'end' | 'later' | 'silent' | 'ownerLeft'
  /** How often it is asked with this. */
  readonly times: number
}

/** A row of that card. */
export interface TodayRow extends AskedRow {
  /** It waits for nothing of hers any more. */
  readonly done?: true
}

/** Her lists of what is kept elsewhere: each goes when what it names does. */
export const LISTS = ['askedIn', 'steered', 'answered', 'handedOn'] as const
/** One of `LISTS`. */
export type List = (typeof LISTS)[number]

/** Whether there is anything on her lists. */
export const hasLists = (person: Person): boolean => LISTS.some((list) => (person[list] ?? []).length > 0)

/** Someone the bot never spoke to. */
export const newPerson = (id: PersonHash): Person => ({ id, chat: undefined, heard: [], tasks: [] })

/** Her own hours, else the usual ones in that zone. @param zone IANA name */
export const hoursOf = (person: Person | undefined, zone: string): Hours => person?.hours ?? usualHours(zone)

/** Whether both are the same thing of hers; of a round she has one sheet, one ballot and one control card at most. */
export const sameTask = (a: Task, b: Task): boolean => {
  if (a.kind === 'action') return b.kind === 'action' && a.action === b.action
  if (b.kind === 'action') return false
  return a.kind === b.kind && a.round === b.round
}
