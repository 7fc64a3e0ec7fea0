import { HOUR, type Instant } from '../kit/instant.ts'
import type { Say } from '../kit/sentences.ts'
import type { FetchNames } from './deps.ts'
import { PlatformFailed, type PlatformPort } from './platform.ts'

const KEPT = HOUR
const MOST = 5000

/** Names in memory for an hour, never in the store; who can't be found is "een collega". */
export const namesInMemory = (port: PlatformPort, say: Say, now: () => Instant): FetchNames => {
  const known = new Map<string, { name: string; until: Instant }>()
  return async (platform, channel, people) => {
    const key = (person: string): string => `${platform.name} ${platform.tenant} ${person}`
    const missing = people.filter((person) => (known.get(key(person))?.until ?? 0) <= now())
    await Promise.all(
      missing.map(async (person) => {
        try {
          const { name } = await port.person(platform, channel, person)
          if (known.size >= MOST) known.clear()
          known.set(key(person), { name, until: now() + KEPT })
        } catch (error) {
          if (!(error instanceof PlatformFailed)) throw error
        }
      }),
    )
    return (person) => known.get(key(person))?.name ?? say('colleague')
  }
}
