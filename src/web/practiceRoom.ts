import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Authority, createAuthority } from './authority.ts'
import { createTeamsClient, type TeamsClient } from './client.ts'
import { createPracticeApi } from './practiceApi.ts'
import type { StoryClock } from './storyClock.ts'
import { createTeamsService, serviceServer } from './teamsService.ts'
import { createTroubles, type Troubles } from './trouble.ts'
import { createWorld, type Message, type PracticePerson, type World } from './world.ts'

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
  readonly connect: (bot: string, settled: () => Promise<void>) => void
  stop(): Promise<void>
}

const page = (name: string): string => readFileSync(join(import.meta.dirname, 'page', name), 'utf8')
const PAGES: Readonly<Record<string, () => { body: string; type: string }>> = {
  '/': () => ({ body: page('index.html'), type: 'text/html; charset=utf-8' }),
  '/page.css': () => ({ body: page('page.css'), type: 'text/css; charset=utf-8' }),
  '/page.js': () => ({ body: page('page.js'), type: 'text/javascript; charset=utf-8' }),
  '/adaptivecards.js': () => ({
    body: readFileSync(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8'),
    type: 'text/javascript; charset=utf-8',
  }),
}

/** The stand-in, the practice API and the page on one loopback server; the bot is connected afterwards. */
export const openPracticeRoom = async (
  people: readonly PracticePerson[],
  clock: StoryClock,
  realNow: () => number,
  port = 0,
): Promise<PracticeRoom> => {
  const world = createWorld(people)
  const troubles = createTroubles()
  let changes = new Set<Message>()
  let authority: Authority | undefined
  let bot = ''
  let settled: () => Promise<void> = async () => undefined
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
    { bot: () => bot, service: () => `${address}/`, called },
    changed,
    realNow().toString(36),
  )
  const takeChanges = (): readonly Message[] => {
    const taken = [...changes]
    changes = new Set()
    return taken
  }
  const api = createPracticeApi({ world, client, clock, troubles, settled: () => settled(), takeChanges })
  const server = serviceServer(service, async (method, path, body) => {
    const file = method === 'GET' ? PAGES[path] : undefined
    if (file) return { status: 200, ...file() }
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
    connect: (url, quiet) => {
      bot = url
      settled = quiet
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
