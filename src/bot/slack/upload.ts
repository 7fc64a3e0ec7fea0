import { SECOND } from '../../kit/calendar/instant.ts'
import { PlatformFailed } from '../ports/platform.ts'

const REQUEST_TIMEOUT = 8 * SECOND

/**
 * Sends a file's bytes where Slack said, before the upload is completed. The client's own `uploadV2` would send the bot's token
 * along, to whatever address came back; here only Slack's own origins are sent to, and no token.
 * https://docs.slack.dev/messaging/working-with-files
 * @param origins e.g. `https://files.slack.com`
 */
export const uploadTo =
  (origins: readonly string[]) =>
  async (address: string, bytes: Buffer<ArrayBuffer>): Promise<void> => {
    const url = URL.parse(address)
    if (!url || !origins.includes(url.origin)) throw new PlatformFailed(0)
    const response = await sent(url, bytes)
    if (!response.ok) throw new PlatformFailed(response.status, waitOf(response))
  }

const sent = async (url: URL, body: Buffer<ArrayBuffer>): Promise<Response> => {
  const headers = { 'content-type': 'application/octet-stream' }
  try {
    return await fetch(url, {
      ...{ method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(REQUEST_TIMEOUT) },
    })
  } catch {
    throw new PlatformFailed(0)
  }
}

const waitOf = ({ headers }: Response): number | undefined => {
  const seconds = Number(headers.get('retry-after'))
  return seconds > 0 ? seconds * SECOND : undefined
}
