import { Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent, request } from 'node:https'
import { SECOND } from '../../kit/instant.ts'
import { PlatformFailed } from '../ports/platform.ts'

/** Answers a press where it was made: one use of its `response_url`. @throws {PlatformFailed} */
export type Respond = (url: string, message: object) => Promise<void>

const PATIENCE = 8 * SECOND
/** Kept open between answers: a new handshake each would cost more than the answer. */
const OPEN = { keepAlive: true, maxSockets: 128 } as const

/**
 * The address came with a signed press, and yet only Slack's own are gone to; it is kept nowhere. By Node's own client,
 * since `fetch` cost more than a third of the turns (docs/benchmarks.md); it follows nobody elsewhere.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 * @param origins e.g. `https://hooks.slack.com`
 */
export const respondAt = (origins: readonly string[]): Respond => {
  const [agent, plainAgent] = [new Agent(OPEN), new PlainAgent(OPEN)]
  const post = (url: URL, body: string, again: boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const options = {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) },
        timeout: PATIENCE,
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
      // Silent for so long: the connection is given up, and that is an error like any other.
      sent.on('timeout', () => sent.destroy(new Error('no answer in time')))
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // Closed at the other end just as it was used again: nothing arrived there.
        if (again && sent.reusedSocket && error.code === 'ECONNRESET') resolve(post(url, body, false))
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
