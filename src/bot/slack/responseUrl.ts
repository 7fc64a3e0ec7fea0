import { Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent, request } from 'node:https'
import { SECOND } from '../../kit/calendar/instant.ts'
import { PlatformFailed } from '../ports/platform.ts'

/** Posts a reply to a press's `response_url`. @throws {PlatformFailed} */
export type Respond = (url: string, message: object) => Promise<void>

const REQUEST_TIMEOUT = 8 * SECOND
/** Connections stay open: a TLS handshake per reply would cost more than the reply. */
const AGENT_OPTIONS = { keepAlive: true, maxSockets: 128 } as const

/**
 * The address comes with a signed press, and still only Slack's own origins are called; it is stored nowhere. Node's own
 * client is used because `fetch` cost more than a third of the turns (docs/benchmarks.md); it follows no redirects.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 * @param origins e.g. `https://hooks.slack.com`
 */
export const respondAt = (origins: readonly string[]): Respond => {
  const [agent, plainAgent] = [new Agent(AGENT_OPTIONS), new PlainAgent(AGENT_OPTIONS)]
  const post = (url: URL, body: string, retry: boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const options = {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) },
        timeout: REQUEST_TIMEOUT,
      }
      const sent =
        url.protocol === 'https:'
          ? request(url, { ...options, agent })
          : plainRequest(url, { ...options, agent: plainAgent })
      sent.on('response', (response) => {
        response.resume()
        response.on('error', () => reject(new PlatformFailed(0)))
        response.on('end', () => {
          const { statusCode: status = 0, headers } = response
          if (status >= 200 && status < 300) return resolve()
          const wait = Number(headers['retry-after'])
          reject(new PlatformFailed(status, wait > 0 ? wait * SECOND : undefined))
        })
      })
      // A timeout only signals: the connection has to be destroyed, which then fails as an error.
      sent.on('timeout', () => sent.destroy(new Error('no answer in time')))
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The server closed the kept connection just as it was used again, so nothing arrived: sent once more.
        if (retry && sent.reusedSocket && error.code === 'ECONNRESET') resolve(post(url, body, false))
        else reject(new PlatformFailed(0))
      })
      sent.end(body)
    })
  return async (address, message) => {
    const url = URL.canParse(address) ? new URL(address) : undefined
    if (!url || !origins.includes(url.origin)) throw new PlatformFailed(403)
    await post(url, JSON.stringify(message), true)
  }
}
