import { createHmac } from 'node:crypto'
import { postTo } from '../postTo.ts'
import type { Troubles } from '../trouble.ts'
import type { Said, SignedRequest } from './signedRequest.ts'
import type { Sockets } from './sockets.ts'

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
  /** Undefined where requests are posted. */
  readonly sockets: Sockets | undefined
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

/** Requests as they are posted to an address, or as they go through a socket where one is open in its place. */
export const createSlackPost = ({ signingSecret, bot, called, troubles, realNow, sockets }: PostDeps): SlackPost => {
  if (sockets) return throughSockets(sockets, troubles)
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

const throughSockets = (sockets: Sockets, troubles: Troubles): SlackPost => ({
  send: (request) => sockets.deliver(request),
  deliver: async (request) => {
    const first = await sockets.deliver(request)
    for (let again = 1; again <= troubles.duplicates; again++) await sockets.deliver(request, again)
    return first
  },
})
