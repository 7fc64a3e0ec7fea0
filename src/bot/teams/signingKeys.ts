import { createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { HttpClient } from '../../http/client.ts'
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../kit/calendar/instant.ts'

/** A key the Teams service signs with. */
export interface SigningKey {
  readonly key: KeyObject
  /** The channels whose activities it may sign (`msteams`); undefined where the list doesn't say. */
  readonly endorsements: readonly string[] | undefined
  /** Of a directory's key: for which issuer it may sign, `{tenantid}` for any; undefined where the list doesn't say. */
  readonly issuer?: string | undefined
}

/** The keys the Teams service signs with. */
export interface SigningKeys {
  /** Fetches the list before it is needed; never throws. */
  readonly refresh: () => Promise<void>
  /** Undefined when the service has no key of that id, or when its list can't be fetched (`problem`). */
  readonly find: (id: string) => Promise<SigningKey | undefined>
  /** Whether that key is still in the newest list. Asks for the next list when this one is old, without waiting for it. */
  readonly holds: (id: string, key: SigningKey) => boolean
  /** The list couldn't be fetched when that was tried last: what isn't in the former one may be genuine. */
  readonly unreachable: () => boolean
  /** Why the list can't be relied on, in a word for `/readyz`: it was never fetched, or not for a day. Has it fetched again then. */
  readonly problem: () => 'teamsKeys' | undefined
}

/** Between two fetches of the list for keys that aren't in it. */
const FETCH_EVERY = MINUTE
/** A list older than this is fetched again: a key that was withdrawn is refused from then on. */
const STALE = HOUR
/** The service publishes new keys days before it signs with them, so that an older list holds as long as this. */
const LASTS = DAY
/** After a fetch that failed. */
const RETRY_AFTER = 5 * SECOND
/** RFC 7518, section 3.3. */
const LEAST_BITS = 2048

// What else may stand in the list, such as keys of other kinds, is passed over.
const listSchema = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) })
const keySchema = z.object({
  kid: z.string(),
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  endorsements: z.array(z.string()).optional(),
  issuer: z.string().optional(),
})
type Listed = z.infer<typeof keySchema>

const fetchJson = async (http: HttpClient, url: string): Promise<unknown> => {
  const { status, text } = await http({ method: 'GET', url })
  if (status !== 200) throw new Error(`answered ${status}`)
  return JSON.parse(text)
}

const keyOf = ({ kty, n, e, endorsements, issuer }: Listed): SigningKey | undefined => {
  try {
    const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' })
    return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_BITS ? { key, endorsements, issuer } : undefined
  } catch {
    return undefined
  }
}

/**
 * The keys Teams signs with. The list is fetched once a minute at most: made-up key ids in requests cause no fetches
 * (docs/decisions/015-doors-under-attack.md).
 * @param metadataUrl of the service; its list of keys has the same path but for the end
 * @param now real time in milliseconds
 */
export const signingKeys = (metadataUrl: string, http: HttpClient, now: () => Instant): SigningKeys => {
  const listUrl = metadataUrl.replace(/openidconfiguration$/, 'keys')
  let known: ReadonlyMap<string, { readonly listed: string; readonly key: SigningKey }> = new Map()
  let fetched = Number.NEGATIVE_INFINITY
  let next = Number.NEGATIVE_INFINITY
  let failed = false
  let fetching: Promise<void> | undefined

  /** A key that stands there as before stays the same object, so that what was verified with it stays so. */
  const read = (row: Listed) => {
    const listed = JSON.stringify(row)
    const before = known.get(row.kid)
    const key = before?.listed === listed ? before.key : keyOf(row)
    return key ? [[row.kid, { listed, key }] as const] : []
  }
  const fetchKeys = async (): Promise<void> => {
    try {
      const { keys } = listSchema.parse(await fetchJson(http, listUrl))
      known = new Map(
        keys.flatMap((row) => {
          const parsed = keySchema.safeParse(row)
          return parsed.success ? read(parsed.data) : []
        }),
      )
      fetched = now()
      next = fetched + FETCH_EVERY
      failed = false
    } catch {
      next = now() + RETRY_AFTER
      failed = true
    } finally {
      fetching = undefined
    }
  }
  const startFetch = (): void => {
    if (now() >= next) fetching ??= fetchKeys()
  }
  const fetchNow = async (): Promise<void> => {
    startFetch()
    await fetching
  }
  return {
    refresh: fetchNow,
    find: async (id) => {
      if (!known.has(id)) await fetchNow()
      return known.get(id)?.key
    },
    holds: (id, key) => {
      if (now() - fetched >= STALE) startFetch()
      return known.get(id)?.key === key
    },
    unreachable: () => failed,
    problem: () => {
      if (!failed) return undefined
      // Nobody may send presses here while this isn't ready.
      startFetch()
      return now() - fetched >= LASTS ? 'teamsKeys' : undefined
    },
  }
}
