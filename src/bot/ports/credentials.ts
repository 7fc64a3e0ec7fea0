import type { Platform } from '../../flows/ids.ts'
import { PlatformFailed, type PlatformPort } from './platform.ts'

/** Whether a platform takes what the settings say the bot gets in with, as was seen last. */
export interface Credentials {
  /** Undefined before anything was seen. */
  readonly accepted: () => boolean | undefined
  readonly seen: (accepted: boolean) => void
}

/** @param changed told when what is seen isn't what was seen before, and at the start only of what is wrong */
export const credentials = (changed: (accepted: boolean) => void = () => undefined): Credentials => {
  let known: boolean | undefined
  return {
    accepted: () => known,
    seen: (accepted) => {
      const was = known ?? true
      known = accepted
      if (was !== accepted) changed(accepted)
    },
  }
}

/** What a failed call says of the credentials: that they aren't taken. Any other failure says nothing of them. */
const failedWith = (error: unknown, name: Platform['name'], own: Credentials | undefined): unknown => {
  if (!(error instanceof PlatformFailed)) return error
  const { status, kind, retryAfter, trouble } = error
  const isOwn = own !== undefined && (kind === 'unauthorized' || kind === 'credentials')
  if (isOwn) own.seen(false)
  const failed = isOwn ? new PlatformFailed(status, retryAfter, { kind: 'credentials', trouble, cause: error }) : error
  failed.platform = name
  return failed
}

/**
 * A port whose failures say whose they are, and what they say of the bot's credentials.
 * @param own undefined where they aren't those of the settings, as in many workspaces of Slack, each of which has its own
 */
export const watchCredentials = (
  name: Platform['name'],
  port: PlatformPort,
  own: Credentials | undefined,
): PlatformPort => {
  /** @param asks whether the platform is asked each time: what is remembered says nothing */
  const call = async <T>(run: () => Promise<T>, asks = false): Promise<T> => {
    try {
      const answer = await run()
      if (asks) own?.seen(true)
      return answer
    } catch (error) {
      throw failedWith(error, name, own)
    }
  }
  return {
    post: (platform, conversation, card, thread) => call(() => port.post(platform, conversation, card, thread), true),
    edit: (message, card) => call(() => port.edit(message, card), true),
    share: (platform, conversation, file) => call(() => port.share(platform, conversation, file)),
    unshare: (platform, file) => call(() => port.unshare(platform, file)),
    showHome: (platform, person, card) => call(() => port.showHome(platform, person, card), true),
    openChat: (platform, person) => call(() => port.openChat(platform, person)),
    roster: (platform, channel) => call(() => port.roster(platform, channel), true),
    person: (platform, conversation, person) => call(() => port.person(platform, conversation, person)),
    find: (platform, alias) => call(() => port.find(platform, alias)),
  }
}
