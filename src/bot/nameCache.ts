import { HOUR, type Instant } from '../kit/instant.ts'
import type { FetchNames } from './context.ts'
import { isUnreachable, PlatformFailed, type PlatformPort } from './ports/platform.ts'
import { ttlCache } from './ttlCache.ts'

/** So long a name that was fetched to draw a card is remembered. */
export const NAMES_CACHED = HOUR

/** Names in memory for an hour, never in the store; who can't be found is "een collega". */
export const nameCache = (port: PlatformPort, now: () => Instant): FetchNames => {
  const known = ttlCache<string>(NAMES_CACHED, now)
  return async (platform, channel, people, say) => {
    const key = (person: string): string => `${platform.name} ${platform.tenant} ${person}`
    /** Who isn't in the channel is known in her private chat, if anywhere. */
    const nameOf = async (person: string): Promise<string> => {
      try {
        return (await port.person(platform, channel, person)).name
      } catch (error) {
        if (!isUnreachable(error)) throw error
        return (await port.person(platform, await port.openChat(platform, person), person)).name
      }
    }
    const missing = people.filter((person) => known.get(key(person)) === undefined)
    await Promise.all(
      missing.map(async (person) => {
        try {
          known.set(key(person), await nameOf(person))
        } catch (error) {
          if (!(error instanceof PlatformFailed)) throw error
        }
      }),
    )
    return (person) => known.get(key(person)) ?? say('colleague')
  }
}
