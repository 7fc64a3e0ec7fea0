import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BOT_SCOPES } from '../src/bot/slack/scopes.ts'
import { practiceEnvironment, slackEnvironment } from '../src/cli/demo.ts'
import { chance } from '../src/practice/chance.ts'
import { openPracticeRoom } from '../src/practice/practiceRoom.ts'
import { runningClock } from '../src/practice/storyClock.ts'
import type { PracticeRoom } from '../src/practice/types.ts'
import { startRedis } from '../test/redisServer.ts'
import { alone, type Contestant, duel, enter, type Figures, freePort } from './contestants.ts'
import { besideFollowUps } from './followUps.ts'
import { fire } from './load.ts'
import { MOST_PAGE, teamPages } from './page.ts'
import { drawnPictures, longWorksheet, MOST_PICTURE } from './pictures.ts'
import { MOST_PLAN_RATIO, planCards } from './planCard.ts'
import { closes, drained, reminded, waiting } from './scale.ts'
import { MOST_SEARCH_MS, searched } from './search.ts'
import { crowd, slackShots, startRound, teamsShots, tokensFor } from './shots.ts'
import { missed } from './wanted.ts'
import { planYear } from './year.ts'

/**
 * Answer turns a second through HTTP, properly signed, against a bare echo of each platform's SDK that answers every
 * press with the same card: the same run, alternating, medians. In Slack a turn ends when the replacement has arrived at
 * the stand-in. Then what many machines come down to (scale.ts). `npm run bench`, with `-- --json FILE` for the figures,
 * `-- --check` to fail where a ratio is further than a tenth from the wanted one (wanted.ts), `-- --platform slack` for one of the two, `-- --only turns|sockets|redis|effects|followups|reminders|rounds|year|nudges|search|page|pictures` for one part, once more for another; `-- --teams N` for another number of teams in a year.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    shots: { type: 'string', default: '3000' },
    platform: { type: 'string' },
    only: { type: 'string', multiple: true },
    teams: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
})
const AT_ONCE = 32
const setting = { rounds: Number(values.rounds), shots: Number(values.shots), atOnce: AT_ONCE }
/** More than press at once, in turn: nobody presses while her last press is still being answered. Slack opens fifty chats a minute. */
const PEOPLE = AT_ONCE + 16
/** A load that no organisation makes is measured here, not refused. */
const UNLIMITED = { PRESSES_PER_PERSON: '1000000', PRESSES_PER_TENANT: '10000000' }
const realNow = (): number => Date.now()

const mustHold = (what: string) => (text: string) => {
  if (!text.includes(what)) throw new Error(`no ${what} in ${text.slice(0, 200)}`)
}

interface Entered {
  readonly bot: Contestant
  readonly echo: Contestant
  readonly round: string
  /** One more bot over the same store. */
  readonly another: () => Promise<Contestant>
  /** What is possible at all: the same token, and the echo's card. @param durable each answer is on disk first */
  readonly limit: (durable: boolean) => Promise<Contestant>
}

