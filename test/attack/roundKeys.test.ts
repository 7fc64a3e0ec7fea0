import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildStore } from '../../src/build/store.ts'
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { readSettings } from '../../src/config.ts'
import type { Key } from '../../src/flows/ids.ts'
import type { Running } from '../../src/main.ts'
import { textsOf } from '../../src/practice/cardReading.ts'
import { createPlayer, type Player } from '../../src/practice/play/player.ts'
import { openPracticeRoom } from '../../src/practice/practiceRoom.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import type { PracticeRoom } from '../../src/practice/types.ts'
import { practiceTeam } from '../../src/practice/world.ts'
import { keyRingEncryption } from '../../src/store/encryption.ts'
import { openRedisRawRows } from '../../src/store/redis/rawRows.ts'
import { openSqliteRawRows } from '../../src/store/sqlite/rawRows.ts'
import { keptIn } from '../keptIn.ts'
import { runNode } from '../nodeProcess.ts'
import { MONDAY, startedIn } from '../practiceTeam.ts'
import { askRedis, type RedisServer, startRedis, until } from '../redisServer.ts'

const REMARK = 'MERK-opmerking'
const REASON = 'MERK-reden'
/** Where what people give is kept: on its way to a sum, too. */
const GIVEN = /^(sheet|ballot|tally|stars)\/|^effect\//

/** Where a bot keeps things, and what someone can copy of it. */
interface Engine {
  readonly name: string
  settings(folder: string): Promise<Record<string, string>>
  /** Every way to copy the store that docs/operating.md knows, and whole folders; not the place of the keys. Returns settings to open each. */
  copies(folder: string): Promise<readonly Record<string, string>[]>
  end(): Promise<void>
}

const onFile = (): Engine => ({
  name: 'a file',
  settings: async (folder) => ({
    DATA_FILE: join(folder, 'data', 'quickscan.db'),
    ROUND_KEYS_FILE: join(folder, 'round-keys.db'),
  }),
  copies: async (folder) => {
    const [backup, whole] = ['backup', 'whole'].map((name) => mkdtempSync(join(folder, `${name}-`)))
    const env = { PATH: process.env.PATH, DATA_FILE: join(folder, 'data', 'quickscan.db') }
    runNode(['bin/quickscan.mjs', 'backup', '--out', join(backup ?? '', 'quickscan.db')], { env })
    cpSync(join(folder, 'data'), whole ?? '', { recursive: true })
    return [backup, whole].map((at) => ({ DATA_FILE: join(at ?? '', 'quickscan.db') }))
  },
  end: async () => undefined,
})

const onRedis = (): Engine => {
  const servers: RedisServer[] = []
  return {
    name: 'Redis',
    settings: async (folder) => {
      const [store, keys] = [await startRedis(), await startRedis()]
      servers.push(store, keys)
      return { DATA_FILE: '', REDIS_URL: store.url, ROUND_KEYS_URL: keys.url, ERASURES_DIR: join(folder, 'erasures') }
    },
    copies: async () => {
      const [store] = servers
      if (!store) throw new Error('no Redis')
      const before = askRedis(store, 'lastsave')
      await until('a new second', () => askRedis(store, 'time').split('\n')[0] !== before)
      askRedis(store, 'bgsave')
      await until('a snapshot', () => askRedis(store, 'lastsave') !== before)
      const dump = await startRedis({ appendonly: 'no' }, { seeded: join(store.folder, 'dump.rdb') })
      // The log, as it lies there; its manifest says which files it is made of.
      const log = mkdtempSync(join(tmpdir(), 'quickscan-aof-'))
      cpSync(join(store.folder, 'appendonlydir'), join(log, 'appendonlydir'), { recursive: true })
      const replayed = await startRedis({ dir: log })
      servers.push(dump, replayed)
      return [dump, replayed].map(({ url }) => ({ DATA_FILE: '', REDIS_URL: url }))
    },
    end: async () => {
      for (const server of servers.splice(0)) await server.stop()
    },
  }
}

