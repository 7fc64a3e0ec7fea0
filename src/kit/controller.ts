/** Who is responsible for what the bot keeps, as whoever runs it says; each may be missing. */
export interface Controller {
  readonly organisation?: string | undefined
  /** Whom to ask about privacy: a name, an address of mail, a number. */
  readonly contact?: string | undefined
  /** The data protection officer. */
  readonly dpo?: string | undefined
  /** Who hosts the bot, and can technically reach what it keeps: the organisation itself, or another. */
  readonly host?: string | undefined
  /** The organisation's own notice, in place of the page that the bot serves. */
  readonly noticeUrl?: string | undefined
}
