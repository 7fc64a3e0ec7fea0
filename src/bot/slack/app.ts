import { App, type Receiver } from '@slack/bolt'
import type { Platform } from '../../flows/ids.ts'
import type { Handlers } from '../ports/handlers.ts'
import type { Log } from '../ports/log.ts'
import { addListeners, type SlackCards } from './listeners.ts'
import { type SlackPort, slackOutbound } from './outbound.ts'
import { respondAt } from './responseUrl.ts'
import { NotOurs, type Signed, type SlackRoute, slackRoute } from './route.ts'
import { clientOptions, silent } from './webApi.ts'
import type { Workspaces } from './workspaces.ts'

/** What connecting to Slack takes; `build/slack.ts` makes it from the configuration. */
export interface SlackSettings {
  readonly signingSecret: string
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
}

/** Bolt on our own HTTP server: our authentication and replay guard first, then Bolt, then the flows. */
export const createSlack = (
  { signingSecret, appId, serviceUrl, hooks, uploads, workspaces }: SlackSettings,
  cards: SlackCards,
  log: Log,
  { now, realNow }: { readonly now: () => number; readonly realNow: () => number },
): Slack => {
  const port = slackOutbound(workspaces.tokenOf, { appId, uploads }, now)
  const respond = respondAt(hooks)
  const app = boltApp(serviceUrl)
  let handlers: Handlers | undefined
  const attached = (): Handlers => {
    if (!handlers) throw new Error('something came in before the bot was ready')
    return handlers
  }
  /** Marks the request as one a listener took, and says which workspace it came from. */
  const platformOf = (context: Readonly<Record<string, unknown>>): Platform => {
    const origin = context.origin as Origin
    origin.handled = true
    return { name: 'slack', tenant: origin.workspace, serviceUrl, keepsAnswers: true, takesFiles: true }
  }
  addListeners(app, { attached, platformOf, port, respond, cards, workspaces, log })

  const process = async ({ kind, workspace, payload }: Signed, ack: (said?: unknown) => void): Promise<void> => {
    // Bolt acknowledges an event before it was handled; we acknowledge only what is saved.
    const acknowledge = async (said?: unknown): Promise<void> => (kind === 'event' ? undefined : ack(said))
    const origin: Origin = { handled: false, workspace }
    try {
      await app.processEvent({
        body: payload as Record<string, unknown>,
        ack: acknowledge,
        customProperties: { origin },
      })
    } catch (error) {
      // Bolt throws for bodies Slack never sends, before a listener is called; and it wraps what listeners throw.
      if (origin.handled) throw error instanceof Error && 'original' in error ? error.original : error
      throw new NotOurs('nothing of this bot')
    }
    // Slack may send other events than we listen to; a press that no listener took isn't one of ours.
    if (!origin.handled && kind !== 'event') throw new NotOurs('nothing of this bot')
  }
  const knows = async (workspace: string): Promise<boolean> => (await workspaces.tokenOf(workspace)) !== undefined
  return {
    port,
    ...slackRoute({ signingSecret, appId, knows }, log, realNow, process),
    attach: (given) => {
      handlers = given
    },
  }
}

/** One request on its way through Bolt: its workspace, and whether one of our listeners took it. */
interface Origin {
  handled: boolean
  readonly workspace: string
}

/** Bolt only routes requests to listeners; tokens, outbound calls and the server are ours. */
const boltApp = (serviceUrl: string): App => {
  const receiver: Receiver = {
    init: () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
  }
  return new App({
    receiver,
    authorize: async () => ({}),
    logger: silent,
    clientOptions: clientOptions(serviceUrl),
    convoStore: false,
    // Our parsers drop what bots write, and Bolt would need the bot's own ids for it.
    ignoreSelf: false,
  })
}
