import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { type Bot, createBot } from './bot/bot.ts'
import { nameCache } from './bot/people/nameCache.ts'
import { purgeCaches } from './bot/people/ttlCache.ts'
import type { Log } from './bot/ports/log.ts'
import type { PlatformPort } from './bot/ports/platform.ts'
import { buildChecks } from './build/checks.ts'
import { type ConnectedPlatforms, connectPlatforms } from './build/connectPlatforms.ts'
import { FONTS } from './build/content.ts'
import { listenAt } from './build/listenAt.ts'
import type { Content } from './build/openContent.ts'
import { buildPages } from './build/pages.ts'
import { buildRawRows } from './build/rawRows.ts'
import { buildErasureLog, buildStore, notesFolder } from './build/store.ts'
import { programVersion } from './build/version.ts'
import { contentOf, voicesOf } from './build/voices.ts'
import type { Voice, Voices } from './cards/voice.ts'
import { controllerOf, isStartedByNpm, missingNotice, processSettings, type Settings } from './config.ts'
import { healthRoutes } from './http/health.ts'
import { createHttpServer, stopListening } from './http/server.ts'
import { type Instant, SECOND } from './kit/calendar/instant.ts'
import { type Metrics, noMetrics } from './observability/noMetrics.ts'
import { pinoLog } from './observability/pinoLog.ts'
import { findStarter, watchStarter } from './operating/starter.ts'
import { countCalls, type StoreCalls } from './store/countCalls.ts'
import { type Hash, keyedHash, keyRingEncryption } from './store/encryption.ts'
import type { ErasureLog } from './store/erasureLog.ts'
import { hashSecret } from './store/hashSecret.ts'
import { checkKeyPlace } from './store/keyPlaceCheck.ts'
import { lifeNote, refuseNewer } from './store/lifeNote.ts'
import { type LinkTokens, linkTokens } from './store/linkTokens.ts'
import type { WholeStore } from './store/rawRows.ts'
import { type Readiness, watchReadiness } from './store/readiness.ts'
import type { RoundKeys } from './store/roundKeys.ts'
import { cacheStates } from './store/states/cachedStates.ts'
import type { CachedStore } from './store/states/recalledStates.ts'
import type { Store } from './store/store.ts'
import { withDeadline } from './store/withDeadline.ts'

/** The only file that builds a bot, and the only one that knows the clock, chance and the network. */

/** The bot's time, which the practice room moves. */
export interface Clock {
  readonly now: () => Instant
}
const realNow = (): Instant => Date.now()
const realClock: Clock = { now: realNow }

/** A bot that listens. */
export interface Running {
  readonly bot: Bot
  readonly store: Store
  readonly port: number
  /** The port of the metrics; undefined without METRICS_PORT. */
  readonly metricsPort: number | undefined
  readonly voice: Voice
  /** Resolves when every request so far is answered. */
  readonly answered: () => Promise<void>
  /** Resolves when every request is answered and every due effect is delivered. */
  readonly settled: () => Promise<void>
  /** Reads and writes of the store since the start. */
  readonly storeCalls: () => StoreCalls
  /** Finishes running requests and deliveries within ten seconds; other processes get the leases of the rest. */
  stop(): Promise<void>
}

/** Milliseconds to finish what is running. Whatever stops the process often kills it after ten seconds. */
export const FINISHING = 7 * SECOND

