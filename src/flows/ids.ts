/** Unguessable: a keyed hash of the platform's event id that made it, so that a redelivered event makes the same. */
export type RoundId = string
/** A keyed hash of platform, tenant and person: whoever reads the store's keys learns no person from them. */
export type SheetId = string
/** As unguessable as a round's. */
export type ActionId = string
/** A keyed hash of platform, tenant and person, for her own aggregate. */
export type PersonHash = string
/** A keyed hash of the address at which a calendar program follows someone's follow-ups. */
export type SubscriptionId = string
/** The platform's own id of a person in a tenant, e.g. Teams' `29:…`. */
export type PersonId = string
/** The platform's own id of a channel's conversation, e.g. Teams' `19:…@thread.tacv2`. */
export type ChannelId = string

/**
 * Why a channel takes no posts: it is archived; it isn't there any more; only some may post in it; the bot isn't in it; or the
 * platform doesn't say.
 */
export type ChannelTrouble = 'archived' | 'gone' | 'restricted' | 'outside' | 'refused'

/**
 * Stands where someone was named who had everything of hers erased: her place stays, and says no more whose it was. Nothing is
 * sent to it.
 */
export const NOBODY: PersonId = ''

/** Someone who is asked in a round, and the sheet (and ballot) that is hers in it. */
export interface Member {
  readonly person: PersonId
  readonly sheet: SheetId
  /** She was in the channel when she was asked: gone from it, she isn't reminded. Absent for who is asked from outside. */
  readonly inside?: true
}

/** Where a conversation lives and how to reach it. */
export interface Platform {
  readonly name: 'teams' | 'slack'
  /** Teams' directory, Slack's workspace. */
  readonly tenant: string
  /** Teams' regional service, from a verified and allow-listed activity; Slack's Web API. */
  readonly serviceUrl: string
  /** What a press is answered with stays in the pressed message; elsewhere it is a view that a reload loses. */
  readonly keepsAnswers?: true
  /** The bot can put a file in a conversation there; elsewhere it gives a link. */
  readonly takesFiles?: true
}

/** A message the bot posted and may edit. */
export interface MessageRef {
  readonly platform: Platform
  readonly conversation: string
  readonly message: string
}

/** A typed key: `kind/place/id`. The place decides the shard; an aggregate and its effects share it. */
export interface Key<S> {
  readonly kind: string
  readonly place: string
  readonly id: string
  readonly of?: S
}

/** A key as the store and the logs write it. */
export const keyText = (key: Key<unknown>): string => `${key.kind}/${key.place}/${key.id}`
