/** A request to the bot, signed as Slack signs, or wrongly on purpose. */
export interface SignedRequest {
  readonly text: string
  readonly type: 'form' | 'json'
  /** The moment in its timestamp, in milliseconds. */
  readonly at?: number
  /** Another secret than the app's. */
  readonly secret?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** The bot's reply. */
export interface Said {
  readonly status: number
  readonly body: unknown
}
