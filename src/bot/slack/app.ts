import type { Platform } from '../../flows/ids.ts'
import type { Handlers } from '../ports/handlers.ts'
import type { Log } from '../ports/log.ts'
import type { Secret } from '../ports/secret.ts'
import { type SlackCards, slackListeners } from './listeners.ts'
import { type SlackPort, slackOutbound, warmUpClient } from './outbound.ts'
import { respondAt } from './responseUrl.ts'
import { type Process, type SlackRoute, slackRoute } from './route.ts'
import type { Workspaces } from './workspaces.ts'

/** What connecting to Slack takes; `build/slack.ts` makes it from the configuration. */
export interface SlackSettings {
  readonly signingSecret: Secret
  readonly appId: string
  /** Slack's Web API, e.g. `https://slack.com/api`. */
  readonly serviceUrl: string
  /** Where presses may be answered, e.g. `https://hooks.slack.com`. */
  readonly hooks: readonly string[]
  /** Where the bytes of files may be sent, e.g. `https://files.slack.com`. */
  readonly uploads: readonly string[]
  readonly workspaces: Workspaces
}

/** A bot's connection to Slack: the route for what Slack posts, and the port to call it. */
export interface Slack extends SlackRoute {
  readonly port: SlackPort
  /** Sets the handlers; a request that comes in before is a fault. */
  readonly attach: (handlers: Handlers) => void
  /** Loads what calls to Slack take, before the first is due. */
  readonly warmUp: () => Promise<void>
}

/** Slack on our own HTTP server: our authentication and replay guard first, then a listener of each kind, then the flows. */
export const createSlack = (
  { signingSecret, appId, serviceUrl, hooks, uploads, workspaces }: SlackSettings,
  cards: SlackCards,
  log: Log,
  { now, realNow }: { readonly now: () => number; readonly realNow: () => number },
): Slack => {
  const port = slackOutbound(workspaces.tokenOf, { appId, uploads }, now)
  const respond = respondAt(hooks)
  let handlers: Handlers | undefined
  const attached = (): Handlers => {
    if (!handlers) throw new Error('something came in before the bot was ready')
    return handlers
  }
  const listeners = slackListeners({ attached, port, respond, cards, workspaces, log })
  const platformOf = (workspace: string): Platform => ({
    ...{ name: 'slack', tenant: workspace, serviceUrl, keepsAnswers: true, takesFiles: true },
  })
  const process: Process = ({ kind, workspace, payload }, ack) => listeners[kind](platformOf(workspace), payload, ack)
  const knows = async (workspace: string): Promise<boolean> => (await workspaces.tokenOf(workspace)) !== undefined
  return {
    port,
    warmUp: warmUpClient,
    ...slackRoute({ signingSecret, appId, knows }, log, realNow, process),
    attach: (given) => {
      handlers = given
    },
  }
}
