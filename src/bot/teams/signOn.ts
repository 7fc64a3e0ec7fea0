import { verify } from 'node:crypto'
import { z } from 'zod'
import type { Platform } from '../../flows/ids.ts'
import { type Refusal, refused } from '../../http/refusal.ts'
import { type Instant, SECOND } from '../../kit/calendar/instant.ts'
import type { SigningKeys } from './signingKeys.ts'
import { CLOCK_TOLERANCE } from './token.ts'

/** What a sign-on token of a tab must be for. */
export interface SignOnSettings {
  /** The bot's application (client) id. */
  readonly clientId: string
  readonly tenants: readonly string[]
  /** Where directories sign, without a slash at the end: `https://login.microsoftonline.com`. */
  readonly login: string
  /** Where a person is found whose channel the bot doesn't know: Teams' service for all regions. */
  readonly serviceUrl: string
  /** The host of the tab, as the app's manifest says it; undefined where nobody said so. */
  readonly host: () => string | undefined
}

/** Someone whom the organisation's directory names, to this app. */
export interface SignedOnToken {
  readonly open: true
  readonly platform: Platform
  /** Her id in the directory. */
  readonly alias: string
}

/**
 * The apps a person looks at a tab with: Teams on desktop and phone, and in a browser. Of any other a token of hers opens nothing here.
 * https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-register-aad
 */
const CLIENTS: readonly string[] = ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346']
/** What the app's registration exposes, for Teams alone to ask. */
const SCOPE = 'access_as_user'

const uuid = z.string().regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i)
const headSchema = z.object({ alg: z.string(), kid: z.string().min(1).max(200) })
/** https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
const claimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number(),
  tid: uuid,
  oid: z.string().regex(/^[\w-]{1,100}$/),
  scp: z.string(),
  /** Of version 2, and of version 1. */
  azp: z.string().optional(),
  appid: z.string().optional(),
})
type Claims = z.infer<typeof claimsSchema>

const partOf = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))

const readOr = <T>(schema: z.ZodType<T>, part: string): T | undefined => {
  try {
    return schema.safeParse(partOf(part)).data
  } catch {
    return undefined
  }
}

const issuersOf = ({ login }: SignOnSettings, tenant: string): readonly string[] => [
  `${login}/${tenant}/v2.0`,
  `https://sts.windows.net/${tenant}/`,
]

const audiencesOf = ({ clientId, host }: SignOnSettings): readonly string[] => {
  const at = host()
  return [clientId, ...(at === undefined ? [] : [`api://${at}/botid-${clientId}`])]
}

/** Why what a token says can't be true here; undefined when it may be. */
const problemIn = (settings: SignOnSettings, claims: Claims, now: Instant): string | undefined => {
  const { iss, aud, exp, nbf, tid, scp, azp, appid } = claims
  if (!settings.tenants.includes(tid)) return 'sign-on of a foreign tenant'
  if (!issuersOf(settings, tid).includes(iss)) return 'sign-on of another issuer'
  if (!audiencesOf(settings).includes(aud)) return 'sign-on for another app'
  if (!CLIENTS.includes(azp ?? appid ?? '')) return 'sign-on by another client'
  if (!scp.split(' ').includes(SCOPE)) return 'sign-on for something else'
  if (exp * SECOND <= now) return 'sign-on expired'
  return nbf * SECOND > now + CLOCK_TOLERANCE ? 'sign-on not valid yet' : undefined
}

/** Whether that key may sign for the directory: the list says of each key whose it is. */
const signsFor = (issuer: string | undefined, { login }: SignOnSettings, tenant: string): boolean =>
  issuer === undefined || issuer.replace('{tenantid}', tenant) === `${login}/${tenant}/v2.0`

/**
 * Checks the sign-on token a tab got from Teams by the headers alone: issuer, audience, tenant, client, scope, times, and RSA-SHA-256
 * with a key of the directory that may sign for that tenant. @param now real time in milliseconds, since tokens expire by it
 */
export const signOnReader =
  (settings: SignOnSettings, keys: SigningKeys, now: () => Instant) =>
  async ({ authorization = '' }: Readonly<Record<string, string>>): Promise<SignedOnToken | Refusal> => {
    const [, head = '', body = '', signature = ''] =
      /^Bearer ([\w-]{1,1000})\.([\w-]{1,8000})\.([\w-]{1,1000})$/.exec(authorization) ?? []
    const of = readOr(headSchema, head)
    if (of?.alg !== 'RS256') return refused(401, 'no sign-on token')
    const claims = readOr(claimsSchema, body)
    if (!claims) return refused(401, 'sign-on without what it must say')
    const problem = problemIn(settings, claims, now())
    if (problem !== undefined) return refused(401, problem)
    const key = await keys.find(of.kid)
    if (!key) return refused(401, keys.problem() ? 'sign-on keys unreachable' : 'sign-on with an unknown key')
    const held = keys.holds(of.kid, key) && signsFor(key.issuer, settings, claims.tid)
    if (!held || !verify('RSA-SHA256', Buffer.from(`${head}.${body}`), key.key, Buffer.from(signature, 'base64url')))
      return refused(401, 'sign-on with a bad signature')
    const { serviceUrl } = settings
    return { open: true, platform: { name: 'teams', tenant: claims.tid, serviceUrl }, alias: claims.oid }
  }
