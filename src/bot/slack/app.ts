import { App, type Receiver } from '@slack/bolt'
import type { Platform } from '../../flows/ids.ts'
import type { Log } from '../ports/log.ts'
import { addListeners, type SlackCards, type SlackHandlers } from './listeners.ts'
import { type SlackPort, slackOutbound } from './outbound.ts'
import { respondAt } from './responseUrl.ts'
import { NotOurs, type Signed, type SlackRoute, slackRoute } from './route.ts'
import { clientOptions, silent } from './webApi.ts'
import type { Workspaces } from './workspaces.ts'

export interface SlackSettings {
  readonly signingSecret: string
  readonly appId: string
  /** Slack's Web API, e.g. `https://slack.com/api`. */
  readonly serviceUrl: string
  /** Where presses may be answered, e.g. `https://hooks.slack.com`. */
  readonly hooks: readonly string[]
  readonly workspaces: Workspaces
}

export interface Slack extends SlackRoute {
  readonly port: SlackPort
  /** Before this, what comes in has no hands to go to. */
  readonly attach: (hands: SlackHandlers) => void
}

/** Bolt on our own HTTP server: our door first, then what came before, then Bolt, then the flows. */
export const createSlack = (
  { signingSecret, appId, serviceUrl, hooks, workspaces }: SlackSettings,
  cards: SlackCards,
  log: Log,
  { now, realNow }: { readonly now: () => number; readonly realNow: () => number },
): Slack => {
  const port = slackOutbound(workspaces.tokenOf, appId, now)
  const respond = respondAt(hooks)
  const app = boltApp(serviceUrl)
  let hands: SlackHandlers | undefined
  const attached = (): SlackHandlers => {
    if (!hands) throw new Error('something came in before the bot was ready')
    return hands
  }
  /** Marks it as one of ours, and says where it came from. */
  const heardFrom = (context: Readonly<Record<string, unknown>>): Platform => {
    const came = context.came as Came
    came.heard = true
    return { name: 'slack', tenant: came.workspace, serviceUrl, keepsAnswers: true }
  }
  addListeners(app, { attached, heardFrom, port, respond, cards, workspaces, log })

  const process = async ({ kind, workspace, payload }: Signed, ack: (said?: unknown) => void): Promise<void> => {
    // Bolt acknowledges an event before anyone has looked at it; what we acknowledge is saved.
    const acknowledge = async (said?: unknown): Promise<void> => (kind === 'event' ? undefined : ack(said))
    const came: Came = { heard: false, workspace }
    try {
      await app.processEvent({ body: payload as Record<string, unknown>, ack: acknowledge, customProperties: { came } })
    } catch (error) {
      // Bolt stumbles over what Slack never sends, before any of ours has seen it; and it wraps what ours throw.
      if (came.heard) throw error instanceof Error && 'original' in error ? error.original : error
      throw new NotOurs('nothing of this bot')
    }
    // Of events Slack may send others than we hear; a press that nothing of ours took was not ours.
    if (!came.heard && kind !== 'event') throw new NotOurs('nothing of this bot')
  }
  const knows = async (workspace: string): Promise<boolean> => (await workspaces.tokenOf(workspace)) !== undefined
  return {
    port,
    ...slackRoute({ signingSecret, appId, knows }, log, realNow, process),
    attach: (given) => {
      hands = given
    },
  }
}

/** One request on its way through Bolt: from which workspace, and whether anything of ours got to see it. */
interface Came {
  heard: boolean
  readonly workspace: string
}

/** Bolt tells what came in from what; tokens, outbound calls and the server are ours. */
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
    // Nothing a bot says gets past our parsers, and Bolt would need our own ids for it.
    ignoreSelf: false,
  })
}
