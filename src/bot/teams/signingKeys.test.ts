import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '../../kit/calendar/instant.ts'
import { signingKeys } from './signingKeys.ts'

describe('the keys Teams signs with', () => {
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
    const made = Array.from({ length: 200 }, (_, at) => keys.has(`made up ${at}`))
    expect(new Set(await Promise.all(made))).toEqual(new Set([false]))
    expect(await keys.has('real')).toBe(true)
    expect(await keys.has('')).toBe(false)
    expect(asked).toEqual(['/keys'])
    kids = ['real', 'a new one']
    expect(await keys.has('a new one')).toBe(false)
    now += MINUTE
    expect(await keys.has('a new one')).toBe(true)
    expect(asked).toHaveLength(2)
  })

  it('are looked up again soon when nobody answers', async () => {
    let now = 0
    const keys = signingKeys('http://127.0.0.1:1/metadata', () => now)
    expect(await keys.has('real')).toBe(false)
    now += 5 * SECOND
    expect(await keys.has('real')).toBe(false)
  })
})
