import type { HttpClient } from '../../http/client.ts'
import { refuseRequest } from '../../http/refusal.ts'
import type { Guarded } from '../../http/server.ts'
import type { Handlers } from '../ports/handlers.ts'
import type { Log } from '../ports/log.ts'
import type { PlatformPort } from '../ports/platform.ts'
import { handleActivity } from './activities.ts'
import { authenticate, type TeamsAuthSettings } from './authenticate.ts'
import type { BotToken } from './botToken.ts'
import { teamsOutbound } from './outbound.ts'
import { signingKeys } from './signingKeys.ts'
import { type SignOnSettings, signOnReader } from './signOn.ts'
import { tokenReader } from './token.ts'

/** What connecting to Teams takes; `build/platforms.ts` makes it from the configuration. */
export interface TeamsSettings {
  readonly clientId: string
  readonly token: BotToken
  /** The service's list of keys is beside it. */
  readonly openIdMetadataUrl: string
  readonly http: HttpClient
  readonly authentication: TeamsAuthSettings
  readonly signOn: Omit<SignOnSettings, 'host'> & { readonly keysUrl: string }
}

/** A bot's connection to Teams: the route for what Teams posts, and the port to call it. */
export interface Teams {
  readonly route: Guarded
  readonly port: PlatformPort
  /** Sets the handlers; a request that comes in before is a fault. */
  readonly attach: (handlers: Handlers) => void
  /** Why nothing Teams sends can be let in, in a word for `/readyz`. */
  readonly problem: () => string | undefined
  /** Fetches the keys of what Teams posts, before it posts anything. */
  readonly warmUp: () => Promise<void>
  /** Who looks at a tab, by the token her Teams gave it. */
  readonly signOn: ReturnType<typeof signOnReader>
}

/** Teams on our own HTTP server: what comes in goes from our authentication to the handlers, and our own client makes the calls. */
export const createTeams = (
  settings: TeamsSettings,
  log: Log,
  realNow: () => number,
  host: SignOnSettings['host'],
): Teams => {
  const { authentication, clientId, token: ownToken, http } = settings
  let handlers: Handlers | undefined
  const attached = (): Handlers => {
    if (!handlers) throw new Error('a press came in before the bot was ready')
    return handlers
  }
  const keys = signingKeys(settings.openIdMetadataUrl, http, realNow)
  const readToken = tokenReader(authentication, keys, realNow)
  const refuse = refuseRequest(log)
  return {
    port: teamsOutbound(ownToken, http, clientId),
    attach: (given) => {
      handlers = given
    },
    problem: keys.problem,
    warmUp: keys.refresh,
    signOn: signOnReader({ ...settings.signOn, host }, signingKeys(settings.signOn.keysUrl, http, realNow), realNow),
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
