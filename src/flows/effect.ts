import type { Instant } from '../kit/calendar/instant.ts'
import type { ActionMessage } from './action/messages.ts'
import type { BallotMessage } from './ballot/messages.ts'
import type { ChannelMessage } from './channel/messages.ts'
import type { ActionId, ChannelId, MessageRef, PersonHash, PersonId, Platform, RoundId } from './ids.ts'
import type { Erasure } from './person/erasure.ts'
import type { PersonMessage } from './person/messages.ts'
import type { CardRef, FileRef } from './refs.ts'
import type { RosterMessage } from './roster/messages.ts'
import type { RoundMessage, StoreRestored } from './round/messages.ts'
import type { SheetMessage } from './sheet/messages.ts'
import type { SubscriptionMessage } from './subscription/messages.ts'
import type { BallotTallyMessage, SheetTallyMessage } from './tally/messages.ts'

/**
 * Something the bot will say or do later, saved in the same transaction as the state that caused it.
 * It holds references, not text or grades; the exceptions are `added` and `starsAdded`, sealed with the key of their round and gone
 * on delivery.
 */
export interface Effect {
  /** The same id replaces: derived from what it is about, so that a redelivered event finds what it made. */
  readonly id: string
  /** When it is to be done, at the earliest. */
  readonly due: Instant
  /** Replacing an `edit` keeps the earlier due time (debounced, never starved); a `date` takes the new one. */
  readonly timing: 'edit' | 'date'
  /** Once it is delivered, what it carried or replaced must be unreadable on disk too. */
  readonly erases?: true
  readonly payload: EffectPayload
}

/**
 * What to do: tell another aggregate, post a card or a file, take a file away, edit messages that show one (`own`: all that are
 * known to show it), take a person's own page down, note an erasure outside the store, or destroy a key of a round.
 */
export type EffectPayload = Doing & {
  /** When it was decided, where it would reach a person: what she had erased since then, reaches nobody. */
  readonly made?: Instant
}

type Doing =
  | { readonly do: 'tell'; readonly event: Message }
  | {
      readonly do: 'post'
      readonly card: CardRef
      readonly to: Address
      /** Said on the bot's own account: only within the person's hours, whenever it comes to be delivered. */
      readonly quiet?: true
      /** Not posted again where a message shows the card already: the effect was cut off before it was acknowledged. */
      readonly once?: true
      /** Who asked for it in a channel: she hears where the channel doesn't take it. */
      readonly by?: PersonId
    }
  | { readonly do: 'edit'; readonly card: CardRef; readonly message: MessageRef | 'own' }
  /** Puts a file in a conversation, as it stands when it is delivered. */
  | { readonly do: 'share'; readonly file: FileRef; readonly to: PrivateAddress }
  /** Takes a file of hers out of her chat again. `file`: the platform's id of it. */
  | { readonly do: 'unshare'; readonly platform: Platform; readonly file: string; readonly of: PersonHash }
  /** Takes what is hers and her teams' off the page she has of her own, where the platform has such pages. */
  | { readonly do: 'restHome'; readonly platform: Platform; readonly person: PersonId }
  | { readonly do: 'note'; readonly erasure: Erasure }
  /** See `roundSecrets.ts`. */
  | { readonly do: 'destroyKey'; readonly round: RoundId; readonly secret: 'scan' | 'stars' | 'copies' }

/** Someone's private chat with the bot. */
export interface PrivateAddress {
  readonly in: 'private'
  readonly platform: Platform
  readonly person: PersonId
}

/** Where a card is posted: someone's private chat with the bot, or a channel. */
export type Address =
  | PrivateAddress
  | {
      readonly in: 'channel'
      readonly platform: Platform
      readonly channel: ChannelId
      /** The thread that is answered in; where it is gone, the channel itself. */
      readonly thread?: string
    }

/**
 * How the ids begin of what asks a platform for something when it is carried out: cards and files, and messages for which it is looked
 * up who is in a channel. Others only read and write the store.
 */
export const PLATFORM_CALLS = [
  ...[
    'post/',
    'edit/',
    'share/',
    'unshare/',
    'home/',
    'checkAsked/',
    'stepWaits/',
    'ballotAsked/',
    'nudge/',
    'ballotNudge/',
  ],
  ...['followUp/', 'askedAgain/', 'silence/', 'digest/'],
] as const

/** Whether an effect asks a platform for something, by its id: a store knows that without opening it. */
export const callsPlatform = (id: string): boolean => PLATFORM_CALLS.some((begins) => id.startsWith(begins))

