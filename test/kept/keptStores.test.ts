import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/command.ts'
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { keyText } from '../../src/flows/ids.ts'
import type { CheckResult } from '../../src/operating/checks.ts'
import { openRoomServer, type RoomServer } from '../../src/practice/serviceServer.ts'
import { TENANT } from '../../src/practice/world.ts'
import { copyKeys, copyRows } from '../../src/store/copyRows.ts'
import { keyRingEncryption } from '../../src/store/encryption.ts'
import { LIFE } from '../../src/store/lifeNote.ts'
import type { RawRows } from '../../src/store/rawRows.ts'
import { openRedisKeyPlace } from '../../src/store/redis/keyPlace.ts'
import { openRedisRawRows } from '../../src/store/redis/rawRows.ts'
import { reencrypt, rewrap } from '../../src/store/reencrypt.ts'
import type { KeyPlace } from '../../src/store/roundKeys.ts'
import { SCHEMA_VERSION } from '../../src/store/schema.ts'
import { openSqliteKeyPlace } from '../../src/store/sqlite/keyPlace.ts'
import { openSqliteRawRows } from '../../src/store/sqlite/rawRows.ts'
import { keptIn } from '../keptIn.ts'
import { ranNode } from '../nodeProcess.ts'
import { erases, playedBy, practiceTeam, readAs, type Team } from '../practiceTeam.ts'
import { askRedis, type RedisServer, startRedis } from '../redisServer.ts'
import { KEPT_KEY, KEPT_ON_SLACK, KEPT_VERSIONS, layDown, leftAt } from './keptStores.ts'

const FIVE = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke']
const NEW_KEY = { id: 'new', secret: Buffer.alloc(32, 8) } as const
const DATA_KEYS = [NEW_KEY, KEPT_KEY].map(({ id, secret }) => `${id}:${secret.toString('base64')}`).join()
const quiet = (): void => undefined

let server: RoomServer
let redis: RedisServer
beforeAll(async () => {
  server = await openRoomServer(0)
  redis = await startRedis({ appendonly: 'no' })
})
afterAll(async () => {
  await redis.stop()
  await server.close()
})

/** Where a store and the keys of its rounds lie, opened beside a bot. */
interface Place {
  readonly settings: Readonly<Record<string, string>>
  readonly rows: () => Promise<RawRows>
  readonly keys: () => Promise<KeyPlace>
}
const inFile = (folder: string): Place => ({
  settings: {},
  rows: async () => openSqliteRawRows(join(folder, 'quickscan.db'), 'maintenance'),
  keys: async () => openSqliteKeyPlace(join(folder, 'round-keys.quickscan.db')),
})
/** Moved there from a file, as `quickscan copy` does. */
const onRedis = async (folder: string): Promise<Place> => {
  const address = { urls: [redis.url] as const }
  askRedis(redis, 'FLUSHALL')
  const file = inFile(folder)
  const [from, keys, to, keysThere] = [
    openSqliteRawRows(join(folder, 'quickscan.db')),
    await file.keys(),
    await openRedisRawRows(address),
    await openRedisKeyPlace(address, false),
  ]
  await copyRows(from, to, 'one', quiet, async () => void (await copyKeys(keys, keysThere)))
  for (const one of [from, keys, to, keysThere]) await one.close()
  return {
    settings: { DATA_FILE: '', REDIS_URL: redis.url, ERASURES_DIR: join(folder, 'erasures') },
    rows: () => openRedisRawRows(address, 'maintenance'),
    keys: () => openRedisKeyPlace(address, false),
  }
}

/** As `quickscan keys:rotate` does, beside the bot. */
const rotated = async ({ rows, keys }: Place): Promise<void> => {
  const ring = keyRingEncryption([NEW_KEY, KEPT_KEY])
  const [shelf, place] = [await rows(), await keys()]
  await rewrap(place, ring)
  await reencrypt(shelf, ring)
  await shelf.close()
  await place.close()
}

/** All that is kept, opened with the new key alone; what is sealed with a round's key stays sealed. */
const openedAnew = async ({ rows }: Place): Promise<ReadonlyMap<string, string>> => {
  const ring = keyRingEncryption([NEW_KEY])
  const kept = await keptIn(await rows())
  return new Map([...kept].map(([place, value]) => [place, ring.decrypt(place, value)]))
}

/** Where she is named, by any of her ids. */
const namedAt = (kept: ReadonlyMap<string, string>, team: Team, name: string): readonly string[] => {
  const ids = [team.id(name), team.alias(name)].map((id) => JSON.stringify(id))
  return [...kept].filter(([, text]) => ids.some((id) => text.includes(id))).map(([where]) => where)
}

const closesItsRound = async (team: Team): Promise<void> => {
  const [joris, lotte] = [team.privately('Joris'), team.privately('Lotte')]
  // Nothing of what was on people's screens is there any more: they ask for it anew.
  await joris.says('private:joris', 'open')
  await joris.does('sheet.show')
  await joris.does('sheet.next')
  expect(joris.reads()).toContain('19 van 42')
  await joris.does('sheet.review')
  await joris.does('sheet.handIn')
  await lotte.says('private:lotte', 'open')
  await team.later('P20D')
  expect(readAs(team.channel.withText('dienden in'), 'lotte')).toContain('4 van 5 dienden in')
}

