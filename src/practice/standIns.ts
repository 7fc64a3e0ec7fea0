import { type Authority, createAuthority } from './authority.ts'
import type { ChatClient } from './chatClient.ts'
import type { ChatService } from './chatService.ts'
import { type Accounts, createAccounts } from './slack/accounts.ts'
import { createSlackClient, type SlackClient } from './slack/client.ts'
import { createSlackService, type SlackService } from './slack/service.ts'
import { createSockets, type Sockets } from './slack/sockets.ts'
import { createTickets, type Tickets } from './slack/tickets.ts'
import { createTeamsClient } from './teams/client.ts'
import { createTeamsService } from './teams/service.ts'
import type { Troubles } from './trouble.ts'
import type { Message, World } from './world.ts'

/** One platform's service and its clients, before either knows where the other lives. */
export interface StandIn {
  readonly service: ChatService
  readonly client: ChatClient
}
/** Slack's stand-in also has the app's registration, a record of calls, and what only Slack's clients do. */
export interface SlackStandIn extends StandIn {
  readonly accounts: Accounts
  readonly tickets: Tickets
  readonly service: SlackService
  readonly client: SlackClient
  /** @throws where requests are posted to the bot's address */
  readonly sockets: () => Sockets
}

/** What both stand-ins work with. */
export interface Setting {
  readonly world: World
  readonly troubles: Troubles
  readonly storyNow: () => number
  readonly realNow: () => number
  readonly changed: (message: Message) => void
  readonly called: () => void
  /** The addresses of the bot and of the stand-in, known once both are open. */
  readonly bot: () => string
  readonly address: () => string
  /** Resolves when the bot has answered what it acknowledged. */
  readonly answered: () => Promise<void>
}

/** The stand-in for Teams. */
export const teamsStandIn = (setting: Setting): StandIn & { readonly authority: () => Authority } => {
  const { world, troubles, changed, called, bot, address, realNow } = setting
  let made: Authority | undefined
  // Tokens name their issuer by its address, which is known once the room is open.
  const authority = (): Authority => {
    made ??= createAuthority(address(), realNow)
    return made
  }
  const addresses = { bot, service: () => `${address()}/`, called }
  return {
    authority,
    service: createTeamsService({ ...setting, authority }),
    client: createTeamsClient(world, authority, troubles, addresses, changed, realNow().toString(36)),
  }
}

/** The stand-in for Slack. @param scopes those of the app's manifest @param inSockets whether its Socket Mode is on */
export const slackStandIn = (setting: Setting, scopes: readonly string[], inSockets: boolean): SlackStandIn => {
  const accounts = createAccounts(scopes)
  const tickets = createTickets(setting)
  const sockets = inSockets ? createSockets({ ...setting, appId: accounts.app.id }) : undefined
  return {
    accounts,
    tickets,
    service: createSlackService({ ...setting, accounts, tickets, sockets }),
    client: createSlackClient({ ...setting, accounts, tickets, sockets }),
    sockets: () => {
      if (!sockets) throw new Error('nothing comes through a socket here')
      return sockets
    },
  }
}
