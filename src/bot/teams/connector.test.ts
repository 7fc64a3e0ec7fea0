import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { httpClient } from '../../http/client.ts'
import { listen } from '../../http/server.ts'
import { SECOND } from '../../kit/calendar/instant.ts'
import { secretToken } from './botToken.ts'
import { connector } from './connector.ts'

interface Asked {
  readonly method: string
  readonly url: string
  readonly authorization: string
  readonly body: string
}

let server: Server
let at: string
let asked: Asked[]
let answer: (request: IncomingMessage, response: ServerResponse) => void
let tokens: number
let now: number

const json = (status: number, body: object, headers: Readonly<Record<string, string>> = {}) => {
  answer = (_request, response) => {
    response.writeHead(status, headers)
    response.end(JSON.stringify(body))
  }
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const body = Buffer.concat(chunks).toString('utf8')
      asked.push({ method, url, authorization: headers.authorization ?? '', body })
      if (!url.endsWith('/oauth2/v2.0/token')) return answer(request, response)
      tokens += 1
      response.end(JSON.stringify({ access_token: `token-${tokens}`, expires_in: 3600 }))
    })
  })
  at = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked = []
  tokens = 0
  now = 0
  json(200, { id: 'm1' })
})

const service = (http = httpClient()) => {
  const settings = { loginEndpoint: at, tenantId: 'huis', clientId: 'app', clientSecret: 'geheim', scope: 's/.default' }
  return connector(
    `${at}/emea/`,
    secretToken(settings, http, () => now),
    http,
  )
}

