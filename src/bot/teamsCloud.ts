import { type CloudEnvironment, cloudFromName } from '@microsoft/teams.api'
import { MINUTE, SECOND } from '../kit/instant.ts'

export const cloudAt = (name: 'public'): CloudEnvironment => cloudFromName(name)

/** Endpoints of a stand-in on this machine: it signs with its own keys and gives out its own tokens. */
export const localCloud = (authority: string): CloudEnvironment => {
  const at = authority.replace(/\/$/, '')
  return {
    ...cloudFromName('public'),
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
