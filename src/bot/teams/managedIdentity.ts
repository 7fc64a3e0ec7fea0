import { z } from 'zod'
import type { HttpClient } from '../../http/client.ts'
import { type Instant, SECOND } from '../../kit/calendar/instant.ts'
import { type BotToken, keptToken } from './botToken.ts'

/** What Azure says about itself in the environment of what it runs. */
export interface AzureEnvironment {
  /** App Service and Container Apps. */
  readonly identityEndpoint: string | undefined
  readonly identityHeader: string | undefined
}

/** A token without any secret: the identity that Azure gives what it runs, or a token that Kubernetes puts in a file. */
export interface IdentitySettings {
  readonly loginEndpoint: string
  readonly tenantId: string
  /** Of the bot's registration. */
  readonly clientId: string
  readonly scope: string
  /** The client id of an identity, or `system`, or `workload`: what `readAssertion` gives. */
  readonly identity: string
  readonly azure: AzureEnvironment
  /** What Kubernetes keeps in its file for this process: it is renewed there, so it is read anew each time. @throws when it can't be read */
  readonly readAssertion: () => string
  /** Where a virtual machine asks; another one in a test. */
  readonly imds?: string
}

type Answer = { readonly status: number; readonly text: string }

/** For an identity that a registration trusts: https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity */
const EXCHANGE = 'api://AzureADTokenExchange'
/** Of every virtual machine there: https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token */
const IMDS = 'http://169.254.169.254/metadata/identity/oauth2/token'

const givenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().optional(),
  /** App Service says when, not how long. */
  expires_on: z.coerce.number().optional(),
})

/** In the one form: how long it still holds. */
const inSeconds = ({ status, text }: Answer, now: Instant): Answer => {
  if (status !== 200) return { status, text }
  const { access_token, expires_in, expires_on } = givenSchema.parse(JSON.parse(text))
  const lasts = expires_in ?? (expires_on ?? 0) - Math.floor(now / SECOND)
  return { status, text: JSON.stringify({ access_token, expires_in: lasts }) }
}

/**
 * Asks Azure for a token of an identity: https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
 * @param resource without `/.default`
 * @param clientId of an identity that was assigned; undefined for the system's own
 */
const identityToken = async (
  { azure, imds = IMDS }: IdentitySettings,
  resource: string,
  clientId: string | undefined,
  http: HttpClient,
  now: () => Instant,
): Promise<Answer> => {
  const { identityEndpoint, identityHeader } = azure
  const inApp = identityEndpoint !== undefined && identityHeader !== undefined
  const url = new URL(inApp ? identityEndpoint : imds)
  url.searchParams.set('api-version', inApp ? '2019-08-01' : '2018-02-01')
  url.searchParams.set('resource', resource)
  if (clientId !== undefined) url.searchParams.set('client_id', clientId)
  const headers = inApp ? { 'x-identity-header': identityHeader } : { metadata: 'true' }
  return inSeconds(await http({ method: 'GET', url: url.href, headers }), now())
}

/** With what another one says of us in place of a secret: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
const exchanged = (
  { loginEndpoint, tenantId, clientId, scope }: IdentitySettings,
  assertion: string,
  http: HttpClient,
): Promise<Answer> =>
  http({
    method: 'POST',
    url: `${loginEndpoint}/${tenantId}/oauth2/v2.0/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      ...{ grant_type: 'client_credentials', client_id: clientId, scope, client_assertion: assertion },
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    }).toString(),
  })

/**
 * The bot's token by an identity: the bot is that identity itself (a registration of that kind), or its registration trusts it.
 * @param local asks Azure on this machine, never through a proxy
 */
export const managedIdentityToken = (
  settings: IdentitySettings,
  { http, local }: { readonly http: HttpClient; readonly local: HttpClient },
  now: () => Instant,
): BotToken => {
  const { identity, clientId, scope } = settings
  const ask = async (): Promise<Answer> => {
    if (identity === 'workload') return exchanged(settings, settings.readAssertion(), http)
    if (identity.toLowerCase() === clientId.toLowerCase())
      return identityToken(settings, scope.replace(/\/\.default$/, ''), clientId, local, now)
    const own = await identityToken(settings, EXCHANGE, identity === 'system' ? undefined : identity, local, now)
    if (own.status !== 200) return own
    return exchanged(settings, givenSchema.parse(JSON.parse(own.text)).access_token, http)
  }
  return keptToken(ask, now)
}
