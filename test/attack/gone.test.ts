import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { DAY } from '../../src/kit/calendar/instant.ts'
import { textsOf } from '../../src/practice/cardReading.ts'
import { createPlayer, type Player } from '../../src/practice/play/player.ts'
import { openPracticeRoom } from '../../src/practice/practiceRoom.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import type { PracticeRoom } from '../../src/practice/types.ts'
import { practiceTeam, seenBy } from '../../src/practice/world.ts'
import type { RawRows } from '../../src/store/rawRows.ts'
import { openRedisKeyPlace } from '../../src/store/redis/keyPlace.ts'
import { openRedisRawRows } from '../../src/store/redis/rawRows.ts'
import { openSqliteKeyPlace } from '../../src/store/sqlite/keyPlace.ts'
import { openSqliteRawRows } from '../../src/store/sqlite/rawRows.ts'
import { keptIn } from '../keptIn.ts'
import { forkBot, stopBot } from '../nodeProcess.ts'
import { bytesOnDisk, MONDAY } from '../practiceTeam.ts'
import { askRedis, type RedisServer, startRedis, until } from '../redisServer.ts'
import { kit } from '../voice.ts'

/** What holds what people gave: their sheets and ballots, the sums of both, and both on their way to a sum. */
const GIVEN = /^(sheet|ballot|tally|stars)\/|^effect\/(added|starsAdded)\//
const MARKS = ['MERK-opmerking', 'MERK-reden']

