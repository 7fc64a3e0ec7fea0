import { createHmac } from 'node:crypto'
import type { Troubles } from '../trouble.ts'

/** Bytes for the bot, signed as Slack signs them, or otherwise. */
export interface Knock {
  readonly text: string
  readonly type: 'form' | 'json'
  /** When it says it was signed, in milliseconds. */
  readonly at?: number
  readonly secret?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface Said {
  readonly status: number
  readonly body: unknown
}

export interface SlackPost {
  knock(knock: Knock): Promise<Said>
  /** As often as the stand-in's mood has it. */
  deliver(knock: Knock): Promise<Said>
}

interface PostDeps {
  readonly signingSecret: string
  readonly bot: () => string
  readonly called: () => void
  readonly troubles: Troubles
  readonly realNow: () => number
}

/** What Slack waits before it gives up: https://docs.slack.dev/interactivity/handling-user-interaction */
const PATIENCE = 3_000
const TYPES = { form: 'application/x-www-form-urlencoded', json: 'application/json' } as const

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const signedHeaders = (
  { text, type, at = 0, headers = {} }: Knock,
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
  const send = async (text: string, headers: Readonly<Record<string, string>>): Promise<Said> => {
    called()
    const response = await fetch(`${bot()}/slack/events`, {
      method: 'POST',
      headers,
      body: text,
      signal: AbortSignal.timeout(PATIENCE),
    })
    const said = await response.text()
    return { status: response.status, body: said ? (JSON.parse(said) as unknown) : undefined }
  }
  const headersOf = (knock: Knock) => signedHeaders({ at: realNow(), ...knock }, knock.secret ?? signingSecret)
  const knock: SlackPost['knock'] = (one) => send(one.text, headersOf(one))
  return {
    knock,
    deliver: async (one) => {
      const headers = headersOf(one)
      const first = await send(one.text, headers)
      // Slack delivers an event again when it thinks it was lost, and says so; a press only who recorded its bytes could.
      for (let again = 1; again <= troubles.duplicates; again++)
        await (one.type === 'json'
          ? knock({ ...one, headers: { 'x-slack-retry-num': String(again), 'x-slack-retry-reason': 'http_timeout' } })
          : send(one.text, headers))
      return first
    },
  }
}