/** All that can be read in a copy, with every setting at hand: what the bot itself reads there, and each value opened with DATA_KEYS. */
const readIn = async (environment: Record<string, string>): Promise<{ values: string[]; states: number }> => {
  const settings = readSettings(environment)
  const encryption = keyRingEncryption(settings.DATA_KEYS)
  const rows = settings.REDIS_URL
    ? await openRedisRawRows({ urls: settings.REDIS_URL }, 'maintenance')
    : openSqliteRawRows(settings.DATA_FILE, 'maintenance')
  const kept = await keptIn(rows)
  const store = await buildStore(settings, encryption, () => undefined, 'maintenance')
  const values = [...kept].map(([place, value]) => (GIVEN.test(place) ? encryption.decrypt(place, value) : ''))
  let states = 0
  try {
    for (const place of kept.keys()) {
      const [kind = '', round = '', id = ''] = place.split('/')
      if (!GIVEN.test(place) || kind === 'effect') continue
      const key: Key<unknown> = { kind, place: round, id }
      const state = (await store.load(key))?.state
      values.push(JSON.stringify(state))
      states += 1
    }
  } finally {
    await store.close()
  }
  return { values, states }
}
/** What of people's answers stands in them. */
const givenIn = (values: readonly string[]): string[] =>
  values.flatMap(
    (value) =>
      value.match(/MERK-\w+|"\d\.\d":"(green|orange|red)"|"stars":\{"\d|"(red|votes)":(\[0,.*?[1-9]|[1-9])/g) ?? [],
  )

describe.each([onFile, onRedis])('privacy.5.7 a copy that is made while people answer', (make) => {
  const engine = make()
  let folder: string
  let room: PracticeRoom
  let settings: Record<string, string>
  let running: Running
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quickscan-roundKeys-'))
    room = await openPracticeRoom({ people: practiceTeam(), clock: standingClock(MONDAY), realNow: () => Date.now() })
    settings = { ...practiceEnvironment(room.address, folder), ...(await engine.settings(folder)) }
    running = await startedIn(room, settings)
  })
  afterEach(async () => {
    await running.stop()
    await room.stop()
    await engine.end()
    rmSync(folder, { recursive: true, force: true })
  })

  const player = (id: string): Player => createPlayer(room, id, running.settled)
  const scanned = async (): Promise<void> => {
    const lotte = player('lotte')
    await lotte.says('channel', 'start')
    const welcome = room.world.messages.findLast(({ place, card }) => place === 'channel' && card)
    if (!welcome) throw new Error('no welcome')
    await lotte.pressesIn(welcome, 'Quickscan starten')
    const people = room.world.people.map(({ id }) => room.world.ids.person(id)).join(',')
    await lotte.presses('Nakijken', { title: 'Online werken', people })
    await lotte.presses('Starten')
    await room.pass('PT6S')
    for (const id of ['samir', 'fatima', 'joris', 'anke']) {
      await player(id).does('sheet.next')
      for (const { id: element } of running.voice.kit.blocks[0]?.elements ?? []) await player(id).picks(element, 'red')
      await player(id).does('sheet.remark', { text: `${REMARK} van ${id}` })
      await player(id).does('sheet.review')
      await player(id).does('sheet.handIn', id === 'samir' ? { wantsCopy: 'true' } : {})
    }
    await player('wout').does('sheet.next')
    await player('wout').picks('1.1', 'green')
  }
  const presses = async (...labels: readonly string[]): Promise<void> => {
    for (const label of labels) await player('lotte').presses(label)
    await room.pass('PT6S')
  }
  const said = (): string =>
    room.world.messages.flatMap(({ place, card }) => (place === 'channel' ? textsOf(card ?? {}) : [])).join('\n')
  /** What of people's answers is read in each copy, with everything that is set at hand. */
  const readInAll = async (copies: readonly Record<string, string>[], more = {}): Promise<string[][]> => {
    const found: string[][] = []
    for (const copy of copies) {
      const { values, states } = await readIn({ ...settings, ...copy, ...more })
      expect(states).toBeGreaterThan(5)
      found.push(givenIn(values))
    }
    return found
  }

  it(`opens on ${engine.name} while the scan runs, for who has the keys too, and nothing of it once it closed`, async () => {
    await scanned()
    const copies = await engine.copies(folder)
    // The honest limit: store, DATA_KEYS and the place of the keys together read it while it runs.
    for (const found of await readInAll(copies)) expect(found.join()).toContain(REMARK)

    await presses('Scan afsluiten', 'Ja, afsluiten')
    expect(said()).toContain('4 van 6 dienden in')
    // The last copy that was asked for has arrived.
    await room.pass('PT2M')
    for (const found of await readInAll(copies)) expect(found).toEqual([])

    await presses('We hebben het besproken')
    for (const id of ['samir', 'fatima', 'joris']) {
      await player(id).presses('Zeggen waarom')
      await player(id).does('ballot.cast', { 'stars.1': '5', 'reasons.1': `${REASON} van ${id}` })
    }
    const later = await engine.copies(folder)
    for (const found of await readInAll(later)) expect(found.join()).toContain(REASON)
    await presses('Sterren afsluiten', 'Ja, afsluiten')
    expect(said()).toContain('3 van 6 gaven sterren')
    for (const found of await readInAll([...copies, ...later])) expect(found).toEqual([])
  })

  it(`opens nothing on ${engine.name} once the round was stopped`, async () => {
    await scanned()
    const copies = await engine.copies(folder)
    await presses('Stoppen en wissen', 'Ja, stoppen en wissen')
    await room.pass('PT2M')
    for (const found of await readInAll(copies)) expect(found).toEqual([])
  })

  it(`opens nothing on ${engine.name} without the place of the keys, nor with that place alone`, async () => {
    await scanned()
    const copies = await engine.copies(folder)
    const elsewhere = engine.name === 'Redis' ? await startRedis() : undefined
    const without = elsewhere ? { ROUND_KEYS_URL: elsewhere.url } : { ROUND_KEYS_FILE: join(folder, 'none.db') }
    for (const found of await readInAll(copies, without)) expect(found).toEqual([])
    await elsewhere?.stop()
    const wrong = { DATA_KEYS: `practice:${Buffer.alloc(32, 9).toString('base64')}` }
    for (const copy of copies)
      await expect(readIn({ ...settings, ...copy, ...wrong })).rejects.toThrow("can't be opened")
  })
})
