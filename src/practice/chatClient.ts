import type { DrawnCard, Message, Place } from './world.ts'

/** What a person's app does on any platform: it says, presses and reloads, and the service carries it to the bot. */
export interface ChatClient {
  say(person: string, place: Place, text: string): Promise<number>
  press(person: string, message: Message, press: PressInput, event?: string): Promise<PressAnswer>
  /** The same press from a client that knows less: in Teams a phone with `Action.Submit`, in Slack there is none such. */
  submit(person: string, message: Message, press: PressInput, event?: string): Promise<number>
  /** Adds the app where someone is, or takes it away. */
  install(person: string, place: Place, action: 'add' | 'remove'): Promise<number>
  /** Opens the app anew: what was shown for a moment is gone. */
  reload(person: string): Promise<void>
  /** Anything at all, with any proof of who sends it: for what the real service would never send. */
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
