import { NOBODY } from '../../flows/ids.ts'
import { durationOf } from '../../flows/retention.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import type { FetchNames } from '../context.ts'
import { isUnreachable, PlatformFailed, type PlatformPort, type PlatformUser } from '../ports/platform.ts'
import { withWord } from './naming.ts'
import { ttlCache } from './ttlCache.ts'

/** Milliseconds a name that was looked up for a card stays in memory. */
export const NAMES_CACHED = durationOf('names')

type Called = Pick<PlatformUser, 'name' | 'handle'>

/**
 * Names are cached in memory for an hour and never stored; who can't be found, or has no name, is "een collega". Two on one card who
 * are called the same are told apart.
 */
export const nameCache = (port: PlatformPort, now: () => Instant): FetchNames => {
  const known = ttlCache<Called>(NAMES_CACHED, now)
  return async (platform, channel, people, say) => {
    const key = (person: string): string => `${platform.name} ${platform.tenant} ${person}`
    /** Someone outside the channel is found through her private chat, if at all. */
    const lookUp = async (person: string): Promise<Called> => {
      try {
        return await port.person(platform, channel, person)
      } catch (error) {
        if (!isUnreachable(error)) throw error
        return await port.person(platform, await port.openChat(platform, person), person)
      }
    }
    const missing = people.filter((person) => person !== NOBODY && known.get(key(person)) === undefined)
    await Promise.all(
      missing.map(async (person) => {
        try {
          const { name, handle } = await lookUp(person)
          known.set(key(person), handle ? { name, handle } : { name })
        } catch (error) {
          if (!(error instanceof PlatformFailed)) throw error
        }
      }),
    )
    const named = [...new Set(people)].filter((person) => known.get(key(person))?.name)
    const names = withWord(
      named.map((person) => known.get(key(person))?.name ?? ''),
      named,
      (person) => known.get(key(person))?.handle,
    )
    const called = new Map(named.map((person, at) => [person, names[at]]))
    return (person) => called.get(person) ?? (known.get(key(person))?.name || say('colleague'))
  }
}
