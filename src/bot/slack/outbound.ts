import type { HomeView, ModalView } from '@slack/types'
import { WebClient } from '@slack/web-api'
import { slackMessage } from '../../cards/slack/render.ts'
import type { ChannelId, PersonId, Platform } from '../../flows/ids.ts'
import type { Instant } from '../../kit/instant.ts'
import { isUnreachable, PlatformFailed, type PlatformPort } from '../ports/platform.ts'
import { ttlCache } from '../ttlCache.ts'
import { PEOPLE_CACHED, type SlackPerson, slackPeople } from './people.ts'
import { attempt, clientOptions, failed } from './webApi.ts'

const PAGE = 200

/** The token of a workspace; undefined once the app was removed from it. */
export type TokenOf = (workspace: string) => Promise<string | undefined>

const clientFor = ({ serviceUrl }: Platform, token: string): WebClient =>
  new WebClient(token, clientOptions(serviceUrl))

/** By the id Slack gave it, or by the one it was opened with. */
export type OpenWindow = { readonly view_id: string } | { readonly external_id: string }

/** What Slack can do besides: windows over a conversation, a page of a person's own, and whether the bot is in a channel. */
export interface SlackPort extends PlatformPort {
  /** @param trigger of a press, seconds old and used for nothing else */
  openWindow(platform: Platform, trigger: string, view: ModalView): Promise<void>
  /** Another on top of it, which closes to what was below. */
  pushWindow(platform: Platform, trigger: string, view: ModalView): Promise<void>
  updateWindow(platform: Platform, which: OpenWindow, next: ModalView): Promise<void>
  showPage(platform: Platform, person: PersonId, page: HomeView): Promise<void>
  isIn(platform: Platform, channel: ChannelId): Promise<boolean>
}

/** Speaks to Slack's Web API, in each workspace with its own token. @throws {PlatformFailed} */
export const slackOutbound = (tokenOf: TokenOf, appId: string, now: () => Instant): SlackPort => {
  const clients = new Map<string, { readonly token: string; readonly client: WebClient }>()
  const at = async (platform: Platform): Promise<WebClient> => {
    const token = await tokenOf(platform.tenant)
    const known = clients.get(platform.tenant)
    if (token !== undefined && known?.token === token) return known.client
    clients.delete(platform.tenant)
    // The app was removed: as with anyone it can't reach, trying again won't help.
    if (token === undefined) throw new PlatformFailed(403)
    const client = clientFor(platform, token)
    clients.set(platform.tenant, { token, client })
    return client
  }
  const people = slackPeople(appId, now)
  /** Looked up and opened one by one, fifty or so a minute: who asks again goes on where it was told to wait. */
  const chats = ttlCache<string>(PEOPLE_CACHED, now)
  const known = async (platform: Platform, id: string): Promise<SlackPerson> =>
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
        limit: PAGE,
        ...(more ? { cursor: more } : {}),
      })
      ids.push(...(page.members ?? []))
      more = page.response_metadata?.next_cursor
    } while (more)
    return ids
  }

  return {
    post: (platform, conversation, card) =>
      attempt(async () => {
        const message = { ...slackMessage(card), unfurl_links: false, unfurl_media: false }
        const sent = await (await at(platform)).chat.postMessage({ channel: conversation, ...message })
        if (!sent.ts) throw new PlatformFailed(0)
        return { platform, conversation: sent.channel ?? conversation, message: sent.ts }
      }),
    edit: ({ platform, conversation, message: ts }, card) =>
      attempt(async () => {
        await (await at(platform)).chat.update({ channel: conversation, ts, ...slackMessage(card) })
      }),
    openChat: (platform, id) => attempt(() => opened(platform, id)),
    roster: (platform, channel) =>
      attempt(async () => {
        const ids = await membersOf(platform, channel)
        const everyone = await people.many(await at(platform), platform, ids)
        return everyone.filter(({ us }) => !us).map(({ person }) => person)
      }),
    person: (platform, _conversation, id) => attempt(async () => (await known(platform, id)).person),
    find: (platform, alias) =>
      attempt(async () => {
        const { person } = await known(platform, alias)
        // Nobody who could answer: a round must not wait for it.
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
    showPage: (platform, user_id, view) =>
      attempt(async () => {
        await (await at(platform)).views.publish({ user_id, view })
      }),
    isIn: (platform, channel) =>
      attempt(async () => {
        try {
          const found = await (await at(platform)).conversations.info({ channel })
          return found.channel?.is_member === true
        } catch (error) {
          if (isUnreachable(failed(error))) return false
          throw error
        }
      }),
  }
}
