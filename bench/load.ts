import { Agent, request } from 'node:http'

/** One signed press, ready to go. */
export interface Shot {
  readonly body: string
  readonly token: string
}

export interface Volley {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly answers: number
}

const ask = (agent: Agent, port: number, { body, token }: Shot): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        path: '/api/messages',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          authorization: `Bearer ${token}`,
        },
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

/** Fires all shots, so many at a time, over kept-alive connections; every answer must be a card. */
export const fire = async (port: number, shots: readonly Shot[], atOnce: number): Promise<Volley> => {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const times: number[] = []
  let next = 0
  const began = performance.now()
  const gun = async (): Promise<void> => {
    for (let shot = shots[next++]; shot; shot = shots[next++]) {
      const sent = performance.now()
      const answer = await ask(agent, port, shot)
      times.push(performance.now() - sent)
      if (!answer.includes('AdaptiveCard')) throw new Error(`no card in ${answer.slice(0, 200)}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, gun))
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  const sorted = times.sort((a, b) => a - b)
  return { perSecond: shots.length / seconds, p50: at(sorted, 0.5), p99: at(sorted, 0.99), answers: shots.length }
}
