import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type KeyList, keyList, makeKey } from '../../../test/keyList.ts'
import { httpClient } from '../../http/client.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../kit/calendar/instant.ts'
import { signingKeys } from './signingKeys.ts'

const REAL = makeKey('real').jwk
const OTHER = makeKey('another').jwk

describe('the keys Teams signs with', () => {
  let list: KeyList
  beforeEach(async () => {
    list = await keyList()
    list.keys = [REAL]
  })
  afterEach(() => list.close())

  it('are looked up once a minute at most, whatever keys someone makes up, and those there are always pass', async () => {
    let now = 0
    const keys = signingKeys(list.metadataUrl, httpClient(), () => now)
    const made = Array.from({ length: 200 }, (_, at) => keys.find(`made up ${at}`))
    expect(new Set(await Promise.all(made))).toEqual(new Set([undefined]))
    expect(await keys.find('real')).toBeDefined()
    expect(await keys.find('')).toBeUndefined()
    expect(list.asked).toEqual(['/keys'])
    list.keys = [...list.keys, { ...OTHER, kid: 'a new one' }]
    expect(await keys.find('a new one')).toBeUndefined()
    now += MINUTE
    expect(await keys.find('a new one')).toBeDefined()
    expect(list.asked).toHaveLength(2)
  })

  it('are looked up again after an hour, and one that was withdrawn is gone then', async () => {
    let now = 0
    const keys = signingKeys(list.metadataUrl, httpClient(), () => now)
    const key = await keys.find('real')
    if (!key) throw new Error('no key')
    expect(keys.holds('real', key)).toBe(true)
    now += HOUR
    expect(keys.holds('real', key)).toBe(true)
    await keys.refresh()
    // It stands there as before.
    expect(keys.holds('real', key)).toBe(true)
    list.keys = [OTHER]
    now += HOUR
    await keys.refresh()
    expect(keys.holds('real', key)).toBe(false)
    expect(await keys.find('real')).toBeUndefined()
  })

  it('are other keys when the service gives an id to another key', async () => {
    let now = 0
    const keys = signingKeys(list.metadataUrl, httpClient(), () => now)
    const key = await keys.find('real')
    if (!key) throw new Error('no key')
    list.keys = [{ ...OTHER, kid: 'real' }]
    now += HOUR
    await keys.refresh()
    expect(keys.holds('real', key)).toBe(false)
  })

  it('are RSA keys of 2,048 bits and more; others in the list are passed over', async () => {
    const short = makeKey('short', 1024)
    list.keys = [...list.keys, short.jwk, { kid: 'curve', kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }, { kid: 'bare' }]
    const keys = signingKeys(list.metadataUrl, httpClient(), () => 0)
    expect(await keys.find('real')).toBeDefined()
    expect(await Promise.all(['short', 'curve', 'bare'].map(keys.find))).toEqual([undefined, undefined, undefined])
  })

  it('are looked up again soon when nobody answers, and a list that holds goes on holding for a day', async () => {
    let now = 0
    const nobody = signingKeys('http://127.0.0.1:1/openidconfiguration', httpClient(), () => now)
    expect(nobody.problem()).toBeUndefined()
    expect(await nobody.find('real')).toBeUndefined()
    expect(nobody.problem()).toBe('teamsKeys')
    now += 5 * SECOND
    expect(await nobody.find('real')).toBeUndefined()

    const keys = signingKeys(list.metadataUrl, httpClient(), () => now)
    await keys.refresh()
    list.down = true
    now += HOUR
    await keys.refresh()
    expect(await keys.find('real')).toBeDefined()
    expect(keys.problem()).toBeUndefined()
    now += DAY
    await keys.refresh()
    expect(keys.problem()).toBe('teamsKeys')
    list.down = false
    now += 5 * SECOND
    // Asking for the problem has it fetched again.
    keys.problem()
    await keys.refresh()
    expect(keys.problem()).toBeUndefined()
  })
})
