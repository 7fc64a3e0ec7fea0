import { createHmac } from 'node:crypto'
import { postTo } from '../postTo.ts'
import type { Troubles } from '../trouble.ts'

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

/** Sends requests to the bot. */
export interface SlackPost {
  /** Once, whatever `Troubles` says. */
  send(request: SignedRequest): Promise<Said>
  /** As often as `Troubles.duplicates` says. */
  deliver(request: SignedRequest): Promise<Said>
}

interface PostDeps {
  readonly signingSecret: string
  readonly bot: () => string
  readonly called: () => void
  readonly troubles: Troubles
  readonly realNow: () => number
}

/** Milliseconds that Slack waits for an answer: https://docs.slack.dev/interactivity/handling-user-interaction */
const REPLY_TIMEOUT = 3_000
const TYPES = { form: 'application/x-www-form-urlencoded', json: 'application/json' } as const

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const signedHeaders = (
  { text, type, at = 0, headers = {} }: SignedRequest,
  secret: string,
): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(at / 1000))
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${text}`).digest('hex')
  return {
    'content-type': TYPES[type],
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
    ...headers,
  }
}

export const createSlackPost = ({ signingSecret, bot, called, troubles, realNow }: PostDeps): SlackPost => {
  const postText = (text: string, headers: Readonly<Record<string, string>>): Promise<Said> => {
    called()
    return postTo(`${bot()}/slack/events`, headers, text, REPLY_TIMEOUT)
  }
  const headersOf = (request: SignedRequest) =>
    signedHeaders({ at: realNow(), ...request }, request.secret ?? signingSecret)
  const send: SlackPost['send'] = (request) => postText(request.text, headersOf(request))
  return {
    send,
    deliver: async (request) => {
      const headers = headersOf(request)
      const first = await postText(request.text, headers)
      // Slack marks a redelivered event with headers of its own. It never redelivers a press; an attacker who recorded one may.
      for (let again = 1; again <= troubles.duplicates; again++)
        await (request.type === 'json'
          ? send({
              ...request,
              headers: { 'x-slack-retry-num': String(again), 'x-slack-retry-reason': 'http_timeout' },
            })
          : postText(request.text, headers))
      return first
    },
  }
}