/** The log on standard output: time and gravity as people read them. */
export const logOf = (level: Settings['LOG_LEVEL']): Log =>
  pinoLog(
    pino({
      ...{ level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
      formatters: { level: (label) => ({ level: label }) },
    }),
  )

/** Figures that nobody can ask for aren't kept. */
const loadMetrics = async (now: Clock['now']): Promise<Metrics> =>
  (await import('./observability/metrics.ts')).createMetrics(now, programVersion())

/** Serves the metrics on a port of their own, which need not be reachable from outside. */
const serveMetrics = async (metrics: Metrics, { METRICS_PORT, HOST }: Settings, log: Log) => {
  if (METRICS_PORT === undefined) return undefined
  const route = async () => ({ status: 200, ...(await metrics.text()) })
  const server = createHttpServer({ 'GET /metrics': route }, log)
  return { server, port: await listenAt(server, 'METRICS_PORT', METRICS_PORT, HOST) }
}

/** @throws {DecryptionFailed} with the wrong DATA_KEYS, {SavedByNewer}: nothing is changed, for whoever has the right ones, or that version */
const secretOf = async (store: Store, keys: RoundKeys, say: (sentence: string) => void): Promise<Buffer> => {
  try {
    await refuseNewer(store)
    const secret = await hashSecret(store, () => randomBytes(32))
    await checkKeyPlace(store, keys, say)
    return secret
  } catch (error) {
    await store.close()
    throw error
  }
}

/** What the platforms and the bot are built on. */
interface Base {
  readonly content: Content
  readonly voices: Voices
  readonly voice: Voice
  readonly now: () => Instant
  readonly log: Log
  readonly metrics: Metrics
  readonly store: CachedStore
  readonly readiness: Readiness
  /** How many saved values the store threw away. */
  readonly evicted: () => number
  readonly storeCalls: () => StoreCalls
  readonly erasureLog: ErasureLog | undefined
  readonly whole: WholeStore
  readonly roundKeys: RoundKeys
  readonly hash: Hash
  readonly links: LinkTokens
  /** Where the bot is reached from outside, once it listens. */
  readonly publicUrl: () => string | undefined
}

const buildBase = async (
  settings: Settings,
  { now }: Clock,
  plainLog: Log,
  publicUrl: Base['publicUrl'],
): Promise<Base> => {
  const content = contentOf(settings)
  const voices = voicesOf(settings, content)
  const metrics = settings.METRICS_PORT === undefined ? noMetrics : await loadMetrics(now)
  const log = metrics.log(plainLog)
  const encryption = keyRingEncryption(settings.DATA_KEYS)
  const opened = await buildStore(settings, encryption, log.say)
  const erasureLog = buildErasureLog(settings, encryption, log.say)
  const readiness = watchReadiness(opened, () => performance.now(), log.say)
  const { store: counted, calls: storeCalls } = countCalls(metrics.store(readiness.store))
  const store = cacheStates({ ...counted, keys: opened.keys }, () => performance.now())
  const hash = keyedHash(await secretOf(store, store.keys, log.say))
  const voice = voices[settings.BOT_LANGUAGE]
  const links = linkTokens(encryption)
  const whole: WholeStore = { open: () => buildRawRows(settings), encryption }
  const evicted = (): number => opened.health().evicted
  const kept = { store, readiness, evicted, storeCalls, erasureLog, whole, roundKeys: store.keys, hash }
  for (const warning of content.warnings()) log.say(`Content: ${warning}`)
  return { content, voices, voice, now, log, metrics, ...kept, links, publicUrl }
}

const buildBot = (settings: Settings, base: Base, platform: PlatformPort): Bot => {
  const { store, hash, erasureLog, whole, roundKeys, voices, voice, log, now, links, publicUrl } = base
  const folder = notesFolder(settings)
  return createBot({
    ...{ store, hash, erasureLog, whole, roundKeys, voices, voice, log, now, realNow, platform, links, publicUrl },
    lifeNote: folder === undefined ? undefined : lifeNote(folder),
    listening: base.content.listening(),
    fonts: FONTS,
    names: nameCache(platform, now),
    floor: settings.FLOOR,
    controller: controllerOf(settings),
    limits: { person: settings.PRESSES_PER_PERSON, tenant: settings.PRESSES_PER_TENANT },
    random: Math.random,
  })
}

/** Takes requests and delivers effects, until it is stopped. */
const serveBot = async (
  settings: Settings,
  base: Base,
  bot: Bot,
  { routes, idle, signOn, framedBy, ...platforms }: ConnectedPlatforms & Pick<StartOptions, 'framedBy'>,
): Promise<Pick<Running, 'port' | 'metricsPort' | 'stop'>> => {
  const { store, readiness, evicted, erasureLog, metrics, log, voices, voice, content, publicUrl } = base
  const checks = buildChecks(settings, base, platforms, realNow)
  let stopping = false
  // Not ready while nothing can be saved or let in, nor once the bot is told to stop.
  const problem = async (): Promise<string | undefined> =>
    stopping ? 'stopping' : ((await readiness.problem()) ?? platforms.problem() ?? checks.problem())
  metrics.readiness(() => readiness.known() ?? platforms.problem() ?? checks.problem(), evicted)
  const served = { voice, publicUrl, signOn, framedBy }
  const pages = buildPages(controllerOf(settings), voices, content, bot, log, realNow, served)
  const server = createHttpServer({ ...healthRoutes(problem), ...pages, ...routes }, log)
  const port = await listenAt(server, 'PORT', settings.PORT, settings.HOST)
  const figures = await serveMetrics(metrics, settings, log)
  platforms.warmUp().catch((error: unknown) => log.fault('platforms', error))
  checks.tick()
  const tick = setInterval(() => {
    checks.tick()
    bot.outbox.wake()
    purgeCaches()
    store.purge()
    void bot.sweep()
    void platforms.look()
  }, SECOND)
  const stop = async (): Promise<void> => {
    stopping = true
    clearInterval(tick)
    await Promise.all([
      stopListening(server, FINISHING).then(() => withDeadline(platforms.close().then(idle), FINISHING)),
      bot.outbox.stop(FINISHING),
      ...(figures ? [stopListening(figures.server, 0)] : []),
    ])
    erasureLog?.close()
    await store.close()
  }
  return { port, metricsPort: figures?.port, stop }
}

interface StartOptions {
  readonly clock?: Clock
  readonly log?: Log
  /** Where the bot is reached when no setting says so: in the practice room, on this machine. */
  readonly publicUrl?: (port: number) => string | undefined
  /** The practice room that shows pages in a frame. No setting says so: elsewhere nobody may. */
  readonly framedBy?: string | undefined
}

/** For whoever operates the bot: at the first start on a store that was put back. */
const wordsOfRestore = (asOf: Instant | undefined): string =>
  `This store was put back${asOf === undefined ? '' : `: it stands as of ${new Date(asOf).toISOString()}`}. What people gave since is gone; ` +
  'their cards are redrawn, and they and whoever steers their rounds are told.'

/** Builds a bot, replays erasures and starts listening. @throws when a setting, the content or the store can't be used */
export const startBot = async (
  settings: Settings,
  {
    clock = realClock,
    log: plainLog = logOf(settings.LOG_LEVEL),
    publicUrl = () => undefined,
    framedBy,
  }: StartOptions = {},
): Promise<Running> => {
  let port: number | undefined
  const given = settings.PUBLIC_URL ?? settings.slack?.SLACK_PUBLIC_URL
  const ownUrl = (): string | undefined => given ?? (port === undefined ? undefined : publicUrl(port))
  const base = await buildBase(settings, clock, plainLog, ownUrl)
  const { store, storeCalls, voice } = base
  const missing = missingNotice(settings)
  for (const sentence of [...(missing === undefined ? [] : [missing]), ...settings.openFiles]) base.log.warn(sentence)
  const connected = await connectPlatforms(settings, { ...base, realNow })
  const bot = buildBot(settings, base, connected.platform)
  const replayed = await bot.replay()
  if (replayed > 0) base.log.say(`${replayed} erasures from after this backup were done again.`)
  const restored = await bot.recognizeRestore()
  if (restored) base.log.warn(wordsOfRestore(restored.asOf))
  connected.attach(bot)
  const served = await serveBot(settings, base, bot, { ...connected, framedBy })
  port = served.port
  const answered = connected.idle
  const settled = async (): Promise<void> => {
    await answered()
    purgeCaches()
    await bot.sweep()
    await bot.outbox.drain()
    await connected.look(true)
  }
  return { bot, store, voice, storeCalls, answered, settled, ...served }
}

/** The bot as a process: takes its settings from the environment, and runs until SIGTERM or SIGINT. */
export const start = async (): Promise<void> => {
  const starter = findStarter()
  try {
    const running = await startBot(processSettings())
    console.log(`Quickscan listens on port ${running.port}.`)
    const stop = (): void => void running.stop().then(() => process.exit(0))
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
    if (isStartedByNpm()) watchStarter(starter, stop)
  } catch (error) {
    // The message says what to do, for settings, content and the store alike; a stack would hide it.
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
