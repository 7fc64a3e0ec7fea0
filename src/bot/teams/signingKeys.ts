import { z } from 'zod'
import { type Instant, MINUTE, SECOND } from '../../kit/calendar/instant.ts'

/** The keys the Teams service signs with. */
export interface SigningKeys {
  /** Whether the service has such a key. For an unknown one the SDK would fetch the list anew with every request. */
  readonly has: (key: string) => Promise<boolean>
}

/** Between two fetches of the list: the service changes its keys a few times a year, and publishes them days before. */
const FETCH_EVERY = MINUTE
/** After a fetch that failed. */
const RETRY_AFTER = 5 * SECOND
const REQUEST_TIMEOUT = 8 * SECOND

const listSchema = z.object({ keys: z.array(z.object({ kid: z.string() })) })

const fetchJson = async (url: string): Promise<unknown> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(REQUEST_TIMEOUT) })
  if (!response.ok) throw new Error(`answered ${response.status}`)
  return response.json()
}

/**
 * The ids of the keys Teams signs with, fetched at most once a minute: made-up key ids in requests cause no fetches
 * (docs/decisions/015-doors-under-attack.md).
 * @param metadataUrl of the service; its list of keys has the same path but for the end, as the SDK assumes too
 */
export const signingKeys = (metadataUrl: string, now: () => Instant): SigningKeys => {
  const listUrl = metadataUrl.replace(/openidconfiguration$/, 'keys')
  let known: ReadonlySet<string> = new Set()
  let next = Number.NEGATIVE_INFINITY
  let fetching: Promise<void> | undefined

  const fetchKeys = async (): Promise<void> => {
    try {
      const { keys } = listSchema.parse(await fetchJson(listUrl))
      known = new Set(keys.map(({ kid }) => kid))
      next = now() + FETCH_EVERY
    } catch {
      next = now() + RETRY_AFTER
    } finally {
      fetching = undefined
    }
  }
  return {
    has: async (key) => {
      if (known.has(key)) return true
      if (now() >= next) fetching ??= fetchKeys()
      await fetching
      return known.has(key)
    },
  }
}
