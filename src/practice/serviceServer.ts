import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Answer, ChatService } from './chatService.ts'

/** JSON, or a form with JSON in some of its fields, as Slack's own client sends it. */
const NESTED: ReadonlySet<string> = new Set(['blocks', 'view', 'files'])

const readBody = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const whole = Buffer.concat(chunks)
  // A file's bytes, a character each.
  if (/octet-stream/.test(request.headers['content-type'] ?? '')) return { bytes: whole.toString('latin1') }
  const text = whole.toString('utf8')
  if (!text) return {}
  if (!/urlencoded/.test(request.headers['content-type'] ?? '')) return JSON.parse(text) as Record<string, unknown>
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([name, value]) => [name, NESTED.has(name) ? JSON.parse(value) : value]),
  )
}

const reply = (response: ServerResponse, { status, body, retryAfter, location }: Answer): void => {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    ...(location === undefined ? {} : { location }),
  })
  response.end(JSON.stringify(body ?? {}))
}

export type Otherwise = (
  method: string,
  path: string,
  body: Record<string, unknown>,
) => Promise<{ readonly status: number; readonly body: unknown; readonly type?: string }>

/** What answers a request; it never throws. */
type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Takes a connection that is to become something else. */
type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/** A listening server on loopback, whose room can be another one later: what was told its address finds the new one there. */
export interface RoomServer {
  readonly address: string
  /** Undefined while no room is open: then it answers 503. */
  serve(handler: Handler | undefined, upgrade?: Upgrade): void
  close(): Promise<void>
}

/** @param port a free one for 0 @throws when something else listens there */
export const openRoomServer = async (port: number): Promise<RoomServer> => {
  let handler: Handler | undefined
  let upgraded: Upgrade | undefined
  const server = createServer((request, response) => {
    if (handler) return void handler(request, response)
    reply(response, { status: 503, body: { error: 'no room is open here' } })
  })
  server.on('upgrade', (request, socket, head) => {
    if (upgraded) upgraded(request, socket, head)
    else socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (next, upgrade) => {
      handler = next
      upgraded = upgrade
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A source of a policy: the scheme is that of the page itself. */
const hostOf = (address: string): string => (address === '' ? "'none'" : new URL(address).host)

/**
 * The browser itself sees to it that nothing leaves this machine. What tests the page may put scripts into it (axe, and
 * what waits for something); what people write never becomes one: it is only ever put in as text.
 */
const NOTHING_FOREIGN = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
  ...["style-src 'self'", "connect-src 'self'", "img-src 'self' data:"],
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
].join('; ')

/** What the platform's stand-in is asked it answers; what isn't the service's goes to the practice room. @param bot whose pages the room shows in a frame */
export const roomHandler =
  (service: ChatService, otherwise: Otherwise, bot: () => string): Handler =>
  async (request, response) => {
    try {
      const url = new URL(request.url ?? '/', 'http://here')
      const path = url.pathname.split('/').filter(Boolean).map(decodeURIComponent)
      const method = request.method ?? 'GET'
      const body = await readBody(request)
      const { authorization } = request.headers
      const answered = await service.answer({ method, path, query: url.searchParams, body, authorization })
      if (answered === 'cut') return void response.destroy()
      if (answered) return reply(response, answered)
      const other = await otherwise(method, url.pathname, body)
      response.writeHead(other.status, {
        'content-type': other.type ?? 'application/json; charset=utf-8',
        'content-security-policy': `${NOTHING_FOREIGN}; frame-src ${hostOf(bot())}`,
      })
      response.end(other.type ? (other.body as string | Buffer) : JSON.stringify(other.body))
    } catch (cause) {
      reply(response, { status: 500, body: { error: cause instanceof Error ? cause.message : 'fault' } })
    }
  }