describe.each(['a file', 'Redis'])('privacy.5.4 gone at the close, in %s', (engine) => {
  let folder: string
  let room: PracticeRoom
  let server: RedisServer | undefined
  let settings: Record<string, string>
  let bot: ChildProcess
  /** All the bot process ever said, at the most talkative level. */
  let output: string
  let ahead: number
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quickscan-gone-'))
    server = engine === 'Redis' ? await startRedis() : undefined
    const realNow = (): number => Date.now()
    room = await openPracticeRoom({ people: practiceTeam(), clock: standingClock(MONDAY), realNow })
    output = ''
    const onRedis = server && { REDIS_URL: server.url, DATA_FILE: '', ERASURES_DIR: join(folder, 'erasures') }
    settings = { ...practiceEnvironment(room.address, folder), ...onRedis, LOG_LEVEL: 'debug' }
    ahead = MONDAY - Date.now()
    await begins()
  })
  afterEach(async () => {
    await stopBot(bot)
    await room.stop()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const begins = async (): Promise<void> => {
    bot = forkBot(
      { settings, ahead },
      {
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    )
    for (const stream of [bot.stdout, bot.stderr])
      stream?.on('data', (bytes) => {
        output += bytes
      })
    const ended = once(bot, 'exit').then(() => {
      throw new Error(`it did not start: ${output.slice(-500)}`)
    })
    const [{ port }] = (await Promise.race([once(bot, 'message'), ended])) as [{ port: number }]
    // From now on it may end.
    ended.catch(() => undefined)
    room.connect({ address: `http://127.0.0.1:${port}`, settled: () => passes(0), nextDue: async () => undefined })
  }
  const killed = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    if (bot.exitCode !== null || bot.signalCode !== null) return
    const gone = once(bot, 'exit')
    bot.kill(signal)
    await gone
  }
  /** Time goes on by so many milliseconds, and the bot does what is due. */
  const passes = async (milliseconds: number): Promise<void> => {
    ahead += milliseconds
    const quiet = once(bot, 'message')
    bot.send({ advance: milliseconds })
    await quiet
  }
  const shelf = async (): Promise<RawRows> =>
    server
      ? openRedisRawRows({ urls: [server.url] }, 'maintenance')
      : openSqliteRawRows(join(folder, 'quickscan.db'), 'maintenance')
  /** The names of the keys of rounds that are there. */
  const keysLeft = async (): Promise<string[]> => {
    const place = server
      ? await openRedisKeyPlace({ urls: [server.url] }, false)
      : openSqliteKeyPlace(join(folder, 'round-keys.quickscan.db'))
    const names = (await place.all()).map(({ name }) => name)
    await place.close()
    return names
  }
  const traces = new Set<string>()
  /** Copies, as someone with the disk could at this moment, each ciphertext of what people gave. */
  const recorded = async (): Promise<void> => {
    for (const [place, sealed] of await keptIn(await shelf())) {
      if (!GIVEN.test(place)) continue
      for (const at of [40, Math.floor(sealed.length / 2), sealed.length - 30])
        traces.add(sealed.subarray(at, at + 24).toString('latin1'))
    }
  }
  const player = (id: string): Player => createPlayer(room, id, () => passes(0))
  const onDisk = (): string =>
    Buffer.concat([bytesOnDisk({ folder }), ...(server ? [bytesOnDisk(server)] : [])]).toString('latin1')
  const found = (): number => {
    const disk = onDisk()
    return [...traces].filter((trace) => disk.includes(trace)).length
  }
  /** Until nothing is owed to the files any more; a new snapshot takes the place of the last. */
  const scrubbed = async (): Promise<void> => {
    for (let tries = 0; tries < 100 && found() > 0; tries++) {
      await passes(1000)
      if (server && tries % 10 === 5) {
        const redis = server
        const before = askRedis(redis, 'lastsave')
        await until('a new second', () => askRedis(redis, 'time').split('\n')[0] !== before)
        askRedis(redis, 'bgsave', 'schedule')
        await until('a snapshot', () => askRedis(redis, 'lastsave') !== before)
      }
    }
  }
  const scanned = async (title: string): Promise<void> => {
    const lotte = player('lotte')
    await lotte.says('channel', 'start')
    const card = room.world.messages.findLast(({ place, card: drawn }) => place === 'channel' && drawn)
    if (!card) throw new Error('no welcome')
    await lotte.pressesIn(card, 'Quickscan starten')
    const people = room.world.people.map(({ id }) => room.world.ids.person(id)).join(',')
    const date = new Date(MONDAY + 20 * DAY).toISOString().slice(0, 10)
    await lotte.presses('Nakijken', { title, people, date })
    await lotte.presses('Starten')
    await passes(6000)
    const block1 = kit.blocks[0]?.elements ?? []
    for (const id of ['samir', 'fatima', 'joris']) {
      await player(id).does('sheet.next')
      for (const element of block1) await player(id).picks(element.id, 'red')
      await player(id).does('sheet.remark', { text: `${MARKS[0]} van ${id}` })
      await recorded()
      await player(id).does('sheet.review')
      await player(id).does('sheet.handIn', { wantsCopy: 'true' })
      await recorded()
    }
    await player('anke').does('sheet.next')
    await player('anke').picks('1.1', 'green')
    await recorded()
  }

  it('nothing anyone gave is found in any file, nor in what the process said, in a whole round', async () => {
    traces.clear()
    await scanned('Online werken')
    expect(traces.size).toBeGreaterThan(20)
    expect(found()).toBeGreaterThan(0)
    await player('lotte').presses('Scan afsluiten')
    await player('lotte').presses('Ja, afsluiten')
    await scrubbed()
    expect(found()).toBe(0)

    await player('lotte').presses('We hebben het besproken')
    await passes(6000)
    for (const id of ['samir', 'fatima', 'joris']) {
      await player(id).presses('Zeggen waarom')
      await player(id).does('ballot.cast', { 'stars.1': '5', 'reasons.1': `${MARKS[1]} van ${id}` })
      await recorded()
    }
    await player('lotte').presses('Sterren afsluiten')
    await player('lotte').presses('Ja, afsluiten')
    await scrubbed()
    expect(found()).toBe(0)
    // Where it crashes, what it says last has nothing of them either.
    await killed('SIGABRT')
    expect(output).toContain('"verb":"round.close"')
    expect(output).not.toMatch(/sheet\.|ballot\.cast/)
    for (const mark of [...MARKS, 'samir', 'Samir', 'Online werken', 'red"']) expect(output).not.toContain(mark)
  })

  // What a process does on a file is more than over Redis, where the server does most of it.
  it.each(engine === 'Redis' ? [1, 3, 6, 13] : [1, 2, 3, 4, 6, 9, 13, 18])(
    'killed before the %i. thing it does once the close is pressed, the next process erases the rest',
    async (last) => {
      traces.clear()
      await scanned('Afgebroken')
      await player('lotte').presses('Scan afsluiten')
      const control = player('lotte')
        .messages()
        .findLast((one) => JSON.stringify([...one.views.values()]).includes('round.close'))
      if (!control)
        throw new Error(
          `no control card: ${player('lotte')
            .messages()
            .map((one) => textsOf(seenBy(one, 'lotte') ?? {}).join(' '))}`,
        )
      const round = /"round":"([\w-]{32})"/.exec(JSON.stringify(control.card))?.[1] ?? ''
      const closes = { verb: 'round.close', data: { v: 1, round, confirmed: true }, inputs: {} }
      const gone = once(bot, 'exit')
      bot.send({ diesAt: last })
      await Promise.all([room.client.press('lotte', control, closes).catch(() => undefined), gone])
      expect(bot.signalCode).toBe('SIGKILL')
      await begins()
      await passes(31_000)
      // Cut off before it was saved, she presses once more.
      await room.client.press('lotte', control, closes)
      await passes(31_000)
      await scrubbed()
      expect(found()).toBe(0)
      expect((await keysLeft()).filter((name) => name.startsWith('scan/'))).toEqual([])
    },
  )

  // Redis keeps nothing for whoever reads.
  if (engine === 'Redis') return

  it('also while someone reads the store all along: as soon as she lets go', async () => {
    traces.clear()
    await scanned('Meegelezen')
    const reader = new DatabaseSync(join(folder, 'quickscan.db'), { readOnly: true })
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM state').get()
    await player('lotte').presses('Scan afsluiten')
    await player('lotte').presses('Ja, afsluiten')
    await passes(5000)
    expect(found()).toBeGreaterThan(0)
    reader.exec('COMMIT')
    reader.close()
    await scrubbed()
    expect(found()).toBe(0)
  })
})
