import { describe, expect, it } from 'vitest'
import { authenticate, type TeamsAuthSettings } from './authenticate.ts'
import type { Token } from './token.ts'

const SERVICE = 'https://smba.trafficmanager.net'
const settings: TeamsAuthSettings = {
  issuer: 'https://api.botframework.com',
  audience: 'app',
  serviceOrigins: [SERVICE],
  tenants: ['tenant'],
  endorsed: true,
}
const body = (channelId?: string): Buffer =>
  Buffer.from(JSON.stringify({ type: 'message', channelId, serviceUrl: SERVICE, conversation: { tenantId: 'tenant' } }))
const token = (endorsements?: readonly string[]): Token => ({ open: true, serviceUrl: SERVICE, endorsements })

const refusedForAnother = { open: false, status: 403, reason: 'signed for another service' }

describe('privacy.5.8 a key that may not sign for Teams', () => {
  it.each<[string, readonly string[] | undefined, string | undefined, boolean, object]>([
    ['of Teams', ['msteams', 'directline'], 'msteams', true, { open: true }],
    ['of another service', ['webchat'], 'msteams', true, refusedForAnother],
    ['of another service, and an activity of that', ['webchat'], 'webchat', true, refusedForAnother],
    ['of no service', [], 'msteams', true, refusedForAnother],
    ['of Teams, and an activity of another service', ['msteams', 'webchat'], 'webchat', true, refusedForAnother],
    ['of Teams, and an activity of none', ['msteams'], undefined, true, refusedForAnother],
    ['that the list says nothing of', undefined, 'msteams', true, refusedForAnother],
    ['that the list of a local client says nothing of', undefined, 'emulator', false, { open: true }],
    ['of another service in the list of a local client', ['webchat'], 'msteams', false, refusedForAnother],
  ])('%s', (_, endorsements, channelId, endorsed, expected) => {
    expect(authenticate({ ...settings, endorsed }, token(endorsements), body(channelId))).toMatchObject(expected)
  })
})
