import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type KeyList, keyList, makeKey } from '../../../test/keyList.ts'
import { httpClient } from '../../http/client.ts'
import { HOUR, MINUTE, SECOND } from '../../kit/calendar/instant.ts'
import { signWith } from '../../practice/authority.ts'
import { type SigningKeys, signingKeys } from './signingKeys.ts'
import { CLOCK_TOLERANCE, tokenReader } from './token.ts'

const ISSUER = 'https://api.botframework.com'
const AUDIENCE = '22222222-2222-4222-8222-222222222222'
const SERVICE = 'https://smba.trafficmanager.net/emea/'
/** Remembered in these tests. */
const MOST = 5
const KEY = makeKey('one', 2048, ['msteams', 'webchat'])
const OTHER = makeKey('one')

describe('privacy.5.8 a token of Teams', () => {
  const START = Date.UTC(2026, 10, 23, 8)
  let now: number
  let list: KeyList
  let keys: SigningKeys
  let read: ReturnType<typeof tokenReader>
  beforeEach(async () => {
    now = START
    list = await keyList()
    list.keys = [KEY.jwk]
    keys = signingKeys(list.metadataUrl, httpClient(), () => now)
    read = tokenReader({ issuer: ISSUER, audience: AUDIENCE }, keys, () => now, MOST)
  })
  afterEach(() => list.close())

  const at = (instant: number): number => Math.floor(instant / SECOND)
  const signed = (change: object = {}, { privateKey } = KEY, head: object = { kid: 'one' }): string =>
    signWith(
      privateKey,
      { iss: ISSUER, aud: AUDIENCE, serviceurl: SERVICE, nbf: at(START), exp: at(START + HOUR), ...change },
      { ...head },
    )
  const shows = (token: string) => read({ authorization: `Bearer ${token}` })
  const refusedAs = (reason: string) => ({ open: false, status: 401, reason })

  it('opens when the service signed it for this bot, with what its key may sign', async () => {
    expect(await shows(signed())).toEqual({ open: true, serviceUrl: SERVICE, endorsements: ['msteams', 'webchat'] })
  })

  it('is remembered, and still refused the second it expires', async () => {
    const token = signed()
    const first = await shows(token)
    now = START + HOUR - SECOND
    expect(await shows(token)).toBe(first)
    now = START + HOUR
    expect(await shows(token)).toEqual(refusedAs('token expired'))
  })

  it('is refused once its key was withdrawn, though it was remembered', async () => {
    const token = signed({ exp: at(START + 9 * HOUR) })
    expect(await shows(token)).toMatchObject({ open: true })
    list.keys = [{ ...OTHER.jwk, kid: 'two' }]
    now += HOUR
    // The list is old: it is fetched while this one is let in.
    await shows(token)
    await keys.refresh()
    expect(await shows(token)).toEqual(refusedAs('unknown key'))
  })

  it('is refused by its own reason while the list of keys can’t be had', async () => {
    list.down = true
    expect(await shows(signed())).toEqual(refusedAs('signing keys unreachable'))
    list.down = false
    now += 5 * SECOND
    expect(await shows(signed())).toMatchObject({ open: true })
  })

  it('may be of a clock five minutes ahead of ours, and no more', async () => {
    expect(await shows(signed({ nbf: at(START + CLOCK_TOLERANCE) }))).toMatchObject({ open: true })
    expect(await shows(signed({ nbf: at(START + CLOCK_TOLERANCE + MINUTE) }))).toEqual(refusedAs('token not valid yet'))
  })

  it.each([
    ['for another bot', { aud: 'another' }, 'token for another bot'],
    ['for this bot among others', { aud: [AUDIENCE] }, 'token for another bot'],
    ['without audience', { aud: undefined }, 'token without issuer, expiry or service url'],
    ['of another issuer', { iss: 'https://sts.windows.net/x/' }, 'token of another issuer'],
    ['without expiry', { exp: undefined }, 'token without issuer, expiry or service url'],
    ['with words for an expiry', { exp: 'never' }, 'token without issuer, expiry or service url'],
  ])('is refused %s', async (_, change, reason) => {
    expect(await shows(signed(change))).toEqual(refusedAs(reason))
  })

  it.each([
    ['none', 'token signed otherwise'],
    ['HS256', 'token signed otherwise'],
    ['RS512', 'token signed otherwise'],
  ])('is refused with the algorithm %s', async (alg, reason) => {
    expect(await shows(signed({}, KEY, { alg, kid: 'one' }))).toEqual(refusedAs(reason))
  })

  it('is refused when another key signed it, or a letter of it was changed', async () => {
    expect(await shows(signed({}, OTHER))).toEqual(refusedAs('bad signature'))
    const [head, claims = '', signature] = signed().split('.')
    const other = `${claims.slice(0, -2)}${claims.endsWith('AA') ? 'BB' : 'AA'}`
    expect(await shows(`${head}.${other}.${signature}`)).toMatchObject({ open: false, status: 401 })
  })

  it.each([
    ['nothing', ''],
    ['a word', 'Bearer'],
    ['two parts', 'Bearer a.b'],
    ['three letters', 'Bearer a.b.c'],
    ['another scheme', 'Basic x'],
    ['9,000 letters', `Bearer ${'e'.repeat(9000)}.e.e`],
  ])('is refused when it is %s', async (_, authorization) => {
    expect(await read({ authorization })).toMatchObject({ open: false, status: 401 })
  })

  it('is forgotten for newer ones, so that there are never more than so many', async () => {
    const oldest = signed({ jti: 'oldest' })
    const first = await shows(oldest)
    for (let at = 0; at < MOST; at++) await shows(signed({ jti: at }))
    const again = await shows(oldest)
    expect(again).toEqual(first)
    expect(again).not.toBe(first)
  })
})
