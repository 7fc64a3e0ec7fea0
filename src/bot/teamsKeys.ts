import type { Instant } from '../kit/instant.ts'
import { perMinute } from './limits.ts'

/** Looks a minute at the service's list of keys for one we never saw: it changes its keys a few times a year. */
const LOOKS = 5
/** More than the service ever signs with. */
const MOST_KNOWN = 50

export interface SigningKeys {
  /** Whether the SDK may be asked: for a key it doesn't know it fetches the list, for every request anew. */
  readonly mayAsk: (authorization: string | undefined) => boolean
  /** The signature was good. */
  readonly passed: (authorization: string | undefined) => void
}

/** The service shows one token for an hour. */
let last: { readonly authorization: string | undefined; readonly key: string } | undefined
const keyOf = (authorization: string | undefined): string => {
  if (!last || last.authorization !== authorization) last = { authorization, key: readKey(authorization) }
  return last.key
}

const readKey = (authorization: string | undefined): string => {
  try {
    const [head = ''] = (authorization ?? '').replace(/^Bearer /, '').split('.')
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString('utf8')) as { kid?: unknown }
    return typeof kid === 'string' ? kid : ''
  } catch {
    return ''
  }
}

/** Which keys signed something good: someone who makes up another for each request must not make us ask for each. */
export const signingKeys = (now: () => Instant): SigningKeys => {
  const known = new Set<string>()
  const looks = perMinute(LOOKS, now)
  return {
    mayAsk: (authorization) => known.has(keyOf(authorization)) || looks.take('list') === 'fine',
    passed: (authorization) => {
      if (known.size < MOST_KNOWN) known.add(keyOf(authorization))
    },
  }
}
