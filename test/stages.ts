import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { ANSWERS, type Answer } from '../src/kit/kit.ts'
import { openRoomServer, type RoomServer } from '../src/practice/serviceServer.ts'
import { copyWorld, type World } from '../src/practice/world.ts'
import { playedBy, practiceTeam, type Team, type Wishes } from './practiceTeam.ts'

/**
 * A point in a story that many conversations begin at. It is played once in each worker, over real HTTP like everything
 * else; each conversation then gets a copy: of the world as people see it, and of the store's files, under a bot of its own.
 */
export interface Stage {
  /** Goes on from here with a team of its own, and closes it whatever happens. */
  play(story: (team: Team) => Promise<void>): Promise<void>
  /** The team itself, for a story of several tests, on a platform of its own where it is named; to be stopped by who asks. One at a time: all share one stand-in. */
  open(platform?: World['platform']): Promise<Team>
  /** The team on files that something happened to while no bot ran. */
  openOn(happens: (folder: string) => void): Promise<Team>
  /** A stage further on. */
  followedBy(reach: (team: Team) => Promise<void>): Stage
}

interface Snapshot {
  readonly world: World
  readonly folder: string
  readonly at: number
}

const SECRET = `practice:${Buffer.alloc(32, 7).toString('base64')}`

/** What is stored names the address of the service: all copies in a worker live at one, one after the other. */
let server: Promise<RoomServer> | undefined
const sharedServer = (): Promise<RoomServer> => {
  server ??= openRoomServer(0)
  return server
}

const folders: string[] = []
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-stage-'))
  folders.push(folder)
  return folder
}

const keep = async (team: Team): Promise<Snapshot> => {
  await team.settled()
  const folder = newFolder()
  await team.stop(folder)
  return { world: copyWorld(team.room.world), folder, at: team.room.clock.now() }
}

const stageFrom = (
  names: readonly string[],
  wishes: Wishes,
  begin: (platform: World['platform']) => Promise<Team>,
  reach: (team: Team) => Promise<void>,
): Stage => {
  const played = new Map<World['platform'], Promise<Snapshot>>()
  const playedOn = (platform: World['platform']): Promise<Snapshot> => {
    const known = played.get(platform)
    if (known) return known
    const playing = begin(platform).then(async (team) => {
      await reach(team)
      return keep(team)
    })
    played.set(platform, playing)
    return playing
  }
  const open = async (
    platform: World['platform'] = wishes.platform ?? inject('platform'),
    happens: (folder: string) => void = () => undefined,
  ): Promise<Team> => {
    const { world, folder, at } = await playedOn(platform)
    const own = newFolder()
    cpSync(folder, own, { recursive: true })
    happens(own)
    const beginning = { world: copyWorld(world), folder: own, at, server: await sharedServer() }
    return practiceTeam(names, { ...withSecret(wishes), platform }, beginning)
  }
  return {
    open,
    openOn: (happens) => open(undefined, happens),
    play: async (story) => playedBy(await open(), story),
    followedBy: (further) => stageFrom(names, wishes, open, further),
  }
}

/** Copies are read with the key the original was written with. */
const withSecret = (wishes: Wishes): Wishes => ({
  ...wishes,
  environment: { DATA_KEYS: SECRET, ...(typeof wishes.environment === 'object' ? wishes.environment : {}) },
})

/** A stage of a test file's own, from a first morning in an empty channel. */
export const stage = (names: readonly string[], reach: (team: Team) => Promise<void>, wishes: Wishes = {}): Stage => {
  const begin = async (platform: World['platform']): Promise<Team> =>
    practiceTeam(names, { ...withSecret(wishes), platform }, { server: await sharedServer() })
  return stageFrom(names, wishes, begin, reach)
}

export const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout'] as const

const started = stage(SIX, (team) => team.starts('Online werken 2026'))
const handedIn = started.followedBy(async (team) => {
  for (const name of SIX.slice(0, 5)) await team.fillsIn(name, (_id, at) => (at % 2 === 0 ? 'red' : 'orange'))
})
const result = handedIn.followedBy(async (team) => {
  await team.closes()
  await team.later('PT5S')
})
const starring = result.followedBy((team) => team.privately('Lotte').presses('We hebben het besproken'))
const ranked = starring.followedBy(async (team) => {
  for (const name of SIX.slice(0, 3)) await team.privately(name).presses('Bewaren', { 'stars.1': '5', 'stars.4': '5' })
  const lotte = team.privately('Lotte')
  await lotte.presses('Sterren afsluiten')
  await lotte.presses('Ja, afsluiten')
})
const planned = ranked.followedBy(async (team) => {
  await team.privately('Lotte').presses('Bevestigen', { blocks: '1,4', reason: 'Daar zit de druk.' })
  await team.later('PT5S')
})
/** Six people and their round: started; five handed in; its result, the talk's card below it; stars open; ranked; two priorities. */
const STAGES = { started, handedIn, result, starring, ranked, planned } as const

export const at = (name: keyof typeof STAGES): Stage => STAGES[name]

/** What each of the six answers where all that matters is that they answer differently; none of them skips everything. */
export const mixed =
  (person: number) =>
  (_element: string, position: number): Answer =>
    // Never in steps of four: she would skip everything, and not count.
    ANSWERS[(position * ((person % 3) + 1) + person) % ANSWERS.length] ?? 'green'

const handedInBy = new Map<number, Stage>()
/** The first so many of the six have handed in mixed answers. */
export const handIns = (count: number): Stage => {
  const known = handedInBy.get(count)
  if (known) return known
  const before = count === 1 ? at('started') : handIns(count - 1)
  const reached = before.followedBy((team) => team.fillsIn(SIX[count - 1] ?? '', mixed(count - 1)))
  handedInBy.set(count, reached)
  return reached
}
