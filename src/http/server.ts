import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Log } from '../bot/ports/log.ts'
import { SECOND } from '../kit/instant.ts'

export interface Request {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly url: URL
}

export interface Reply {
  readonly status: number
  readonly body?: unknown
  /** Sent as it is, with this type; without it the body goes out as JSON. */
  readonly type?: string
}

export type Route = (request: Request) => Promise<Reply>
/** Decides by the headers alone, before a byte of the body is held: a refusal, or what takes the body. */
export interface Guarded {
  readonly admit: (headers: Readonly<Record<string, string>>) => Promise<Reply | Route>
}
/** For a browser, by a library that answers itself; it reads no body. */
export interface Page {
  readonly page: (request: IncomingMessage, response: ServerResponse) => Promise<void>
}
/** `"POST /api/messages"` to its handler. */
export type Routes = Readonly<Record<string, Route | Guarded | Page>>

/** Largest request body, in bytes. Teams' own messages stay under 100 KB. */
export const BODY_LIMIT = 256 * 1024

/** Bytes of all bodies that are being sent just now: a thousand slow senders must not fill the memory. */
const BODIES_LIMIT = 4 * 1024 * 1024
/** Of people who have done nothing yet, most are of someone who wants to keep the others out. */
const CONNECTIONS = 2000
/** Milliseconds between looks for who is too slow. */
const SLOW_LOOK = SECOND

class Refused extends Error {
  readonly status: 413 | 503
  constructor(status: 413 | 503, reason: string) {
    super(reason)
    this.status = status
  }
}
const tooLarge = (): Refused => new Refused(413, 'body too large')

/** Reads bodies, and knows how much of them it holds. */
const createReading = () => {
  let held = 0
  return (request: IncomingMessage): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = []
      let size = 0
      const give = (error?: Error): void => {
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
        if (over) give(size > BODY_LIMIT ? tooLarge() : new Refused(503, 'too many bodies at once'))
      })
      request.on('end', () => {
        if (over) return
        resolve(Buffer.concat(chunks))
        give()
      })
      request.on('error', (error) => give(error))
      // Each is closed, after its end too.
      request.on('close', () => {
        if (!request.readableEnded) give(new Error('aborted'))
      })
      if (request.destroyed) give(new Error('aborted'))
    })
}

const send = (response: ServerResponse, { status, body, type }: Reply): void => {
  const text = body === undefined ? '' : type === undefined ? JSON.stringify(body) : body
  response.writeHead(status, {
    ...(body === undefined ? {} : { 'content-type': type ?? 'application/json; charset=utf-8' }),
    'content-length': Buffer.byteLength(text as string | Buffer),
  })
  response.end(text)
}

const plainHeaders = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )

/** The one HTTP server: a table of routes, a limit on bodies, and time limits for slow senders. */
export const createHttpServer = (routes: Routes, log: Pick<Log, 'fault' | 'refused'>): Server => {
  const read = createReading()
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = URL.parse(request.url ?? '/', 'http://here')
    if (!url) return send(response, { status: 400 })
    const name = `${request.method} ${url.pathname}`
    const route = routes[name]
    if (!route) return send(response, { status: 404 })
    try {
      if ('page' in route) return await route.page(request, response)
      if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) throw tooLarge()
      const headers = plainHeaders(request)
      const taken = 'admit' in route ? await route.admit(headers) : route
      if (typeof taken !== 'function') {
        // Nothing of the body was asked for: what is still on its way goes nowhere.
        response.setHeader('connection', 'close')
        return send(response, taken)
      }
      send(response, await taken({ headers, body: await read(request), url }))
    } catch (error) {
      if (error instanceof Refused) {
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
    connectionsCheckingInterval: SLOW_LOOK,
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

/** @returns the port it listens on: the one asked for, or a free one for 0. */
export const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })

/** Milliseconds between looks for connections that have nothing more to say. */
const IDLE_LOOK = 20

/** Takes nothing new and answers what came in; what isn't answered by then is cut off. @param most milliseconds */
export const stopListening = (server: Server, most: number): Promise<void> =>
  new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), most)
    // One that was answered just now is kept open for a next request, which must not come here.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK)
    server.close(() => {
      clearTimeout(late)
      clearInterval(idle)
      resolve()
    })
    server.closeIdleConnections()
  })
