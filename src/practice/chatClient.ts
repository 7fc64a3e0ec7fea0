import type { ChannelIs, DrawnCard, Message, Place } from './world.ts'

/** What a person's app does on any platform: it says, presses and reloads, and the service carries it to the bot. */
export interface ChatClient {
  /**
   * @param guise what the platform says of the message besides its text, or in place of it
   * @param stands the message's own id, and the one that began its thread
   */
  say(
    person: string,
    place: Place,
    text: string,
    guise?: Readonly<Record<string, unknown>>,
    stands?: { readonly id: string; readonly thread?: string },
  ): Promise<number>
  press(person: string, message: Message, press: PressInput, event?: string): Promise<PressAnswer>
  /** The same press from a Teams client without `Action.Execute`, which sends `Action.Submit`; in Slack an ordinary press. */
  submit(person: string, message: Message, press: PressInput, event?: string): Promise<number>
  /** Adds the app where someone is, or takes it away. */
  install(person: string, place: Place, action: 'add' | 'remove'): Promise<number>
  /** The channel is archived, deleted, back, or only some may post in it from now on; the bot hears what its platform tells of that. */
  channelBecomes(how: ChannelIs): Promise<number | undefined>
  /** Someone leaves the channel, and the bot hears of it. */
  leaves(person: string): Promise<number>
  /** Restarts the person's app: views of her own are lost. */
  reload(person: string): Promise<void>
  /** Sends any body with any token, for tests of what the real service never sends. */
  deliver(body: object, proof?: string): Promise<{ readonly status: number; readonly body: unknown }>
  readonly nextEvent: () => string
}

export interface PressInput {
  readonly verb: string
  readonly data: Readonly<Record<string, unknown>>
  readonly inputs: Readonly<Record<string, unknown>>
}

export interface PressAnswer {
  readonly status: number
  readonly card: DrawnCard | undefined
}
