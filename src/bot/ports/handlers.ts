import type { Card } from '../../cards/card.ts'
import type { Why } from '../../flows/decision.ts'
import type { Installed, MessageSaid, Press } from './inbound.ts'

/** What a press led to: the card that answers it, and a word for the log. */
export interface Reply {
  readonly card: Card
  readonly outcome: 'ok' | Why
  /** Where showing it costs a request: this was shown a moment ago. */
  readonly saidBefore?: true
}

/** What a platform hands the bot, once it has authenticated who sent it. */
export interface Handlers {
  readonly press: (press: Press) => Promise<Reply>
  /** A press whose reply can't carry a card. @param message the platform's id of the pressed message, if it says so */
  readonly submit: (press: Press, message: string | undefined) => Promise<void>
  readonly hear: (said: MessageSaid) => Promise<void>
  readonly install: (installed: Installed) => Promise<void>
}
