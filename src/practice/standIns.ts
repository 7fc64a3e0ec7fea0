import { type Authority, createAuthority } from './authority.ts'
import type { ChatClient } from './chatClient.ts'
import type { ChatService } from './chatService.ts'
import { type Accounts, createAccounts } from './slack/accounts.ts'
import { createSlackClient, type SlackClient } from './slack/client.ts'
import { createSlackService, type SlackService } from './slack/service.ts'
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
/** What only Slack has: its own app, its calls on record, and what its clients do besides. */
export interface SlackStandIn extends StandIn {
  readonly accounts: Accounts
  readonly tickets: Tickets
  readonly service: SlackService
  readonly client: SlackClient
}

export interface Around {
  readonly world: World
  readonly troubles: Troubles
  readonly storyNow: () => number
  readonly realNow: () => number
  readonly changed: (message: Message) => void
  readonly called: () => void
  /** Where the bot is, and the stand-in itself, once both are open. */
  readonly bot: () => string
  readonly address: () => string
  /** Resolves when the bot has answered what it acknowledged. */
  readonly answered: () => Promise<void>
}

export const teamsStandIn = (around: Around): StandIn & { readonly authority: () => Authority } => {
  const { world, troubles, changed, called, bot, address, realNow } = around
  let made: Authority | undefined
  // Who signs says where it lives, and that is known once the room is open.
  const authority = (): Authority => {
    made ??= createAuthority(address(), realNow)
    return made
  }
  const addresses = { bot, service: () => `${address()}/`, called }
  return {
    authority,
    service: createTeamsService({ ...around, authority }),
    client: createTeamsClient(world, authority, troubles, addresses, changed, realNow().toString(36)),
  }
}

/** @param scopes what the app's manifest asks for */
export const slackStandIn = (around: Around, scopes: readonly string[]): SlackStandIn => {
  const accounts = createAccounts(scopes)
  const tickets = createTickets(around)
  return {
    accounts,
    tickets,
    service: createSlackService({ ...around, accounts, tickets }),
    client: createSlackClient({ ...around, accounts, tickets }),
  }
}