/** What one aggregate tells another; who is told follows from the message. Each aggregate declares its own. */
export type Message =
  | RoundMessage
  | RosterMessage
  | SheetMessage
  | SheetTallyMessage
  | BallotMessage
  | BallotTallyMessage
  | ActionMessage
  | StoreRestored
  | PersonMessage
  | SubscriptionMessage
  | ChannelMessage

/** What says which round or action it is about, and can have an id made of that. */
type NamedMessage = Extract<Message, { readonly round: RoundId } | { readonly action: ActionId }>

/** Tells an aggregate something: what names its round or action has an id of its own, the others are given one. */
export function send(event: NamedMessage, due: Instant, id?: string): Effect
export function send(event: Message, due: Instant, id: string): Effect
export function send(event: Message, due: Instant, id?: string): Effect {
  return { id: id ?? messageId(event as NamedMessage), due, timing: 'date', payload: { do: 'tell', event } }
}

/**
 * One of a kind per receiver: told twice before delivery, it is delivered once. Ids stand in the store unencrypted, so no
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

/** Posts a card as it stands when it is delivered. @param id without `post/`, and without any person in it */
export const post = (id: string, card: CardRef, to: Address, due: Instant): Effect => ({
  id: `post/${id}`,
  due,
  timing: 'date',
  payload: { do: 'post', card, to },
})

/** The same post, on the bot's own account: it waits for the person's hours. */
export const quietly = (effect: Effect): Effect =>
  effect.payload.do === 'post' ? { ...effect, payload: { ...effect.payload, quiet: true } } : effect

/** The same post, unless the card is shown by then: its first, of which there is one. */
export const once = (effect: Effect): Effect =>
  effect.payload.do === 'post' ? { ...effect, payload: { ...effect.payload, once: true } } : effect

/** The same post, as the answer to someone. */
export const askedBy = (effect: Effect, by: PersonId): Effect =>
  effect.payload.do === 'post' ? { ...effect, payload: { ...effect.payload, by } } : effect

/**
 * Edits messages to a card as it stands when it is delivered; edits with one id within a while are done once.
 * @param id without `edit/`, and without any person in it
 */
export const edit = (id: string, card: CardRef, message: MessageRef | 'own', due: Instant): Effect => ({
  id: `edit/${id}`,
  due,
  timing: 'edit',
  payload: { do: 'edit', card, message },
})

/** Puts a file in a private chat. @param id without `share/`, and without any person in it */
export const share = (id: string, file: FileRef, to: PrivateAddress, due: Instant): Effect => ({
  id: `share/${id}`,
  due,
  timing: 'date',
  payload: { do: 'share', file, to },
})

/** Takes a file away again. @param id without `unshare/`: a hash, since a platform knows whose a file is */
export const unshare = (
  id: string,
  { platform, file, of }: Omit<Extract<EffectPayload, { do: 'unshare' }>, 'do' | 'made'>,
  due: Instant,
): Effect => ({ id: `unshare/${id}`, due, timing: 'date', payload: { do: 'unshare', platform, file, of } })

/** Takes her own page down. @param of whose: her hash, since ids stand in the store unencrypted */
export const restHome = (of: PersonHash, platform: Platform, person: PersonId, due: Instant): Effect => ({
  id: `home/${of}`,
  due,
  timing: 'date',
  payload: { do: 'restHome', platform, person },
})

/**
 * Writes it down outside the store, which a backup would take back. `transact` gives it a name of its own, which says nothing: by a
 * person's hash, names would say who withdrew in which rounds.
 */
export const noteErasure = (erasure: Erasure, now: Instant): Effect =>
  erasing({ id: `note/${erasure.what}`, due: now, timing: 'date', payload: { do: 'note', erasure } })

/**
 * What kind of effect it is, for logs and figures: in words of ours from a short list. Whatever is told about one person goes by one
 * word, and what was erased by none: else they would count how many declined.
 */
export const kindOf = ({ payload }: Effect): string =>
  payload.do === 'note' ? 'note' : `${payload.do} ${aboutOf(payload)}`

/** Fields of a message that is about one person. */
const OF_ONE = ['person', 'member', 'sheet', 'ballot', 'subscription'] as const

const aboutOf = (payload: Exclude<EffectPayload, { readonly do: 'note' }>): string => {
  switch (payload.do) {
    case 'tell':
      return OF_ONE.some((field) => field in payload.event) ? 'own' : payload.event.type
    case 'post':
    case 'edit':
      return payload.card.screen
    case 'share':
      return payload.file.of
    case 'unshare':
      return 'data'
    case 'restHome':
      return 'own'
    case 'destroyKey':
      return payload.secret
  }
}
