import { SECOND } from '../kit/instant.ts'
import { PlatformFailed } from './platform.ts'

/** Answers a press where it was made: one use of its `response_url`. @throws {PlatformFailed} */
export type Respond = (url: string, message: object) => Promise<void>

const PATIENCE = 8 * SECOND

/**
 * The address came with a signed press, and yet only Slack's own are gone to; it is kept nowhere.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 * @param origins e.g. `https://hooks.slack.com`
 */
export const respondAt =
  (origins: readonly string[]): Respond =>
  async (url, message) => {
    if (!URL.canParse(url) || !origins.includes(new URL(url).origin)) throw new PlatformFailed(403)
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(message),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    }).catch(() => {
      throw new PlatformFailed(0)
    })
    await response.arrayBuffer()
    if (response.ok) return
    const wait = Number(response.headers.get('retry-after'))
    throw new PlatformFailed(response.status, wait > 0 ? wait * SECOND : undefined)
  }
