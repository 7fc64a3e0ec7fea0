import type { Card } from '../../cards/card.ts'
import type { Address } from '../../flows/effect.ts'
import type { MessageRef, PersonId } from '../../flows/ids.ts'
import type { CardRef } from '../../flows/refs.ts'
import type { Deps } from '../context.ts'

/** A card as it stands at this moment, and the messages that already show it. */
export interface Rendered {
  readonly card: Card
  /** Where an edit of this card goes; a post that is made once isn't made again while there are any. */
  readonly shown: readonly MessageRef[]
  /** What the older ones of `shown` read, by their ids: it goes on in the newest. */
  readonly former?: { readonly messages: readonly string[]; readonly card: Card }
  /** Whose private card it is, where she can have a form or a question open in it. */
  readonly reader?: PersonId
  /** What it asks for is over: a post that waited for the reader's hours is dropped. */
  readonly over?: boolean
  /** Whom it was for had everything of hers erased: it isn't posted. */
  readonly left?: boolean
}

/** A card whose messages aren't kept: it is posted and never edited. */
export const untracked = (card: Card): Rendered => ({ card, shown: [] })

/** What that message is to read. */
export const cardIn = ({ card, former }: Rendered, { message }: MessageRef): Card =>
  former?.messages.includes(message) ? former.card : card

/** The name of a card that can be referred to in an effect. */
export type ScreenName = CardRef['screen']

/** The reference to one screen; a reference that several screens share is narrowed to it. */
export type RefTo<Name extends ScreenName> = CardRef extends infer Ref
  ? Ref extends { readonly screen: ScreenName }
    ? Name extends Ref['screen']
      ? Ref & { readonly screen: Name }
      : never
    : never
  : never

/** All that is particular to one screen. */
export interface Screen<Ref> {
  /** What the reference shows now; undefined when what it refers to is gone, and then nothing is to be sent. */
  readonly render: (deps: Deps, ref: Ref) => Promise<Rendered | undefined>
  /** Records where it was posted, so that edits go there. Called again when the store didn't answer. */
  readonly onPosted?: (deps: Deps, ref: Ref, message: MessageRef) => Promise<unknown>
  /** A message that shows it couldn't be reached: another is then where it goes on. */
  readonly onMissing?: (deps: Deps, ref: Ref, message: MessageRef) => Promise<unknown>
  /** Who was to get it can't be reached, and someone has to know. Without it, a private card is simply not delivered. */
  readonly onUnreachable?: (deps: Deps, ref: Ref, to: Address) => Promise<unknown>
}

/** A row per screen: leaving one out doesn't compile. */
export type Screens = { readonly [Name in ScreenName]: Screen<RefTo<Name>> }
