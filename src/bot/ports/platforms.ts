import type { Platform } from '../../flows/ids.ts'
import type { PlatformPort } from './platform.ts'

/** One port over all platforms the bot is on: each call goes to the platform of its conversation. @throws for any other platform */
export const platforms = (ports: Readonly<Partial<Record<Platform['name'], PlatformPort>>>): PlatformPort => {
  const at = ({ name }: Platform): PlatformPort => {
    const port = ports[name]
    if (!port) throw new Error(`the bot isn't on ${name}`)
    return port
  }
  return {
    post: (platform, conversation, card, thread) => at(platform).post(platform, conversation, card, thread),
    edit: (message, card) => at(message.platform).edit(message, card),
    share: (platform, conversation, file) => at(platform).share(platform, conversation, file),
    unshare: (platform, file) => at(platform).unshare(platform, file),
    showHome: (platform, person, card) => at(platform).showHome(platform, person, card),
    openChat: (platform, person) => at(platform).openChat(platform, person),
    roster: (platform, channel) => at(platform).roster(platform, channel),
    person: (platform, conversation, person) => at(platform).person(platform, conversation, person),
    find: (platform, alias) => at(platform).find(platform, alias),
  }
}
