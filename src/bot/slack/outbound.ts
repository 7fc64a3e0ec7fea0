import type { HomeView, ModalView } from '@slack/types'
import { slackMessage } from '../../cards/slack/render.ts'
import type { ChannelId, PersonId, Platform } from '../../flows/ids.ts'
import type { HttpClient } from '../../http/client.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { ttlCache } from '../people/ttlCache.ts'
import { isUnreachable, PlatformFailed, type PlatformPort } from '../ports/platform.ts'
import { PEOPLE_CACHED, type SlackPerson, slackPeople } from './people.ts'
import { uploadTo } from './responseUrl.ts'
import { type Client, everyPage, isHashConflict, lacksScope, noAnswer, type Paged, webApi } from './webApi.ts'

/** Members per request: https://docs.slack.dev/reference/methods/conversations.members */
const MEMBERS_PAGE = 200

/** The token of a workspace; undefined once the app was removed from it. */
export type TokenOf = (workspace: string) => Promise<string | undefined>

/** By the id Slack gave the window, or by the one it was opened with. */
export type OpenWindow = { readonly view_id: string } | { readonly external_id: string }

/** What only Slack can do: windows (modals), a home page per person, and telling whether the bot is in a channel. */
export interface SlackPort extends Omit<PlatformPort, 'showHome'> {
  /** @param trigger of a press: valid for three seconds, and for one window */
  openWindow(platform: Platform, trigger: string, view: ModalView): Promise<void>
  /** Opens another window on top, which closes to the one below. */
  pushWindow(platform: Platform, trigger: string, view: ModalView): Promise<void>
  updateWindow(platform: Platform, which: OpenWindow, next: ModalView): Promise<void>
  /**
   * @param hash the state in which it was left: if it isn't in that any more, nothing is published
   * @returns the state in which it is now; `changed` where it was in another
   */
  publishHome(platform: Platform, person: PersonId, view: HomeView, hash?: string): Promise<string | undefined>
  isIn(platform: Platform, channel: ChannelId): Promise<boolean>
}

interface OutboundSettings {
  readonly appId: string
  /** Where a file's bytes may be sent, e.g. `https://files.slack.com`. */
  readonly uploads: readonly string[]
  readonly http: HttpClient
}

/** Calls Slack's Web API, with each workspace's own token. */
export const slackOutbound = (
  tokenOf: TokenOf,
  { appId, uploads, http }: OutboundSettings,
  now: () => Instant,
): SlackPort => {
  const upload = uploadTo(uploads, http)
  const clients = new Map<string, { readonly token: string; readonly client: Client }>()
  const clientAt = async ({ tenant, serviceUrl }: Platform): Promise<Client> => {
    const token = await tokenOf(tenant).catch((error: unknown) => {
      throw noAnswer(error)
    })
    const known = clients.get(tenant)
    if (token !== undefined && known?.token === token) return known.client
    clients.delete(tenant)
    // The app was uninstalled: trying again won't help.
    if (token === undefined) throw new PlatformFailed(403)
    const client = webApi(http, serviceUrl, token)
    clients.set(tenant, { token, client })
    return client
  }
  const call = async <Answer extends object>(platform: Platform, ...[method, given]: Parameters<Client>) =>
    (await clientAt(platform))<Answer>(method, given)
  const people = slackPeople(appId, now)
  /** Chats can be opened about fifty a minute: after a 429 the next attempt doesn't open those again. */
  const chats = ttlCache<string>(PEOPLE_CACHED, now)
  const userOf = async (platform: Platform, id: string): Promise<SlackPerson> =>
    people.one(await clientAt(platform), platform, id)

  const opened = async (platform: Platform, users: string): Promise<string> => {
    const key = `${platform.tenant} ${users}`
    const kept = chats.get(key)
    if (kept !== undefined) return kept
    const { channel } = await call<{ channel?: { id?: string } }>(platform, 'conversations.open', { users })
    if (!channel?.id) throw new PlatformFailed(404)
    chats.set(key, channel.id)
    return channel.id
  }

  const membersOf = async (platform: Platform, channel: string): Promise<readonly string[]> => {
    const ids: string[] = []
    await everyPage(async (cursor) => {
      const asked = { channel, limit: MEMBERS_PAGE, cursor }
      const page = await call<Paged & { members?: readonly string[] }>(platform, 'conversations.members', asked)
      ids.push(...(page.members ?? []))
      return page
    })
    return ids
  }

  const shared = async (platform: Platform, conversation: string, name: string, title: string, bytes: Buffer) => {
    const asked = { filename: name, length: bytes.length }
    const place = await call<{ upload_url?: string; file_id?: string }>(platform, 'files.getUploadURLExternal', asked)
    if (!place.upload_url || !place.file_id) throw new PlatformFailed(0)
    await upload(place.upload_url, bytes)
    const files = [{ id: place.file_id, title }]
    await call(platform, 'files.completeUploadExternal', { files, channel_id: conversation })
    return place.file_id
  }

  return {
    post: async (platform, conversation, card, thread) => {
      const message = { ...slackMessage(card), unfurl_links: false, unfurl_media: false }
      const given = { channel: conversation, ...message, thread_ts: thread }
      const sent = await call<{ ts?: string; channel?: string }>(platform, 'chat.postMessage', given)
      if (!sent.ts) throw new PlatformFailed(0)
      return { platform, conversation: sent.channel ?? conversation, message: sent.ts }
    },
    edit: async ({ platform, conversation, message: ts }, card) => {
      await call(platform, 'chat.update', { channel: conversation, ts, ...slackMessage(card) })
    },
    share: async (platform, conversation, { name, title, content }) => {
      try {
        return await shared(platform, conversation, name, title, Buffer.from(content as string))
      } catch (error) {
        if (lacksScope(error)) return undefined
        throw error
      }
    },
    unshare: async (platform, file) => {
      await call(platform, 'files.delete', { file })
    },
    openChat: opened,
    roster: async (platform, channel) => {
      const ids = await membersOf(platform, channel)
      const everyone = await people.many(await clientAt(platform), platform, ids)
      return everyone.filter(({ us }) => !us).map(({ person }) => person)
    },
    person: async (platform, _conversation, id) => (await userOf(platform, id)).person,
    find: async (platform, alias) => {
      const { person } = await userOf(platform, alias)
      // A bot or a deactivated account could never answer, and the round would wait for it.
      if (person.absent) throw new PlatformFailed(404)
      await opened(platform, alias)
      return person
    },
    openWindow: async (platform, trigger_id, view) => {
      await call(platform, 'views.open', { trigger_id, view })
    },
    pushWindow: async (platform, trigger_id, view) => {
      await call(platform, 'views.push', { trigger_id, view })
    },
    updateWindow: async (platform, which, view) => {
      await call(platform, 'views.update', { ...which, view })
    },
    publishHome: async (platform, user_id, view, hash) => {
      try {
        const published = await call<{ view?: { hash?: string } }>(platform, 'views.publish', { user_id, view, hash })
        return published.view?.hash
      } catch (error) {
        if (hash !== undefined && isHashConflict(error)) return 'changed'
        throw error
      }
    },
    isIn: async (platform, channel) => {
      try {
        const found = await call<{ channel?: { is_member?: boolean } }>(platform, 'conversations.info', { channel })
        return found.channel?.is_member === true
      } catch (error) {
        if (isUnreachable(error)) return false
        throw error
      }
    },
  }
}