const looksBack = async (team: Team): Promise<void> => {
  const samir = team.privately('Samir')
  const isAsked = (): boolean =>
    samir.messages().some((message) => readAs(message, 'samir').includes('Hoe staat het ermee?'))
  for (let days = 0; days < 40 && !isAsked(); days += 5) await team.later('P5D')
  await samir.presses('Afgerond')
  await samir.says('channel', 'plan')
  await samir.pressesIn(team.channel.newest(), 'Afgerond (1)')
  expect(readAs(team.channel.newest(), 'samir')).toContain('Elke week een uur TikTok verkennen')
}

/** What is moved arrives as it was: here the oldest, the first that sealed what people give, and the newest. */
const MOVED = KEPT_VERSIONS.filter((version) => ['0.1.0', '0.3.0', KEPT_VERSIONS.at(-1)].includes(version))
const ENGINES = [
  ['a file', [...KEPT_VERSIONS, ...KEPT_ON_SLACK]],
  ['Redis, moved there', MOVED],
] as const
describe.each(ENGINES)('what an earlier version left, on %s', (engine, versions) => {
  it.each(versions)(
    '%s: its round closes, its plan is looked back at, keys rotate, and who erases is gone',
    async (version) => {
      const folder = mkdtempSync(join(tmpdir(), `quickscan-${version}-`))
      layDown(version, folder, server.address)
      const place = engine === 'a file' ? inFile(folder) : await onRedis(folder)
      const platform = version.endsWith('-slack') ? 'slack' : 'teams'
      const wishes = { platform, environment: { DATA_KEYS, ...place.settings } } as const
      await playedBy(await practiceTeam(FIVE, wishes, { folder, server, at: leftAt(version) }), async (team) => {
        await rotated(place)
        await closesItsRound(team)
        await looksBack(team)
        await erases(team, 'Fatima')
        await team.later('PT1M')
        const kept = await openedAnew(place)
        expect(kept.size).toBeGreaterThan(10)
        expect(namedAt(kept, team, 'Fatima')).toEqual([])
      })
    },
  )
})

describe('a backup that an earlier version made, put back under this one', () => {
  it.each(MOVED)('%s: who had everything erased since is gone from it at the start', async (version) => {
    const wishes = { platform: 'teams', environment: { DATA_KEYS } } as const
    const [used, backup] = ['used', 'backup'].map((name) =>
      mkdtempSync(join(tmpdir(), `quickscan-${version}-${name}-`)),
    )
    if (!used || !backup) throw new Error('no folders')
    for (const folder of [used, backup]) layDown(version, folder, server.address)
    const at = leftAt(version)
    await playedBy(await practiceTeam(FIVE, wishes, { folder: used, server, at }), async (team) => {
      await erases(team, 'Fatima')
      await team.later('PT1M')
      cpSync(join(used, 'erasures'), join(backup, 'erasures'), { recursive: true })
    })
    await playedBy(await practiceTeam(FIVE, wishes, { folder: backup, server, at }), async (team) => {
      await team.later('PT1M')
      const place = inFile(backup)
      await rotated(place)
      const kept = await openedAnew(place)
      expect(namedAt(kept, team, 'Lotte')).not.toEqual([])
      expect(namedAt(kept, team, 'Fatima')).toEqual([])
    })
  })
})

describe('a store that a newer version works on', () => {
  const file = (folder: string): string => join(folder, 'quickscan.db')
  /** As that version marks it; all else is still as an earlier one left it. */
  const mark = (folder: string): void => {
    const text = JSON.stringify({ schema: SCHEMA_VERSION + 1, state: { noted: leftAt('0.7.0') } })
    const place = keyText(LIFE)
    const db = new DatabaseSync(file(folder))
    db.prepare('INSERT OR REPLACE INTO state VALUES (?, 1, ?)').run(
      place,
      keyRingEncryption([KEPT_KEY]).encrypt(place, text),
    )
    db.close()
  }
  const rowsIn = (folder: string): unknown => {
    const db = new DatabaseSync(file(folder), { readOnly: true })
    const rows = ['state', 'effect'].map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all())
    db.close()
    return rows
  }

  it('is left as it is: the start, doctor and an erasure say in a line that it is newer, and what to do', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quickscan-newer-'))
    layDown('0.7.0', folder, server.address)
    mark(folder)
    const before = rowsIn(folder)
    const env = {
      ...{ PATH: process.env.PATH, ...practiceEnvironment(server.address, folder) },
      DATA_KEYS: `${KEPT_KEY.id}:${KEPT_KEY.secret.toString('base64')}`,
    }
    const ran = (...args: readonly string[]) =>
      ranNode(['bin/quickscan.mjs', ...args], { env, now: leftAt('0.7.0'), within: 60_000 })
    const said = `The store was saved by a newer version of the bot (schema ${SCHEMA_VERSION + 1}; this one knows ${SCHEMA_VERSION}). Start that version again, or restore the backup from before it.`
    expect(await ran('start')).toEqual({ status: EXIT.failed, stdout: '', stderr: `${said}\n` })
    const her = ['--platform', 'teams', '--tenant', TENANT, '--person', 'aad-samir']
    expect(await ran('person:erase', ...her)).toEqual({ status: EXIT.failed, stdout: '', stderr: `${said}\n` })
    const { status, stdout } = await ran('doctor', '--json')
    const { checks } = JSON.parse(stdout) as { readonly checks: readonly CheckResult[] }
    expect(status).toBe(EXIT.failed)
    expect(checks.find(({ name }) => name === 'store')).toMatchObject({
      state: 'wrong',
      words: expect.stringContaining(said),
    })
    expect(rowsIn(folder)).toEqual(before)
    rmSync(folder, { recursive: true, force: true })
  })
})
