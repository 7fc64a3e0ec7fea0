import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { build } from '../infra/build.ts'
import { fire, type Range, type Shot, type Volley } from './load.ts'

export interface Contestant {
  readonly child: ChildProcess
  readonly port: number
  readonly startMs: number
  readonly bootMs: number
  counts(): Promise<Counts>
}

/** Of a contestant since its start: bytes in memory, processor time in µs, calls of its store. */
export interface Counts {
  readonly rss: number
  readonly cpu: NodeJS.CpuUsage
  readonly reads: number
  readonly writes: number
}

/** As it is shipped (package.json, start); the echo runs with the same. */
const FLAGS = ['--heap-growing-percent=60', '--max-semi-space-size=8']

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

const BUILT = join(import.meta.dirname, '..', 'out', 'bench')
let built: Promise<void> | undefined

/** Ours as it is published, the others in one file each over their libraries as those are published: nobody takes types off at the start. */
const buildAll = async (): Promise<void> => {
  await build(join(BUILT, 'bot'), { bot: 'bench/bot.ts' })
  // A published program reads its version beside its folder.
  copyFileSync(join(import.meta.dirname, '..', 'package.json'), join(BUILT, 'package.json'))
  const input = ['teamsEcho', 'slackEcho', 'limit'].map((name) => join(import.meta.dirname, `${name}.ts`))
  const bundle = await rolldown({ input, platform: 'node', logLevel: 'silent', external: /^[^./]/ })
  await bundle.write({ dir: join(BUILT, 'others'), entryFileNames: '[name].js' })
  await bundle.close()
}

/** A bot in a process of its own. */
export const enter = async (file: string, handed: object): Promise<Contestant> => {
  built ??= buildAll()
  await built
  const child = fork(join(BUILT, file), [JSON.stringify(handed)], {
    // With what this process was started with: a test's clock, where there is one.
    execArgv: [...process.execArgv, ...FLAGS],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended before it listened`)))
  ended.catch(() => undefined)
  const [{ port, startMs, bootMs }] = (await Promise.race([once(child, 'message'), ended])) as [
    Omit<Contestant, 'child' | 'counts'>,
  ]
  return {
    child,
    port,
    startMs,
    bootMs,
    counts: async () => {
      child.send('counts')
      const [counts] = (await once(child, 'message')) as [Counts]
      return counts
    },
  }
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
/** What a volley came to, with the processor time that each of its answers took the contestant, in µs. */
interface Fired extends Volley {
  readonly cpu: number
  /** The same of what fired it, which is the stand-in too. */
  readonly ownCpu: number
}
const summary = (volleys: readonly Fired[]) => ({
  perSecond: median(volleys.map(({ perSecond }) => perSecond)),
  p50Ms: median(volleys.map(({ p50 }) => p50)),
  p99Ms: median(volleys.map(({ p99 }) => p99)),
  cpuMicros: median(volleys.map(({ cpu }) => cpu)),
  loadMicros: median(volleys.map(({ ownCpu }) => ownCpu)),
})

const microsOf = ({ cpu: { user, system } }: Pick<Counts, 'cpu'>): number => user + system
const fireAt = async (who: Contestant, range: Range, shots: readonly Shot[], atOnce: number): Promise<Fired> => {
  const before = microsOf(await who.counts())
  const own = process.cpuUsage()
  const volley = await fire(range, shots, atOnce)
  const ownCpu = microsOf({ cpu: process.cpuUsage(own) }) / shots.length
  return { ...volley, ownCpu, cpu: (microsOf(await who.counts()) - before) / shots.length }
}

export interface Setting {
  readonly rounds: number
  readonly shots: number
  readonly atOnce: number
}

/** One alone, after a volley to warm up; medians. */
export const alone = async (
  { rounds, shots, atOnce }: Setting,
  who: Contestant,
  range: Range,
  loaded: (count: number) => Shot[],
) => {
  const volleys: Fired[] = []
  await fire(range, loaded(shots), atOnce)
  for (let at = 0; at < rounds; at++) volleys.push(await fireAt(who, range, loaded(shots), atOnce))
  return summary(volleys)
}

/** Our bot and the echo in turn, so that the machine's moods fall on both; medians, after one volley to warm up. */
export const duel = async (
  { rounds, shots, atOnce }: Setting,
  bot: Contestant,
  echo: Contestant,
  ranges: { readonly bot: Range; readonly echo: Range },
  loaded: (count: number) => Shot[],
) => {
  const volleys: { readonly bot: Fired[]; readonly echo: Fired[] } = { bot: [], echo: [] }
  const contestants = { bot, echo }
  for (const who of ['bot', 'echo'] as const) await fire(ranges[who], loaded(shots), atOnce)
  const before = await bot.counts()
  for (let at = 0; at < rounds; at++) {
    const order = at % 2 === 0 ? (['bot', 'echo'] as const) : (['echo', 'bot'] as const)
    for (const who of order) volleys[who].push(await fireAt(contestants[who], ranges[who], loaded(shots), atOnce))
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
      cpuRatio: ours.cpuMicros / bare.cpuMicros,
      loadRatio: ours.loadMicros / bare.loadMicros,
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
