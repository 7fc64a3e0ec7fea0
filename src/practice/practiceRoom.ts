import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Authority } from './authority.ts'
import { chance } from './chance.ts'
import type { ChatClient } from './chatClient.ts'
import { playAlong } from './play/playAlong.ts'
import { createPracticeApi } from './practiceApi.ts'
import { serviceServer } from './serviceServer.ts'
import { type Setting, type SlackStandIn, slackStandIn, teamsStandIn } from './standIns.ts'
import { lengthOf, type StoryClock } from './storyClock.ts'
import { createTroubles, type Troubles } from './trouble.ts'
import { createWorld, type Message, type PracticePerson, type World } from './world.ts'

/** The bot that the room talks to, and how to wait for it. */
export interface ConnectedBot {
  readonly address: string
  /** Resolves when it has done all that is due. */
  readonly settled: () => Promise<void>
  /** Resolves when it has answered what it acknowledged. */
  readonly answered?: () => Promise<void>
  /** When its next effect is due. */
  readonly nextDue: () => Promise<number | undefined>
}

/** Effects to wait for one by one while time passes; after so many the clock jumps to the end. */
const MAX_STEPS = 5000

/** A practice room (docs/decisions/008-practice-room.md). */
export interface PracticeRoom {
  readonly world: World
  readonly client: ChatClient
  /** @throws in a room of another platform */
  readonly authority: () => Authority
  /** @throws in a room of another platform */
  readonly slack: () => SlackStandIn
  readonly troubles: Troubles
  readonly clock: StoryClock
  /** The address of the page, the practice API and the platform's stand-in. */
  readonly address: string
  /** Called at each call of the bot and each delivery to it, as it begins. */
  readonly watch: (listener: () => void) => void
  /** Sets the bot to talk to. */
  readonly connect: (bot: ConnectedBot) => void
  /** Moves the clock from one due effect to the next, so that each is delivered at its own time. @param duration ISO 8601 */
  readonly pass: (duration: string) => Promise<void>
  stop(): Promise<void>
}

const page = (name: string): string => readFileSync(join(import.meta.dirname, 'page', name), 'utf8')
const PAGES: Readonly<Record<string, () => { body: string; type: string }>> = {
  '/': () => ({ body: page('index.html'), type: 'text/html; charset=utf-8' }),
  '/page.css': () => ({ body: page('page.css'), type: 'text/css; charset=utf-8' }),
  '/page.js': () => ({ body: page('page.js'), type: 'text/javascript; charset=utf-8' }),
  '/slackCard.js': () => ({ body: page('slackCard.js'), type: 'text/javascript; charset=utf-8' }),
  '/tour.js': () => ({ body: page('tour.js'), type: 'text/javascript; charset=utf-8' }),
  '/adaptivecards.js': () => ({
    body: readFileSync(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8'),
    type: 'text/javascript; charset=utf-8',
  }),
}

interface RoomOptions {
  readonly platform?: World['platform']
  /** The OAuth scopes of the Slack app. */
  readonly scopes?: readonly string[]
  readonly people: readonly PracticePerson[]
  readonly clock: StoryClock
  readonly realNow: () => number
  /** A free port when it isn't given. */
  readonly port?: number
  /** What the page itself says, by language. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const present = <Kind>(known: Kind | undefined, name: string): Kind => {
  if (known === undefined) throw new Error(`this room isn't on ${name}`)
  return known
}

/** Moves the clock from one due effect of the bot to the next. */
const passTime = async (
  clock: StoryClock,
  { settled, nextDue }: Pick<ConnectedBot, 'settled' | 'nextDue'>,
  duration: string,
): Promise<void> => {
  const until = clock.now() + lengthOf(duration)
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    await settled()
    const next = await nextDue()
    if (next === undefined || next > until) break
    clock.moveTo(Math.max(next, clock.now() + 1))
  }
  clock.moveTo(until)
  await settled()
}

/** @returns the server's address on this machine */
const listenLocally = async (server: Server, port: number): Promise<string> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The stand-in for a platform; the other is undefined. */
const standInFor = (platform: World['platform'], setting: Setting, scopes: readonly string[]) =>
  platform === 'slack'
    ? { slack: slackStandIn(setting, scopes), teams: undefined }
    : { slack: undefined, teams: teamsStandIn(setting) }

/** The stand-in, the practice API and the page on one loopback server; the bot is connected afterwards. */
export const openPracticeRoom = async ({
  platform = 'teams',
  scopes = [],
  people,
  clock,
  realNow,
  port = 0,
  words = {},
}: RoomOptions): Promise<PracticeRoom> => {
  const world = createWorld(people, platform)
  const troubles = createTroubles()
  let changes = new Set<Message>()
  let bot: ConnectedBot = { address: '', settled: async () => undefined, nextDue: async () => undefined }
  const settled = (): Promise<void> => bot.settled()
  const pass = (duration: string): Promise<void> => passTime(clock, { settled, nextDue: () => bot.nextDue() }, duration)
  let address = ''
  let watcher: () => void = () => undefined
  const changed = (message: Message): void => void changes.add(message)
  const called = (): void => watcher()
  const setting = {
    world,
    troubles,
    storyNow: clock.now,
    realNow,
    changed,
    called,
    bot: () => bot.address,
    address: () => address,
    answered: async () => bot.answered?.(),
  }
  const { slack, teams } = standInFor(platform, setting, scopes)
  const { service, client } = slack ?? teams
  const takeChanges = (): readonly Message[] => {
    const taken = [...changes]
    changes = new Set()
    return taken
  }
  const random = chance(realNow())
  const api = createPracticeApi({
    world,
    client,
    clock,
    troubles,
    settled,
    pass,
    playAlong: async (me) => {
      await playAlong({ world, client }, settled, me, random)
      // Until the channel's cards are edited: a card must not change while the person at the screen presses it.
      await pass('PT5S')
    },
    openPage: async (person) => {
      await slack?.client.opensPage(person)
    },
    takeChanges,
  })
  const server = serviceServer(service, async (method, path, body) => {
    const file = method === 'GET' ? PAGES[path] : undefined
    if (file) return { status: 200, ...file() }
    if (method === 'GET' && path === '/words') return { status: 200, body: words }
    return (await api(method, path, body)) ?? { status: 404, body: { error: 'nothing here' } }
  })
  address = await listenLocally(server, port)
  return {
    world,
    client,
    authority: () => present(teams, 'Teams').authority(),
    slack: () => present(slack, 'Slack'),
    troubles,
    clock,
    address,
    watch: (listener) => {
      watcher = listener
    },
    pass,
    connect: (connected) => {
      bot = connected
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
