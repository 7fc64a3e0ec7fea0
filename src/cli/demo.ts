import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log } from '../bot/ports/log.ts'
import { BOT_SCOPES } from '../bot/slack/scopes.ts'
import { loadPageWords } from '../build/content.ts'
import { readSettings } from '../config.ts'
import { LANGUAGES } from '../kit/languages.ts'
import { type Running, startBot } from '../main.ts'
import { autoPlay } from '../practice/play/autoPlay.ts'
import { openPracticeRoom } from '../practice/practiceRoom.ts'
import { openRoomServer, type RoomServer } from '../practice/serviceServer.ts'
import { runningClock, type StoryClock, standingClock } from '../practice/storyClock.ts'
import type { PracticeRoom } from '../practice/types.ts'
import {
  APP_ID,
  DIRECTORY,
  LARGER_TEAM,
  type PracticePerson,
  practiceTeam,
  TENANT,
  type World,
} from '../practice/world.ts'
import { type Asked, EXIT, type Run, WrongUsage } from './command.ts'

/** A practice room with a bot. */
export interface Practice {
  readonly room: PracticeRoom
  readonly running: Running
  /** Resolves when the bot has done all that is due. */
  readonly settled: () => Promise<void>
  /** The folder of the bot's store. */
  readonly folder: string
  /** @param copyTo a folder for a copy of what the bot kept, to go on from another time */
  stop(copyTo?: string): Promise<void>
}

/** How to open a practice room; everything but the clock has a default. */
export interface PracticeOptions {
  readonly platform?: World['platform']
  readonly clock: StoryClock
  readonly people?: readonly PracticePerson[]
  readonly port?: number
  readonly botPort?: number
  readonly log?: Log
  /** To go on from: what people see already, and the folder of what the bot keeps, which goes when the room is closed. */
  readonly world?: World
  readonly folder?: string
  /** A server that listens already and goes on afterwards, in place of one of the room's own. */
  readonly server?: RoomServer
  /** What the page's choice of platform does: it closes this room and opens another on the same server. */
  readonly switchTo?: (platform: World['platform']) => Promise<void>
  /** What the app at Slack may do; else all that its manifest asks for. */
  readonly scopes?: readonly string[]
  /** The bot isn't told where it is reached, as one whose operator forgot to say so. */
  readonly hidden?: boolean
  /** Whether the room shows a person's page in a frame: what it does for who looks at it, and no test of the doors. */
  readonly framed?: boolean
  /** Whether Slack's requests come through a socket: the bot then has no address, and says so. */
  readonly inSockets?: boolean
  readonly environment?: Readonly<Record<string, string>> | ((room: PracticeRoom) => Readonly<Record<string, string>>)
}

const environmentOf = (folder: string): Record<string, string> => ({
  PORT: '0',
  HOST: '127.0.0.1',
  DATA_KEYS: `practice:${randomBytes(32).toString('base64')}`,
  DATA_FILE: join(folder, 'quickscan.db'),
  LOG_LEVEL: 'silent',
})

/** The settings of a bot whose Teams is the practice room, with new data keys. */
export const practiceEnvironment = (authority: string, folder: string): Record<string, string> => ({
  ...environmentOf(folder),
  TEAMS_CLIENT_ID: APP_ID,
  TEAMS_TENANT_ID: TENANT,
  TEAMS_LOCAL_AUTHORITY: authority,
})

/** The settings of a bot whose Slack is the practice room, with new data keys. */
export const slackEnvironment = (room: PracticeRoom, folder: string, inSockets = false): Record<string, string> => {
  const { app, token } = room.slack().accounts
  return {
    ...environmentOf(folder),
    SLACK_APP_ID: app.id,
    ...(inSockets ? { SLACK_APP_TOKEN: app.appToken } : { SLACK_SIGNING_SECRET: app.signingSecret }),
    SLACK_BOT_TOKEN: token,
    SLACK_WORKSPACE: room.world.ids.tenant,
    SLACK_LOCAL_SERVICE: room.address,
  }
}

