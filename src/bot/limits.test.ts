import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '../kit/instant.ts'
import { perMinute } from './limits.ts'
import { signingKeys } from './teamsKeys.ts'

describe('so much a minute', () => {
  it('may be all at once, is said to be too much once, and comes back evenly', () => {
    let now = 0
    const limit = perMinute(60, () => now)
    const taken = Array.from({ length: 62 }, () => limit.take('samir'))
    expect(taken.slice(0, 60).every((one) => one === 'fine')).toBe(true)
    expect(taken.slice(60)).toEqual(['tooMuch', 'again'])
    now += SECOND
    expect([limit.take('samir'), limit.take('samir')]).toEqual(['fine', 'again'])
    now += MINUTE / 2
    for (let at = 0; at < 30; at++) expect(limit.take('samir')).toBe('fine')
    // She has paused: it is said once more.
    expect(limit.take('samir')).toBe('tooMuch')
  })

  it('is each one’s own, and remembers no more than it must', () => {
    let now = 0
    const limit = perMinute(1, () => now)
    expect(limit.take('samir')).toBe('fine')
    expect(limit.take('fatima')).toBe('fine')
    for (let at = 0; at < 50_000; at++) limit.take(`someone ${at}`)
    expect(limit.take('someone 49999')).toBe('tooMuch')
    now += MINUTE
    expect(limit.take('samir')).toBe('fine')
  })
})

describe('the keys Teams signs with', () => {
  const signedBy = (kid: unknown): string =>
    `Bearer ${Buffer.from(JSON.stringify({ kid })).toString('base64url')}.e30.x`
  let server: Server
  let url: string
  let asked: string[]
  let kids: string[]
  beforeEach(async () => {
    asked = []
    kids = ['real']
    server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end(JSON.stringify({ keys: kids.map((kid) => ({ kid })) }))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  it('are looked up once a minute at most, whatever keys someone makes up, and those there are always pass', async () => {
    let now = 0
    const keys = signingKeys(`${url}/openidconfiguration`, () => now)
    const made = Array.from({ length: 200 }, (_, at) => keys.has(signedBy(`made up ${at}`)))
    expect(new Set(await Promise.all(made))).toEqual(new Set([false]))
    expect(await keys.has(signedBy('real'))).toBe(true)
    for (const odd of [undefined, 'Bearer !!', signedBy(7), signedBy('')]) expect(await keys.has(odd)).toBe(false)
    expect(asked).toEqual(['/keys'])
    kids = ['real', 'a new one']
    expect(await keys.has(signedBy('a new one'))).toBe(false)
    now += MINUTE
    expect(await keys.has(signedBy('a new one'))).toBe(true)
    expect(asked).toHaveLength(2)
  })

  it('are looked up again soon when nobody answers', async () => {
    let now = 0
    const keys = signingKeys('http://127.0.0.1:1/metadata', () => now)
    expect(await keys.has(signedBy('real'))).toBe(false)
    now += 5 * SECOND
    expect(await keys.has(signedBy('real'))).toBe(false)
  })
})
