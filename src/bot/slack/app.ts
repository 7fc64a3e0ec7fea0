import type { Platform } from '../../flows/ids.ts'
import type { HttpClient } from '../../http/client.ts'
import type { Guarded } from '../../http/server.ts'
import type { Handlers } from '../ports/handlers.ts'
import type { Log } from '../ports/log.ts'
import type { PlatformPort } from '../ports/platform.ts'
import type { Secret } from '../ports/secret.ts'
import type { Guard } from './authenticate.ts'
import { slackHomes } from './homes.ts'
import { type SlackCards, slackListeners } from './listeners.ts'
import { slackOutbound } from './outbound.ts'
import { type Process, type Receiver, slackReceiver } from './receive.ts'
import { respondAt } from './responseUrl.ts'
import { slackRoute } from './route.ts'
import type { SocketMode } from './socket/socketMode.ts'
import type { Workspaces } from './workspaces.ts'

/** How Slack's requests come in: posted to our address and signed, or through a socket that we open. */
export type WayIn =
  | { readonly signingSecret: Secret }
  | { readonly open: (guard: Guard, receive: Receiver['receive']) => SocketMode }

/** What connecting to Slack takes; `build/slack.ts` makes it from the configuration. */
export interface SlackSettings {
  readonly wayIn: WayIn
  readonly appId: string
  /** Slack's Web API, e.g. `https://slack.com/api`. */
  readonly serviceUrl: string
  /** Where presses may be answered, e.g. `https://hooks.slack.com`. */
  readonly hooks: readonly string[]
  /** Where the bytes of files may be sent, e.g. `https://files.slack.com`. */
  readonly uploads: readonly string[]
  readonly workspaces: Workspaces
  readonly http: HttpClient
}

/** A bot's connection to Slack: the port to call it, and the one way in: a route for what Slack posts, or a socket. */
export interface Slack extends Pick<Receiver, 'idle'> {
  readonly route: Guarded | undefined
  readonly socket: SocketMode | undefined
  readonly port: PlatformPort
  /** Sets the handlers; a request that comes in before is a fault. */
  readonly attach: (handlers: Handlers) => void
  /** Draws again the pages that people have open; called each second. @param all whether it is their time or not */
  readonly look: (all?: boolean) => Promise<void>
}

/** Slack, whichever way in: our authentication and replay guard first, then a listener of each kind, then the flows. */
export const createSlack = (
  { wayIn, appId, serviceUrl, hooks, uploads, workspaces, http }: SlackSettings,
  cards: SlackCards,
  log: Log,
  { now, realNow }: { readonly now: () => number; readonly realNow: () => number },
): Slack => {
  const port = slackOutbound(workspaces.tokenOf, { appId, uploads, http }, now)
  const respond = respondAt(hooks, http)
  let handlers: Handlers | undefined
  const attached = (): Handlers => {
    if (!handlers) throw new Error('something came in before the bot was ready')
    return handlers
  }
  const homes = slackHomes(port, () => attached().home, log, now)
  const listeners = slackListeners({ attached, port, homes, respond, cards, workspaces, log })
  const platformOf = (workspace: string): Platform => ({
    ...{ name: 'slack', tenant: workspace, serviceUrl, keepsAnswers: true, takesFiles: true },
  })
  const process: Process = ({ kind, workspace, payload }, ack) => listeners[kind](platformOf(workspace), payload, ack)
  const knows = async (workspace: string): Promise<boolean> => (await workspaces.tokenOf(workspace)) !== undefined
  const guard: Guard = { appId, knows }
  const { receive, idle } = slackReceiver(log, realNow, process)
  return {
    port: { ...port, showHome: homes.rest },
    look: homes.look,
    idle,
    route:
      'signingSecret' in wayIn
        ? slackRoute({ ...guard, signingSecret: wayIn.signingSecret }, log, realNow, receive)
        : undefined,
    socket: 'open' in wayIn ? wayIn.open(guard, receive) : undefined,
    attach: (given) => {
      handlers = given
    },
  }
}
