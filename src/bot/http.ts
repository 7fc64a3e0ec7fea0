import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { SECOND } from '../kit/instant.ts'
import type { Log } from './log.ts'

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
/** For a browser, by a library that answers itself; it reads no body. */
export interface Page {
  readonly page: (request: IncomingMessage, response: ServerResponse) => Promise<void>
}
/** `"POST /api/messages"` to its handler. */
export type Routes = Readonly<Record<string, Route | Page>>

/** Largest request body, in bytes. Teams' own messages stay under 100 KB. */
export const BODY_LIMIT = 256 * 1024

class TooLarge extends Error {}

const read = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > BODY_LIMIT) reject(new TooLarge())
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', reject)
    request.on('aborted', () => reject(new Error('aborted')))
  })

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
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://here')
    const name = `${request.method} ${url.pathname}`
    const route = routes[name]
    if (!route) return send(response, { status: 404 })
    try {
      if ('page' in route) return await route.page(request, response)
      if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) throw new TooLarge()
      const body = await read(request)
      send(response, await route({ headers: plainHeaders(request), body, url }))
    } catch (error) {
      if (error instanceof TooLarge) {
        log.refused({ status: 413, reason: 'body too large' })
        response.setHeader('connection', 'close')
        send(response, { status: 413 })
        return
      }
      if (request.destroyed && !request.complete) return
      log.fault(name, error)
      send(response, { status: 500 })
    }
  }
  const server = createServer({
    requestTimeout: 15 * SECOND,
    headersTimeout: 10 * SECOND,
    keepAliveTimeout: 65 * SECOND,
  })
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
