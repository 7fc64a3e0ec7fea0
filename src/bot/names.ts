import { HOUR, type Instant } from '../kit/instant.ts'
import type { FetchNames } from './deps.ts'
import { isUnreachable, PlatformFailed, type PlatformPort } from './platform.ts'

const KEPT = HOUR
const MOST = 5000

/** Names in memory for an hour, never in the store; who can't be found is "een collega". */
export const namesInMemory = (port: PlatformPort, now: () => Instant): FetchNames => {
  const known = new Map<string, { name: string; until: Instant }>()
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
    const missing = people.filter((person) => (known.get(key(person))?.until ?? 0) <= now())
    await Promise.all(
      missing.map(async (person) => {
        try {
          const name = await nameOf(person)
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
