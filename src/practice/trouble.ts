import type { Answer } from './chatService.ts'

/** What the stand-in does wrong on demand, as the real service does on its own. */
export interface Trouble {
  /** Which calls of the bot it strikes. */
  readonly on: 'post' | 'edit' | 'open' | 'roster' | 'answer' | 'any'
  readonly times: number
  /** Answers with this status instead: 429 with `Retry-After`, 412, 502, 504, 403. 0 cuts the connection. */
  readonly status: number
  /** Seconds in `Retry-After`. */
  readonly retryAfter?: number
  /** In Slack: answers 200 with this word instead. */
  readonly word?: string
  /** Only in conversations whose id begins so. */
  readonly to?: string
  /** Does what was asked, and then still answers with the status: "ok" lost on its way back. */
  readonly afterwards?: boolean
}

/** What a struck call is answered with. */
export const struck = ({ status, retryAfter, word }: Trouble): Answer => ({
  status: word === undefined ? status : 200,
  body: word === undefined ? {} : { ok: false, error: word },
  ...(retryAfter === undefined ? {} : { retryAfter }),
})

export interface Troubles {
  readonly add: (trouble: Trouble) => void
  /** The next trouble for a call, used up by asking. */
  readonly next: (on: Trouble['on'], to?: string) => Trouble | undefined
  /** As if it had never been. */
  readonly clear: () => void
  /** Milliseconds each answer waits: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
  delay: number
  /**
   * Each press and message is delivered this many times more, as the service does when our answer comes late:
   * https://learn.microsoft.com/azure/bot-service/bot-builder-basics
   */
  duplicates: number
  /**
   * `refused`: the bot's own secret or token isn't taken any more, wherever it is shown.
   * https://learn.microsoft.com/entra/identity-platform/reference-error-codes https://docs.slack.dev/reference/methods/auth.test#errors
   */
  credentials: 'taken' | 'refused'
  /** The list of keys that Teams signs with can't be fetched, as from behind a firewall. */
  keyList: 'there' | 'unreachable'
}

export const createTroubles = (): Troubles => {
  let waiting: { trouble: Trouble; left: number }[] = []
  return {
    add: (trouble) => void waiting.push({ trouble, left: trouble.times }),
    clear: () => {
      waiting = []
    },
    next: (on, to = '') => {
      const found = waiting.find(
        ({ trouble, left }) =>
          left > 0 && (trouble.on === on || trouble.on === 'any') && to.startsWith(trouble.to ?? ''),
      )
      if (found) found.left -= 1
      return found?.trouble
    },
    delay: 0,
    duplicates: 0,
    credentials: 'taken',
    keyList: 'there',
  }
}
