import { generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'

/** Claims of a token; times in seconds since 1970, as in RFC 7519. */
export type Claims = Readonly<Record<string, unknown>>

/** Signs the tokens of the stand-in's requests and issues the bot's own, with a key pair made at the start. */
export interface Authority {
  readonly issuer: string
  /** Signs any claims, so that tests can make wrong tokens. */
  sign(claims: Claims, header?: Readonly<Record<string, unknown>>): string
  /** A token as the Teams service sends it with an activity. */
  activityToken(appId: string, serviceUrl: string): string
  /** The bot's own token, which it sends with each call. */
  botToken(appId: string): string
  isBotToken(authorization: string | undefined): boolean
  readonly jwks: { readonly keys: readonly object[] }
}

const HOUR = 3600
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

export const signWith = (key: KeyObject, claims: Claims, header: Readonly<Record<string, unknown>>): string => {
  const signed = `${encode({ alg: 'RS256', typ: 'JWT', ...header })}.${encode(claims)}`
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`
}

/** Made once a process: it takes longer than anything else in a room. Nobody outside the process knows it. */
let pair: ReturnType<typeof makePair> | undefined
const makePair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const keyPair = (): ReturnType<typeof makePair> => {
  pair ??= makePair()
  return pair
}

/** Seconds for which a token is shown again, as the service does; far below the hour that it is good for. */
const TOKEN_REUSED = 60

/** @param issuer the stand-in's own address: what it says of itself, where the real service says `https://api.botframework.com` */
export const createAuthority = (issuer: string, realNow: () => number): Authority => {
  const { privateKey, publicKey } = keyPair()
  const kid = 'practice'
  const now = (): number => Math.floor(realNow() / 1000)
  const signed = (claims: Claims, header: Readonly<Record<string, unknown>> = {}): string =>
    signWith(privateKey, claims, { kid, ...header })
  let shown: { readonly of: string; readonly at: number; readonly token: string } | undefined
  return {
    issuer,
    sign: signed,
    activityToken: (appId, serviceUrl) => {
      const of = `${appId} ${serviceUrl}`
      const age = now() - (shown?.at ?? 0)
      if (shown?.of !== of || age < 0 || age >= TOKEN_REUSED)
        shown = {
          of,
          at: now(),
          token: signed({ iss: issuer, aud: appId, serviceurl: serviceUrl, nbf: now() - 60, exp: now() + HOUR }),
        }
      return shown.token
    },
    botToken: (appId) => signed({ iss: issuer, aud: 'connector', appid: appId, nbf: now() - 60, exp: now() + HOUR }),
    isBotToken: (authorization) => {
      const [head, body, signature] = (authorization ?? '').replace(/^Bearer /, '').split('.')
      if (!head || !body || !signature) return false
      if (!verify('RSA-SHA256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url')))
        return false
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { aud?: string; exp?: number }
      return claims.aud === 'connector' && (claims.exp ?? 0) > now()
    },
    jwks: {
      keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256', endorsements: ['msteams'] }],
    },
  }
}
