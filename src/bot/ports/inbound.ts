import type { ChannelId, PersonId, Platform } from '../../flows/ids.ts'

/** Where a person pressed or wrote, as the platform says it: no button can claim another. */
export interface Place {
  /** `home`: a page of the person's own (https://docs.slack.dev/surfaces/app-home); it isn't edited when a scan closes. */
  readonly in: 'private' | 'channel' | 'home'
  /** Empty where the platform doesn't say, or where it is no conversation. */
  readonly conversation: string
  /** The private message that was pressed on, where the platform says which: what it is answered with may stay in it. */
  readonly message?: string
  /** In a browser: what is given there is a link, and no message stands there that could be edited. */
  readonly page?: true
  /** The thread a message stands in, where the platform has threads: it is answered there. */
  readonly thread?: string
}

interface FromPerson {
  /** The platform's id of this very event: a redelivery carries the same. */
  readonly id: string
  readonly platform: Platform
  /** Verified by the platform's signature; what a button says about people is never believed. */
  readonly actor: PersonId
  readonly place: Place
}

/** A button that was pressed, or a form that was sent. */
export interface Press extends FromPerson {
  readonly verb: string
  /** As it came: the verb table parses it. */
  readonly data: Readonly<Record<string, unknown>>
  /** Wherever it was pressed, the platform can open a form at once, for the presser alone. */
  readonly opensForms?: true
  /** Her client did so by itself, because the card came in sight: nothing new is posted for it. */
  readonly unasked?: true
}

/** A text written to the bot. */
export interface InboundMessage extends FromPerson {
  readonly text: string
  /** Something hangs on it: a picture, a file. It is never fetched. */
  readonly attached?: boolean
  /** What the channel belongs to, e.g. a team in Teams; the app is added to and removed from that. */
  readonly group: string | undefined
}

/** The app was added somewhere, or removed; without a place, from everything that belongs to the group. */
export interface Installed extends Omit<FromPerson, 'place'> {
  readonly place: Place | undefined
  readonly added: boolean
  readonly group: string | undefined
}

/**
 * What a platform tells of the places the bot is in: a channel has another id (`moved`), takes no posts (`archived`), takes them again
 * (`back`), or is deleted (`gone`); someone left it, or has no account any more (`left`).
 */
export type PlaceChanged = {
  /** The platform's id of this very event. */
  readonly id: string
  readonly platform: Platform
} & (
  | { readonly what: 'moved'; readonly channel: ChannelId; readonly to: ChannelId }
  /** Without a channel, all that belong to the group. */
  | { readonly what: 'archived' | 'back' | 'gone'; readonly channel?: ChannelId; readonly group?: string | undefined }
  /** Without a channel or a group, all there are. */
  | {
      readonly what: 'left'
      readonly person: PersonId
      readonly channel?: ChannelId
      readonly group?: string | undefined
    }
)

/** The round a button names, for logs and cards. A button may say anything: what can't be a round's id is left out. */
export const roundIn = ({ data: { round } }: Pick<Press, 'data'>): string | undefined =>
  typeof round === 'string' && /^[\w-]{32}$/.test(round) ? round : undefined
