import type { Platform } from '../../flows/ids.ts'
import { durationOf } from '../../flows/retention.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { nameFrom } from '../people/naming.ts'
import { ttlCache } from '../people/ttlCache.ts'
import { isUnreachable, PlatformFailed, type PlatformUser } from '../ports/platform.ts'
import { type Client, everyPage, type Paged } from './webApi.ts'

/** Milliseconds a looked-up person is cached in memory: Slack allows about a hundred lookups a minute. https://docs.slack.dev/reference/methods/users.info */
export const PEOPLE_CACHED = durationOf('slackPeople')
/** More people than this are looked up in the list of the whole workspace, a page at a time. */
const ONE_BY_ONE = 40
const LIST_PAGE = 500

/** How many are looked up one by one at a time. */
const AT_ONCE = 8

/** What we read of https://docs.slack.dev/reference/objects/user-object */
interface User {
  readonly id?: string
  readonly team_id?: string
  readonly name?: string
  readonly real_name?: string
  readonly deleted?: boolean
  readonly is_bot?: boolean
  readonly is_restricted?: boolean
  readonly is_ultra_restricted?: boolean
  readonly is_stranger?: boolean
  readonly profile?: { readonly display_name?: string; readonly real_name?: string; readonly api_app_id?: string }
  readonly enterprise_user?: { readonly teams?: readonly string[] }
}

/** From another workspace, in a channel the two share; in a large organisation people belong to several. */
const isStranger = ({ is_stranger, team_id, enterprise_user }: User, { tenant }: Platform): boolean =>
  is_stranger === true ||
  (team_id !== undefined && team_id !== tenant && !(enterprise_user?.teams ?? []).includes(tenant))

/** Slackbot is a member of every workspace that isn't marked as a bot. */
const absence = ({ id, is_bot, deleted }: User): PlatformUser['absent'] => {
  if (is_bot || id === 'USLACKBOT') return 'bot'
  return deleted ? 'deactivated' : undefined
}

/** The first that says anything: people may give themselves a name that nobody sees. */
const nameOf = ({ profile, real_name, name }: User): string =>
  [profile?.display_name, profile?.real_name, real_name, name].map(nameFrom).find(Boolean) ?? ''

const userOf = (platform: Platform, id: string, user: User): PlatformUser => {
  const absent = absence(user)
  const handle = nameFrom(user.name)
  return {
    id,
    alias: id,
    name: nameOf(user),
    ...(handle ? { handle } : {}),
    guest: Boolean(user.is_restricted || user.is_ultra_restricted),
    ...(isStranger(user, platform) ? { stranger: true } : {}),
    ...(absent ? { absent } : {}),
  }
}

/** A person as Slack knows her. */
export interface SlackPerson {
  readonly person: PlatformUser
  /** Whether this is the bot's own account. */
  readonly us: boolean
}
/** Lookups of people, one or many. */
export interface SlackPeople {
  readonly one: (client: Client, platform: Platform, id: string) => Promise<SlackPerson>
  readonly many: (client: Client, platform: Platform, ids: readonly string[]) => Promise<readonly SlackPerson[]>
}

/**
 * Looks up people at Slack, through a cache.
 * @param appId by which the bot's own account is recognised
 * @throws {PlatformFailed}
 */
export const slackPeople = (appId: string, now: () => Instant): SlackPeople => {
  const known = ttlCache<SlackPerson>(PEOPLE_CACHED, now)
  const keyOf = ({ tenant }: Platform, id: string): string => `${tenant} ${id}`
  const remember = (platform: Platform, id: string, user: User): SlackPerson => {
    const found = { person: userOf(platform, id, user), us: user.profile?.api_app_id === appId }
    known.set(keyOf(platform, id), found)
    return found
  }

  /** Of a channel's people one who can't be looked up is known by her id alone: the others are there all the same. */
  const oneOfMany: SlackPeople['one'] = async (client, platform, id) => {
    try {
      return await one(client, platform, id)
    } catch (error) {
      if (!isUnreachable(error)) throw error
      return { person: { id, alias: id, name: '', guest: false, absent: 'unknown' }, us: false }
    }
  }

  const one: SlackPeople['one'] = async (client, platform, id) => {
    const kept = known.get(keyOf(platform, id))
    if (kept) return kept
    const { user } = await client<{ readonly user?: User }>('users.info', { user: id })
    if (!user) throw new PlatformFailed(404)
    return remember(platform, id, user)
  }

  /** Members of other workspaces aren't in the list: they are looked up one by one afterwards. */
  const readList = async (client: Client, platform: Platform, wanted: ReadonlySet<string>): Promise<void> => {
    const missing = new Set(wanted)
    await everyPage(async (cursor) => {
      const page = await client<Paged & { readonly members?: readonly User[] }>('users.list', {
        limit: LIST_PAGE,
        cursor,
      })
      for (const user of page.members ?? [])
        if (user.id !== undefined && missing.delete(user.id)) remember(platform, user.id, user)
      return missing.size === 0 ? 'enough' : page
    })
  }

  return {
    one,
    many: async (client, platform, ids) => {
      const missing = ids.filter((id) => known.get(keyOf(platform, id)) === undefined)
      if (missing.length > ONE_BY_ONE) await readList(client, platform, new Set(missing))
      const found: SlackPerson[] = []
      for (let at = 0; at < ids.length; at += AT_ONCE)
        found.push(...(await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => oneOfMany(client, platform, id)))))
      return found
    },
  }
}
