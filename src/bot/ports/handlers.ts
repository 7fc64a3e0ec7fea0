import type { Card } from '../../cards/card.ts'
import type { Why } from '../../flows/decision.ts'
import type { ChannelId, PersonId, Platform } from '../../flows/ids.ts'
import type { InboundMessage, Installed, PlaceChanged, Press } from './inbound.ts'

/** What a press led to: the card that answers it, and how it ended, for the log. */
export interface Reply {
  readonly card: Card
  /** `ok`, or why the press was refused: each refusal has a sentence in the content. */
  readonly outcome: 'ok' | Why
  /** It shows everyone how things stand, and an edit of the message follows: where the platform can, it replaces it at once. */
  readonly forAll?: true
  /** The message shows what is its own again: nothing is being filled in there, or read. */
  readonly own?: true
  /** The same refusal was shown a moment ago: where showing it costs a request, it needn't be shown again. */
  readonly repeated?: true
}

/** Whose page, and how she looks at it. */
export interface HomeAsked {
  readonly platform: Platform
  readonly person: PersonId
  /** The team she chose to see; else the one with the newest round. */
  readonly channel?: ChannelId | undefined
  /** Teams she is known to be in since a moment ago: the platform isn't asked about these again. */
  readonly inside?: readonly ChannelId[]
}

/** That page. */
export interface HomePage {
  readonly card: Card
  readonly inside: readonly ChannelId[]
}

/** What a platform passes on to the bot, once it has authenticated who sent it. */
export interface Handlers {
  /** A press that is answered with a card. Never throws: a fault of ours is logged and answered with "try again". */
  readonly press: (press: Press) => Promise<Reply>
  /** A press whose reply can't carry a card. @param message the platform's id of the pressed message, if it says so */
  readonly submit: (press: Press, message: string | undefined) => Promise<void>
  /** A person's own page as it stands now, and her teams of which the platform said that she is in them. @throws what a platform or the store throws */
  readonly home: (asked: HomeAsked) => Promise<HomePage>
  /** @throws what the store throws: the platform is to deliver it again */
  readonly message: (message: InboundMessage) => Promise<void>
  /** @throws what the store throws: the platform is to deliver it again */
  readonly install: (installed: Installed) => Promise<void>
  /** @throws what the store throws: the platform is to deliver it again */
  readonly changed: (change: PlaceChanged) => Promise<void>
}
