import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Log } from '../bot/ports/log.ts'
import { SECOND } from '../kit/calendar/instant.ts'

/** A request whose body was read. */
export interface Request {
  /** Those with a single value, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly url: URL
}

/** A reply; JSON unless it has a type. */
export interface Reply {
  readonly status: number
  readonly body?: unknown
  /** Content type of a body that is a string or bytes. */
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Handles a request after its body was read. */
export type Route = (request: Request) => Promise<Reply>
/** Authenticates by the headers alone, before any of the body is read: a refusal, or the route for the body. */
export interface Guarded {
  readonly admit: (headers: Readonly<Record<string, string>>) => Promise<Reply | Route>
}
/**
 * Routes by method and path, such as `"POST /api/messages"`; `"GET /calendar/*"` takes whatever lies in that folder. HEAD is answered
 * as GET is, without the body.
 */
export type Routes = Readonly<Record<string, Route | Guarded>>

/** Largest request body, in bytes. Teams' own messages stay under 100 KB. */
export const BODY_LIMIT = 256 * 1024

/** Bytes of all bodies that are being read: a thousand slow senders must not fill the memory. */
const BODIES_LIMIT = 4 * 1024 * 1024
/** Cap on open sockets: one attacker who opens many must not use up the process' memory. */
const CONNECTIONS = 2000
/** Milliseconds between checks for requests past their time limit. */
const TIMEOUT_CHECK = SECOND

class BodyRefused extends Error {
  readonly status: 413 | 503
  constructor(status: 413 | 503, reason: string) {
    super(reason)
    this.status = status
  }
}
const tooLarge = (): BodyRefused => new BodyRefused(413, 'body too large')

/** Reads bodies, and counts how many bytes of them are in memory. */
const createBodyReader = () => {
  let held = 0
  return (request: IncomingMessage): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = []
      let size = 0
      const release = (error?: Error): void => {
        held -= size
        size = 0
        chunks.length = 0
        if (error) reject(error)
      }
      let over = false
      request.on('data', (chunk: Buffer) => {
        if (over) return
        size += chunk.length
        held += chunk.length
        chunks.push(chunk)
        over = size > BODY_LIMIT || held > BODIES_LIMIT
        if (over) release(size > BODY_LIMIT ? tooLarge() : new BodyRefused(503, 'too many bodies at once'))
      })
      request.on('end', () => {
        if (over) return
        resolve(Buffer.concat(chunks))
        release()
      })
      request.on('error', (error) => release(error))
      // `close` follows `end` too.
      request.on('close', () => {
        if (!request.readableEnded) release(new Error('aborted'))
      })
      if (request.destroyed) release(new Error('aborted'))
    })
}

const NOT_MODIFIED = 304

/** Encoded once: its length is that of what is sent. */
const bytesOf = ({ body, type }: Reply): Uint8Array => {
  if (body === undefined) return new Uint8Array()
  if (body instanceof Uint8Array) return body
  return Buffer.from(type === undefined ? JSON.stringify(body) : String(body))
}

const send = (response: ServerResponse, reply: Reply): void => {
  const { status, type, headers } = reply
  const bytes = bytesOf(reply)
  response.writeHead(status, {
    ...headers,
    ...(reply.body === undefined ? {} : { 'content-type': type ?? 'application/json; charset=utf-8' }),
    // That of the body the asker has already, which we don't send.
    ...(status === NOT_MODIFIED ? {} : { 'content-length': bytes.length }),
  })
  response.end(bytes)
}

const plainHeaders = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )

/** A route and its name, which unlike the path may be logged: a path can hold a secret. */
const routeOf = (routes: Routes, { method = '' }: IncomingMessage, { pathname }: URL) => {
  const asked = method === 'HEAD' ? 'GET' : method
  const names = [`${asked} ${pathname}`, `${asked} ${pathname.slice(0, pathname.lastIndexOf('/'))}/*`]
  const name = names.find((one) => Object.hasOwn(routes, one))
  const route = name === undefined ? undefined : routes[name]
  return name === undefined || !route ? undefined : { name, route }
}

/** The HTTP server: a table of routes, limits on bodies and connections, and time limits for slow senders. */
export const createHttpServer = (routes: Routes, log: Pick<Log, 'fault' | 'refused'>): Server => {
  const read = createBodyReader()
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = URL.parse(request.url ?? '/', 'http://here')
    if (!url) return send(response, { status: 400 })
    const found = routeOf(routes, request, url)
    if (!found) return send(response, { status: 404 })
    const { name, route } = found
    try {
      if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) throw tooLarge()
      const headers = plainHeaders(request)
      const admitted = 'admit' in route ? await route.admit(headers) : route
      if (typeof admitted !== 'function') {
        // The body was not read, so the connection can't be used for another request.
        response.setHeader('connection', 'close')
        return send(response, admitted)
      }
      send(response, await admitted({ headers, body: await read(request), url }))
    } catch (error) {
      if (error instanceof BodyRefused) {
        log.refused({ status: error.status, reason: error.message })
        response.setHeader('connection', 'close')
        send(response, { status: error.status })
        return
      }
      if (request.destroyed && !request.readableEnded) return
      log.fault(name, error)
      send(response, { status: 500 })
    }
  }
  const server = createServer({
    requestTimeout: 15 * SECOND,
    headersTimeout: 10 * SECOND,
    keepAliveTimeout: 65 * SECOND,
    connectionsCheckingInterval: TIMEOUT_CHECK,
  })
  server.maxConnections = CONNECTIONS
  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.fault('http', error)
      response.destroy()
    })
  })
  return server
}

/** Starts listening. @param port 0 takes a free one @returns the port @throws when the port is taken */
export const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })

/** Milliseconds between checks for idle connections, while the server stops. */
const IDLE_CHECK = 20

/**
 * Stops taking requests and answers those that came in.
 * @param most milliseconds after which the connections that are left are closed
 */
export const stopListening = (server: Server, most: number): Promise<void> =>
  new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), most)
    // A keep-alive connection would stay open for a next request after its answer.
    const idleCheck = setInterval(() => server.closeIdleConnections(), IDLE_CHECK)
    server.close(() => {
      clearTimeout(late)
      clearInterval(idleCheck)
      resolve()
    })
    server.closeIdleConnections()
  })
