import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type KeyList, keyList, makeKey } from '../../../test/keyList.ts'
import { httpClient } from '../../http/client.ts'
import { HOUR, MINUTE, SECOND } from '../../kit/calendar/instant.ts'
import { signWith } from '../../practice/authority.ts'
import { signingKeys } from './signingKeys.ts'
import { signOnReader } from './signOn.ts'
import { CLOCK_TOLERANCE } from './token.ts'

const APP = '22222222-2222-4222-8222-222222222222'
const TENANT = '33333333-3333-4333-8333-333333333333'
const OTHER_TENANT = '55555555-5555-4555-8555-555555555555'
const PERSON = '44444444-4444-4444-8444-444444444444'
const LOGIN = 'https://login.microsoftonline.com'
const DESKTOP = '1fec8e78-bce4-4aaf-ab1b-5451cc387264'
const SERVICE = 'https://smba.trafficmanager.net/teams'
const KEY = makeKey('one')
const OTHER = makeKey('one')
const MICROSOFTS = { issuer: `${LOGIN}/{tenantid}/v2.0` }

describe('privacy.5.8 a sign-on token of a tab', () => {
  const START = Date.UTC(2026, 10, 23, 8)
  let now: number
  let list: KeyList
  let read: ReturnType<typeof signOnReader>
  beforeEach(async () => {
    now = START
    list = await keyList()
    list.keys = [{ ...KEY.jwk, ...MICROSOFTS }]
    const keys = signingKeys(list.metadataUrl, httpClient(), () => now)
    const settings = {
      clientId: APP,
      tenants: [TENANT],
      login: LOGIN,
      serviceUrl: SERVICE,
      host: () => 'scan.example.be',
    }
    read = signOnReader(settings, keys, () => now)
  })
  afterEach(() => list.close())

  const at = (instant: number): number => Math.floor(instant / SECOND)
  const signed = (change: object = {}, { privateKey } = KEY, head: object = { kid: 'one' }): string =>
    signWith(
      privateKey,
      {
        ...{ iss: `${LOGIN}/${TENANT}/v2.0`, aud: APP, tid: TENANT, oid: PERSON, azp: DESKTOP },
        ...{ scp: 'access_as_user', nbf: at(START), exp: at(START + HOUR), ...change },
      },
      { ...head },
    )
  const shows = (token: string) => read({ authorization: `Bearer ${token}` })
  const reasonOf = async (token: string): Promise<string | undefined> => {
    const answer = await shows(token)
    return answer.open ? undefined : answer.reason
  }

  it('says who looks: her id in the directory, and her organisation', async () => {
    const platform = { name: 'teams', tenant: TENANT, serviceUrl: SERVICE }
    expect(await shows(signed())).toEqual({ open: true, platform, alias: PERSON })
    const first = { iss: `https://sts.windows.net/${TENANT}/`, aud: `api://scan.example.be/botid-${APP}` }
    expect(await shows(signed({ ...first, azp: undefined, appid: DESKTOP }))).toMatchObject({ open: true })
  })

  it.each([
    ['sign-on of a foreign tenant', { tid: OTHER_TENANT, iss: `${LOGIN}/${OTHER_TENANT}/v2.0` }],
    ['sign-on of another issuer', { iss: `${LOGIN}/${OTHER_TENANT}/v2.0` }],
    ['sign-on of another issuer', { iss: `https://login.evil.example/${TENANT}/v2.0` }],
    ['sign-on for another app', { aud: '66666666-6666-4666-8666-666666666666' }],
    ['sign-on for another app', { aud: `api://evil.example/botid-${APP}` }],
    ['sign-on by another client', { azp: '77777777-7777-4777-8777-777777777777' }],
    ['sign-on by another client', { azp: undefined }],
    ['sign-on for something else', { scp: 'User.Read' }],
    ['sign-on without what it must say', { oid: undefined }],
    ['sign-on without what it must say', { tid: '../../common' }],
    ['sign-on without what it must say', { exp: undefined }],
    ['sign-on without what it must say', { aud: [APP, 'more'] }],
  ])('is refused as %s', async (reason, change) => {
    expect(await reasonOf(signed(change))).toBe(reason)
  })

  it('is worth nothing before its time, nor a second after it', async () => {
    expect(await reasonOf(signed({ nbf: at(START + CLOCK_TOLERANCE + MINUTE) }))).toBe('sign-on not valid yet')
    now = START + HOUR - SECOND
    expect((await shows(signed())).open).toBe(true)
    now = START + HOUR
    expect(await reasonOf(signed())).toBe('sign-on expired')
  })

  it('is signed by a key of the directory, for that tenant, and by nothing else', async () => {
    expect(await reasonOf(signed({}, OTHER))).toBe('sign-on with a bad signature')
    expect(await reasonOf(signed({}, KEY, { kid: 'one', alg: 'none' }))).toBe('no sign-on token')
    expect(await reasonOf(signed({}, KEY, { kid: 'two' }))).toBe('sign-on with an unknown key')
    const [head, , signature] = signed().split('.')
    const [, another] = signed({ oid: OTHER_TENANT }).split('.')
    expect(await reasonOf(`${head}.${another}.${signature}`)).toBe('sign-on with a bad signature')
    for (const none of ['', 'Bearer', 'a.b.c', '..', `${'a'.repeat(2000)}.b.c`])
      expect(await reasonOf(none), none.slice(0, 9)).toBe('no sign-on token')
  })

  it('isn’t signed by a key that the directory has for others', async () => {
    list.keys = [{ ...KEY.jwk, issuer: `${LOGIN}/${OTHER_TENANT}/v2.0` }]
    expect(await reasonOf(signed())).toBe('sign-on with a bad signature')
  })

  it('is refused once its key was withdrawn, and taken with the next one', async () => {
    expect((await shows(signed())).open).toBe(true)
    const next = makeKey('two')
    list.keys = [{ ...next.jwk, ...MICROSOFTS }]
    now += 2 * MINUTE
    expect((await shows(signed({}, next, { kid: 'two' }))).open).toBe(true)
    expect(await reasonOf(signed())).toBe('sign-on with an unknown key')
  })

  it('can’t be checked while the list of keys can’t be reached, and is refused as such', async () => {
    list.down = true
    expect(await reasonOf(signed())).toBe('sign-on keys unreachable')
    list.down = false
    now += MINUTE
    expect((await shows(signed())).open).toBe(true)
  })
})
