import { type HttpClient, retryAfterOf } from '../../http/client.ts'
import { PlatformFailed } from '../ports/platform.ts'
import { noAnswer } from './webApi.ts'

/** Posts a reply to a press's `response_url`. @throws {PlatformFailed} */
export type Respond = (url: string, message: object) => Promise<void>

const JSON_BODY = { 'content-type': 'application/json; charset=utf-8' } as const
const BYTES = { 'content-type': 'application/octet-stream' } as const

/** @throws {PlatformFailed} unless it was taken */
const sendTo = async (
  http: HttpClient,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): Promise<void> => {
  const answered = await http({ method: 'POST', url, headers, body }).catch((error: unknown) => {
    throw noAnswer(error)
  })
  const { status } = answered
  if (status < 200 || status >= 300) throw new PlatformFailed(status, retryAfterOf(answered))
}

/**
 * The address comes with a signed press, and still only Slack's own origins are called; it is stored nowhere.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 * @param origins e.g. `https://hooks.slack.com`
 */
export const respondAt =
  (origins: readonly string[], http: HttpClient): Respond =>
  async (address, message) => {
    if (!origins.includes(URL.parse(address)?.origin ?? '')) throw new PlatformFailed(403)
    await sendTo(http, address, JSON_BODY, JSON.stringify(message))
  }

/**
 * Sends a file's bytes where Slack said, before the upload is completed: to Slack's own origins alone, and without the bot's token, which
 * whoever answers there doesn't need. https://docs.slack.dev/messaging/working-with-files
 * @param origins e.g. `https://files.slack.com`
 */
export const uploadTo =
  (origins: readonly string[], http: HttpClient) =>
  async (address: string, bytes: Uint8Array): Promise<void> => {
    if (!origins.includes(URL.parse(address)?.origin ?? '')) throw new PlatformFailed(0)
    await sendTo(http, address, BYTES, bytes)
  }
