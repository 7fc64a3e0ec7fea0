import type { App, AppOptions, IPlugin } from '@microsoft/teams.apps'
import { refuseRequest } from '../../http/refusal.ts'
import type { Guarded } from '../../http/server.ts'
import type { Handlers } from '../ports/handlers.ts'
import type { Log } from '../ports/log.ts'
import type { PlatformPort } from '../ports/platform.ts'
import { handleActivity } from './activities.ts'
import { authenticate, type TeamsAuthSettings } from './authenticate.ts'
import type { Cloud } from './cloud.ts'
import { REQUEST_TIMEOUT, teamsOutbound } from './outbound.ts'
import { signingKeys } from './signingKeys.ts'
import { tokenReader } from './token.ts'

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
  /** Why nothing Teams sends can be let in, in a word for `/readyz`. */
  readonly problem: () => string | undefined
  /** Loads what calls to Teams take, before the first is due. */
  readonly warmUp: () => Promise<void>
}

/** The SDK would log tokens and requests, and with them what people wrote. */
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  trace: () => undefined,
  log: () => undefined,
  child: () => silent,
}

/** The SDK's client, with the bot's own token. It is loaded when it is first needed: that takes longer than all else at a start. */
const clientOf = ({
  clientId,
  tenantId,
  secret,
  cloud,
  authentication,
}: TeamsSettings): (() => Promise<App['api']>) => {
  let loading: Promise<App['api']> | undefined
  const load = async (): Promise<App['api']> => {
    const { App } = await import('@microsoft/teams.apps')
    const app = new App({
      clientId,
      tenantId,
      ...secret,
      cloud,
      client: { timeout: REQUEST_TIMEOUT, logger: silent },
      logger: silent,
      // What comes in never reaches the SDK (authenticate.ts).
      httpServerAdapter: { registerRoute: () => undefined },
      serviceUrl: authentication.serviceOrigins[0] ?? '',
      // Said aloud, because the SDK would otherwise read it from the environment.
      dangerouslyAllowUnauthenticatedRequests: false,
      telemetry: { agent365: false },
    })
    return app.api
  }
  return () => {
    loading ??= load()
    return loading
  }
}

/** Teams on our own HTTP server: the SDK makes the calls, and what comes in goes from our authentication to the handlers. */
export const createTeams = (settings: TeamsSettings, log: Log, realNow: () => number): Teams => {
  const { authentication, cloud, clientId } = settings
  let handlers: Handlers | undefined
  const attached = (): Handlers => {
    if (!handlers) throw new Error('a press came in before the bot was ready')
    return handlers
  }
  const client = clientOf(settings)
  const keys = signingKeys(cloud.openIdMetadataUrl, realNow)
  const readToken = tokenReader(authentication, keys, realNow)
  const refuse = refuseRequest(log)
  return {
    port: teamsOutbound(client, clientId),
    attach: (given) => {
      handlers = given
    },
    problem: keys.problem,
    warmUp: async () => {
      await Promise.all([client(), keys.refresh()])
    },
    route: {
      admit: async (headers) => {
        const token = await readToken(headers)
        if (!token.open) return refuse(token)
        return async ({ body }) => {
          const authenticated = authenticate(authentication, token, body)
          if (!authenticated.open) return refuse(authenticated)
          return handleActivity(attached(), authenticated.platform, authenticated.activity)
        }
      },
    },
  }
}
