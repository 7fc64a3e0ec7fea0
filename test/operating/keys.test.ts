import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { readSettings } from '../../src/config.ts'
import { startBot } from '../../src/main.ts'
import { textsOf } from '../../src/practice/cardReading.ts'
import { chance } from '../../src/practice/chance.ts'
import { emptySheets } from '../../src/practice/play/autoActs.ts'
import { closeScan, fillIn, startScan } from '../../src/practice/play/autoScan.ts'
import { openPracticeRoom } from '../../src/practice/practiceRoom.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import type { PracticeRoom } from '../../src/practice/types.ts'
import { practiceTeam } from '../../src/practice/world.ts'
import { keyRingEncryption } from '../../src/store/encryption.ts'
import type { RawRows } from '../../src/store/rawRows.ts'
import { openRedisKeyPlace } from '../../src/store/redis/keyPlace.ts'
import { openRedisRawRows } from '../../src/store/redis/rawRows.ts'
import { reencrypt, rewrap } from '../../src/store/reencrypt.ts'
import { openSqliteKeyPlace } from '../../src/store/sqlite/keyPlace.ts'
import { openSqliteRawRows } from '../../src/store/sqlite/rawRows.ts'
import { keptIn } from '../keptIn.ts'
import { runNode, startNode } from '../nodeProcess.ts'
import { bytesOnDisk, MONDAY, startedIn } from '../practiceTeam.ts'
import { type RedisServer, startRedis } from '../redisServer.ts'

const quiet = (): void => undefined
const same = (id: string): string => id
const key = (id: string, byte: number): string => `${id}:${Buffer.alloc(32, byte).toString('base64')}`
const [OLD, NEW, WRONG] = [key('old', 1), key('new', 2), key('old', 3)]
const secretOf = (byte: number): Buffer => Buffer.alloc(32, byte)
const BOTH = keyRingEncryption([
  { id: 'new', secret: secretOf(2) },
  { id: 'old', secret: secretOf(1) },
])

