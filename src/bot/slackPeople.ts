import type { WebClient } from '@slack/web-api'
import type { Platform } from '../flows/names.ts'
import { type Instant, MINUTE } from '../kit/instant.ts'
import { type Person, PlatformFailed } from './platform.ts'

/** Slack tells of people one by one, a hundred or so a minute: what it told is kept this long, in memory alone. */
const KEPT = 10 * MINUTE
const MOST = 5000

type User = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>

/** Guests of the workspace, and strangers from another one in a shared channel. */
const isGuest = (user: User, { tenant }: Platform): boolean =>
  Boolean(
    user.is_restricted || user.is_ultra_restricted || user.is_stranger || (user.team_id && user.team_id !== tenant),
  )

/** Slack's own helper is a member that doesn't call itself a bot. */
const absence = ({ id, is_bot, deleted }: User): Person['absent'] => {
  if (is_bot || id === 'USLACKBOT') return 'bot'
  return deleted ? 'deactivated' : undefined
}

const personOf = (platform: Platform, id: string, user: User): Person => {
  const absent = absence(user)
  return {
    id,
    alias: id,
    name: user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || '',
    guest: isGuest(user, platform),
    ...(absent ? { absent } : {}),
  }
}

export interface SlackPerson {
  readonly person: Person
  /** The bot itself: in every channel it is used in. */
  readonly us: boolean
}
export type FetchPerson = (client: WebClient, platform: Platform, id: string) => Promise<SlackPerson>

/** People as Slack knows them, asked once in a while. @param appId to know the bot itself by. @throws what the client throws, and {PlatformFailed} */
export const slackPeople = (appId: string, now: () => Instant): FetchPerson => {
  const known = new Map<string, SlackPerson & { readonly until: Instant }>()
  return async (client, platform, id) => {
    const key = `${platform.tenant} ${id}`
    const kept = known.get(key)
    if (kept && kept.until > now()) return kept
    const { user } = await client.users.info({ user: id })
    if (!user) throw new PlatformFailed(404)
    const found = { person: personOf(platform, id, user), us: user.profile?.api_app_id === appId }
    if (known.size >= MOST) known.clear()
    known.set(key, { ...found, until: now() + KEPT })
    return found
  }
}
