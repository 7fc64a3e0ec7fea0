import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BOT_SCOPES } from '../src/bot/slackScopes.ts'
import { practiceEnvironment, slackEnvironment } from '../src/demo.ts'
import { chance } from '../src/web/chance.ts'
import { openPracticeRoom, type PracticeRoom } from '../src/web/practiceRoom.ts'
import { runningClock } from '../src/web/storyClock.ts'
import { type Contestant, duel, enter, type Figures, freePort } from './contestants.ts'
import { crowd, slackShots, startRound, teamsShots } from './shots.ts'

/**
 * Answer turns a second through HTTP, properly signed, against a bare echo of each platform's SDK that answers every
 * press with the same card: the same run, alternating, medians. In Slack a turn ends when the replacement has arrived at
 * the stand-in. `npm run bench`, with `-- --json FILE` for the figures, `-- --platform slack` for one of the two.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    shots: { type: 'string', default: '3000' },
    platform: { type: 'string' },
  },
})
const AT_ONCE = 32
const setting = { rounds: Number(values.rounds), shots: Number(values.shots), atOnce: AT_ONCE }
/** More than press at once, in turn: nobody presses while her last press is still being answered. Slack opens fifty chats a minute. */
const PEOPLE = AT_ONCE + 16
const realNow = (): number => Date.now()

const mustHold = (what: string) => (text: string) => {
  if (!text.includes(what)) throw new Error(`no ${what} in ${text.slice(0, 200)}`)
}

/** One platform's stand-in with our bot before it, and its echo. */
const measured = async (
  platform: 'teams' | 'slack',
  measure: (
    room: PracticeRoom,
    enterAll: () => Promise<{ bot: Contestant; echo: Contestant; round: string }>,
  ) => Promise<Figures>,
): Promise<Figures> => {
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-bench-'))
  const room = await openPracticeRoom({
    platform,
    scopes: BOT_SCOPES,
    people: crowd(PEOPLE),
    clock: runningClock(realNow),
    realNow,
  })
  const contestants: Contestant[] = []
  const enterAll = async () => {
    const own = platform === 'slack' ? slackEnvironment(room, folder) : practiceEnvironment(room.address, folder)
    const settings = { ...own, NODE_ENV: 'production' }
    const bot = await enter('bot.ts', { settings: { ...settings, PORT: String(await freePort()) } })
    contestants.push(bot)
    const address = `http://127.0.0.1:${bot.port}`
    room.connect({ address, settled: async () => undefined, nextDue: async () => undefined })
    const { round, card } = await startRound(room)
    const echo = await enter(`${platform}Echo.ts`, { settings: { ...settings, PORT: String(await freePort()) }, card })
    contestants.push(echo)
    return { bot, echo, round }
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
const ofTeams = () =>
  measured('teams', async (room, enterAll) => {
    const { bot, echo, round } = await enterAll()
    const range = ({ port }: Contestant) => ({ port, path: '/api/messages', check: mustHold('AdaptiveCard') })
    const loaded = (count: number) => teamsShots(room, round, count, random)
    return duel(setting, bot, echo, { bot: range(bot), echo: range(echo) }, loaded)
  })

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
    const wrong = asked.filter(({ method, outcome }) => method !== 'response_url' || outcome !== 'ok')
    // One call an answer, and each as it should be: of ours, and of the echo's.
    if (wrong.length > 0 || asked.length !== 2 * (setting.rounds + 1) * setting.shots)
      throw new Error(`${asked.length} calls, ${wrong.length} of them not an answer: ${JSON.stringify(wrong[0])}`)
    return figures
  })

const show = (name: string, figures: Figures): void => {
  const { answers, start, memory, store } = figures
  const line = (what: string, bot: number, echo: number, ratio: number, digits = 1): string =>
    `${what.padEnd(28)}${bot.toFixed(digits).padStart(10)}${echo.toFixed(digits).padStart(10)}${ratio.toFixed(2).padStart(8)}`
  console.log(`${name.padEnd(28)}${'bot'.padStart(10)}${'echo'.padStart(10)}${'ratio'.padStart(8)}`)
  console.log(line('answer turns a second', answers.bot.perSecond, answers.echo.perSecond, answers.turnsRatio, 0))
  console.log(line('p50, ms', answers.bot.p50Ms, answers.echo.p50Ms, answers.p50Ratio))
  console.log(line('p99, ms', answers.bot.p99Ms, answers.echo.p99Ms, answers.p99Ratio))
  console.log(line('time to first listen, ms', start.botMs, start.echoMs, start.firstListenRatio, 0))
  console.log(line('memory, MiB', memory.botMiB, memory.echoMiB, memory.memoryRatio, 0))
  console.log(
    `store reads per answer ${store.readsPerAnswerRatio.toFixed(2)}, writes ${store.writesPerAnswerRatio.toFixed(2)}\n`,
  )
}

const teams = values.platform === 'slack' ? undefined : await ofTeams()
if (teams) show('Teams', teams)
const slack = values.platform === 'teams' ? undefined : await ofSlack()
if (slack) show('Slack', slack)
const all = { ...teams, ...(slack ? { slack } : {}), setting: { ...setting, people: PEOPLE } }
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(all, undefined, 2)}\n`)
