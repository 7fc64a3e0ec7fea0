import {
  type Logger,
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
} from '@slack/web-api'
import type { Card } from '../cards/card.ts'
import { slackMessage } from '../cards/slack.ts'
import type { Platform } from '../flows/names.ts'
import { SECOND } from '../kit/instant.ts'
import { type Person, PlatformFailed, type PlatformPort } from './platform.ts'

/** The client has no limit of its own. */
const REQUEST_TIMEOUT = 8 * SECOND
const PAGE = 200
/** A channel's people are asked for one by one: so many at a time. */
const AT_ONCE = 8

/** The token of a workspace; undefined once the app was removed from it. */
export type TokenOf = (workspace: string) => Promise<string | undefined>

/** Slack answers 200 and says in a word what went wrong: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const STATUS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    channel_not_found: 404,
    user_not_found: 404,
    users_not_found: 404,
    message_not_found: 404,
    is_archived: 404,
    user_disabled: 403,
    user_not_visible: 403,
    cannot_dm_bot: 403,
    not_in_channel: 403,
    restricted_action: 403,
    cant_update_message: 403,
    cant_dm_external_user: 403,
    account_inactive: 401,
    invalid_auth: 401,
    not_authed: 401,
    token_expired: 401,
    token_revoked: 401,
    ratelimited: 429,
    rate_limited: 429,
    fatal_error: 503,
    internal_error: 503,
    request_timeout: 503,
    service_unavailable: 503,
  }),
)

const failed = (error: unknown): PlatformFailed => {
  // The client's error quotes request and response: only its name goes on.
  const options = { cause: error instanceof Error ? new Error(error.name) : undefined }
  if (error instanceof WebAPIRateLimitedError) return new PlatformFailed(429, error.retryAfter * SECOND, options)
  if (error instanceof WebAPIPlatformError) {
    const { error: word } = error.data
    // A page of something in between comes as such a word too, and is no answer of Slack's.
    return new PlatformFailed(STATUS.get(word) ?? (/^\w{1,80}$/.test(word) ? 400 : 0), undefined, options)
  }
  return new PlatformFailed(error instanceof WebAPIHTTPError ? error.statusCode : 0, undefined, options)
}

const attempt = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call()
  } catch (error) {
    throw error instanceof PlatformFailed ? error : failed(error)
  }
}

/** The client logs requests with what is in them; rule 5.10 lets none of that through. */
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
}

/** It would otherwise try again in memory for half an hour, and hold a whole workspace for one refusal. */
const clientFor = ({ serviceUrl }: Platform, token: string): WebClient =>
  new WebClient(token, {
    slackApiUrl: `${serviceUrl}/`,
    allowAbsoluteUrls: false,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: REQUEST_TIMEOUT,
    maxRequestConcurrency: AT_ONCE,
    logger: silent,
  })

type User = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>

/** Guests of the workspace, and strangers from another one in a shared channel. */
const isGuest = (user: User, { tenant }: Platform): boolean =>
  Boolean(
    user.is_restricted || user.is_ultra_restricted || user.is_stranger || (user.team_id && user.team_id !== tenant),
  )

const personOf = (platform: Platform, id: string, user: User): Person => ({
  id,
  alias: id,
  name: user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || '',
  guest: isGuest(user, platform),
})

/** Slack's own helper is a member that doesn't call itself a bot. */
const isSomeone = ({ id, is_bot, deleted }: User): boolean => !is_bot && !deleted && id !== 'USLACKBOT'

/** Speaks to Slack's Web API, in each workspace with its own token. @throws {PlatformFailed} */
export const slackOut = (tokenOf: TokenOf): PlatformPort => {
  const clients = new Map<string, { readonly token: string; readonly client: WebClient }>()
  const at = async (platform: Platform): Promise<WebClient> => {
    const token = await tokenOf(platform.tenant)
    const known = clients.get(platform.tenant)
    if (token !== undefined && known?.token === token) return known.client
    clients.delete(platform.tenant)
    if (token === undefined) throw new PlatformFailed(401)
    const client = clientFor(platform, token)
    clients.set(platform.tenant, { token, client })
    return client
  }

  const userOf = async (platform: Platform, id: string): Promise<User> => {
    const { user } = await (await at(platform)).users.info({ user: id })
    if (!user) throw new PlatformFailed(404)
    return user
  }
  const someone = async (platform: Platform, id: string): Promise<Person> => {
    const user = await userOf(platform, id)
    // Nobody who could answer: a round must not wait for it.
    if (!isSomeone(user)) throw new PlatformFailed(404)
    return personOf(platform, id, user)
  }
  const message = (card: Card) => ({ ...slackMessage(card), unfurl_links: false, unfurl_media: false })

  return {
    post: (platform, conversation, card) =>
      attempt(async () => {
        const sent = await (await at(platform)).chat.postMessage({ channel: conversation, ...message(card) })
        if (!sent.ts) throw new PlatformFailed(0)
        return { platform, conversation: sent.channel ?? conversation, message: sent.ts }
      }),
    edit: ({ platform, conversation, message: ts }, card) =>
      attempt(async () => {
        await (await at(platform)).chat.update({ channel: conversation, ts, ...slackMessage(card) })
      }),
    openChat: (platform, person) =>
      attempt(async () => {
        const { channel } = await (await at(platform)).conversations.open({ users: person })
        if (!channel?.id) throw new PlatformFailed(404)
        return channel.id
      }),
    roster: (platform, channel) =>
      attempt(async () => {
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
        const users = await Promise.all(ids.map(async (id) => ({ id, user: await userOf(platform, id) })))
        return users.filter(({ user }) => isSomeone(user)).map(({ id, user }) => personOf(platform, id, user))
      }),
    person: (platform, _conversation, person) => attempt(() => someone(platform, person)),
    find: (platform, alias) => attempt(() => someone(platform, alias)),
  }
}
