import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { practiceTeam, type Team } from '../../../test/practiceTeam.ts'
import { signWith } from '../../practice/authority.ts'
import { APP_ID, CHANNEL, TENANT, teamsId } from '../../practice/world.ts'

const SECOND = 1
const MINUTE = 60 * SECOND

describe('privacy.5.8 at the door of Teams', () => {
  let team: Team
  let url: string
  beforeAll(async () => {
    team = await practiceTeam(['Lotte', 'Samir', 'Fatima'])
    url = `http://127.0.0.1:${team.running.port}/api/messages`
    // The list of keys is known before: it is looked up once a minute at most, whoever knocks.
    await team.room.client.deliver(activity())
    await team.settled()
    team.room.watch(() => {
      calls += 1
    })
  })
  afterAll(() => team.stop())

  const now = (): number => Math.floor(Date.now() / 1000)
  const service = (): string => `${team.room.address}/`
  const claims = (change: Record<string, unknown> = {}) => ({
    iss: team.room.address,
    aud: APP_ID,
    serviceurl: service(),
    nbf: now() - MINUTE,
    exp: now() + 60 * MINUTE,
    ...change,
  })
  const activity = (change: Record<string, unknown> = {}) => ({
    type: 'message',
    id: team.room.client.nextEvent(),
    channelId: 'msteams',
    text: '<at>Quickscan</at> start',
    serviceUrl: service(),
    from: { id: teamsId('lotte') },
    recipient: { id: APP_ID },
    conversation: { id: CHANNEL, conversationType: 'channel', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    ...change,
  })
  const posted = (): number => team.room.world.messages.length
  /** All the bot ever asked of the service, its list of keys among it, and of its store. */
  const asked = (): string => JSON.stringify([calls, team.running.storeCalls(), posted()])
  let calls = 0
  const knock = async (body: object, token: string): Promise<number> => {
    const before = asked()
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
    await team.settled()
    if (status !== 200) expect(asked(), 'nothing may be read, written, said or asked').toBe(before)
    return status
  }
  const without = (name: string): Record<string, unknown> => {
    const { [name]: _, ...rest } = claims() as Record<string, unknown>
    return rest
  }

  it('lets in what the service really signed', async () => {
    const before = posted()
    expect(await knock(activity(), team.room.authority().sign(claims()))).toBe(200)
    expect(posted()).toBe(before + 1)
  })

  it('refuses a request without a token', async () => {
    expect(await knock(activity(), '')).toBe(401)
  })

  const wrong: readonly (readonly [string, () => Record<string, unknown>])[] = [
    ['without expiry', () => without('exp')],
    ['expired by a second', () => claims({ exp: now() - SECOND })],
    ['expired by four minutes, which the SDK would take', () => claims({ exp: now() - 4 * MINUTE })],
    ['expired long ago', () => claims({ exp: now() - 60 * MINUTE })],
    ['not valid for another hour', () => claims({ nbf: now() + 60 * MINUTE })],
    ['for another bot', () => claims({ aud: '33333333-3333-4333-8333-333333333333' })],
    ['of another issuer', () => claims({ iss: 'https://api.botframework.com.evil.example' })],
    ['without issuer', () => without('iss')],
    ['without service url', () => without('serviceurl')],
    ['for another service url', () => claims({ serviceurl: 'https://smba.trafficmanager.net/emea/' })],
    ['of Entra, first version', () => claims({ iss: `https://sts.windows.net/${TENANT}/`, tid: TENANT })],
    [
      'of Entra, second version',
      () => claims({ iss: `https://login.microsoftonline.com/${TENANT}/v2.0`, tid: TENANT }),
    ],
  ]
  it.each(wrong)('refuses a token %s', async (_what, made) => {
    expect(await knock(activity(), team.room.authority().sign(made()))).toBe(401)
  })

  it('refuses a token signed by someone else, also under the authority’s key id', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    expect(await knock(activity(), signWith(privateKey, claims(), { kid: 'practice' }))).toBe(401)
    expect(await knock(activity(), signWith(privateKey, claims(), { kid: 'unknown' }))).toBe(401)
  })

  it('refuses a token that was changed after signing', async () => {
    const [head, , signature] = team.room.authority().sign(claims()).split('.')
    const changed = Buffer.from(JSON.stringify(claims({ exp: now() + 99 * MINUTE }))).toString('base64url')
    expect(await knock(activity(), `${head}.${changed}.${signature}`)).toBe(401)
  })

  it('refuses "alg none" and HS256 with the public key as its secret', async () => {
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const none = `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims())}.`
    expect(await knock(activity(), none)).toBe(401)
    const [jwk] = team.room.authority().jwks.keys
    const pem = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
    const signed = `${encode({ alg: 'HS256', typ: 'JWT', kid: 'practice' })}.${encode(claims())}`
    const forged = `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`
    expect(await knock(activity(), forged)).toBe(401)
  })

  it('refuses a foreign service url that claim and body agree on, and calls nobody there', async () => {
    const foreign = 'https://evil.example/teams/'
    const token = team.room.authority().sign(claims({ serviceurl: foreign }))
    expect(await knock(activity({ serviceUrl: foreign }), token)).toBe(403)
    const lookalike = `${team.room.address.replace('127.0.0.1', '127.0.0.1:80@evil.example')}/`
    expect(
      await knock(activity({ serviceUrl: lookalike }), team.room.authority().sign(claims({ serviceurl: lookalike }))),
    ).toBe(403)
  })

  it('refuses what a key of Teams signed for another service', async () => {
    const token = team.room.authority().sign(claims())
    expect(await knock(activity({ channelId: 'webchat' }), token)).toBe(403)
    expect(await knock(activity({ channelId: undefined }), token)).toBe(403)
  })

  it('refuses another tenant, no tenant, and two tenants in one activity', async () => {
    const other = '44444444-4444-4444-8444-444444444444'
    const token = team.room.authority().sign(claims())
    const conversation = { id: CHANNEL, conversationType: 'channel' }
    expect(await knock(activity({ channelData: { tenant: { id: other } }, conversation }), token)).toBe(403)
    expect(await knock(activity({ channelData: {}, conversation }), token)).toBe(403)
    expect(await knock(activity({ channelData: { tenant: { id: other } } }), token)).toBe(403)
  })

  it.each([
    ['no JSON', '{"type":'],
    ['an empty body', ''],
    ['no activity', '[]'],
    ['null', 'null'],
  ])('answers %s with 400', async (_what, body) => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${team.room.authority().sign(claims())}`,
    }
    const { status } = await fetch(url, { method: 'POST', headers, body })
    expect(status).toBe(400)
  })

  it('answers a body over the limit with 413, whether or not it says its length', async () => {
    const headers = { authorization: `Bearer ${team.room.authority().sign(claims())}` }
    const large = JSON.stringify(activity({ text: 'x'.repeat(300_000) }))
    expect((await fetch(url, { method: 'POST', headers, body: large })).status).toBe(413)
    const chunked = await new Promise<string>((resolve, reject) => {
      const socket = connect(team.running.port, '127.0.0.1')
      let answer = ''
      socket.on('data', (chunk) => {
        answer += chunk
      })
      // The server may hang up while the rest is still being sent.
      socket.on('error', () => undefined)
      socket.on('close', () => resolve(answer))
      socket.setTimeout(5000, () => reject(new Error('no answer')))
      const lines = ['POST /api/messages HTTP/1.1', 'host: x', `authorization: ${headers.authorization}`]
      socket.write([...lines, 'transfer-encoding: chunked', '', ''].join('\r\n'))
      for (let at = 0; at < 5; at++) socket.write(`10000\r\n${'x'.repeat(0x10000)}\r\n`)
    })
    expect(chunked).toContain('413')
  })

  it('knows only its own paths', async () => {
    expect((await fetch(url.replace('/api/messages', '/api/other'), { method: 'POST' })).status).toBe(404)
    expect((await fetch(url)).status).toBe(404)
    // An address that is none.
    const [answer] = await once(request({ port: team.running.port, host: '127.0.0.1', path: '//' }).end(), 'response')
    expect(answer.statusCode).toBe(400)
    expect(team.log.filter(({ kind }) => kind === 'fault')).toEqual([])
    expect((await fetch(url.replace('/api/messages', '/healthz'))).status).toBe(200)
  })

  it('logs one line for each it turned away, with the reason and nothing of what was sent', async () => {
    const before = team.log.length
    await knock(activity({ text: 'geheime tekst' }), team.room.authority().sign(claims({ exp: 1 })))
    expect(team.log.slice(before)).toEqual([{ kind: 'refused', status: 401, reason: 'token expired' }])
  })
})
