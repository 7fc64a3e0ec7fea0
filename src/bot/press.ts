import type { PersonId, Platform } from '../flows/names.ts'

/** Where a person pressed or spoke: a conversation the platform vouches for. */
export interface Place {
  readonly in: 'private' | 'channel'
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
}

export interface Said extends FromPerson {
  readonly text: string
  /** What the channel belongs to, e.g. a team in Teams; the app is added to and removed from that. */
  readonly group: string | undefined
}

/** The app was added somewhere, or taken away. */
export interface Installed extends FromPerson {
  readonly added: boolean
  readonly group: string | undefined
}
