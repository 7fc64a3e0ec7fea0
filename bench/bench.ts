import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { practiceEnvironment } from '../src/demo.ts'
import { chance } from '../src/web/chance.ts'
import { openPracticeRoom } from '../src/web/practiceRoom.ts'
import { runningClock } from '../src/web/storyClock.ts'
import { fire, type Volley } from './load.ts'
import { crowd, shotsFor, startRound } from './shots.ts'

/**
 * Answer turns a second through HTTP with valid tokens, against a bare Teams SDK echo that returns the same card: the
 * same run, alternating, medians. `npm run bench`, with `-- --json FILE` for the figures.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    shots: { type: 'string', default: '3000' },
  },
})
const ROUNDS = Number(values.rounds)
const SHOTS = Number(values.shots)
const AT_ONCE = 32
/** Twice as many as press at once, in turn: nobody presses while her last press is still being answered. */
const PEOPLE = 2 * AT_ONCE

interface Contestant {
  readonly child: ChildProcess
  readonly port: number
  readonly startMs: number
  readonly bootMs: number
  counts(): Promise<{ readonly rss: number; readonly reads: number; readonly writes: number }>
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

const enter = async (file: string, handed: object): Promise<Contestant> => {
  const child = fork(join(import.meta.dirname, file), [JSON.stringify(handed)], {
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

const folder = mkdtempSync(join(tmpdir(), 'quickscan-bench-'))
const realNow = (): number => Date.now()
const room = await openPracticeRoom({ people: crowd(PEOPLE), clock: runningClock(realNow), realNow })
const contestants: Contestant[] = []
try {
  const settings = { ...practiceEnvironment(room.address, folder), NODE_ENV: 'production' }
  const bot = await enter('bot.ts', { settings: { ...settings, PORT: String(await freePort()) } })
  contestants.push(bot)
  const address = `http://127.0.0.1:${bot.port}`
  room.connect({ address, settled: async () => undefined, nextDue: async () => undefined })
  const { round, card } = await startRound(room)
  const echo = await enter('echo.ts', { settings: { ...settings, PORT: String(await freePort()) }, card })
  contestants.push(echo)

  const random = chance(1)
  const volleys: { bot: Volley[]; echo: Volley[] } = { bot: [], echo: [] }
  for (const [who, port] of [
    ['bot', bot.port],
    ['echo', echo.port],
  ] as const) {
    await fire(port, shotsFor(room, round, SHOTS, random), AT_ONCE)
    volleys[who] = []
  }
  const before = await bot.counts()
  for (let at = 0; at < ROUNDS; at++) {
    // Who goes first alternates too: the machine's moods fall on both.
    const order = at % 2 === 0 ? (['bot', 'echo'] as const) : (['echo', 'bot'] as const)
    for (const who of order) {
      const port = who === 'bot' ? bot.port : echo.port
      volleys[who].push(await fire(port, shotsFor(room, round, SHOTS, random), AT_ONCE))
    }
  }
  const after = await bot.counts()
  const echoAfter = await echo.counts()
  const ours = summary(volleys.bot)
  const bare = summary(volleys.echo)
  const answers = ROUNDS * SHOTS
  const figures = {
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
    setting: { rounds: ROUNDS, shots: SHOTS, atOnce: AT_ONCE, people: PEOPLE },
  }
  const line = (name: string, bot: number, echo: number, ratio: number, digits = 1): string =>
    `${name.padEnd(28)}${bot.toFixed(digits).padStart(10)}${echo.toFixed(digits).padStart(10)}${ratio.toFixed(2).padStart(8)}`
  console.log(`${''.padEnd(28)}${'bot'.padStart(10)}${'echo'.padStart(10)}${'ratio'.padStart(8)}`)
  console.log(line('answer turns a second', ours.perSecond, bare.perSecond, figures.answers.turnsRatio, 0))
  console.log(line('p50, ms', ours.p50Ms, bare.p50Ms, figures.answers.p50Ratio))
  console.log(line('p99, ms', ours.p99Ms, bare.p99Ms, figures.answers.p99Ratio))
  console.log(line('time to first listen, ms', bot.bootMs, echo.bootMs, figures.start.firstListenRatio, 0))
  console.log(line('memory, MiB', figures.memory.botMiB, figures.memory.echoMiB, figures.memory.memoryRatio, 0))
  console.log(
    `store reads per answer ${figures.store.readsPerAnswerRatio.toFixed(2)}, writes ${figures.store.writesPerAnswerRatio.toFixed(2)}`,
  )
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, undefined, 2)}\n`)
} finally {
  for (const { child } of contestants) child.kill('SIGKILL')
  await room.stop()
  rmSync(folder, { recursive: true, force: true })
}
