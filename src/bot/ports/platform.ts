import type { Card } from '../../cards/card.ts'
import type { ChannelId, ChannelTrouble, MessageRef, PersonId, Platform } from '../../flows/ids.ts'

/** A person as a platform's directory knows her, and a bot where the platform lists those too. */
export interface PlatformUser {
  readonly id: PersonId
  /** The directory's id of the same person, which a people picker gives back. */
  readonly alias: string
  /** Cleaned, and cut where it is too long; empty for who has none. */
  readonly name: string
  /** What tells her apart from who is called the same: a word people know her by. */
  readonly handle?: string
  readonly mail?: string
  /** Let into the organisation for a part of it: often can't be written to. */
  readonly guest: boolean
  /** From another organisation altogether, in a channel the two share. */
  readonly stranger?: true
  /** In the channel, but not to be asked anything: neither counted nor waited for. `unknown`: the platform doesn't say who she is. */
  readonly absent?: 'bot' | 'deactivated' | 'unknown'
}

/** Who of a channel can take part: neither bots nor deactivated accounts, nor who can't be looked up. */
export const present = (people: readonly PlatformUser[]): readonly PlatformUser[] =>
  people.filter(({ absent }) => !absent)

/** Whether someone is in a channel, as far as anybody can tell: who can't be looked up isn't taken for gone. */
export const isThere = (people: readonly PlatformUser[], person: PersonId): boolean =>
  people.some(({ id, absent }) => id === person && (absent === undefined || absent === 'unknown'))

/** A file to be given. */
export interface GivenFile {
  /** With its extension. */
  readonly name: string
  /** What people call it. */
  readonly title: string
  /** Content type. */
  readonly type: string
  /** Text is given as UTF-8. */
  readonly content: string | Uint8Array
}

/**
 * What the bot can do on a chat platform. Each call is one request, one per page of a list, or three for a file, with a time limit.
 * Every method throws {@link PlatformFailed} when the platform refuses or doesn't answer.
 */
export interface PlatformPort {
  /** @param thread of a channel, to reply in @returns where the new message can be edited */
  post(platform: Platform, conversation: string, card: Card, thread?: string): Promise<MessageRef>
  /** Replaces a message the bot posted. */
  edit(message: MessageRef, card: Card): Promise<void>
  /** @returns the platform's id of the file that is there now; undefined where it takes no files from this bot */
  share(platform: Platform, conversation: string, file: GivenFile): Promise<string | undefined>
  /** Deletes a file that the bot put somewhere. */
  unshare(platform: Platform, file: string): Promise<void>
  /** Shows a card on the page someone has of her own, where the platform has such pages; elsewhere it does nothing. */
  showHome(platform: Platform, person: PersonId, card: Card): Promise<void>
  /** @returns the id of the person's private chat with the bot; the person isn't notified */
  openChat(platform: Platform, person: PersonId): Promise<string>
  /** Everyone in a channel, all pages; bots and who was deactivated too, marked. */
  roster(platform: Platform, channel: ChannelId): Promise<readonly PlatformUser[]>
  /** @param conversation a channel or private chat the person is in */
  person(platform: Platform, conversation: string, person: PersonId): Promise<PlatformUser>
  /** Someone a people picker gave, by the directory's id; opens the private chat to learn the platform's own. */
  find(platform: Platform, alias: string): Promise<PlatformUser>
}

/**
 * Why a platform's call failed, as far as its caller has to act differently:
 * `noAnswer` nothing came back within the time limit, or nothing that could be read;
 * `unauthorized` the bot's own token isn't accepted (401): a fresh one may be;
 * `credentials` what the settings say to get in with isn't accepted: whoever operates the bot has to set another, and everything waits;
 * `unreachable` this person or conversation can't be reached (403, 404): trying again won't help;
 * `throttled` too many calls (429): the platform says when to come back;
 * `busy` the platform has trouble of its own (408, 412, 5xx): trying again may help;
 * `refused` the call itself is wrong (any other 4xx): trying again won't help;
 * `administrator` someone who administers the platform has to do something first: trying again helps once she did;
 * `unknown` the platform says why in a word of which nothing is known: trying again may help.
 * Teams asks for another try after 412, 429, 502 and 504: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export type FailureKind =
  | 'noAnswer'
  | 'unauthorized'
  | 'credentials'
  | 'unreachable'
  | 'throttled'
  | 'busy'
  | 'refused'
  | 'administrator'
  | 'unknown'

/** The one reading of a platform's HTTP status; 0 stands for no answer. */
const kindOf = (status: number): FailureKind => {
  if (status === 0) return 'noAnswer'
  if (status === 401) return 'unauthorized'
  if (status === 403 || status === 404) return 'unreachable'
  if (status === 429) return 'throttled'
  if (status >= 400 && status < 500 && status !== 408 && status !== 412) return 'refused'
  return 'busy'
}

interface FailureOptions extends ErrorOptions {
  /** Where the platform says more than its HTTP status does. */
  readonly kind?: FailureKind | undefined
  readonly trouble?: ChannelTrouble | undefined
}

/** What a status says of the conversation that was called. */
const troubleOf = (status: number): ChannelTrouble => (status === 404 ? 'gone' : 'refused')

/** A call to a platform failed. Recognised by its kind, never by its text. */
export class PlatformFailed extends Error {
  /** HTTP status, for logs; 0 when no answer came. */
  readonly status: number
  readonly kind: FailureKind
  /** Milliseconds the platform asks us to wait. */
  readonly retryAfter: number | undefined
  /** What is the matter with the conversation, when that is what failed. */
  readonly trouble: ChannelTrouble
  /** Whose platform it was, once it is known. */
  platform: Platform['name'] | undefined
  constructor(status: number, retryAfter?: number, options: FailureOptions = {}) {
    super(status === 0 ? 'the platform did not answer' : `the platform answered ${status}`, options)
    this.name = 'PlatformFailed'
    this.status = status
    this.kind = options.kind ?? kindOf(status)
    this.trouble = options.trouble ?? troubleOf(status)
    this.retryAfter = retryAfter
  }
}

/** Whether what failed is that this person or conversation can't be reached. */
export const isUnreachable = (error: unknown): error is PlatformFailed =>
  error instanceof PlatformFailed && error.kind === 'unreachable'
