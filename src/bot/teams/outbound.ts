import type { App } from '@microsoft/teams.apps'
import type { Card } from '../../cards/card.ts'
import { teamsCard } from '../../cards/teams/render.ts'
import type { Platform } from '../../flows/ids.ts'
import { SECOND } from '../../kit/calendar/instant.ts'
import { nameFrom } from '../people/naming.ts'
import { PlatformFailed, type PlatformPort, type PlatformUser } from '../ports/platform.ts'

/** Neither this SDK nor its HTTP client has a limit of its own. A press must be answered within about 10 seconds. */
export const REQUEST_TIMEOUT = 8 * SECOND
/** People per request: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
const ROSTER_PAGE = 500

interface HttpFailure {
  readonly response?: { readonly status?: number; readonly headers?: Readonly<Record<string, unknown>> }
}

/** What the SDK's HTTP client threw, as a failure of any platform. */
const toPlatformFailed = (error: unknown): PlatformFailed => {
  const { response } = (typeof error === 'object' && error !== null ? error : {}) as HttpFailure
  const wait = Number(response?.headers?.['retry-after'])
  return new PlatformFailed(
    response?.status ?? 0,
    Number.isFinite(wait) && wait > 0 ? Math.round(wait * SECOND) : undefined,
    {
      // The client's error quotes request and response: only its name goes on.
      cause: error instanceof Error ? new Error(error.name) : undefined,
    },
  )
}

const attempt = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call()
  } catch (error) {
    if (error instanceof PlatformFailed) throw error
    throw toPlatformFailed(error)
  }
}

interface Account {
  readonly id: string
  readonly name?: string
  readonly aadObjectId?: string
  readonly userRole?: string
  readonly email?: string
  readonly userPrincipalName?: string
}

/** A guest's principal name is her address with its sign changed, and `#EXT#` behind it. */
const mailOf = ({ email, userPrincipalName = '' }: Account): string => {
  const [guest, ...host] = userPrincipalName.split(/#EXT#/i)
  return nameFrom(email || (host.length > 0 ? guest?.replace(/_(?=[^_]*$)/, '@') : userPrincipalName))
}

const userOf = (account: Account): PlatformUser => {
  const { id, name, aadObjectId, userRole } = account
  const mail = mailOf(account)
  const handle = mail.split('@')[0]
  return {
    id,
    alias: aadObjectId ?? id,
    name: nameFrom(name),
    guest: userRole === 'guest',
    ...(mail.includes('@') ? { mail } : {}),
    ...(handle ? { handle } : {}),
  }
}

const activity = (card: Card) => ({
  type: 'message' as const,
  summary: card.summary,
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' as const, content: teamsCard(card) }],
})

/** Calls the Teams service of each conversation's region. @param client the SDK's @param botId the app's id, under which the bot posts */
export const teamsOutbound = (client: () => Promise<App['api']>, botId: string): PlatformPort => {
  const clients = new Map<string, App['api']>()
  const at = async ({ serviceUrl }: Platform): Promise<App['api']['conversations']> => {
    const known = clients.get(serviceUrl) ?? (await client()).clone({ serviceUrl })
    clients.set(serviceUrl, known)
    return known.conversations
  }

  /** @param person the bot service's own id, or the directory's: it takes either */
  const opened = async (platform: Platform, person: string): Promise<string> => {
    const { tenant } = platform
    const chat = await (await at(platform)).create({
      isGroup: false,
      bot: { id: botId, role: 'bot', name: 'Quickscan' },
      members: [{ id: person, role: 'user', name: '' }],
      tenantId: tenant,
      channelData: { tenant: { id: tenant } },
    })
    return chat.id
  }

  return {
    // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
    post: (platform, channel, card, thread) =>
      attempt(async () => {
        const conversation = thread === undefined ? channel : `${channel};messageid=${thread}`
        const sent = await (await at(platform)).createActivity(conversation, activity(card))
        return { platform, conversation, message: sent.id }
      }),
    edit: ({ platform, conversation, message }, card) =>
      attempt(async () => {
        await (await at(platform)).updateActivity(conversation, message, activity(card))
      }),
    // A bot's files need a person's consent and a place in her OneDrive: a link needs neither.
    share: async () => undefined,
    unshare: async () => undefined,
    openChat: (platform, person) => attempt(() => opened(platform, person)),
    find: (platform, alias) =>
      attempt(async () => {
        const chat = await opened(platform, alias)
        const accounts = await (await at(platform)).getMembers(chat)
        const account = accounts.find((one) => one.aadObjectId === alias) ?? accounts[0]
        if (!account) throw new PlatformFailed(404)
        return userOf(account)
      }),
    roster: (platform, channel) =>
      attempt(async () => {
        const people: PlatformUser[] = []
        let more: string | undefined
        do {
          const page = await (await at(platform)).getPagedMembers(channel, ROSTER_PAGE, more)
          people.push(...page.members.map(userOf))
          more = page.continuationToken
        } while (more)
        return people
      }),
    person: (platform, conversation, person) =>
      attempt(async () => {
        return userOf(await (await at(platform)).getMemberById(conversation, person))
      }),
  }
}
