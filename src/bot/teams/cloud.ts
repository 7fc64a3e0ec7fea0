import type { AppOptions, IPlugin } from '@microsoft/teams.apps'
import { MINUTE, SECOND } from '../../kit/calendar/instant.ts'

/** The SDK's endpoints of one Microsoft cloud. */
export type Cloud = NonNullable<AppOptions<IPlugin>['cloud']>

/**
 * Where Teams' tokens come from in the commercial cloud. Set here because authenticate.ts compares the issuer, and
 * because the SDK would otherwise take the cloud from the environment.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export const publicCloud: Cloud = {
  loginEndpoint: 'https://login.microsoftonline.com',
  loginTenant: 'botframework.com',
  botScope: 'https://api.botframework.com/.default',
  tokenServiceUrl: 'https://token.botframework.com',
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  tokenIssuer: 'https://api.botframework.com',
  graphScope: 'https://graph.microsoft.com/.default',
  agenticIdentityBotScope: 'https://botapi.skype.com/.default',
}

/** Endpoints of a fake service on this machine: it signs with its own keys and gives out its own tokens. */
export const localCloud = (authority: string): Cloud => {
  const at = authority.replace(/\/$/, '')
  return {
    ...publicCloud,
    loginEndpoint: `${at}/login`,
    tokenServiceUrl: `${at}/token-service`,
    openIdMetadataUrl: `${at}/v1/.well-known/openidconfiguration`,
    tokenIssuer: at,
  }
}

/** The bot's own token from the local authority, kept until shortly before it runs out. */
export const localToken = (
  authority: string,
  clientId: string,
  realNow: () => number,
): ((scope: string | string[]) => Promise<string>) => {
  let held: { token: string; until: number } | undefined
  return async (scope) => {
    if (held && held.until > realNow()) return held.token
    const response = await fetch(`${authority.replace(/\/$/, '')}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id: clientId, scope }),
      signal: AbortSignal.timeout(8 * SECOND),
    })
    if (!response.ok) throw new Error(`the local authority answered ${response.status}`)
    const { access_token: token, expires_in: seconds } = (await response.json()) as {
      access_token: string
      expires_in: number
    }
    held = { token, until: realNow() + seconds * SECOND - MINUTE }
    return token
  }
}
