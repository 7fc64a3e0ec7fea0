import { z } from 'zod'
import type { Platform } from '../../flows/ids.ts'
import { type Refusal, refused } from '../../http/refusal.ts'
import type { Token, TokenSettings } from './token.ts'

/** From where activities are taken. The SDK would take several of those refused here: docs/decisions/029-own-teams-door.md */
export interface TeamsAuthSettings extends TokenSettings {
  /** Origins Teams may be answered at, e.g. `https://smba.trafficmanager.net`. */
  readonly serviceOrigins: readonly string[]
  readonly tenants: readonly string[]
  /** Whether a key whose endorsements aren't listed is refused: the real list has them, that of a local client hasn't. */
  readonly endorsed: boolean
}

/** An activity that may be read, and where it comes from; or why the request is refused. */
export type Authenticated = { readonly open: true; readonly platform: Platform; readonly activity: Activity } | Refusal

const bodySchema = z.looseObject({
  type: z.string(),
  name: z.string().optional(),
  channelId: z.string().optional(),
  serviceUrl: z.string(),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).optional() }).optional(),
  conversation: z.looseObject({ tenantId: z.string().optional() }),
})
/** An activity as it came, of which so much is known: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference */
export type Activity = z.infer<typeof bodySchema>

/** The name of Teams among the services that share these keys. */
const TEAMS = 'msteams'

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
  const parsed = bodySchema.safeParse(activityIn(body))
  if (!parsed.success) return refused(400, 'not an activity')
  const { channelId, serviceUrl, channelData, conversation } = parsed.data
  const { endorsements } = token
  if (endorsements ? !endorsements.includes(TEAMS) || channelId !== TEAMS : settings.endorsed)
    return refused(403, 'signed for another service')
  const origin = originOf(serviceUrl)
  if (!origin || !settings.serviceOrigins.includes(origin)) return refused(403, 'foreign service url')
  if (!sameUrl(serviceUrl, token.serviceUrl)) return refused(401, 'service url of another token')
  const tenants = [channelData?.tenant?.id, conversation.tenantId].filter((id) => id !== undefined)
  const [tenant, ...others] = tenants
  if (!tenant || !settings.tenants.includes(tenant)) return refused(403, 'foreign tenant')
  if (others.some((other) => other !== tenant)) return refused(403, 'two tenants')
  return {
    open: true,
    activity: parsed.data,
    platform: { name: 'teams', tenant, serviceUrl: serviceUrl.replace(/\/$/, '') },
  }
}
