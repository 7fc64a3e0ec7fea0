import type { PersonId, Platform } from '../../flows/ids.ts'

/** Where a person pressed or spoke: a conversation the platform vouches for. */
export interface Place {
  /** `page`: one of her own that the platform keeps beside her chats; it isn't edited when a scan closes. */
  readonly in: 'private' | 'channel' | 'page'
  /** Empty where the platform doesn't say, or where it is no conversation. */
  readonly conversation: string
}

interface FromPerson {
  /** The platform's id of this very event: a redelivery carries the same. */
  readonly id: string
  readonly platform: Platform
  /** Verified by the platform's signature; what a button says about people is never believed. */
  readonly actor: PersonId
  readonly place: Place
}

export interface Press extends FromPerson {
  readonly verb: string
  /** As it came: the verb table parses it. */
  readonly data: Readonly<Record<string, unknown>>
  /** Wherever it was pressed, the platform can open a form at once, for the presser alone. */
  readonly opensForms?: true
}

export interface MessageSaid extends FromPerson {
  readonly text: string
  /** What the channel belongs to, e.g. a team in Teams; the app is added to and removed from that. */
  readonly group: string | undefined
}

/** The app was added somewhere, or taken away; without a place, from all that belongs to the group. */
export interface Installed extends Omit<FromPerson, 'place'> {
  readonly place: Place | undefined
  readonly added: boolean
  readonly group: string | undefined
}

/** What a button says of a round may be anything: only what could be one goes into a log, or back on a card. */
export const roundIn = ({ data: { round } }: Pick<Press, 'data'>): string | undefined =>
  typeof round === 'string' && /^[\w-]{32}$/.test(round) ? round : undefined