/** Opens a practice room with a bot: real HTTP, signed tokens, and a store in a folder that is deleted at the end. */
export const openPractice = async ({
  platform = 'teams',
  clock,
  people = [...practiceTeam(), ...DIRECTORY],
  port = 0,
  botPort = 0,
  inSockets = false,
  ...options
}: PracticeOptions): Promise<Practice> => {
  const words = Object.fromEntries(LANGUAGES.map((language) => [language, loadPageWords(language)]))
  const realNow = (): number => Date.now()
  const { server, world } = options
  const room = await openPracticeRoom({
    ...{ platform, scopes: options.scopes ?? BOT_SCOPES, people, clock, realNow, port, words, inSockets },
    ...(world ? { world } : {}),
    ...(server ? { server } : {}),
    switchTo: options.switchTo,
  })
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'quickscan-'))
  const own =
    platform === 'slack' ? slackEnvironment(room, folder, inSockets) : practiceEnvironment(room.address, folder)
  const extra = typeof options.environment === 'function' ? options.environment(room) : options.environment
  const environment = { ...own, PORT: String(botPort), ...extra }
  const publicUrl = (at: number): string | undefined =>
    options.hidden || inSockets ? undefined : `http://127.0.0.1:${at}`
  const log = options.log ? { log: options.log } : {}
  const running = await startBot(readSettings(environment), {
    ...{ clock, publicUrl, ...log },
    ...(options.framed ? { framedBy: room.address } : {}),
  })
  const { settled, answered } = running
  if (inSockets) await room.slack().sockets().connected()
  room.connect({ address: `http://127.0.0.1:${running.port}`, settled, answered, nextDue: running.store.nextDue })
  return {
    room,
    running,
    settled,
    folder,
    stop: async (copyTo) => {
      await running.stop()
      if (copyTo !== undefined) cpSync(folder, copyTo, { recursive: true })
      await room.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A Monday morning in autumn, when the automatic story always begins. */
const STORY_BEGINS = Date.parse('2026-11-23T09:00:00+01:00')

const playStory = async (
  platform: World['platform'],
  seed: number,
  file: string | undefined,
  team: readonly PracticePerson[],
): Promise<void> => {
  const practice = await openPractice({
    platform,
    clock: standingClock(STORY_BEGINS),
    people: [...team, ...DIRECTORY],
  })
  const { room, running, settled } = practice
  try {
    const report = (who: string, what: string): void => console.log(`${who.padEnd(10)} ${what}`)
    console.log(`Een ronde van ${team.length}, zaad ${seed}\n`)
    const story = await autoPlay(room, running.voice.kit, settled, seed, report)
    for (const { says } of story.channel) {
      console.log('\n── in het kanaal ──')
      for (const line of says) console.log(line)
    }
    console.log('\n── het plan, veertien maanden later ──')
    for (const line of story.year.plan) console.log(line)
    if (file !== undefined) writeFileSync(file, `${JSON.stringify(story, undefined, 2)}\n`)
  } finally {
    await practice.stop()
  }
}

/** The usual port, or a free one when something else already listens there. */
const serverAt = async (port: number): Promise<RoomServer> => {
  try {
    return await openRoomServer(port)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    return openRoomServer(0)
  }
}

const serve = async (
  platform: World['platform'],
  port: number,
  team: readonly PracticePerson[],
  language: string,
): Promise<void> => {
  const server = await serverAt(port)
  const openOn = (chosen: World['platform']): Promise<Practice> => {
    const clock = runningClock(() => Date.now())
    const environment = { BOT_LANGUAGE: language }
    return openPractice({
      platform: chosen,
      clock,
      people: [...team, ...DIRECTORY],
      environment,
      server,
      switchTo,
      framed: true,
    })
  }
  const switchTo = async (chosen: World['platform']): Promise<void> => {
    await practice.stop()
    practice = await openOn(chosen)
  }
  let practice = await openOn(platform)
  const words = loadPageWords(LANGUAGES.find((known) => known === language) ?? LANGUAGES[0])
  console.log(`${words.opened}: ${server.address}`)
  console.log(words.openedText)
  const stop = (): void => void practice.stop().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

/** A whole number that was asked for. @throws {WrongUsage} for another one */
const whole = (asked: Asked, option: string, usual: number, [least, most]: readonly [number, number]): number => {
  const text = asked.text(option)
  const number = text === undefined ? usual : Number(text)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw new WrongUsage(`--${option} ${text}: expected a whole number from ${least} to ${most} (quickscan demo --help)`)
}

/** Opens a practice room, or plays a story in one. */
export const demo: Run = async (asked) => {
  const platform = asked.text('platform') === 'slack' ? 'slack' : 'teams'
  const team = practiceTeam(LARGER_TEAM.slice(0, whole(asked, 'people', 6, [3, LARGER_TEAM.length])))
  if (asked.flag('auto')) {
    await playStory(platform, whole(asked, 'seed', 1, [0, Number.MAX_SAFE_INTEGER]), asked.text('json'), team)
    return EXIT.done
  }
  await serve(platform, whole(asked, 'port', 4000, [0, 65_535]), team, asked.text('language') ?? 'nl')
  return undefined
}
