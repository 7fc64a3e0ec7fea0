import { z } from 'zod'
import { type Instant, MINUTE, SECOND } from '../../kit/instant.ts'

export interface SigningKeys {
  /** Whether the service has such a key: for one it doesn't know the SDK fetches the list, for every request anew. */
  readonly has: (key: string) => Promise<boolean>
}

/** Between two looks at the list: the service changes its keys a few times a year, and announces them days before. */
const LOOK = MINUTE
/** After a look that failed. */
const AGAIN = 5 * SECOND
const PATIENCE = 8 * SECOND

const listSchema = z.object({ keys: z.array(z.object({ kid: z.string() })) })

const fetched = async (url: string): Promise<unknown> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) })
  if (!response.ok) throw new Error(`answered ${response.status}`)
  return response.json()
}

/**
 * The names of the keys Teams signs with, looked up at most once a minute: whoever makes up another key for each request
 * doesn't make us ask for each.
 * @param metadataUrl of the service; its list of keys stands beside it, which is where the SDK looks too
 */
export const signingKeys = (metadataUrl: string, now: () => Instant): SigningKeys => {
  const listUrl = metadataUrl.replace(/openidconfiguration$/, 'keys')
  let known: ReadonlySet<string> = new Set()
  let next = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined

  const look = async (): Promise<void> => {
    try {
      const { keys } = listSchema.parse(await fetched(listUrl))
      known = new Set(keys.map(({ kid }) => kid))
      next = now() + LOOK
    } catch {
      next = now() + AGAIN
    } finally {
      looking = undefined
    }
  }
  return {
    has: async (key) => {
      if (known.has(key)) return true
      if (now() >= next) looking ??= look()
      await looking
      return known.has(key)
    },
  }
}
