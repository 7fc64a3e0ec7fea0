import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Authority, createAuthority } from './authority.ts'
import { chance } from './chance.ts'
import { createTeamsClient, type TeamsClient } from './client.ts'
import { playAlong } from './playAlong.ts'
import { createPracticeApi } from './practiceApi.ts'
import { serviceServer } from './serviceServer.ts'
import { lengthOf, type StoryClock } from './storyClock.ts'
import { createTeamsService } from './teamsService.ts'
import { createTroubles, type Troubles } from './trouble.ts'
import { createWorld, type Message, type PracticePerson, type World } from './world.ts'

/** The bot at the other side, and how to wait for it. */
export interface ConnectedBot {
  readonly address: string
  /** Resolves when it has done all that is due. */
  readonly settled: () => Promise<void>
  /** When it has something to do next. */
  readonly nextDue: () => Promise<number | undefined>
}

/** More moments than any stretch of a story holds; then time simply jumps. */
const MOMENTS = 5000

export interface PracticeRoom {
  readonly world: World
  readonly client: TeamsClient
  readonly authority: Authority
  readonly troubles: Troubles
  readonly clock: StoryClock
  /** Where the page, the practice API and the stand-in for Teams live. */
  readonly address: string
  /** Called at each call of the bot and each delivery to it, as it begins. */
  readonly watch: (listener: () => void) => void
  /** Tells the room which bot to talk to, and how to wait until it has done what was due. */
  readonly connect: (bot: ConnectedBot) => void
  /** Lets time go by, as it does: the bot does each thing when it is due, and not all at once at the end. */
  readonly pass: (duration: string) => Promise<void>
  stop(): Promise<void>
}

const page = (name: string): string => readFileSync(join(import.meta.dirname, 'page', name), 'utf8')
const PAGES: Readonly<Record<string, () => { body: string; type: string }>> = {
  '/': () => ({ body: page('index.html'), type: 'text/html; charset=utf-8' }),
  '/page.css': () => ({ body: page('page.css'), type: 'text/css; charset=utf-8' }),
  '/page.js': () => ({ body: page('page.js'), type: 'text/javascript; charset=utf-8' }),
  '/tour.js': () => ({ body: page('tour.js'), type: 'text/javascript; charset=utf-8' }),
  '/adaptivecards.js': () => ({
    body: readFileSync(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8'),
    type: 'text/javascript; charset=utf-8',
  }),
}

interface Opening {
  readonly people: readonly PracticePerson[]
  readonly clock: StoryClock
  readonly realNow: () => number
  /** A free one when it isn't given. */
  readonly port?: number
  /** What the page itself says, by language. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** The stand-in, the practice API and the page on one loopback server; the bot is connected afterwards. */
export const openPracticeRoom = async ({
  people,
  clock,
  realNow,
  port = 0,
  words = {},
}: Opening): Promise<PracticeRoom> => {
  const world = createWorld(people)
  const troubles = createTroubles()
  let changes = new Set<Message>()
  let authority: Authority | undefined
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
  let address = ''
  const theAuthority = (): Authority => {
    if (!authority) throw new Error('the practice room is not open yet')
    return authority
  }
  let watcher: () => void = () => undefined
  const changed = (message: Message): void => void changes.add(message)
  const called = (): void => watcher()
  const service = createTeamsService({ world, authority: theAuthority, troubles, storyNow: clock.now, changed, called })
  const client = createTeamsClient(
    world,
    theAuthority,
    troubles,
    { bot: () => bot.address, service: () => `${address}/`, called },
    changed,
    realNow().toString(36),
  )
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
    playAlong: (me) => playAlong({ world, client }, settled, me, random),
    takeChanges,
  })
  const server = serviceServer(service, async (method, path, body) => {
    const file = method === 'GET' ? PAGES[path] : undefined
    if (file) return { status: 200, ...file() }
    if (method === 'GET' && path === '/words') return { status: 200, body: words }
    return (await api(method, path, body)) ?? { status: 404, body: { error: 'nothing here' } }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  authority = createAuthority(address, realNow)
  return {
    world,
    client,
    authority,
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
