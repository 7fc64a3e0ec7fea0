import { mkdtempSync, rmSync } from 'node:fs'
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
import { createPlayer } from '../../src/practice/play/player.ts'
import { openPracticeRoom } from '../../src/practice/practiceRoom.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import type { PracticeRoom } from '../../src/practice/types.ts'
import { practiceTeam } from '../../src/practice/world.ts'
import { copyKeys, copyRows } from '../../src/store/copyRows.ts'
import type { EffectRow, RawRows, StateRow } from '../../src/store/rawRows.ts'
import { openRedisKeyPlace } from '../../src/store/redis/keyPlace.ts'
import { openRedisRawRows } from '../../src/store/redis/rawRows.ts'
import { openSqliteKeyPlace } from '../../src/store/sqlite/keyPlace.ts'
import { openSqliteRawRows } from '../../src/store/sqlite/rawRows.ts'
import { runNode } from '../nodeProcess.ts'
import { MONDAY, startedIn } from '../practiceTeam.ts'
import { type RedisServer, startRedis } from '../redisServer.ts'

const quiet = (): void => undefined
const same = (id: string): string => id

/** All rows, in an order of their own. */
const contents = async (shelf: RawRows): Promise<{ states: StateRow[]; effects: EffectRow[] }> => {
  const states: StateRow[] = []
  const effects: EffectRow[] = []
  for await (const rows of shelf.states()) states.push(...rows)
  for await (const rows of shelf.effects()) effects.push(...rows)
  const plain = <Row extends { value: Uint8Array }>(rows: Row[]): Row[] =>
    rows.map((row) => ({ ...row, value: Buffer.from(row.value).toString('base64') as unknown as Uint8Array }))
  return {
    states: plain(states).toSorted((a, b) => a.key.localeCompare(b.key)),
    effects: plain(effects).toSorted((a, b) => a.id.localeCompare(b.id)),
  }
}

describe('a round that moves while it is on', () => {
  let folder: string
  let room: PracticeRoom
  let server: RedisServer
  let settings: Record<string, string>
  const clock = standingClock(MONDAY)
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quickscan-copy-'))
    server = await startRedis()
    room = await openPracticeRoom({ people: practiceTeam(), clock, realNow: () => Date.now() })
    settings = practiceEnvironment(room.address, folder)
  })
  afterEach(async () => {
    await room.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const file = (): string => join(folder, 'quickscan.db')
  const redis = () => ({ urls: [server.url] as const })
  const onRedis = (): Record<string, string> => ({ ...settings, DATA_FILE: '', REDIS_URL: server.url })
  const begun = async (environment: Record<string, string>): Promise<void> => {
    const running = await startedIn(room, environment)
    const [lotte, ...others] = emptySheets(room, running.settled)
    if (!lotte) throw new Error('nobody')
    await startScan(room, lotte.player, quiet, same)
    await room.pass('PT5S')
    for (const one of [lotte, ...others].slice(0, 5)) await fillIn(one, running.voice.kit, chance(5), false, quiet)
    await running.stop()
  }
  const finished = async (environment: Record<string, string>): Promise<string> => {
    const running = await startedIn(room, environment)
    const [lotte] = emptySheets(room, running.settled)
    if (!lotte) throw new Error('nobody')
    await closeScan(room, lotte.player, quiet, same)
    await running.stop()
    return room.world.messages.flatMap(({ place, card }) => (place === 'channel' ? textsOf(card ?? {}) : [])).join('\n')
  }
  const copy = (...args: readonly string[]) => {
    const { stdout, stderr, status } = runNode(['bin/quickscan.mjs', 'copy', ...args], {
      env: { PATH: process.env.PATH, REDIS_URL: server.url, DATA_FILE: file() },
    })
    return { said: stdout + stderr, status }
  }

  it('goes on from a file in Redis, and from there in a file again, with every version and everything owed', async () => {
    await begun(settings)
    expect(copy('--from', 'DATA_FILE', '--to', 'REDIS_URL')).toMatchObject({ status: 0 })
    const there = await openRedisRawRows(redis())
    const here = openSqliteRawRows(file())
    const [moved, left] = [await contents(there), await contents(here)]
    expect(moved).toEqual(left)
    expect(moved.effects.length).toBeGreaterThan(10)
    await there.close()
    await here.close()
    const back = join(folder, 'back.db')
    expect(copy('--from', server.url, '--to', back).said).toMatch(/Copied \d+ values, \d+ effects and 2 keys of rounds/)
    const again = openSqliteRawRows(back)
    expect(await contents(again)).toEqual(left)
    await again.close()
    expect(await finished(onRedis())).toContain('5 van 6 dienden in')
  })

  it('is whole after a copy that was cut off and run again; meanwhile no bot starts on the half', async () => {
    await begun(settings)
    const from = openSqliteRawRows(file())
    let to = await openRedisRawRows(redis())
    const cut = copyRows(from, to, 'one', ({ effects }) => {
      if (effects > 0) throw new Error('the power failed')
    })
    await expect(cut).rejects.toThrow('the power failed')
    await expect(startBot(readSettings(onRedis()), { clock })).rejects.toThrow('being copied into or from this Redis')
    await to.close()
    await expect(startBot(readSettings(onRedis()), { clock })).rejects.toThrow('being copied into or from this Redis')
    to = await openRedisRawRows(redis())
    await expect(copyRows(from, to, 'another', quiet)).rejects.toThrow('Something else was being copied')
    const [keys, there] = [
      openSqliteKeyPlace(join(folder, 'round-keys.quickscan.db')),
      await openRedisKeyPlace(redis(), false),
    ]
    await copyRows(from, to, 'one', quiet, async () => void (await copyKeys(keys, there)))
    await keys.close()
    await there.close()
    expect(await contents(to)).toEqual(await contents(from))
    await from.close()
    await to.close()
    expect(await finished(onRedis())).toContain('5 van 6 dienden in')
  })

  it('is not copied while a bot works on it, on either side, nor onto something else', async () => {
    const running = await startedIn(room, settings)
    expect(copy('--from', 'DATA_FILE', '--to', 'REDIS_URL')).toMatchObject({
      status: 3,
      said: expect.stringContaining('Another bot already works on'),
    })
    await running.stop()
    const onOther = await startedIn(room, onRedis())
    expect(copy('--from', 'DATA_FILE', '--to', 'REDIS_URL').said).toContain('A bot works on that Redis')
    await onOther.stop()
    expect(copy('--from', 'DATA_FILE', '--to', 'REDIS_URL').said).toContain('That store is not empty')
    expect(copy('--from', join(folder, 'nowhere.db'), '--to', 'REDIS_URL').said).toContain('There is no')
    expect(copy('--from', 'DATA_FILE').said).toContain('usage:')
  })

  it('is refused when the source went on between two tries', async () => {
    await begun(settings)
    const from = openSqliteRawRows(file())
    const to = await openRedisRawRows(redis())
    await copyRows(from, to, 'one', () => {
      throw new Error('cut')
    }).catch(quiet)
    await from.close()
    const running = await startedIn(room, settings)
    await createPlayer(room, 'wout', running.settled).says('private:wout', 'help')
    await room.pass('P2D')
    await running.stop()
    const later = openSqliteRawRows(file())
    const [gone] = (await contents(later)).effects
    await to.putEffects(gone ? [{ ...gone, id: 'gone since', value: Buffer.alloc(1) }] : [])
    await expect(copyRows(later, to, 'one', quiet)).rejects.toThrow('the source changed since')
    await later.close()
    await to.close()
  })
})
