import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fire, type Range, type Shot, type Volley } from './load.ts'

export interface Contestant {
  readonly child: ChildProcess
  readonly port: number
  readonly startMs: number
  readonly bootMs: number
  counts(): Promise<{ readonly rss: number; readonly reads: number; readonly writes: number }>
}

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

/** A bot in a process of its own. */
export const enter = async (file: string, handed: object): Promise<Contestant> => {
  const child = fork(join(import.meta.dirname, file), [JSON.stringify(handed)], {
    // As it is shipped (package.json, start).
    execArgv: file === 'bot.ts' ? ['--heap-growing-percent=60', '--max-semi-space-size=8'] : [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [{ port, startMs, bootMs }] = (await once(child, 'message')) as [Omit<Contestant, 'child' | 'counts'>]
  return {
    child,
    port,
    startMs,
    bootMs,
    counts: async () => {
      child.send('counts')
      const [counts] = (await once(child, 'message')) as [{ rss: number; reads: number; writes: number }]
      return counts
    },
  }
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
const summary = (volleys: readonly Volley[]) => ({
  perSecond: median(volleys.map(({ perSecond }) => perSecond)),
  p50Ms: median(volleys.map(({ p50 }) => p50)),
  p99Ms: median(volleys.map(({ p99 }) => p99)),
})

export interface Setting {
  readonly rounds: number
  readonly shots: number
  readonly atOnce: number
}

/** Our bot and the echo in turn, so that the machine's moods fall on both; medians, after one volley to warm up. */
export const duel = async (
  { rounds, shots, atOnce }: Setting,
  bot: Contestant,
  echo: Contestant,
  ranges: { readonly bot: Range; readonly echo: Range },
  loaded: (count: number) => Shot[],
) => {
  const volleys: { readonly bot: Volley[]; readonly echo: Volley[] } = { bot: [], echo: [] }
  for (const who of ['bot', 'echo'] as const) await fire(ranges[who], loaded(shots), atOnce)
  const before = await bot.counts()
  for (let at = 0; at < rounds; at++) {
    const order = at % 2 === 0 ? (['bot', 'echo'] as const) : (['echo', 'bot'] as const)
    for (const who of order) volleys[who].push(await fire(ranges[who], loaded(shots), atOnce))
  }
  const after = await bot.counts()
  const echoAfter = await echo.counts()
  const [ours, bare] = [summary(volleys.bot), summary(volleys.echo)]
  const answers = rounds * shots
  return {
    answers: {
      bot: ours,
      echo: bare,
      turnsRatio: ours.perSecond / bare.perSecond,
      p50Ratio: ours.p50Ms / bare.p50Ms,
      p99Ratio: ours.p99Ms / bare.p99Ms,
    },
    store: {
      readsPerAnswerRatio: (after.reads - before.reads) / answers,
      writesPerAnswerRatio: (after.writes - before.writes) / answers,
    },
    start: { botMs: bot.bootMs, echoMs: echo.bootMs, firstListenRatio: bot.bootMs / echo.bootMs },
    memory: { botMiB: after.rss / 2 ** 20, echoMiB: echoAfter.rss / 2 ** 20, memoryRatio: after.rss / echoAfter.rss },
  }
}
export type Figures = Awaited<ReturnType<typeof duel>>
