import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { schedule } from 'node-cron'
import { pino } from 'pino'
import { type Bot, createBot } from './bot/bot.ts'
import { createHttpServer, listen, stopListening } from './bot/http.ts'
import type { Log } from './bot/log.ts'
import { namesInMemory } from './bot/names.ts'
import { pinoLog } from './bot/pinoLog.ts'
import { platforms } from './bot/platforms.ts'
import { createSlack } from './bot/slackApp.ts'
import { slackInstall } from './bot/slackInstall.ts'
import { oneWorkspace, storedWorkspaces } from './bot/slackWorkspaces.ts'
import { createTeams } from './bot/teamsApp.ts'
import { notHereScreen, waitingScreen } from './cards/screens/startScreens.ts'
import type { Voice, Voices } from './cards/voice.ts'
import { processSettings, type Settings, type SlackEnvironment } from './config.ts'
import { loadKit, loadPhrases, loadReading, loadSentences } from './content.ts'
import type { Instant } from './kit/instant.ts'
import { LANGUAGES, type Language } from './kit/languages.ts'
import { slackAt, teamsSettings } from './platformSettings.ts'
import { counting, type StoreCalls } from './store/counting.ts'
import { hashSecret } from './store/hashSecret.ts'
import { type Hash, keyedHash, ringSeal } from './store/seal.ts'
import { openSqliteStore } from './store/sqlite.ts'
import type { Store } from './store/store.ts'

/** The only file that builds things, and the only one that knows the clock, chance and the network. */

export interface Clock {
  readonly now: () => Instant
}
const realClock: Clock = { now: () => Date.now() }

export interface Running {
  readonly bot: Bot
  readonly store: Store
  readonly port: number
  readonly voice: Voice
  /** Resolves when what came in is answered. */
  readonly answered: () => Promise<void>
  /** And all that is due was delivered. */
  readonly settled: () => Promise<void>
  /** How often the store was read and written since the start. */
  readonly storeCalls: () => StoreCalls
  stop(): Promise<void>
}

interface Shared {
  readonly store: Store
  readonly hash: Hash
  readonly voice: Voice
  readonly log: Log
  readonly now: () => Instant
  readonly realNow: () => number
}

/** Slack, with the pages to install it by where it is for many workspaces. */
const slackParts = (settings: SlackEnvironment, { store, hash, voice, log, now, realNow }: Shared) => {
  const at = slackAt(settings.SLACK_LOCAL_SERVICE)
  const { SLACK_BOT_TOKEN: token, SLACK_WORKSPACE: workspace } = settings
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_PUBLIC_URL: publicUrl } = settings
  const workspaces =
    token !== undefined && workspace !== undefined
      ? oneWorkspace(workspace, token)
      : storedWorkspaces({ store, hash, serviceUrl: at.serviceUrl, now: realNow })
  const slack = createSlack(
    { signingSecret: settings.SLACK_SIGNING_SECRET, appId: settings.SLACK_APP_ID, ...at, workspaces },
    { notHere: notHereScreen(voice), waiting: waitingScreen(voice) },
    log,
    { now, realNow },
  )
  const pages =
    clientId !== undefined && clientSecret !== undefined && publicUrl !== undefined
      ? slackInstall(
          { clientId, clientSecret, publicUrl, stateSecret: hash('slackState', clientId), ...at },
          workspaces,
          voice,
          log,
        )
      : {}
  return { slack, routes: { 'POST /slack/events': slack.route, ...pages } }
}

type Spoken = Pick<Settings, 'BOT_LANGUAGE' | 'KIT_DIR' | 'TIME_ZONE'>

/** Another kit speaks one language, the bot's own; the others keep ours. */
const voiceIn = (language: Language, settings: Spoken): Voice => ({
  language,
  kit: loadKit(language, language === settings.BOT_LANGUAGE ? settings.KIT_DIR : undefined),
  reading: loadReading(language),
  say: loadSentences(language).say,
  zone: settings.TIME_ZONE,
})

/** @throws {BrokenContent} */
export const voicesOf = (settings: Spoken): Voices =>
  Object.fromEntries(LANGUAGES.map((language) => [language, voiceIn(language, settings)])) as Record<Language, Voice>

export const logOf = (level: Settings['LOG_LEVEL']): Log => pinoLog(pino({ level, base: null }))

/** Builds a bot and lets it listen. @throws when a setting, the content or the store can't be used */
export const startBot = async (
  settings: Settings,
  { clock = realClock, log = logOf(settings.LOG_LEVEL) }: { clock?: Clock; log?: Log } = {},
): Promise<Running> => {
  const voices = voicesOf(settings)
  const voice = voices[settings.BOT_LANGUAGE]
  const seal = ringSeal(settings.DATA_KEYS)
  const { store, calls } = counting(openSqliteStore(settings.DATA_FILE, seal))
  const hash = keyedHash(await hashSecret(store, () => randomBytes(32)))
  const realNow = () => Date.now()
  const shared = { store, hash, voice, log, now: clock.now, realNow }
  const teams = settings.teams && (await createTeams(teamsSettings(settings.teams, realNow), log, realNow))
  const ofSlack = settings.slack && slackParts(settings.slack, shared)
  const platform = platforms({
    ...(teams ? { teams: teams.port } : {}),
    ...(ofSlack ? { slack: ofSlack.slack.port } : {}),
  })
  const names = namesInMemory(platform, clock.now)
  const floor = settings.FLOOR
  const bot = createBot({
    store,
    hash,
    voices,
    voice,
    phrases: loadPhrases(),
    platform,
    names,
    floor,
    now: clock.now,
    log,
    random: Math.random,
    realNow,
  })
  teams?.attach(bot)
  ofSlack?.slack.attach(bot)
  const server: Server = createHttpServer(
    {
      'GET /healthz': async () => ({ status: 200, body: { ok: true } }),
      ...(teams ? { 'POST /api/messages': teams.route } : {}),
      ...ofSlack?.routes,
    },
    log,
  )
  const port = await listen(server, settings.PORT, settings.HOST)
  const answered = async (): Promise<void> => ofSlack?.slack.idle()
  const tick = schedule('* * * * * *', () => bot.loop.wake())
  return {
    bot,
    store,
    port,
    voice,
    storeCalls: calls,
    answered,
    settled: async () => {
      await answered()
      await bot.loop.drain()
    },
    stop: async () => {
      await tick.stop()
      await stopListening(server)
      await answered()
      await bot.loop.stop()
      await store.close()
    },
  }
}

/** The bot as a process: its settings from the environment, until it is told to stop. */
export const start = async (): Promise<void> => {
  try {
    const running = await startBot(processSettings())
    console.log(`Quickscan listens on port ${running.port}.`)
    const stop = (): void => void running.stop().then(() => process.exit(0))
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
  } catch (error) {
    // Settings, content and a taken store explain themselves; a stack would only hide it.
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
