import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { schedule } from 'node-cron'
import { pino } from 'pino'
import { type Bot, createBot } from './bot/bot.ts'
import { createHttpServer, listen, stopListening } from './bot/http.ts'
import type { Log } from './bot/log.ts'
import { namesInMemory } from './bot/names.ts'
import { pinoLog } from './bot/pinoLog.ts'
import { createTeams, type TeamsSettings } from './bot/teamsApp.ts'
import { localCloud, localToken, publicCloud } from './bot/teamsCloud.ts'
import type { Voice, Voices } from './cards/voice.ts'
import { processSettings, type Settings } from './config.ts'
import { loadKit, loadPhrases, loadReading, loadSentences } from './content.ts'
import type { Instant } from './kit/instant.ts'
import { LANGUAGES, type Language } from './kit/languages.ts'
import { counting, type StoreCalls } from './store/counting.ts'
import { hashSecret } from './store/hashSecret.ts'
import { keyedHash, ringSeal } from './store/seal.ts'
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
  /** How often the store was read and written since the start. */
  readonly storeCalls: () => StoreCalls
  stop(): Promise<void>
}

const teamsSettings = (settings: Settings): TeamsSettings => {
  const authority = settings.TEAMS_LOCAL_AUTHORITY
  const cloud = authority === undefined ? publicCloud : localCloud(authority)
  return {
    clientId: settings.TEAMS_CLIENT_ID,
    tenantId: settings.TEAMS_TENANT_ID,
    secret:
      authority === undefined
        ? { clientSecret: settings.TEAMS_CLIENT_SECRET ?? '' }
        : { token: localToken(authority, settings.TEAMS_CLIENT_ID, () => Date.now()) },
    cloud,
    door: {
      issuer: cloud.tokenIssuer,
      serviceOrigins: authority === undefined ? settings.TEAMS_SERVICE_ORIGINS : [new URL(authority).origin],
      tenants: settings.TEAMS_TENANTS ?? [settings.TEAMS_TENANT_ID],
    },
  }
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
  const teams = await createTeams(teamsSettings(settings), log, realNow)
  const names = namesInMemory(teams.port, clock.now)
  const floor = settings.FLOOR
  const bot = createBot({
    store,
    hash,
    voices,
    voice,
    phrases: loadPhrases(),
    platform: teams.port,
    names,
    floor,
    now: clock.now,
    log,
    random: Math.random,
    realNow,
  })
  teams.attach(bot)
  const server: Server = createHttpServer(
    { 'POST /api/messages': teams.route, 'GET /healthz': async () => ({ status: 200, body: { ok: true } }) },
    log.fault,
  )
  const port = await listen(server, settings.PORT, settings.HOST)
  const tick = schedule('* * * * * *', () => bot.loop.wake())
  return {
    bot,
    store,
    port,
    voice,
    storeCalls: calls,
    stop: async () => {
      await tick.stop()
      await stopListening(server)
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
