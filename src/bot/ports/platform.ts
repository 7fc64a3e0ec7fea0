import type { Card } from '../../cards/card.ts'
import type { ChannelId, MessageRef, PersonId, Platform } from '../../flows/ids.ts'

export interface Person {
  readonly id: PersonId
  /** The directory's id of the same person, which a people picker gives back. */
  readonly alias: string
  readonly name: string
  /** Let into the organisation for a part of it: often can't be written to. */
  readonly guest: boolean
  /** From another organisation altogether, in a channel the two share. */
  readonly stranger?: true
  /** In the channel, but never to be asked anything: neither counted nor waited for. */
  readonly absent?: 'bot' | 'deactivated'
}

/** Who of a channel can take part. */
export const present = (people: readonly Person[]): readonly Person[] => people.filter(({ absent }) => !absent)

/** What the bot can do on a chat platform; each call is one request, or one a page, with a time limit. */
export interface PlatformPort {
  post(platform: Platform, conversation: string, card: Card): Promise<MessageRef>
  edit(message: MessageRef, card: Card): Promise<void>
  openChat(platform: Platform, person: PersonId): Promise<string>
  /** Everyone in a channel, all pages; bots and who was deactivated too, marked. */
  roster(platform: Platform, channel: ChannelId): Promise<readonly Person[]>
  /** @param conversation a channel or private chat the person is in */
  person(platform: Platform, conversation: string, person: PersonId): Promise<Person>
  /** Someone a people picker gave, by the directory's id; opens the private chat to learn the platform's own. */
  find(platform: Platform, alias: string): Promise<Person>
}

/** The platform said no, or nothing at all. Recognised by its status, never by its text. */
export class PlatformFailed extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  /** Milliseconds the platform asks us to wait. */
  readonly retryAfter: number | undefined
  constructor(status: number, retryAfter?: number, options?: ErrorOptions) {
    super(status === 0 ? 'the platform did not answer' : `the platform answered ${status}`, options)
    this.name = 'PlatformFailed'
    this.status = status
    this.retryAfter = retryAfter
  }
}

/** 403 and 404: this person or conversation can't be reached, and trying again won't help. */
export const isUnreachable = (error: unknown): error is PlatformFailed =>
  error instanceof PlatformFailed && (error.status === 403 || error.status === 404)
