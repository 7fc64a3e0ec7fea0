import { z } from 'zod'
import type { HttpClient } from '../../http/client.ts'
import { type Instant, MINUTE, SECOND } from '../../kit/calendar/instant.ts'
import { type Secret, secretsIn } from '../ports/secret.ts'

/** The bot's own token, with which it calls Teams; another way to get one (a managed identity) is another of these. */
export interface BotToken {
  /** @throws when none can be had */
  readonly get: () => Promise<string>
  /** Teams refused it: the next is asked for anew. */
  readonly forget: () => void
}

/** Whoever gives out tokens refused one. */
export class NoToken extends Error {
  readonly status: number
  /** It is the app's id or secret that it doesn't take; else it has trouble of its own. */
  readonly isRefusal: boolean
  /** Entra's own code of why, such as `AADSTS7000222`; the rest of what it says quotes the request. */
  readonly code: string | undefined
  constructor(status: number, text: string) {
    super(`no token: answered ${status}`)
    this.name = 'NoToken'
    this.status = status
    this.isRefusal = [400, 401, 403].includes(status)
    this.code = /\bAADSTS\d{1,9}\b/.exec(text)?.[0]
  }
}

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() })

/** Milliseconds for which one that was refused isn't asked for again: all that is owed would ask. */
const REFUSED_FOR = 10 * SECOND

/** Before it runs out: a token that is on its way must not run out there. */
const EARLY = 5 * MINUTE

/** Keeps a token until shortly before it runs out, and asks for one at a time. @param ask the answer of whoever gives it out */
export const keptToken = (
  ask: () => Promise<{ readonly status: number; readonly text: string }>,
  now: () => Instant,
): BotToken => {
  let held: { readonly token: string; readonly until: Instant } | undefined
  let asking: Promise<string> | undefined
  let refused: { readonly error: NoToken; readonly until: Instant } | undefined
  const refusal = (error: NoToken): NoToken => {
    if (error.isRefusal) refused = { error, until: now() + REFUSED_FOR }
    return error
  }
  const fetchToken = async (): Promise<string> => {
    try {
      const { status, text } = await ask()
      if (status !== 200) throw refusal(new NoToken(status, text))
      refused = undefined
      const { access_token: token, expires_in: seconds } = tokenSchema.parse(JSON.parse(text))
      const lasts = seconds * SECOND
      held = { token, until: now() + Math.max(lasts - EARLY, lasts / 2) }
      return token
    } finally {
      asking = undefined
    }
  }
  return {
    get: async () => {
      if (held && held.until > now()) return held.token
      if (refused && refused.until > now()) throw refused.error
      asking ??= fetchToken()
      return asking
    },
    forget: () => {
      held = undefined
    },
  }
}

/** Whose token, and who gives it out. */
export interface SecretSettings {
  /** e.g. `https://login.microsoftonline.com` */
  readonly loginEndpoint: string
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: Secret
  readonly scope: string
}

/** What Entra answers to a secret that it doesn't take; to everything else of a request that is wrong it would say the same with the next. */
const NOT_THIS_ONE: readonly number[] = [400, 401]

/** By the app's secret: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export const secretToken = (
  { loginEndpoint, tenantId, clientId, clientSecret, scope }: SecretSettings,
  http: HttpClient,
  now: () => Instant,
): BotToken => {
  const askWith = (secret: string) =>
    http({
      method: 'POST',
      url: `${loginEndpoint}/${tenantId}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        ...{ grant_type: 'client_credentials', client_id: clientId, client_secret: secret, scope },
      }).toString(),
    })
  return keptToken(async () => {
    const [newest = '', ...older] = secretsIn(clientSecret)
    let answer = await askWith(newest)
    for (const secret of older) if (NOT_THIS_ONE.includes(answer.status)) answer = await askWith(secret)
    return answer
  }, now)
}

/** From the authority of a practice room on this machine. */
export const localToken = (authority: string, clientId: string, http: HttpClient, now: () => Instant): BotToken =>
  keptToken(
    () =>
      http({
        method: 'POST',
        url: `${authority.replace(/\/$/, '')}/token`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ client_id: clientId, scope: 'https://api.botframework.com/.default' }),
      }),
    now,
  )