describe.each(['a file', 'Redis'])('privacy.5.7 the keys of %s', (engine) => {
  let folder: string
  let room: PracticeRoom
  let server: RedisServer | undefined
  let settings: Record<string, string>
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quickscan-keys-'))
    server = engine === 'Redis' ? await startRedis() : undefined
    room = await openPracticeRoom({ people: practiceTeam(), clock: standingClock(MONDAY), realNow: () => Date.now() })
    const onRedis = server && { REDIS_URL: server.url, DATA_FILE: '', ERASURES_DIR: join(folder, 'erasures') }
    settings = { ...practiceEnvironment(room.address, folder), ...onRedis }
  })
  afterEach(async () => {
    await room.stop()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const withKeys = (...keys: readonly string[]) => ({ ...settings, DATA_KEYS: keys.join(',') })
  const shelf = async (): Promise<RawRows> =>
    server
      ? openRedisRawRows({ urls: [server.url] }, 'maintenance')
      : openSqliteRawRows(join(folder, 'quickscan.db'), 'maintenance')
  const values = async (): Promise<Map<string, Buffer>> => keptIn(await shelf())
  /** All that lies on disk, Redis' own files included. */
  const onDisk = (): Buffer => Buffer.concat([bytesOnDisk({ folder }), ...(server ? [bytesOnDisk(server)] : [])])
  const rotate = (...keys: readonly string[]) => {
    const { PATH } = process.env
    const env = { PATH, ...withKeys(...keys) }
    return startNode(['bin/quickscan.mjs', 'keys:rotate'], { env, now: room.clock.now() })
  }
  const begun = async (...keys: readonly string[]) => {
    const running = await startedIn(room, withKeys(...keys))
    const [lotte, ...others] = emptySheets(room, running.settled)
    if (!lotte) throw new Error('nobody')
    return { running, lotte, others }
  }

  it('turn while a round is on and people answer, and the old one is needed no more, for nothing', async () => {
    const first = await begun(OLD)
    await startScan(room, first.lotte.player, quiet, same)
    await room.pass('PT5S')
    for (const one of first.others.slice(0, 2)) await fillIn(one, first.running.voice.kit, chance(5), false, quiet)
    const declined = first.others[4]
    await declined?.player.does('sheet.decline')
    await first.running.stop()

    const second = await begun(NEW, OLD)
    const before = await values()
    const rotating = rotate(NEW, OLD)
    const said: Buffer[] = []
    for (const stream of [rotating.stdout, rotating.stderr]) stream?.on('data', (bytes: Buffer) => said.push(bytes))
    const ended = once(rotating, 'close')
    for (const one of second.others.slice(2, 4)) await fillIn(one, second.running.voice.kit, chance(6), false, quiet)
    expect(await ended, Buffer.concat(said).toString()).toEqual([0, null])
    await fillIn(second.lotte, second.running.voice.kit, chance(7), false, quiet)
    await second.running.settled()
    await second.running.stop()
    expect([...(await values()).values()].every(BOTH.isCurrent)).toBe(true)
    const disk = onDisk()
    expect([...before.values()].filter((value) => !BOTH.isCurrent(value)).length).toBeGreaterThan(20)
    expect([...before].filter(([, value]) => !BOTH.isCurrent(value) && disk.includes(value)).map(([at]) => at)).toEqual(
      [],
    )

    const third = await begun(NEW)
    await closeScan(room, third.lotte.player, quiet, same)
    await third.running.stop()
    const result = room.world.messages.flatMap(({ place, card }) => (place === 'channel' ? textsOf(card ?? {}) : []))
    expect(result.join('\n')).toContain('5 van 6 dienden in')
  })

  it('cut off halfway, turn on where they were; until it is done no bot starts without the old one', async () => {
    const first = await begun(OLD)
    await startScan(room, first.lotte.player, quiet, same)
    await first.running.stop()
    const whole = await shelf()
    let swaps = 0
    const cutOff: RawRows = {
      ...whole,
      swapState: async (...row) => {
        swaps += 1
        if (swaps > 5) throw new Error('cut off')
        return whole.swapState(...row)
      },
    }
    await expect(reencrypt(cutOff, BOTH)).rejects.toThrow('cut off')
    await expect(startBot(readSettings(withKeys(NEW)))).rejects.toThrow('DATA_KEYS')
    const half = [...(await values()).values()].filter(BOTH.isCurrent).length
    expect(half).toBe(5)
    const { states } = await reencrypt(whole, BOTH)
    expect([...(await values()).values()].every(BOTH.isCurrent)).toBe(true)
    expect(states).toBe((await whole.count()).states - half)
    expect(await reencrypt(whole, BOTH)).toEqual({ states: 0, effects: 0 })
    // What a bot saved between reading and writing wins.
    const [[place, value] = ['', Buffer.alloc(0)]] = await values()
    expect(await whole.swapState(place, Buffer.from('as it was before'), Buffer.from('anew'))).toBe(false)
    expect((await values()).get(place)).toEqual(value)
    await whole.close()
    // The keys of rounds are encrypted with the ring as well.
    await expect(startBot(readSettings(withKeys(NEW)))).rejects.toThrow('DATA_KEYS')
    const keys = server
      ? await openRedisKeyPlace({ urls: [server.url] }, false)
      : openSqliteKeyPlace(join(folder, 'round-keys.quickscan.db'))
    expect(await rewrap(keys, BOTH)).toBe(2)
    expect(await rewrap(keys, BOTH)).toBe(0)
    await keys.close()
    await (await begun(NEW)).running.stop()
  })

  it.each([
    ['a wrong key', WRONG],
    ['a lost key', NEW],
  ])('with %s the bot does not start, says why, and touches nothing', async (_what, ring) => {
    const first = await begun(OLD)
    await startScan(room, first.lotte.player, quiet, same)
    await first.running.stop()
    const [before, files] = [await values(), readdirSync(folder)]
    const { status, stderr } = runNode(['--eval', "import('./src/main.ts').then(({ start }) => start())"], {
      env: { PATH: process.env.PATH, ...withKeys(ring) },
      now: room.clock.now(),
    })
    expect(status).toBe(1)
    expect(stderr).toContain("can't be opened with DATA_KEYS")
    expect(await values()).toEqual(before)
    expect(readdirSync(folder)).toEqual(files)
    const rotated = rotate(ring)
    expect(await once(rotated, 'close')).toEqual([1, null])
    expect(await values()).toEqual(before)
    await (await begun(OLD)).running.stop()
  })
})
