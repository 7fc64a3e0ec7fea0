import { z } from 'zod'
import type { Platform } from '../../flows/ids.ts'
import { type Refusal, refused } from '../../http/refusal.ts'

/**
 * The five things the Teams SDK lets in and we don't (measured on 2.1, see docs/decisions/001-teams-sdk.md): tokens
 * without expiry or just past it, a foreign service URL that claim and body agree on, another tenant, and Entra-issued
 * tokens. They are refused before anything is read; the SDK then checks signature, audience and issuer of this token.
 */
export interface TeamsAuthSettings {
  /** The bot service's issuer, e.g. `https://api.botframework.com`. */
  readonly issuer: string
  /** Origins Teams may be answered at, e.g. `https://smba.trafficmanager.net`. */
  readonly serviceOrigins: readonly string[]
  readonly tenants: readonly string[]
}

/** An activity that may be read, and where it comes from; or why the request is refused. */
export type Authenticated = { readonly open: true; readonly platform: Platform; readonly activity: unknown } | Refusal

const headSchema = z.object({ kid: z.string() })
const claimsSchema = z.object({ iss: z.string(), exp: z.number(), serviceurl: z.string() })
const routed = z.object({ action: z.unknown(), dialog_id: z.unknown() }).partial()
// Each by itself: what is wrong with the one says nothing of the other.
const shownSchema = z.object({ data: routed.optional() })
const pressedSchema = z.object({ action: z.object({ data: routed }).optional() })
/** The SDK turns these into strings to find a handler, and answers 500 for an object that can't be one. */
const hasStringRoutes = (value: unknown): boolean => {
  const { data: shown } = shownSchema.safeParse(value)
  const { data: pressed } = pressedSchema.safeParse(value)
  const named = [shown?.data?.action, shown?.data?.dialog_id, pressed?.action?.data.action]
  return named.every((name) => typeof name !== 'object' || name === null)
}

/** Type and name too: the SDK routes by them. */
const bodySchema = z.object({
  type: z.string(),
  name: z.string().optional(),
  value: z.unknown().refine(hasStringRoutes).optional(),
  serviceUrl: z.string(),
  channelData: z.object({ tenant: z.object({ id: z.string() }).optional() }).optional(),
  conversation: z.object({ tenantId: z.string().optional() }),
})

/** What a token claims; the SDK checks its signature afterwards. */
export interface Token {
  readonly open: true
  /** The id of the key it claims to be signed with. */
  readonly key: string
  readonly serviceUrl: string
}

const partOf = (token: string, at: number): unknown =>
  JSON.parse(Buffer.from(token.split('.')[at] ?? '', 'base64url').toString('utf8'))

/** Refuses by the headers alone, before the body is read. @param now real time in milliseconds, since tokens expire by it */
export const readToken = (
  { issuer }: TeamsAuthSettings,
  { authorization = '' }: Readonly<Record<string, string>>,
  now: number,
): Token | Refusal => {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)?.[1]
  if (!token) return refused(401, 'no token')
  try {
    const head = headSchema.safeParse(partOf(token, 0))
    const claims = claimsSchema.safeParse(partOf(token, 1))
    if (!claims.success) return refused(401, 'token without issuer, expiry or service url')
    const { iss, exp, serviceurl } = claims.data
    if (iss !== issuer) return refused(401, 'token of another issuer')
    if (exp * 1000 <= now) return refused(401, 'token expired')
    return { open: true, key: head.data?.kid ?? '', serviceUrl: serviceurl }
  } catch {
    return refused(401, 'token unreadable')
  }
}

const originOf = (url: string): string | undefined => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  return parsed && parsed.username === '' && parsed.password === '' ? parsed.origin : undefined
}

const sameUrl = (a: string, b: string): boolean =>
  a.replace(/\/$/, '').toLowerCase() === b.replace(/\/$/, '').toLowerCase()

const activityIn = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Checks where an activity comes from. @param token of the same request */
export const authenticate = (settings: TeamsAuthSettings, token: Token, body: Buffer): Authenticated => {
  const activity = activityIn(body)
  const parsed = bodySchema.safeParse(activity)
  if (!parsed.success) return refused(400, 'not an activity')
  const { serviceUrl, channelData, conversation } = parsed.data
  const origin = originOf(serviceUrl)
  if (!origin || !settings.serviceOrigins.includes(origin)) return refused(403, 'foreign service url')
  if (!sameUrl(serviceUrl, token.serviceUrl)) return refused(401, 'service url of another token')
  const tenants = [channelData?.tenant?.id, conversation.tenantId].filter((id) => id !== undefined)
  const [tenant, ...others] = tenants
  if (!tenant || !settings.tenants.includes(tenant)) return refused(403, 'foreign tenant')
  if (others.some((other) => other !== tenant)) return refused(403, 'two tenants')
  return { open: true, activity, platform: { name: 'teams', tenant, serviceUrl: serviceUrl.replace(/\/$/, '') } }
}
