import type { HomeView, ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { slackMessage } from '../../cards/slack/render.ts'
import type { ChannelId, PersonId, Platform } from '../../flows/ids.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { ttlCache } from '../people/ttlCache.ts'
import { isUnreachable, PlatformFailed, type PlatformPort } from '../ports/platform.ts'
import { PEOPLE_CACHED, type SlackPerson, slackPeople } from './people.ts'
import { uploadTo } from './upload.ts'
import { attempt, clientOptions, isHashConflict, lacksScope, toPlatformFailed } from './webApi.ts'

/** Members per request: https://docs.slack.dev/reference/methods/conversations.members */
const MEMBERS_PAGE = 200

/** The token of a workspace; undefined once the app was removed from it. */
export type TokenOf = (workspace: string) => Promise<string | undefined>

/** Slack's client is loaded when it is first needed: that takes longer than most of a start. */
const loadClient = () => import('@slack/web-api')

const clientFor = async ({ serviceUrl }: Platform, token: string): Promise<WebClient> =>
  new (await loadClient()).WebClient(token, clientOptions(serviceUrl))

/** Loads it, before the first call is due. */
export const warmUpClient = async (): Promise<void> => {
  await loadClient()
}

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

/**
 * Calls Slack's Web API, with each workspace's own token.
 * @param uploads where a file's bytes may be sent, e.g. `https://files.slack.com`
 */
export const slackOutbound = (
  tokenOf: TokenOf,
  { appId, uploads }: { readonly appId: string; readonly uploads: readonly string[] },
  now: () => Instant,
): SlackPort => {
  const upload = uploadTo(uploads)
  const clients = new Map<string, { readonly token: string; readonly client: WebClient }>()
  const at = async (platform: Platform): Promise<WebClient> => {
    const token = await tokenOf(platform.tenant)
    const known = clients.get(platform.tenant)
    if (token !== undefined && known?.token === token) return known.client
    clients.delete(platform.tenant)
    // The app was uninstalled: trying again won't help.
    if (token === undefined) throw new PlatformFailed(403)
    const client = await clientFor(platform, token)
    clients.set(platform.tenant, { token, client })
    return client
  }
  const people = slackPeople(appId, now)
  /** Chats can be opened about fifty a minute: after a 429 the next attempt doesn't open those again. */
  const chats = ttlCache<string>(PEOPLE_CACHED, now)
  const userOf = async (platform: Platform, id: string): Promise<SlackPerson> =>
    people.one(await at(platform), platform, id)

  const opened = async (platform: Platform, users: string): Promise<string> => {
    const key = `${platform.tenant} ${users}`
    const kept = chats.get(key)
    if (kept !== undefined) return kept
    const { channel } = await (await at(platform)).conversations.open({ users })
    if (!channel?.id) throw new PlatformFailed(404)
    chats.set(key, channel.id)
    return channel.id
  }

  const membersOf = async (platform: Platform, channel: string): Promise<readonly string[]> => {
    const ids: string[] = []
    let more: string | undefined
    do {
      const page = await (await at(platform)).conversations.members({
        channel,
        limit: MEMBERS_PAGE,
        ...(more ? { cursor: more } : {}),
      })
      ids.push(...(page.members ?? []))
      more = page.response_metadata?.next_cursor
    } while (more)
    return ids
  }

  return {
    post: (platform, conversation, card, thread) =>
      attempt(async () => {
        const message = { ...slackMessage(card), unfurl_links: false, unfurl_media: false }
        const sent = await (await at(platform)).chat.postMessage({
          channel: conversation,
          ...message,
          ...(thread === undefined ? {} : { thread_ts: thread }),
        })
        if (!sent.ts) throw new PlatformFailed(0)
        return { platform, conversation: sent.channel ?? conversation, message: sent.ts }
      }),
    edit: ({ platform, conversation, message: ts }, card) =>
      attempt(async () => {
        await (await at(platform)).chat.update({ channel: conversation, ts, ...slackMessage(card) })
      }),
    share: (platform, conversation, file) =>
      attempt(async () => {
        const { name, title, content } = file
        const bytes = Buffer.from(content as string)
        try {
          const place = await (await at(platform)).files.getUploadURLExternal({ filename: name, length: bytes.length })
          if (!place.upload_url || !place.file_id) throw new PlatformFailed(0)
          await upload(place.upload_url, bytes)
          const files: [{ id: string; title: string }] = [{ id: place.file_id, title }]
          await (await at(platform)).files.completeUploadExternal({ files, channel_id: conversation })
          return place.file_id
        } catch (error) {
          if (lacksScope(error)) return undefined
          throw error
        }
      }),
    unshare: (platform, file) =>
      attempt(async () => {
        await (await at(platform)).files.delete({ file })
      }),
    openChat: (platform, id) => attempt(() => opened(platform, id)),
    roster: (platform, channel) =>
      attempt(async () => {
        const ids = await membersOf(platform, channel)
        const everyone = await people.many(await at(platform), platform, ids)
        return everyone.filter(({ us }) => !us).map(({ person }) => person)
      }),
    person: (platform, _conversation, id) => attempt(async () => (await userOf(platform, id)).person),
    find: (platform, alias) =>
      attempt(async () => {
        const { person } = await userOf(platform, alias)
        // A bot or a deactivated account could never answer, and the round would wait for it.
        if (person.absent) throw new PlatformFailed(404)
        await opened(platform, alias)
        return person
      }),
    openWindow: (platform, trigger_id, view) =>
      attempt(async () => {
        await (await at(platform)).views.open({ trigger_id, view })
      }),
    pushWindow: (platform, trigger_id, view) =>
      attempt(async () => {
        await (await at(platform)).views.push({ trigger_id, view })
      }),
    updateWindow: (platform, which, view) =>
      attempt(async () => {
        await (await at(platform)).views.update({ ...which, view })
      }),
    publishHome: (platform, user_id, view, hash) =>
      attempt(async () => {
        try {
          const published = await (await at(platform)).views.publish({
            ...{ user_id, view },
            ...(hash === undefined ? {} : { hash }),
          })
          return published.view?.hash
        } catch (error) {
          if (hash !== undefined && isHashConflict(error)) return 'changed'
          throw error
        }
      }),
    isIn: (platform, channel) =>
      attempt(async () => {
        try {
          const found = await (await at(platform)).conversations.info({ channel })
          return found.channel?.is_member === true
        } catch (error) {
          if (isUnreachable(toPlatformFailed(error))) return false
          throw error
        }
      }),
  }
}
