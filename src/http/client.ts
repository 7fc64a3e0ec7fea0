import { Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent, request } from 'node:https'
import { SECOND } from '../kit/calendar/instant.ts'

/** A call to a service. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** What a service answered, whatever it is. */
export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
}

/** Makes a call. @throws when no answer came in time, or one that is too large */
export type HttpClient = (call: Call) => Promise<Answered>

/** Milliseconds that an answer asks to wait, if it does. */
export const retryAfterOf = ({ headers }: Pick<Answered, 'headers'>): number | undefined => {
  const seconds = Number(headers['retry-after'])
  return Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * SECOND) : undefined
}

/** Where proxies are, as the environment of nearly every program says it. */
export interface Proxies {
  readonly HTTPS_PROXY?: string | undefined
  readonly HTTP_PROXY?: string | undefined
  readonly NO_PROXY?: string | undefined
}

/** Milliseconds for a whole call. A press must be answered within about 10 seconds. */
export const REQUEST_TIMEOUT = 8 * SECOND
/** In bytes: a page of a roster takes a few hundred thousand. */
const LONGEST = 8 * 1024 * 1024
/** Connections stay open: a TLS handshake per call would cost more than the call. */
const AGENT_OPTIONS = { keepAlive: true, maxSockets: 128 } as const

/**
 * Calls out with Node's own client, which follows no redirects and needs no second client beside the one that our server is of (`fetch` does).
 * @param timeout milliseconds for a whole call
 */
export const httpClient = (proxy: Proxies = {}, timeout: number = REQUEST_TIMEOUT): HttpClient => {
  const proxyEnv = { ...proxy }
  const [agent, plainAgent] = [
    new Agent({ ...AGENT_OPTIONS, proxyEnv }),
    new PlainAgent({ ...AGENT_OPTIONS, proxyEnv }),
  ]
  const send = (call: Call, first: boolean): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const { method, url, headers, body } = call
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
      const options = { method, headers: { accept: 'application/json', ...headers, ...length } }
      const sent = url.startsWith('https:')
        ? request(url, { ...options, agent })
        : plainRequest(url, { ...options, agent: plainAgent })
      const late = setTimeout(() => sent.destroy(new Error('no answer in time')), timeout)
      sent.on('response', (response) => {
        const chunks: Buffer[] = []
        let size = 0
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          chunks.push(chunk)
          if (size > LONGEST) sent.destroy(new Error('an answer that is too large'))
        })
        response.on('error', reject)
        response.on('end', () => {
          const { statusCode: status = 0, headers: answered } = response
          resolve({ status, headers: answered, text: Buffer.concat(chunks).toString('utf8') })
        })
      })
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The server closed the kept connection just as it was used again, so nothing arrived: sent once more.
        if (first && sent.reusedSocket && error.code === 'ECONNRESET') resolve(send(call, false))
        else reject(error)
      })
      sent.on('close', () => clearTimeout(late))
      sent.end(body)
    })
  return (call) => send(call, true)
}

/** For a connection that becomes something else, such as a WebSocket. */
export type TunnelAgent = Agent

/** Goes through the proxy that the environment names, as calls do. */
export const tunnelAgent = (proxy: Proxies): TunnelAgent => new Agent({ proxyEnv: { ...proxy } })
