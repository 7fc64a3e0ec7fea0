import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chance } from './chance.ts'
import { playAlong } from './play/playAlong.ts'
import { createPracticeApi } from './practiceApi.ts'
import { openRoomServer, type RoomServer, roomHandler } from './serviceServer.ts'
import { type Setting, slackStandIn, teamsStandIn } from './standIns.ts'
import { lengthOf, type StoryClock } from './storyClock.ts'
import { createTroubles } from './trouble.ts'
import type { ConnectedBot, PracticeRoom } from './types.ts'
import { createWorld, type Message, type PracticePerson, type World } from './world.ts'

/** Effects to wait for one by one while time passes; after so many the clock jumps to the end. */
const MAX_STEPS = 5000

const page = (name: string): string => readFileSync(join(import.meta.dirname, 'page', name), 'utf8')
const STYLES = ['page.css', 'client.css']
const SCRIPTS = [
  ...['page.js', 'messages.js', 'face.js', 'teamsCard.js', 'slackCard.js'],
  ...['tour.js', 'tourBar.js', 'year.js'],
]
/** What the browser asks for, by its path: read at each request, so that a change is seen at once. */
const pageFile = (path: string): { body: string | Buffer; type: string } | undefined => {
  const name = path.slice(1)
  if (path === '/') return { body: page('index.html'), type: 'text/html; charset=utf-8' }
  if (STYLES.includes(name)) return { body: page(name), type: 'text/css; charset=utf-8' }
  if (SCRIPTS.includes(name)) return { body: page(name), type: 'text/javascript; charset=utf-8' }
  if (name !== 'adaptivecards.js') return undefined
  // Built, it lies beside the page.
  const built = join(import.meta.dirname, 'page', 'adaptivecards.min.js')
  const renderer = existsSync(built)
    ? built
    : createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js')
  return { body: readFileSync(renderer, 'utf8'), type: 'text/javascript; charset=utf-8' }
}

const FILE = /^\/practice\/files\/(\w+)$/
const FILE_TYPES: readonly (readonly [end: string, type: string])[] = [
  ['.json', 'application/json; charset=utf-8'],
  ['.ics', 'text/calendar; charset=utf-8'],
  ['.csv', 'text/csv; charset=utf-8'],
  ['.png', 'image/png'],
  ['.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
]
/** A file that hangs on a message, as whoever got it opens it. */
const sharedFile = (world: World, path: string): { body: string | Buffer; type: string } | undefined => {
  const [, id] = FILE.exec(path) ?? []
  const file = world.messages.find((message) => message.file && message.file.id === id)?.file
  const type = FILE_TYPES.find(([end]) => file?.name.endsWith(end))?.[1] ?? 'text/plain; charset=utf-8'
  return file && { body: file.bytes === undefined ? file.text : Buffer.from(file.bytes, 'base64'), type }
}

interface RoomOptions {
  readonly platform?: World['platform']
  /** The OAuth scopes of the Slack app. */
  readonly scopes?: readonly string[]
  /** Whether Slack sends its requests through a socket, in place of to the bot's address. */
  readonly inSockets?: boolean
  readonly people: readonly PracticePerson[]
  /** To go on from, in place of the people in an empty channel. */
  readonly world?: World
  readonly clock: StoryClock
  readonly realNow: () => number
  /** A free port when it isn't given. */
  readonly port?: number
  /** One that listens already, and goes on when the room is closed. */
  readonly server?: RoomServer
  /** Begins anew on another platform, on the same server; a room without it stays on its own. */
  readonly switchTo?: ((platform: World['platform']) => Promise<void>) | undefined
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

/** The stand-in for a platform; the other is undefined. */
const standInFor = (platform: World['platform'], setting: Setting, scopes: readonly string[], inSockets: boolean) =>
  platform === 'slack'
    ? { slack: slackStandIn(setting, scopes, inSockets), teams: undefined }
    : { slack: undefined, teams: teamsStandIn(setting) }

/** The stand-in, the practice API and the page on one loopback server; the bot is connected afterwards. */
export const openPracticeRoom = async ({
  platform = 'teams',
  scopes = [],
  inSockets = false,
  people,
  world = createWorld(people, platform),
  clock,
  realNow,
  port = 0,
  server: lent,
  switchTo,
  words = {},
}: RoomOptions): Promise<PracticeRoom> => {
  const server = lent ?? (await openRoomServer(port))
  const { address } = server
  const troubles = createTroubles()
  let changes = new Set<Message>()
  let bot: ConnectedBot = { address: '', settled: async () => undefined, nextDue: async () => undefined }
  const settled = (): Promise<void> => bot.settled()
  const pass = (duration: string): Promise<void> => passTime(clock, { settled, nextDue: () => bot.nextDue() }, duration)
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
  const { slack, teams } = standInFor(platform, setting, scopes, inSockets)
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
    nextDue: () => bot.nextDue(),
    pass,
    playAlong: async (me) => {
      await playAlong({ world, client }, settled, me, random)
      // Until the channel's cards are edited: a card must not change while the person at the screen presses it.
      await pass('PT5S')
    },
    openPage: async (person) => {
      await slack?.client.opensPage(person)
    },
    switchTo,
    takeChanges,
  })
  const otherwise: Parameters<typeof roomHandler>[1] = async (method, path, body) => {
    const file = method === 'GET' ? (pageFile(path) ?? sharedFile(world, path)) : undefined
    if (file) return { status: 200, ...file }
    if (method === 'GET' && path === '/words') return { status: 200, body: words }
    return (await api(method, path, body)) ?? { status: 404, body: { error: 'nothing here' } }
  }
  const handler = roomHandler(service, otherwise, () => bot.address)
  server.serve(handler, inSockets ? slack?.sockets().upgrade : undefined)
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
    stop: async () => {
      server.serve(undefined)
      if (inSockets) slack?.sockets().cut()
      if (!lent) await server.close()
    },
  }
}
