import { Agent, request } from 'node:http'

/** One signed press, ready to go. */
export interface Shot {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Volley {
  readonly perSecond: number
  /** Of the reply to the press, in milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly answers: number
}

/** Where shots go, and what comes of each. */
export interface Range {
  readonly port: number
  readonly path: string
  /** Throws when a reply isn't what it should be. */
  readonly check: (text: string) => void
  /** Resolves when all has come of so many shots that should: asked before the first is fired. */
  readonly done?: (shots: number) => Promise<void>
}

const ask = (agent: Agent, { port, path }: Range, { body, headers }: Shot): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        port,
        path,
        host: '127.0.0.1',
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          if (response.statusCode === 200) resolve(text)
          else reject(new Error(`answered ${response.statusCode}: ${text}`))
        })
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/** Fires all shots, so many at a time, over kept-alive connections. */
export const fire = async (range: Range, shots: readonly Shot[], atOnce: number): Promise<Volley> => {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const times: number[] = []
  let next = 0
  const done = range.done?.(shots.length)
  const began = performance.now()
  const gun = async (): Promise<void> => {
    for (let shot = shots[next++]; shot; shot = shots[next++]) {
      const sent = performance.now()
      const answer = await ask(agent, range, shot)
      times.push(performance.now() - sent)
      range.check(answer)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, gun))
  await done
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  const sorted = times.sort((a, b) => a - b)
  return { perSecond: shots.length / seconds, p50: at(sorted, 0.5), p99: at(sorted, 0.99), answers: shots.length }
}
