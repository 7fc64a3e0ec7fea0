import {
  App,
  type AppOptions,
  type HttpRouteHandler,
  type IHttpServerAdapter,
  type IPlugin,
} from '@microsoft/teams.apps'
import { teamsCard } from '../../cards/teams/render.ts'
import type { Platform } from '../../flows/ids.ts'
import { refused, refuseRequest } from '../../http/refusal.ts'
import type { Guarded } from '../../http/server.ts'
import type { Handlers } from '../ports/handlers.ts'
import type { Log } from '../ports/log.ts'
import type { PlatformPort } from '../ports/platform.ts'
import { authenticate, readToken, type TeamsAuthSettings } from './authenticate.ts'
import type { Cloud } from './cloud.ts'
import { executePress, inboundMessage, installation, placeChanges, submitPress } from './inbound.ts'
import { REQUEST_TIMEOUT, teamsOutbound } from './outbound.ts'
import { signingKeys } from './signingKeys.ts'

type Token = NonNullable<AppOptions<IPlugin>['token']>
type Logger = NonNullable<AppOptions<IPlugin>['logger']>

/** What connecting to Teams takes; `build/platforms.ts` makes it from the configuration. */
export interface TeamsSettings {
  readonly clientId: string
  readonly tenantId: string
  readonly secret: { readonly clientSecret: string } | { readonly token: Token }
  readonly cloud: Cloud
  readonly authentication: TeamsAuthSettings
}

/** A bot's connection to Teams: the route for what Teams posts, and the port to call it. */
export interface Teams {
  readonly route: Guarded
  readonly port: PlatformPort
  /** Sets the handlers; a request that comes in before is a fault. */
  readonly attach: (handlers: Handlers) => void
}

/** The SDK would log activities, tokens and requests, and with them what people wrote. */
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  trace: () => undefined,
  log: () => undefined,
  child: () => silent,
}

const NOT_OURS = {
  code: 'BadRequest',
  message: 'not a button of this bot',
  innerHttpError: { statusCode: 400, body: '' },
}

/** Tenant and service URL of this very activity were checked (authenticate.ts) before the SDK saw it. */
const platformOf = (activity: {
  readonly serviceUrl?: string
  readonly channelData?: { readonly tenant?: { readonly id?: string } }
  readonly conversation: { readonly tenantId?: string }
}): Platform => ({
  name: 'teams',
  tenant: activity.channelData?.tenant?.id ?? activity.conversation.tenantId ?? '',
  serviceUrl: (activity.serviceUrl ?? '').replace(/\/$/, ''),
})

/** The Teams SDK on our own HTTP server: our authentication first, then the SDK's, then the flows. */
export const createTeams = async (settings: TeamsSettings, log: Log, realNow: () => number): Promise<Teams> => {
  let handler: HttpRouteHandler | undefined
  const adapter: IHttpServerAdapter = {
    registerRoute: (_method, _path, given) => {
      handler = given
    },
  }
  const app = new App({
    clientId: settings.clientId,
    tenantId: settings.tenantId,
    ...settings.secret,
    cloud: settings.cloud,
    client: { timeout: REQUEST_TIMEOUT, logger: silent },
    logger: silent,
    httpServerAdapter: adapter,
    messagingEndpoint: '/api/messages',
    serviceUrl: settings.authentication.serviceOrigins[0] ?? '',
    // Said aloud, because the SDK would otherwise read it from the environment.
    dangerouslyAllowUnauthenticatedRequests: false,
    telemetry: { agent365: false },
  })
  const port = teamsOutbound(app, settings.clientId)
  let handlers: Handlers | undefined
  const attached = (): Handlers => {
    if (!handlers) throw new Error('a press came in before the bot was ready')
    return handlers
  }
  app.on('card.action', async ({ activity }) => {
    const press = executePress(platformOf(activity), activity)
    // Not one of ours: an error for the client, and nothing on the person's card changes.
    if (!press) return { statusCode: 400, type: 'application/vnd.microsoft.error', value: NOT_OURS }
    const { card } = await attached().press(press)
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: teamsCard(card) }
  })
  app.on('message', async ({ activity }) => {
    const platform = platformOf(activity)
    const submitted = submitPress(platform, activity)
    if (submitted) {
      await attached().submit(submitted.press, submitted.message)
      return
    }
    const message = inboundMessage(platform, activity)
    if (message) await attached().message(message)
  })
  const onInstall = async (activity: Parameters<typeof platformOf>[0], added: boolean): Promise<void> => {
    const event = installation(platformOf(activity), activity, added)
    if (event) await attached().install(event)
  }
  app.on('conversationUpdate', async ({ activity }) => {
    for (const change of placeChanges(platformOf(activity), activity)) await attached().changed(change)
  })
  // An upgrade adds and removes nothing: its actions (`add-upgrade`, `remove-upgrade`, `upgrade`) are none of these.
  app.on('install.add', ({ activity }) => onInstall(activity, true))
  app.on('install.remove', ({ activity }) => onInstall(activity, false))

  await app.initialize()
  const keys = signingKeys(settings.cloud.openIdMetadataUrl, realNow)
  const refuse = refuseRequest(log)
  return {
    port,
    attach: (given) => {
      handlers = given
    },
    route: {
      admit: async (headers) => {
        const token = readToken(settings.authentication, headers, realNow())
        if (!token.open) return refuse(token)
        if (!(await keys.has(token.key))) return refuse(refused(401, 'unknown key'))
        return async ({ body }) => {
          const authenticated = authenticate(settings.authentication, token, body)
          if (!authenticated.open) return refuse(authenticated)
          if (!handler) throw new Error('the SDK registered no route')
          const reply = await handler({ body: authenticated.activity, headers: { ...headers } })
          return reply.status === 401 ? refuse(refused(401, 'token refused')) : reply
        }
      },
    },
  }
}
