import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chance } from './chance.ts'
import { playAlong } from './play/playAlong.ts'
import { createPracticeApi } from './practiceApi.ts'
import { openRoomServer, type RoomServer, roomHandler } from './serviceServer.ts'
import { slackStandIn, teamsStandIn } from './standIns.ts'
import { lengthOf, type StoryClock } from './storyClock.ts'
import { createTroubles } from './trouble.ts'
import type { ConnectedBot, PracticeRoom } from './types.ts'
import { createWorld, type Message, type PracticePerson, type World } from './world.ts'

/** More moments than any stretch of a story holds; then time simply jumps. */
const MOMENTS = 5000

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

interface Opening {
  readonly platform?: World['platform']
  /** What the bot asks of a workspace of Slack. */
  readonly scopes?: readonly string[]
  readonly people: readonly PracticePerson[]
  /** To go on from, in place of the people in an empty channel. */
  readonly world?: World
  readonly clock: StoryClock
  readonly realNow: () => number
  /** A free one when it isn't given. */
  readonly port?: number
  /** One that listens already, and goes on when the room is closed. */
  readonly server?: RoomServer
  /** What the page itself says, by language. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const present = <Kind>(known: Kind | undefined, name: string): Kind => {
  if (known === undefined) throw new Error(`this room isn't on ${name}`)
  return known
}

/** The stand-in, the practice API and the page on one loopback server; the bot is connected afterwards. */
export const openPracticeRoom = async ({
  platform = 'teams',
  scopes = [],
  people,
  world = createWorld(people, platform),
  clock,
  realNow,
  port = 0,
  server: lent,
  words = {},
}: Opening): Promise<PracticeRoom> => {
  const server = lent ?? (await openRoomServer(port))
  const { address } = server
  const troubles = createTroubles()
  let changes = new Set<Message>()
  let bot: ConnectedBot = { address: '', settled: async () => undefined, nextDue: async () => undefined }
  const settled = (): Promise<void> => bot.settled()
  const pass = async (duration: string): Promise<void> => {
    const until = clock.now() + lengthOf(duration)
    for (let moments = 0; moments < MOMENTS; moments++) {
      await settled()
      const next = await bot.nextDue()
      if (next === undefined || next > until) break
      clock.moveTo(Math.max(next, clock.now() + 1))
    }
    clock.moveTo(until)
    await settled()
  }
  let watcher: () => void = () => undefined
  const changed = (message: Message): void => void changes.add(message)
  const called = (): void => watcher()
  const around = {
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
  const teams = platform === 'teams' ? teamsStandIn(around) : undefined
  const slack = platform === 'slack' ? slackStandIn(around, scopes) : undefined
  const here = slack ?? teams
  if (!here) throw new Error(`no stand-in for ${platform}`)
  const { service, client } = here
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
      // Until the cards show it: what she is then asked must not be redrawn under her finger.
      await pass('PT5S')
    },
    opensPage: async (person) => {
      await slack?.client.opensPage(person)
    },
    takeChanges,
  })
  const handler = roomHandler(service, async (method, path, body) => {
    const file = method === 'GET' ? PAGES[path] : undefined
    if (file) return { status: 200, ...file() }
    if (method === 'GET' && path === '/words') return { status: 200, body: words }
    return (await api(method, path, body)) ?? { status: 404, body: { error: 'nothing here' } }
  })
  server.serve(handler)
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
      if (!lent) await server.close()
    },
  }
}
