import type { Authority } from './authority.ts'
import type { ChatClient } from './chatClient.ts'
import type { SlackStandIn } from './standIns.ts'
import type { StoryClock } from './storyClock.ts'
import type { Troubles } from './trouble.ts'
import type { World } from './world.ts'

/** The bot at the other side, and how to wait for it. */
export interface ConnectedBot {
  readonly address: string
  /** Resolves when it has done all that is due. */
  readonly settled: () => Promise<void>
  /** Resolves when it has answered what it acknowledged. */
  readonly answered?: () => Promise<void>
  /** When it has something to do next. */
  readonly nextDue: () => Promise<number | undefined>
}

/** The room as whoever opened it works with it. */
export interface PracticeRoom {
  readonly world: World
  readonly client: ChatClient
  /** @throws in a room of another platform */
  readonly authority: () => Authority
  /** @throws in a room of another platform */
  readonly slack: () => SlackStandIn
  readonly troubles: Troubles
  readonly clock: StoryClock
  /** Where the page, the practice API and the stand-in for the platform live. */
  readonly address: string
  /** Called at each call of the bot and each delivery to it, as it begins. */
  readonly watch: (listener: () => void) => void
  /** Tells the room which bot to talk to, and how to wait until it has done what was due. */
  readonly connect: (bot: ConnectedBot) => void
  /** Lets time go by, as it does: the bot does each thing when it is due, and not all at once at the end. */
  readonly pass: (duration: string) => Promise<void>
  stop(): Promise<void>
}
