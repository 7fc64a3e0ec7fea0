/** Slack says what is wrong in a word, with status 200. */
export class SlackError extends Error {
  readonly more: object
  constructor(word: string, more: object = {}) {
    super(word)
    this.more = more
  }
}
