import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { schedule } from 'node-cron'
import { pino } from 'pino'
import { type Bot, createBot } from './bot/bot.ts'
import { nameCache } from './bot/nameCache.ts'
import type { Log } from './bot/ports/log.ts'
import { platforms } from './bot/ports/platforms.ts'
import { loadKit, loadPhrases, loadReading, loadSentences } from './build/content.ts'
import { teamsSettings } from './build/platforms.ts'
import { buildErasureLog, buildStore } from './build/store.ts'
import type { Voice, Voices } from './cards/voice.ts'
import { processSettings, type Settings } from './config.ts'
import { createHttpServer, listen, type Routes, stopListening } from './http/server.ts'
import { type Instant, SECOND } from './kit/instant.ts'
import { LANGUAGES, type Language } from './kit/languages.ts'
import { createMetrics, type Metrics } from './observability/metrics.ts'
import { pinoLog } from './observability/pinoLog.ts'
import { countCalls, type StoreCalls } from './store/countCalls.ts'
import { keyedHash, keyRingEncryption } from './store/encryption.ts'
import { hashSecret } from './store/hashSecret.ts'
import type { Store } from './store/store.ts'
import { withDeadline } from './store/withDeadline.ts'

/** The only file that builds things, and the only one that knows the clock, chance and the network. */

export interface Clock {
  readonly now: () => Instant
}
const realClock: Clock = { now: () => Date.now() }

export interface Running {
  readonly bot: Bot
  readonly store: Store
  readonly port: number
  /** Where the figures are read; undefined without METRICS_PORT. */
  readonly metricsPort: number | undefined
  readonly voice: Voice
  /** Resolves when what came in is answered. */
  readonly answered: () => Promise<void>
  /** And all that is due was delivered. */
  readonly settled: () => Promise<void>
  /** How often the store was read and written since the start. */
  readonly storeCalls: () => StoreCalls
  /** Finishes what is in hand, within ten seconds, and gives back what isn't finished by then. */
  stop(): Promise<void>
}

/** What runs it stops it in ten seconds or so: what is in hand by then is given back, and the store closed, in the rest. */
export const FINISHING = 7 * SECOND

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

/** Whether it lives, and whether it should be sent anything: not while it can't save, nor once it is told to stop. */
const health = (store: Store, stopping: () => boolean): Routes => ({
  'GET /healthz': async () => ({ status: 200, body: { ok: true } }),
  'GET /readyz': async () => {
    const ready = !stopping() && (await store.ready())
    return { status: ready ? 200 : 503, body: { ready } }
  },
})

/** At a port of its own, which is nobody's business outside. */
const serveMetrics = async (metrics: Metrics, { METRICS_PORT, HOST }: Settings, log: Log) => {
  if (METRICS_PORT === undefined) return undefined
  const route = async () => ({ status: 200, ...(await metrics.text()) })
  const server = createHttpServer({ 'GET /metrics': route }, log)
  return { server, port: await listen(server, METRICS_PORT, HOST) }
}

/** @throws {SealBroken} when what is kept can't be opened: it is left as it is, for whoever has the key */
const secretOf = async (store: Store): Promise<Buffer> => {
  try {
    return await hashSecret(store, () => randomBytes(32))
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Builds a bot and lets it listen. @throws when a setting, the content or the store can't be used */
export const startBot = async (
  settings: Settings,
  { clock = realClock, log: plainLog = logOf(settings.LOG_LEVEL) }: { clock?: Clock; log?: Log } = {},
): Promise<Running> => {
  const voices = voicesOf(settings)
  const voice = voices[settings.BOT_LANGUAGE]
  const { now } = clock
  const realNow = () => Date.now()
  const metrics = createMetrics(now)
  const log = metrics.log(plainLog)
  const encryption = keyRingEncryption(settings.DATA_KEYS)
  const opened = await buildStore(settings, encryption, log.say)
  const erasureLog = buildErasureLog(settings, encryption, log.say)
  const { store, calls } = countCalls(metrics.store(opened))
  const hash = keyedHash(await secretOf(store))
  // Each SDK is loaded where it is needed: they are most of what the process weighs.
  const teams =
    settings.teams &&
    (await (await import('./bot/teams/app.ts')).createTeams(teamsSettings(settings.teams, realNow), log, realNow))
  const ofSlack =
    settings.slack &&
    (await import('./build/slack.ts')).buildSlack(settings.slack, { store, hash, voice, log, now, realNow })
  const platform = platforms({
    ...(teams ? { teams: metrics.port('teams', teams.port) } : {}),
    ...(ofSlack ? { slack: metrics.port('slack', ofSlack.slack.port) } : {}),
  })
  const names = nameCache(platform, now)
  const floor = settings.FLOOR
  const phrases = loadPhrases()
  const random = Math.random
  const spoken = { voices, voice, phrases, names, floor }
  const limits = { person: settings.PRESSES_PER_PERSON, tenant: settings.PRESSES_PER_TENANT }
  const bot = createBot({ ...spoken, limits, store, erasureLog, hash, platform, now, log, random, realNow })
  const replayed = await bot.replay()
  if (replayed > 0) log.say(`${replayed} erasures from after this backup were done again.`)
  teams?.attach(bot)
  ofSlack?.slack.attach(bot)
  let stopping = false
  const server: Server = createHttpServer(
    {
      ...health(store, () => stopping),
      ...(teams ? { 'POST /api/messages': teams.route } : {}),
      ...ofSlack?.routes,
    },
    log,
  )
  const port = await listen(server, settings.PORT, settings.HOST)
  const figures = await serveMetrics(metrics, settings, log)
  const answered = async (): Promise<void> => ofSlack?.slack.idle()
  const tick = schedule('* * * * * *', () => bot.outbox.wake())
  return {
    bot,
    store,
    port,
    metricsPort: figures?.port,
    voice,
    storeCalls: calls,
    answered,
    settled: async () => {
      await answered()
      await bot.outbox.drain()
    },
    stop: async () => {
      stopping = true
      await tick.stop()
      await Promise.all([
        stopListening(server, FINISHING).then(() => withDeadline(answered(), FINISHING)),
        bot.outbox.stop(FINISHING),
        ...(figures ? [stopListening(figures.server, 0)] : []),
      ])
      erasureLog?.close()
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
