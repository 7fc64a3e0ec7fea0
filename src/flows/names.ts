/** Unguessable: a keyed hash of the platform's event id that made it, so that a redelivered event makes the same. */
export type RoundId = string
/** A keyed hash of platform, tenant and person: whoever reads the store's keys learns no person from them. */
export type SheetId = string
/** As unguessable as a round's. */
export type ActionId = string
/** The platform's own id of a person in a tenant, e.g. Teams' `29:…`. */
export type PersonId = string
/** The platform's own id of a channel's conversation, e.g. Teams' `19:…@thread.tacv2`. */
export type ChannelId = string

/** Where a conversation lives and how to reach it. */
export interface Platform {
  readonly name: 'teams'
  readonly tenant: string
  /** Teams' regional service, from a verified and allow-listed activity. */
  readonly serviceUrl: string
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

/** The cards that show how a round stands. */
export type RoundScreen = 'progress' | 'control' | 'result' | 'talk' | 'stars' | 'ranking' | 'priorities'

/** Which card to draw, by reference: what it says is looked up when it is drawn. */
export type CardRef =
  | { readonly screen: 'sheet'; readonly round: RoundId; readonly sheet: SheetId }
  | { readonly screen: 'nudge'; readonly round: RoundId; readonly sheet: SheetId }
  | { readonly screen: 'copy'; readonly round: RoundId; readonly sheet: SheetId }
  | { readonly screen: 'scanClosed' | 'roundStopped'; readonly round: RoundId }
  | { readonly screen: RoundScreen; readonly round: RoundId }
  | { readonly screen: 'ballot'; readonly round: RoundId; readonly ballot: SheetId }
  | { readonly screen: 'starsClosed'; readonly round: RoundId }
  | { readonly screen: 'action' | 'evaluation'; readonly action: ActionId }
  | {
      readonly screen: 'actionForm'
      readonly platform: Platform
      readonly round: RoundId
      readonly action: ActionId | undefined
      readonly person: PersonId
    }
  | { readonly screen: 'welcome'; readonly platform: Platform; readonly channel: ChannelId }
  | {
      readonly screen: 'roundForm'
      readonly platform: Platform
      readonly channel: ChannelId
      readonly person: PersonId
    }
  | { readonly screen: 'help' }

export const keyText = (key: Key<unknown>): string => `${key.kind}/${key.place}/${key.id}`
