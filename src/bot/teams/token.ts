import { hash, verify } from 'node:crypto'
import { z } from 'zod'
import { type Refusal, refused } from '../../http/refusal.ts'
import { type Instant, MINUTE, SECOND } from '../../kit/calendar/instant.ts'
import type { SigningKey, SigningKeys } from './signingKeys.ts'

/** A token of the Teams service whose signature holds. */
export interface Token {
  readonly open: true
  /** The service's region that it is for, as the token names it. */
  readonly serviceUrl: string
  /** Of the key that signed it: the channels it may speak for; undefined where the list of keys doesn't say. */
  readonly endorsements: readonly string[] | undefined
}

/** What a token must be for. */
export interface TokenSettings {
  /** The bot service's issuer, e.g. `https://api.botframework.com`. */
  readonly issuer: string
  /** The app's id. */
  readonly audience: string
}

/** How far the service's clock may be ahead of ours. Behind it none: what expired is refused by the second. */
export const CLOCK_TOLERANCE = 5 * MINUTE
/** Tokens remembered: the service shows one for up to an hour, to each region its own. Only what it really signed takes a place. */
const REMEMBERED = 5000

const headSchema = z.object({ alg: z.string(), kid: z.string().min(1).max(200) })
/** Times in seconds since 1970: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
const claimsSchema = z.object({
  iss: z.string(),
  aud: z.unknown(),
  exp: z.number(),
  nbf: z.number().optional(),
  serviceurl: z.string(),
})

interface Verified {
  readonly token: Token
  readonly keyId: string
  readonly key: SigningKey
  readonly expires: Instant
}

const partOf = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))

interface Claimed {
  readonly open: true
  readonly keyId: string
  readonly serviceUrl: string
  readonly expires: Instant
}

/** What a token says of itself, when that may be true. */
const claimedIn = (
  { issuer, audience }: TokenSettings,
  head: string,
  claims: string,
  now: Instant,
): Claimed | Refusal => {
  try {
    const of = headSchema.safeParse(partOf(head))
    if (!of.success) return refused(401, 'token without key')
    const { alg, kid: keyId } = of.data
    if (alg !== 'RS256') return refused(401, 'token signed otherwise')
    const parsed = claimsSchema.safeParse(partOf(claims))
    if (!parsed.success) return refused(401, 'token without issuer, expiry or service url')
    const { iss, aud, exp, nbf, serviceurl: serviceUrl } = parsed.data
    if (iss !== issuer) return refused(401, 'token of another issuer')
    if (aud !== audience) return refused(401, 'token for another bot')
    const expires = exp * SECOND
    if (expires <= now) return refused(401, 'token expired')
    if (nbf !== undefined && nbf * SECOND > now + CLOCK_TOLERANCE) return refused(401, 'token not valid yet')
    return { open: true, keyId, serviceUrl, expires }
  } catch {
    return refused(401, 'token unreadable')
  }
}

/**
 * Checks tokens by the headers alone, before a body is read: what they claim, and RSA-SHA-256 over it with a key of the service.
 * A token that holds is remembered by its SHA-256 until it expires or its key leaves the list.
 * @param now real time in milliseconds, since tokens expire by it
 * @param most tokens remembered
 */
export const tokenReader = (settings: TokenSettings, keys: SigningKeys, now: () => Instant, most = REMEMBERED) => {
  const remembered = new Map<string, Verified>()

  const recall = (name: string): Token | undefined => {
    const held = remembered.get(name)
    if (!held) return undefined
    if (held.expires > now() && keys.holds(held.keyId, held.key)) return held.token
    remembered.delete(name)
    return undefined
  }
  const remember = (name: string, held: Verified): void => {
    const [oldest] = remembered.keys()
    if (remembered.size >= most && oldest !== undefined) remembered.delete(oldest)
    remembered.set(name, held)
  }

  return async ({ authorization = '' }: Readonly<Record<string, string>>): Promise<Token | Refusal> => {
    const [, text, head, claims, signature] = /^Bearer (([\w-]+)\.([\w-]+)\.([\w-]+))$/.exec(authorization) ?? []
    if (!text || !head || !claims || !signature) return refused(401, 'no token')
    const name = hash('sha256', text, 'base64url')
    const known = recall(name)
    if (known) return known
    const claimed = claimedIn(settings, head, claims, now())
    if (!claimed.open) return claimed
    const { keyId, serviceUrl, expires } = claimed
    const key = await keys.find(keyId)
    if (!key) return refused(401, keys.unreachable() ? 'signing keys unreachable' : 'unknown key')
    if (!verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), key.key, Buffer.from(signature, 'base64url')))
      return refused(401, 'bad signature')
    const token: Token = { open: true, serviceUrl, endorsements: key.endorsements }
    remember(name, { token, keyId, key, expires })
    return token
  }
}