/** One platform's stand-in with our bot before it, and its echo. */
const measured = async <Measured>(
  platform: 'teams' | 'slack',
  measure: (room: PracticeRoom, enterAll: () => Promise<Entered>) => Promise<Measured>,
  more: Readonly<Record<string, string>> = {},
  inSockets = false,
): Promise<Measured> => {
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-bench-'))
  const room = await openPracticeRoom({
    platform,
    scopes: BOT_SCOPES,
    inSockets,
    people: crowd(PEOPLE),
    clock: runningClock(realNow),
    realNow,
  })
  const contestants: Contestant[] = []
  const enterAll = async () => {
    const own =
      platform === 'slack' ? slackEnvironment(room, folder, inSockets) : practiceEnvironment(room.address, folder)
    const settings = { ...own, ...UNLIMITED, NODE_ENV: 'production', ...more }
    const another = async (): Promise<Contestant> => {
      const entered = await enter('bot/bot.js', { settings: { ...settings, PORT: String(await freePort()) } })
      contestants.push(entered)
      return entered
    }
    const bot = await another()
    if (inSockets) await room.slack().sockets().connected()
    const address = `http://127.0.0.1:${bot.port}`
    room.connect({ address, settled: async () => undefined, nextDue: async () => undefined })
    const { round, card } = await startRound(room)
    const echo = await enter(`others/${platform}Echo.js`, {
      // Bolt wants a secret to begin with; where nothing is posted, any will do.
      settings: {
        ...(inSockets ? { SLACK_SIGNING_SECRET: 'x'.repeat(32) } : {}),
        ...settings,
        PORT: String(await freePort()),
      },
      card,
    })
    contestants.push(echo)
    const limit = async (durable: boolean): Promise<Contestant> => {
      const handed = { settings: { ...settings, PORT: String(await freePort()) }, card, folder, durable }
      const entered = await enter('others/limit.js', handed)
      contestants.push(entered)
      return entered
    }
    return { bot, echo, round, another, limit }
  }
  try {
    return await measure(room, enterAll)
  } finally {
    for (const { child } of contestants) child.kill('SIGKILL')
    await room.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const random = chance(1)
/** Tokens in use: Teams shows one and the same for a while; what it is like when it wouldn't. */
const TOKENS = { oneToken: 1, manyTokens: 2000 } as const
const ofTeams = () =>
  measured('teams', async (room, enterAll) => {
    const { bot, echo, round, limit } = await enterAll()
    const ranges = { bot: teamsRange(bot), echo: teamsRange(echo) }
    const limitOf = async (durable: boolean) => {
      const contestant = await limit(durable)
      const shown = tokensFor(room, TOKENS.oneToken)
      const loaded = (count: number) => teamsShots(room, round, count, random, shown)
      return alone({ ...setting, rounds: 3 }, contestant, teamsRange(contestant), loaded)
    }
    const against = (tokens: number) => {
      const shown = tokensFor(room, tokens)
      return duel(setting, bot, echo, ranges, (count) => teamsShots(room, round, count, random, shown))
    }
    const [one, many] = [await against(TOKENS.oneToken), await against(TOKENS.manyTokens)]
    return { ...one, manyTokens: many, limit: await limitOf(false), durableLimit: await limitOf(true) }
  })

const teamsRange = ({ port }: Contestant) => ({ port, path: '/api/messages', check: mustHold('AdaptiveCard') })

/** On a Redis that has every answer on disk before it says so: against the echo, and two bots against one. */
const onRedis = async () => {
  const redis = await startRedis()
  const more = { REDIS_URL: redis.url, DATA_FILE: '' }
  try {
    return await measured(
      'teams',
      async (room, enterAll) => {
        const { bot, echo, round, another } = await enterAll()
        const loaded = (count: number) => teamsShots(room, round, count, random, tokensFor(room, 1))
        const ranges = { bot: teamsRange(bot), echo: teamsRange(echo) }
        const against = await duel(setting, bot, echo, ranges, loaded)
        const second = teamsRange(await another())
        const { shots } = setting
        const both = async (): Promise<number> => {
          const began = performance.now()
          const half = [ranges.bot, second].map((range) => fire(range, loaded(shots / 2), AT_ONCE / 2))
          await Promise.all(half)
          return (shots / (performance.now() - began)) * 1000
        }
        const pairs: { one: number; two: number }[] = []
        await both()
        for (let at = 0; at < setting.rounds; at++)
          pairs.push({ one: (await fire(ranges.bot, loaded(shots), AT_ONCE)).perSecond, two: await both() })
        const middle = (numbers: readonly number[]): number =>
          numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
        const [one, two] = [middle(pairs.map((pair) => pair.one)), middle(pairs.map((pair) => pair.two))]
        return { against, processes: { onePerSecond: one, twoPerSecond: two, twoRatio: two / one } }
      },
      more,
    )
  } finally {
    await redis.stop()
  }
}

/** Calls that the round owes at its start and that may come later, such as an edit of its control card. */
const OWED = 3
const ofSlack = () =>
  measured('slack', async (room, enterAll) => {
    const { bot, echo, round } = await enterAll()
    const { calls } = room.slack().service
    /** Every press is answered at its own address, once. */
    const done = (shots: number): Promise<void> => {
      const until = calls.length + shots
      const look = (resolve: () => void): void => {
        if (calls.length >= until) resolve()
        else room.watch(() => setImmediate(look, resolve))
      }
      return new Promise(look)
    }
    const range = ({ port }: Contestant) => ({ port, path: '/slack/events', check: () => undefined, done })
    const before = calls.length
    const loaded = (count: number) => slackShots(room, round, count, random)
    const figures = await duel(setting, bot, echo, { bot: range(bot), echo: range(echo) }, loaded)
    const asked = calls.slice(before)
    const answers = asked.filter(({ method }) => method === 'response_url')
    const wrong = answers.filter(({ outcome }) => outcome !== 'ok')
    const others = asked.length - answers.length
    // One call an answer, and each as it should be: of ours, and of the echo's.
    if (wrong.length > 0 || others > OWED || answers.length !== 2 * (setting.rounds + 1) * setting.shots)
      throw new Error(`${answers.length} answers, ${wrong.length} of them wrong, and ${others} other calls`)
    return figures
  })

/** Presses that the stand-in sends itself, to the bot's address or through its socket: answers a second, and processor time of the bot an answer, in µs. */
const sentBy = (inSockets: boolean) =>
  measured(
    'slack',
    async (room, enterAll) => {
      const { bot, round } = await enterAll()
      const { service, client } = room.slack()
      const volley = async (): Promise<{ perSecond: number; cpuMicros: number }> => {
        const shots = slackShots(room, round, setting.shots, random)
        const until = service.calls.length + shots.length
        const before = await bot.counts()
        const began = performance.now()
        const gun = async (): Promise<void> => {
          for (let shot = shots.pop(); shot; shot = shots.pop()) await client.knock({ text: shot.body, type: 'form' })
        }
        await Promise.all(Array.from({ length: AT_ONCE }, gun))
        while (service.calls.length < until) await new Promise(setImmediate)
        const perSecond = (setting.shots / (performance.now() - began)) * 1000
        const { cpu } = await bot.counts()
        const micros = cpu.user + cpu.system - before.cpu.user - before.cpu.system
        return { perSecond, cpuMicros: micros / setting.shots }
      }
      await volley()
      const volleys: Awaited<ReturnType<typeof volley>>[] = []
      for (let at = 0; at < setting.rounds; at++) volleys.push(await volley())
      const middle = (numbers: readonly number[]): number =>
        numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
      return {
        perSecond: middle(volleys.map(({ perSecond }) => perSecond)),
        cpuMicros: middle(volleys.map(({ cpuMicros }) => cpuMicros)),
        memoryMiB: (await bot.counts()).rss / 2 ** 20,
      }
    },
    {},
    inSockets,
  )

const show = (name: string, figures: Figures): void => {
  const { answers, start, memory, store } = figures
  const line = (what: string, bot: number, echo: number, ratio: number, digits = 1): string =>
    `${what.padEnd(30)}${bot.toFixed(digits).padStart(10)}${echo.toFixed(digits).padStart(10)}${ratio.toFixed(2).padStart(8)}`
  console.log(`${name.padEnd(30)}${'bot'.padStart(10)}${'echo'.padStart(10)}${'ratio'.padStart(8)}`)
  console.log(line('answer turns a second', answers.bot.perSecond, answers.echo.perSecond, answers.turnsRatio, 0))
  console.log(line('processor time, µs an answer', answers.bot.cpuMicros, answers.echo.cpuMicros, answers.cpuRatio, 0))
  console.log(line('load and stand-in, µs', answers.bot.loadMicros, answers.echo.loadMicros, answers.loadRatio, 0))
  console.log(line('p50, ms', answers.bot.p50Ms, answers.echo.p50Ms, answers.p50Ratio))
  console.log(line('p99, ms', answers.bot.p99Ms, answers.echo.p99Ms, answers.p99Ratio))
  console.log(line('time to first listen, ms', start.botMs, start.echoMs, start.firstListenRatio, 0))
  console.log(line('memory, MiB', memory.botMiB, memory.echoMiB, memory.memoryRatio, 0))
  console.log(
    `store reads per answer ${store.readsPerAnswerRatio.toFixed(2)}, writes ${store.writesPerAnswerRatio.toFixed(2)}\n`,
  )
}

const wants = (part: string): boolean => values.only === undefined || values.only.includes(part)
const rounded = (figures: Readonly<Record<string, number>>): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${value < 10 ? value.toFixed(2) : Math.round(value)}`)
    .join(', ')
const line = (what: string, figures: Readonly<Record<string, number>>): void =>
  console.log(`${what}: ${rounded(figures)}\n`)

const teams = wants('turns') && values.platform !== 'slack' ? await ofTeams() : undefined
if (teams) {
  show('Teams', teams)
  show('Teams, 2,000 tokens', teams.manyTokens)
  const { limit, durableLimit, answers } = teams
  const timesEcho = (perSecond: number): number => perSecond / answers.echo.perSecond
  for (const [what, { perSecond, cpuMicros, loadMicros }] of Object.entries({ limit, durableLimit }))
    line(what, { perSecond, cpuMicros, loadMicros, timesEcho: timesEcho(perSecond) })
}
const slack = wants('turns') && values.platform !== 'teams' ? await ofSlack() : undefined
if (slack) show('Slack', slack)
const redis = wants('redis') ? await onRedis() : undefined
if (redis) {
  show('Teams, on Redis', redis.against)
  line('two processes and one', redis.processes)
}
// Only where it is asked for: a whole run has what is posted already.
const sockets = values.only?.includes('sockets')
  ? { posted: await sentBy(false), bySocket: await sentBy(true) }
  : undefined
if (sockets) {
  line('Slack, posted to the bot', sockets.posted)
  line('Slack, through a socket of the bot', sockets.bySocket)
}
const effects = wants('effects')
  ? { inHand32: await drained(20_000, 5, 32), inHand128: await drained(20_000, 5, 128) }
  : undefined
if (effects) {
  line('20,000 due effects, and as many jobs of BullMQ, 32 in hand', effects.inHand32)
  line('20,000 due effects, and as many jobs of BullMQ, 128 in hand', effects.inHand128)
}
const followUps = wants('followups') ? await besideFollowUps(10_000, 4000) : undefined
if (followUps) line('turns while 10,000 follow-ups are due, and without', followUps)
const reminders = wants('reminders') ? await waiting(100_000) : undefined
if (reminders) line('100,000 reminders that are not due', reminders)
const rounds = wants('rounds')
  ? { sqlite: await closes('sqlite', 1000, 10_000), redis: await closes('redis', 1000, 10_000) }
  : undefined
if (rounds) {
  line('a round of 10,000 and one of 1,000, in a file', rounds.sqlite)
  line('a round of 10,000 and one of 1,000, on Redis', rounds.redis)
}
const search = wants('search') ? { nl: searched('nl'), en: searched('en'), fr: searched('fr') } : undefined
if (search) for (const [language, figures] of Object.entries(search)) line(`search in ${language}`, figures)
const year = wants('year') ? await planYear(Number(values.teams ?? 1000)) : undefined
if (year) line('a year of plans', year.figures)
const planCard = wants('year') ? await planCards(5, 500, 15) : undefined
if (planCard) line("a plan's card of 500 actions and of 5, processor time", planCard)
const teamPage = wants('page') ? await teamPages(500, 1000) : undefined
if (teamPage) line("a team's page with a plan of 500 actions, and with none", teamPage)
const worksheet = wants('pictures') ? await longWorksheet(500, 4) : undefined
if (worksheet) line('a worksheet of 500 actions, each looked back at four times', worksheet)
const pictures = wants('pictures') ? drawnPictures(15) : undefined
if (pictures) line('pictures as PNG, milliseconds of the processor', pictures)
const nudges = wants('nudges') ? await reminded(Number(values.teams ?? 50_000)) : undefined
if (nudges) line('a year of reminders', nudges)
const scale = {
  redis,
  ...(sockets ? { sockets } : {}),
  effects,
  followUps,
  reminders,
  rounds,
  year: year?.figures,
  planCard,
  nudges,
  ...(search ? { search } : {}),
}
const all = { ...teams, ...(slack ? { slack } : {}), ...scale, setting: { ...setting, people: PEOPLE } }
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(all, undefined, 2)}\n`)

/** What must be so, whatever the machine. */
const wrong = [
  ...(year?.wrong ?? []),
  ...Object.values(search ?? {}).flatMap(({ p99Ms }) =>
    p99Ms > MOST_SEARCH_MS ? [`an answer takes ${p99Ms.toFixed(1)} ms`] : [],
  ),
  ...(planCard && planCard.planCardRatio > MOST_PLAN_RATIO
    ? [`a plan's card of 500 actions takes ${planCard.planCardRatio.toFixed(1)} times as long as one of 5`]
    : []),
  ...(teamPage &&
  (teamPage.p99Ms > MOST_PAGE.p99Ms || teamPage.pageRatio > MOST_PAGE.ratio || teamPage.bytes > MOST_PAGE.bytes)
    ? [
        `a team's page takes ${teamPage.p99Ms.toFixed(1)} ms, ${teamPage.pageRatio.toFixed(1)} times one without a plan, and ${teamPage.bytes} bytes`,
      ]
    : []),
  ...(worksheet && (worksheet.cpuMs > MOST_PICTURE.documentMs || worksheet.peakMb > MOST_PICTURE.documentMb)
    ? [`a worksheet takes ${worksheet.cpuMs.toFixed(0)} ms and ${worksheet.peakMb.toFixed(0)} MB`]
    : []),
  ...Object.entries(pictures ?? {}).flatMap(([name, ms]) =>
    name !== 'first' && ms > MOST_PICTURE.pngMs ? [`the picture ${name} takes ${ms.toFixed(0)} ms`] : [],
  ),
]
if (values.check) wrong.push(...missed({ ...all, teams }))
for (const what of wrong) console.error(`Not as it must be: ${what}.`)
if (wrong.length > 0) process.exitCode = 1
