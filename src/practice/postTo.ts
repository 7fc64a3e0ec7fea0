import { Agent, request } from 'node:http'

/** Connections stay open, and Node's own client is used: with `fetch` a press took as long to send as the bot to answer it. */
const agent = new Agent({ keepAlive: true })

/** What the bot answered; the body is JSON, or empty. */
interface Answered {
  readonly status: number
  readonly body: unknown
}

/** Posts a text to the bot. @param within milliseconds for the whole answer @throws when there is none, or it comes too late */
export const postTo = (
  url: string,
  headers: Readonly<Record<string, string>>,
  text: string,
  within: number,
): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const length = { 'content-length': Buffer.byteLength(text) }
    const sent = request(url, { agent, method: 'POST', headers: { ...headers, ...length } })
    const late = setTimeout(() => sent.destroy(new Error('no answer in time')), within)
    const failed = (error: unknown): void => {
      clearTimeout(late)
      reject(error)
    }
    sent.on('error', failed)
    sent.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', failed)
      response.on('end', () => {
        clearTimeout(late)
        const said = Buffer.concat(chunks).toString('utf8')
        try {
          resolve({ status: response.statusCode ?? 0, body: said ? (JSON.parse(said) as unknown) : undefined })
        } catch (error) {
          reject(error)
        }
      })
    })
    sent.end(text)
  })
