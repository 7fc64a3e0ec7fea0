import type { Instant } from '../kit/instant.ts'
import type { Language } from '../kit/languages.ts'
import type { SheetAnswers } from '../kit/result.ts'
import type { BallotAnswers } from '../kit/stars.ts'
import type { ActionId, CardRef, ChannelId, Member, MessageRef, PersonId, Platform, RoundId, SheetId } from './ids.ts'
import type { Erasure } from './person/erasure.ts'
import type { Task } from './person/person.ts'

/**
 * Something the bot will say or do later, saved in the same transaction as the state that caused it.
 * It holds references, not text or grades; the exceptions are `added` and `starsAdded`, sealed and gone on delivery.
 */
export interface Effect {
  /** The same id replaces: derived from what it is about, so that a redelivered event finds what it made. */
  readonly id: string
  readonly due: Instant
  /** Replacing an `edit` keeps the earlier due time (debounced, never starved); a `date` takes the new one. */
  readonly timing: 'edit' | 'date'
  /** Once it is delivered, what it carried or replaced must be unreadable on disk too. */
  readonly erases?: true
  readonly payload: EffectPayload
}

export type EffectPayload =
  | { readonly do: 'tell'; readonly event: Message }
  | {
      readonly do: 'post'
      readonly card: CardRef
      readonly to: Address
      /** Said on the bot's own account: only within the person's hours, whenever it comes to be delivered. */
      readonly quiet?: true
    }
  | { readonly do: 'edit'; readonly card: CardRef; readonly message: MessageRef | 'own' }
  | { readonly do: 'note'; readonly erasure: Erasure }

export type Address =
  | { readonly in: 'private'; readonly platform: Platform; readonly person: PersonId }
  | { readonly in: 'channel'; readonly platform: Platform; readonly channel: ChannelId }

/** What one aggregate tells another; who is told follows from the event. */
export type Message = RoundMessage | ActionMessage | PersonMessage | ChannelMessage

/** What a person's own aggregate hears of what is hers. */
export type PersonMessage =
  | {
      readonly type: 'taskOpened' | 'taskClosed'
      readonly platform: Platform
      readonly person: PersonId
      readonly task: Task
    }
  | { readonly type: 'personForgotten'; readonly platform: Platform; readonly person: PersonId }

/** The app was taken out of a channel. */
export type ChannelMessage = { readonly type: 'channelGone'; readonly platform: Platform; readonly channel: ChannelId }

/** What an action tells itself, on its dates. */
export type ActionMessage =
  | { readonly type: 'followUpDue'; readonly action: ActionId; readonly date: string }
  | { readonly type: 'actionForgotten'; readonly action: ActionId }
  | { readonly type: 'ownerErased'; readonly action: ActionId; readonly person: PersonId }
  | { readonly type: 'silence'; readonly action: ActionId; readonly date: string; readonly times: number }

