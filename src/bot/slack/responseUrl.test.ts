import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { httpClient } from '../../http/client.ts'
import { listen, stopListening } from '../../http/server.ts'
import type { PlatformFailed } from '../ports/platform.ts'
import { type Respond, respondAt } from './responseUrl.ts'

describe('answering a press at its own address', () => {
  let server: Server
  let origin: string
  let came: { readonly path: string; readonly body: unknown }[]
  let answer: (response: ServerResponse, request: IncomingMessage) => void
  let respond: Respond

  beforeEach(async () => {
    came = []
    answer = (response) => response.end('ok')
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      came.push({ path: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString()) })
      answer(response, request)
    })
    origin = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`
    respond = respondAt([origin], httpClient())
  })
  afterEach(() => {
    server.closeAllConnections()
    return stopListening(server, 1000)
  })
  const failure = (doing: Promise<void>): Promise<PlatformFailed> =>
    doing.then(
      () => {
        throw new Error('it should have failed')
      },
      (error: PlatformFailed) => error,
    )

  it('posts the message there, once', async () => {
    await respond(`${origin}/actions/T/1/x`, { replace_original: true, text: 'Dag “Lotte”' })
    expect(came).toEqual([{ path: '/actions/T/1/x', body: { replace_original: true, text: 'Dag “Lotte”' } }])
  })

  it.each(['https://evil.example/actions/x', 'http://127.0.0.1:1@evil.example/', 'nowhere', ''])(
    'goes nowhere else: %s',
    async (address) => {
      expect((await failure(respond(address, {}))).status).toBe(403)
      expect(came).toEqual([])
    },
  )

  it('says what came of it, and how long to wait', async () => {
    answer = (response) => response.writeHead(404).end('expired_url')
    expect((await failure(respond(`${origin}/a`, {}))).status).toBe(404)
    answer = (response) => response.writeHead(429, { 'retry-after': '3' }).end()
    expect(await failure(respond(`${origin}/a`, {}))).toMatchObject({ status: 429, retryAfter: 3000 })
  })

  it('follows nobody elsewhere', async () => {
    answer = (response) => response.writeHead(302, { location: `${origin}/elsewhere` }).end()
    expect((await failure(respond(`${origin}/a`, {}))).status).toBe(302)
    expect(came.map(({ path }) => path)).toEqual(['/a'])
  })

  it('says so when nobody answers', async () => {
    answer = (response) => response.destroy()
    expect((await failure(respond(`${origin}/a`, {}))).status).toBe(0)
  })

  it('tries once more on a new connection when the old one was closed as it was used', async () => {
    const sockets = new Set<Socket>()
    server.on('connection', (socket) => sockets.add(socket))
    await respond(`${origin}/first`, {})
    const [old] = sockets
    answer = (response, { socket }) => (socket === old ? socket.resetAndDestroy() : response.end('ok'))
    await respond(`${origin}/second`, {})
    expect(sockets.size).toBe(2)
  })
})
