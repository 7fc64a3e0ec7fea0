import { NOBODY } from '../../flows/ids.ts'
import { durationOf } from '../../flows/retention.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import type { FetchNames } from '../context.ts'
import { isUnreachable, PlatformFailed, type PlatformPort } from '../ports/platform.ts'
import { ttlCache } from './ttlCache.ts'

/** Milliseconds a name that was looked up for a card stays in memory. */
export const NAMES_CACHED = durationOf('names')

/** Names are cached in memory for an hour and never stored; who can't be found is "een collega". */
export const nameCache = (port: PlatformPort, now: () => Instant): FetchNames => {
  const known = ttlCache<string>(NAMES_CACHED, now)
  return async (platform, channel, people, say) => {
    const key = (person: string): string => `${platform.name} ${platform.tenant} ${person}`
    /** Someone outside the channel is found through her private chat, if at all. */
    const nameOf = async (person: string): Promise<string> => {
      try {
        return (await port.person(platform, channel, person)).name
      } catch (error) {
        if (!isUnreachable(error)) throw error
        return (await port.person(platform, await port.openChat(platform, person), person)).name
      }
    }
    const missing = people.filter((person) => person !== NOBODY && known.get(key(person)) === undefined)
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
