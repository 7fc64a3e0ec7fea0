import { describe, expect, it } from 'vitest'
import type { Call, HttpClient } from '../../http/client.ts'
import { HOUR, MINUTE, SECOND } from '../../kit/calendar/instant.ts'
import { type IdentitySettings, managedIdentityToken } from './managedIdentity.ts'

const APP = '22222222-2222-4222-8222-222222222222'
const IDENTITY = '33333333-3333-4333-8333-333333333333'
const AT = Date.UTC(2026, 10, 16, 9)
const settings: IdentitySettings = {
  ...{
    loginEndpoint: 'https://login.example',
    tenantId: 'huis',
    clientId: APP,
    scope: 'https://api.botframework.com/.default',
  },
  identity: APP,
  azure: { identityEndpoint: undefined, identityHeader: undefined },
  readAssertion: () => 'of Kubernetes',
}
const inApp = { identityEndpoint: 'http://127.0.0.1:42356/msi/token', identityHeader: 'a-header' }

/** Azure beside the bot, and Entra outside: each says what it was asked. */
const azure = (change: Partial<IdentitySettings>, local: (call: Call) => object, status = 200) => {
  const [asked, outside]: [Call[], Call[]] = [[], []]
  let now = AT
  const answering =
    (calls: Call[], says: (call: Call) => object): HttpClient =>
    async (call) => {
      calls.push(call)
      return { status, headers: {}, text: JSON.stringify(says(call)) }
    }
  const token = managedIdentityToken(
    { ...settings, ...change },
    {
      local: answering(asked, local),
      http: answering(outside, ({ body }) => ({
        access_token: `for ${new URLSearchParams(String(body)).get('client_assertion')}`,
        expires_in: 3599,
      })),
    },
    () => now,
  )
  const later = (milliseconds: number) => {
    now += milliseconds
  }
  return { token, asked, outside, later }
}
const asks = ({ url = '' }: Partial<Call> = {}) => Object.fromEntries(new URL(url).searchParams)

describe('a bot without a secret', () => {
  it('is the identity of its virtual machine itself', async () => {
    const { token, asked, outside, later } = azure({}, () => ({
      access_token: 'own',
      expires_in: '86399',
      expires_on: '1',
    }))
    expect(await token.get()).toBe('own')
    expect(asked[0]).toMatchObject({ method: 'GET', headers: { metadata: 'true' } })
    expect(asked[0]?.url).toMatch(/^http:\/\/169\.254\.169\.254\/metadata\/identity\/oauth2\/token\?/)
    expect(asks(asked[0])).toEqual({
      ...{ 'api-version': '2018-02-01', resource: 'https://api.botframework.com', client_id: APP },
    })
    later(2 * HOUR)
    await token.get()
    expect(asked).toHaveLength(1)
    expect(outside).toEqual([])
  })

  it('asks the endpoint of App Service and Container Apps, which says when a token runs out', async () => {
    const until = String((AT + HOUR) / SECOND)
    const { token, asked, later } = azure({ azure: inApp }, () => ({ access_token: 'own', expires_on: until }))
    await token.get()
    expect(asked[0]).toMatchObject({ headers: { 'x-identity-header': 'a-header' } })
    expect(asked[0]?.url).toContain('http://127.0.0.1:42356/msi/token?')
    expect(asks(asked[0])).toMatchObject({ 'api-version': '2019-08-01', client_id: APP })
    later(54 * MINUTE)
    await token.get()
    expect(asked).toHaveLength(1)
    later(2 * MINUTE)
    await token.get()
    expect(asked).toHaveLength(2)
  })

  it.each([
    ['another identity, that its registration trusts', IDENTITY, { client_id: IDENTITY }],
    ['the system’s own identity, that its registration trusts', 'system', {}],
  ])('shows Entra a token of %s', async (_what, identity, named) => {
    const { token, asked, outside } = azure({ identity, azure: inApp }, () => ({
      access_token: 'trust',
      expires_in: 100,
    }))
    expect(await token.get()).toBe('for trust')
    expect(asks(asked[0])).toEqual({ 'api-version': '2019-08-01', resource: 'api://AzureADTokenExchange', ...named })
    expect(outside[0]?.url).toBe('https://login.example/huis/oauth2/v2.0/token')
    expect(Object.fromEntries(new URLSearchParams(String(outside[0]?.body)))).toEqual({
      ...{ grant_type: 'client_credentials', client_id: APP, scope: settings.scope, client_assertion: 'trust' },
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    })
  })

  it('shows Entra what Kubernetes keeps in its file, read anew each time', async () => {
    let kept = 0
    const { token, asked, later } = azure({ identity: 'workload', readAssertion: () => `file ${++kept}` }, () => ({}))
    expect(await token.get()).toBe('for file 1')
    later(HOUR)
    expect(await token.get()).toBe('for file 2')
    expect(asked).toEqual([])
  })

  it('says that it has no token where Azure gives none', async () => {
    for (const identity of [APP, 'system'])
      await expect(azure({ identity }, () => ({ error: 'invalid_request' }), 400).token.get()).rejects.toThrow(
        'no token: answered 400',
      )
  })
})
