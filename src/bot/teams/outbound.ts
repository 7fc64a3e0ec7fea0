import type { Card } from '../../cards/card.ts'
import { teamsCard } from '../../cards/teams/render.ts'
import type { Platform } from '../../flows/ids.ts'
import type { HttpClient } from '../../http/client.ts'
import { nameFrom } from '../people/naming.ts'
import { PlatformFailed, type PlatformPort, type PlatformUser } from '../ports/platform.ts'
import type { BotToken } from './botToken.ts'
import { type Account, type Connector, connector } from './connector.ts'

/** People per request: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
const ROSTER_PAGE = 500

/** A guest's principal name is her address with its sign changed, and `#EXT#` behind it. */
const mailOf = ({ email, userPrincipalName = '' }: Account): string => {
  const [guest, ...host] = userPrincipalName.split(/#EXT#/i)
  return nameFrom(email || (host.length > 0 ? guest?.replace(/_(?=[^_]*$)/, '@') : userPrincipalName))
}

const userOf = (account: Account): PlatformUser => {
  const { id, name, objectId, aadObjectId = objectId, userRole } = account
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

/** Calls the Teams service of each conversation's region. @param botId the app's id, under which the bot posts */
export const teamsOutbound = (token: BotToken, http: HttpClient, botId: string): PlatformPort => {
  const connectors = new Map<string, Connector>()
  const at = ({ serviceUrl }: Platform): Connector => {
    const known = connectors.get(serviceUrl) ?? connector(serviceUrl, token, http)
    connectors.set(serviceUrl, known)
    return known
  }

  /** @param person the bot service's own id, or the directory's: it takes either */
  const opened = async (platform: Platform, person: string): Promise<string> => {
    const { tenant } = platform
    const chat = await at(platform).open({
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
    post: async (platform, channel, card, thread) => {
      const conversation = thread === undefined ? channel : `${channel};messageid=${thread}`
      const { id: message } = await at(platform).post(conversation, activity(card))
      return { platform, conversation, message }
    },
    edit: ({ platform, conversation, message }, card) => at(platform).edit(conversation, message, activity(card)),
    // A bot's files need a person's consent and a place in her OneDrive: a link needs neither.
    share: async () => undefined,
    unshare: async () => undefined,
    // What is hers stands in a tab of the app (`src/tab`).
    showHome: async () => undefined,
    openChat: opened,
    find: async (platform, alias) => {
      const chat = await opened(platform, alias)
      const accounts = await at(platform).members(chat)
      const account = accounts.find(({ objectId, aadObjectId = objectId }) => aadObjectId === alias) ?? accounts[0]
      if (!account) throw new PlatformFailed(404)
      return userOf(account)
    },
    roster: async (platform, channel) => {
      const people: PlatformUser[] = []
      let more: string | undefined
      do {
        const page = await at(platform).page(channel, ROSTER_PAGE, more)
        people.push(...page.members.map(userOf))
        more = page.continuationToken
      } while (more)
      return people
    },
    person: async (platform, conversation, person) => userOf(await at(platform).member(conversation, person)),
  }
}