export type RoundMessage =
  | { readonly type: 'startConfirmed'; readonly round: RoundId }
  | { readonly type: 'assembled'; readonly round: RoundId; readonly page: number; readonly members: readonly Member[] }
  | { readonly type: 'invited'; readonly round: RoundId; readonly page: number; readonly member: Member }
  | { readonly type: 'extended'; readonly round: RoundId; readonly page: number; readonly closesAt: Instant }
  | { readonly type: 'deadlineMoved'; readonly round: RoundId; readonly sheet: SheetId; readonly closesAt: Instant }
  | { readonly type: 'counted'; readonly round: RoundId; readonly page: number; readonly sheet: SheetId }
  | { readonly type: 'pageCounted'; readonly round: RoundId; readonly page: number; readonly handedIn: number }
  | { readonly type: 'unreachable'; readonly round: RoundId; readonly person: PersonId }
  | { readonly type: 'deadlineReached'; readonly round: RoundId }
  | { readonly type: 'gaveUp'; readonly round: RoundId }
  | {
      readonly type: 'pageClosed'
      readonly round: RoundId
      readonly page: number
      readonly counting: boolean
      /** Whether the round waits for the page: then it is told again until it is there. */
      readonly live: boolean
    }
  | { readonly type: 'expected'; readonly round: RoundId; readonly page: number; readonly sheets: number }
  | {
      readonly type: 'sheetClosed'
      readonly round: RoundId
      readonly member: Member
      readonly page: number
      readonly counting: boolean
    }
  | {
      readonly type: 'added'
      readonly round: RoundId
      readonly page: number
      readonly sheet: SheetId
      readonly answers: SheetAnswers | undefined
    }
  | { readonly type: 'pageTallied'; readonly round: RoundId; readonly page: number }
  | { readonly type: 'allTallied'; readonly round: RoundId; readonly pages: number }
  | { readonly type: 'tallyForgotten'; readonly round: RoundId; readonly page: number }
  | { readonly type: 'pageReleased'; readonly round: RoundId; readonly page: number }
  | { readonly type: 'copyDone'; readonly round: RoundId; readonly sheet: SheetId }
  | { readonly type: 'sheetForgotten'; readonly round: RoundId; readonly sheet: SheetId }
  | { readonly type: 'rosterForgotten'; readonly round: RoundId; readonly page: number }
  | { readonly type: 'roundEnded'; readonly round: RoundId; readonly channel: ChannelId; readonly platform: Platform }
  | { readonly type: 'roundForgotten'; readonly round: RoundId }
  | { readonly type: 'draftExpired'; readonly round: RoundId }
  | { readonly type: 'checkAsked'; readonly round: RoundId }
  | { readonly type: 'botRemoved'; readonly round: RoundId }
  | { readonly type: 'spokenTo'; readonly round: RoundId; readonly sheet: SheetId; readonly language: Language }
  | { readonly type: 'personErased'; readonly round: RoundId; readonly sheet: SheetId }
  | { readonly type: 'ballotSpokenTo'; readonly round: RoundId; readonly ballot: SheetId; readonly language: Language }
  | { readonly type: 'ballotErased'; readonly round: RoundId; readonly ballot: SheetId }
  | { readonly type: 'ballotNudge'; readonly round: RoundId; readonly ballot: SheetId; readonly times: number }
  | { readonly type: 'nudge'; readonly round: RoundId; readonly sheet: SheetId; readonly times: number }
  | { readonly type: 'reminded'; readonly round: RoundId; readonly page: number }
  | { readonly type: 'starsAsked'; readonly round: RoundId; readonly page: number }
  | { readonly type: 'ballotAsked'; readonly round: RoundId; readonly page: number; readonly member: Member }
  | { readonly type: 'ballotCast'; readonly round: RoundId; readonly page: number; readonly ballot: SheetId }
  | { readonly type: 'starsCounted'; readonly round: RoundId; readonly page: number; readonly cast: number }
  | { readonly type: 'starsDeadline'; readonly round: RoundId }
  | { readonly type: 'starsClosed'; readonly round: RoundId; readonly page: number }
  | { readonly type: 'ballotsExpected'; readonly round: RoundId; readonly page: number; readonly ballots: number }
  | { readonly type: 'ballotClosed'; readonly round: RoundId; readonly page: number; readonly member: Member }
  | {
      readonly type: 'starsAdded'
      readonly round: RoundId
      readonly page: number
      readonly ballot: SheetId
      readonly given: BallotAnswers | undefined
    }
  | { readonly type: 'starsTallied'; readonly round: RoundId; readonly page: number }
  | { readonly type: 'allStarred'; readonly round: RoundId; readonly pages: number }
  | { readonly type: 'starsForgotten'; readonly round: RoundId; readonly page: number }
  | { readonly type: 'ballotsReleased'; readonly round: RoundId; readonly page: number }
  | { readonly type: 'ballotForgotten'; readonly round: RoundId; readonly ballot: SheetId }

type NamedMessage = RoundMessage | ActionMessage

/** What is told to a round, an action or their parts has an id of its own; what is told to others is given one. */
export function send(event: NamedMessage, due: Instant, id?: string): Effect
export function send(event: Message, due: Instant, id: string): Effect
export function send(event: Message, due: Instant, id?: string): Effect {
  return { id: id ?? messageId(event as NamedMessage), due, timing: 'date', payload: { do: 'tell', event } }
}

/**
 * One of a kind per receiver: told twice before delivery, it is delivered once. Ids stand unsealed in the store, so no
 * person is ever in them.
 */
const messageId = (event: NamedMessage): string => {
  const about = [
    'sheet' in event ? event.sheet : undefined,
    'ballot' in event ? event.ballot : undefined,
    'member' in event ? event.member.sheet : undefined,
    'page' in event ? event.page : undefined,
    event.type === 'nudge' || event.type === 'ballotNudge' ? event.times : undefined,
  ].filter((part) => part !== undefined)
  const whole = 'round' in event ? event.round : event.action
  return [event.type, whole, ...about].join('/')
}

/** The same effect, after which nothing may be left on disk of what was before. */
export const erasing = (effect: Effect): Effect => ({ ...effect, erases: true })

export const post = (id: string, card: CardRef, to: Address, due: Instant): Effect => ({
  id: `post/${id}`,
  due,
  timing: 'date',
  payload: { do: 'post', card, to },
})

/** The same post, on the bot's own account: it waits for the person's hours. */
export const quietly = (effect: Effect): Effect =>
  effect.payload.do === 'post' ? { ...effect, payload: { ...effect.payload, quiet: true } } : effect

export const edit = (id: string, card: CardRef, message: MessageRef | 'own', due: Instant): Effect => ({
  id: `edit/${id}`,
  due,
  timing: 'edit',
  payload: { do: 'edit', card, message },
})

/** Writes it down outside the store, which a backup would take back. @param id without any person in it */
export const noteErasure = (id: string, erasure: Erasure, now: Instant): Effect =>
  erasing({ id: `note/${erasure.what}/${id}`, due: now, timing: 'date', payload: { do: 'note', erasure } })

/** What kind of effect it is, for logs and figures: in words of ours from a short list. */
export const kindOf = ({ payload }: Effect): string =>
  payload.do === 'tell'
    ? `tell ${payload.event.type}`
    : `${payload.do} ${payload.do === 'note' ? payload.erasure.what : payload.card.screen}`