describe('calls to Teams', () => {
  it('are those of the connector, with the bot’s own token, asked for once', async () => {
    const teams = service()
    const thread = '19:abc@thread.tacv2;messageid=170'
    expect(await teams.post(thread, { type: 'message' })).toEqual({ id: 'm1' })
    await teams.edit('19:abc@thread.tacv2', '170', { type: 'message' })
    await teams.page('19:abc@thread.tacv2', 500, 'more+/=')
    await teams.member('a:chat', '29:person')
    const [token, ...calls] = asked
    expect(token).toMatchObject({ method: 'POST', url: '/huis/oauth2/v2.0/token' })
    expect(Object.fromEntries(new URLSearchParams(token?.body))).toEqual({
      ...{ grant_type: 'client_credentials', client_id: 'app', client_secret: 'geheim', scope: 's/.default' },
    })
    expect(calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /emea/v3/conversations/19:abc@thread.tacv2;messageid=170/activities',
      'PUT /emea/v3/conversations/19:abc@thread.tacv2/activities/170',
      'GET /emea/v3/conversations/19:abc@thread.tacv2/pagedMembers?pageSize=500&continuationToken=more%2B%2F%3D',
      'GET /emea/v3/conversations/a:chat/members/29:person',
    ])
    expect(new Set(calls.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer token-1']))
  })

  it('leave no place for an id that is a path', async () => {
    await service().member('../../x?y', 'a/b')
    expect(asked.at(-1)?.url).toBe('/emea/v3/conversations/..%2F..%2Fx%3Fy/members/a%2Fb')
  })

  it('ask for another token before the first runs out, once for all that wait, and when Teams refuses it', async () => {
    const teams = service()
    await Promise.all([teams.members('a'), teams.members('b')])
    expect(tokens).toBe(1)
    now = 3600 * SECOND - 1
    await teams.members('a')
    expect(tokens).toBe(2)
    json(401, {})
    await expect(teams.members('a')).rejects.toMatchObject({ status: 401 })
    json(200, [])
    await teams.members('a')
    // Refused, it asked for another at once, and that was refused as well.
    expect(tokens).toBe(4)
  })

  it('go on with a fresh token where only the old one was refused', async () => {
    const teams = service()
    await teams.members('a')
    answer = (request, response) => {
      const isOld = request.headers.authorization === 'Bearer token-1'
      response.writeHead(isOld ? 401 : 200)
      response.end('[]')
    }
    expect(await teams.members('a')).toEqual([])
    expect(tokens).toBe(2)
  })

  it('say of a secret that has expired that it isn’t taken, not that nobody answers, and don’t ask again at once', async () => {
    let askedFor = 0
    const expired = { status: 401, headers: {}, text: '{"error_description":"AADSTS7000222: expired, trace 123"}' }
    const settings = { loginEndpoint: at, tenantId: 't', clientId: 'c', clientSecret: 'geheim', scope: 's' }
    const token = secretToken(
      settings,
      async () => {
        askedFor += 1
        return expired
      },
      () => now,
    )
    const teams = connector(at, token, httpClient())
    for (let times = 0; times < 3; times++)
      await expect(teams.members('a')).rejects.toMatchObject({ status: 401, kind: 'unauthorized' })
    expect(askedFor).toBe(1)
    now += 10 * SECOND
    await expect(teams.members('a')).rejects.toMatchObject({
      kind: 'unauthorized',
      cause: { message: 'AADSTS7000222' },
    })
    expect(askedFor).toBe(2)
  })

  it('say what Teams answered, and how long it asks to wait', async () => {
    json(429, { error: { message: 'met de naam van Jan erin' } }, { 'retry-after': '7' })
    const failed = service().post('a', { text: 'vertrouwelijk' })
    await expect(failed).rejects.toMatchObject({
      name: 'PlatformFailed',
      status: 429,
      retryAfter: 7000,
    })
    json(302, {}, { location: 'http://elsewhere.example' })
    await expect(service().members('a')).rejects.toMatchObject({ status: 302 })
    answer = (_request, response) => response.end('<html>')
    await expect(service().members('a')).rejects.toMatchObject({ status: 0 })
  })

  it('give up in time, on an answer that never ends too, and on one that is too large', async () => {
    const hasty = httpClient({}, 300)
    answer = () => undefined
    await expect(service(hasty).members('a')).rejects.toMatchObject({ status: 0, cause: { message: 'Error' } })
    answer = (_request, response) => void response.write('[')
    await expect(service(hasty).members('a')).rejects.toMatchObject({ status: 0 })
    answer = (_request, response) => response.end(Buffer.alloc(9 * 1024 * 1024, ' '))
    await expect(service().members('a')).rejects.toMatchObject({ status: 0 })
  })

  it('fail when no token can be had, without a word of the secret', async () => {
    const http = httpClient()
    const settings = {
      loginEndpoint: 'http://127.0.0.1:1',
      tenantId: 't',
      clientId: 'c',
      clientSecret: 'geheim',
      scope: 's',
    }
    const failed = connector(
      at,
      secretToken(settings, http, () => now),
      http,
    ).members('a')
    await expect(failed).rejects.toMatchObject({ name: 'PlatformFailed', status: 0 })
    expect(
      JSON.stringify(await failed.catch((error: Error) => [error.message, error.stack, String(error.cause)])),
    ).not.toContain('geheim')
  })

  it('go through a proxy where one is set', async () => {
    const through: string[] = []
    const proxy = createServer((request, response) => {
      through.push(request.url ?? '')
      response.end('[]')
    })
    proxy.on('connect', (request, socket) => {
      through.push(request.url ?? '')
      const { port } = new URL(at)
      const onward = connect(Number(port), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
      onward.on('error', () => socket.destroy())
      socket.on('error', () => onward.destroy())
      socket.pipe(onward).pipe(socket)
    })
    const port = await listen(proxy, 0, '127.0.0.1')
    const http = httpClient({ HTTP_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: 'elders.example' })
    await http({ method: 'GET', url: 'http://teams.example/v3' }).catch(() => undefined)
    const secured = httpClient({ HTTPS_PROXY: `http://127.0.0.1:${port}` })
    await secured({ method: 'GET', url: 'https://teams.example/v3' }).catch(() => undefined)
    expect(through.join(' ')).toContain('teams.example')
    expect(through).toContain('teams.example:443')
    proxy.closeAllConnections()
    proxy.close()
  })
})
