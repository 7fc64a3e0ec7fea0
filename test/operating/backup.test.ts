import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { practiceEnvironment } from '../../src/cli/demo.ts'
import type { Running } from '../../src/main.ts'
import { textsOf } from '../../src/practice/cardReading.ts'
import { createPlayer, type Player } from '../../src/practice/play/player.ts'
import { openPracticeRoom } from '../../src/practice/practiceRoom.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import type { PracticeRoom } from '../../src/practice/types.ts'
import { practiceTeam, seenBy } from '../../src/practice/world.ts'
import { runNode } from '../nodeProcess.ts'
import { carriedIn, MONDAY, startedIn } from '../practiceTeam.ts'
import { askRedis, type RedisServer, startRedis, until } from '../redisServer.ts'

/** A bot over a store that can be backed up, and put back as it was. */
interface Engine {
  readonly name: string
  /** Its settings, over the practice room's own. */
  environment(folder: string): Promise<Record<string, string>>
  backUp(folder: string): Promise<void>
  /** In place of what is there; no bot runs. */
  putBack(folder: string): Promise<void>
  end(): Promise<void>
}

const onFile = (): Engine => ({
  name: 'a file',
  environment: async () => ({}),
  backUp: async (folder) => {
    const asked = ['bin/quickscan.mjs', 'backup', '--out', join(folder, 'backup.db')]
    const env = { PATH: process.env.PATH, DATA_FILE: join(folder, 'quickscan.db') }
    expect(runNode(asked, { env }).stdout).toContain('Backed up to')
    expect(runNode(asked, { env }).stderr).toContain('is there already')
  },
  putBack: async (folder) => {
    for (const name of readdirSync(folder).filter((one) => /^quickscan\.db/.test(one))) rmSync(join(folder, name))
    copyFileSync(join(folder, 'backup.db'), join(folder, 'quickscan.db'))
  },
  end: async () => undefined,
})

const onRedis = (): Engine => {
  let server: RedisServer
  return {
    name: 'Redis',
    environment: async (folder) => {
      server = await startRedis()
      return { REDIS_URL: server.url, DATA_FILE: '', ERASURES_DIR: join(folder, 'erasures') }
    },
    backUp: async (folder) => {
      const before = askRedis(server, 'lastsave')
      await until('a new second', () => askRedis(server, 'time').split('\n')[0] !== before)
      askRedis(server, 'bgsave')
      await until('a snapshot', () => askRedis(server, 'lastsave') !== before)
      copyFileSync(join(server.folder, 'dump.rdb'), join(folder, 'backup.rdb'))
    },
    // As docs/operating.md says: started on the snapshot without a log, then told to keep one.
    putBack: async (folder) => {
      const { port } = server
      await server.stop()
      server = await startRedis({ appendonly: 'no' }, { port, seeded: join(folder, 'backup.rdb') })
      askRedis(server, 'config', 'set', 'appendonly', 'yes')
      await until('a log', () => askRedis(server, 'info', 'persistence').includes('aof_rewrite_in_progress:0'))
    },
    end: async () => {
      await server.stop()
    },
  }
}

describe.each([onFile, onRedis])('a backup that is put back', (make) => {
  let folder: string
  let room: PracticeRoom
  let settings: Record<string, string>
  const engine = make()
  let clock: ReturnType<typeof standingClock>
  beforeEach(async () => {
    clock = standingClock(MONDAY)
    folder = mkdtempSync(join(tmpdir(), 'quickscan-backup-'))
    room = await openPracticeRoom({ people: practiceTeam(), clock, realNow: () => Date.now() })
    settings = { ...practiceEnvironment(room.address, folder), ...(await engine.environment(folder)) }
  })
  afterEach(async () => {
    await room.stop()
    await engine.end()
    rmSync(folder, { recursive: true, force: true })
  })
  const started = (): Promise<Running> => startedIn(room, settings)
  const player = (running: Running, id: string): Player => createPlayer(room, id, running.settled)
  const everyAnswer = (running: Running, id: string) => async (elements: number, handsIn: boolean) => {
    const person = player(running, id)
    await person.presses('Beginnen')
    for (const element of running.voice.kit.elements.slice(0, elements)) await person.picks(element.id, 'red')
    if (!handsIn) return
    await person.does('sheet.review')
    await person.does('sheet.handIn')
  }

  it(`on ${engine.name} has what was there, less what was erased since: a person, a declined sheet, a closed round`, async () => {
    const before = await started()
    const lotte = player(before, 'lotte')
    await lotte.says('channel', 'start')
    const welcome = room.world.messages.findLast(({ place, card }) => place === 'channel' && card)
    if (!welcome) throw new Error('no welcome')
    await lotte.pressesIn(welcome, 'Quickscan starten')
    const asked = room.world.people.map(({ id }) => room.world.ids.person(id)).join(',')
    await lotte.presses('Nakijken', { title: 'Terug van weggeweest', people: asked })
    await lotte.presses('Starten')
    await room.pass('PT5S')
    for (const id of ['samir', 'fatima', 'joris', 'anke']) await everyAnswer(before, id)(4, true)
    await everyAnswer(before, 'wout')(3, false)

    await engine.backUp(folder)

    const samir = player(before, 'samir')
    await samir.says('private:samir', 'mijn gegevens')
    await samir.presses('Alles van mij wissen')
    await samir.presses('Ja, alles wissen')
    const wout = player(before, 'wout')
    const round = carriedIn(wout.card(), 'round')
    /** Presses something on the first card someone got, and says what she then reads there. */
    const pressing = async (running: Running, id: string, verb: string, more: object = {}): Promise<string> => {
      const [card] = player(running, id).messages()
      if (!card) throw new Error(`${id} has no card`)
      await room.client.press(id, card, { verb, data: { v: 1, round, ...more }, inputs: {} })
      await running.settled()
      return textsOf(seenBy(card, id) ?? {}).join('\n')
    }
    expect(await pressing(before, 'wout', 'sheet.show')).toContain('3 van 42')
    await pressing(before, 'wout', 'sheet.decline', { sure: true })
    // For a minute he could undo it; then it is erased for good, and noted.
    await room.pass('PT1M')
    await before.stop()

    await engine.putBack(folder)
    const first = await started()
    await room.pass('PT1S')
    const said = (): string =>
      room.world.messages.flatMap(({ place, card }) => (place === 'channel' ? textsOf(card ?? {}) : [])).join('\n')
    expect(await pressing(first, 'fatima', 'sheet.show')).toContain('38 onderwerpen bleven open')
    expect(await pressing(first, 'wout', 'sheet.show')).not.toContain('3 van 42')
    expect(await pressing(first, 'samir', 'sheet.show')).not.toContain('38 onderwerpen bleven open')
    await lotte.presses('Scan afsluiten')
    await lotte.presses('Ja, afsluiten')
    await room.pass('PT1M')
    // Four handed in before the backup; one of them had everything of hers erased after it.
    expect(said()).toContain('3 van 6 dienden in')
    await first.stop()

    // Put back once more, from before the close: the answers are erased, and no second result is posted.
    const results = said().split('dienden in').length
    await engine.putBack(folder)
    const last = await started()
    await room.pass('P20D')
    expect(said().split('dienden in').length).toBe(results)
    expect(await pressing(last, 'fatima', 'sheet.show')).not.toContain('bleven open')
    const notes = readdirSync(join(folder, 'erasures')).map((name) =>
      readFileSync(join(folder, 'erasures', name), 'utf8'),
    )
    expect(notes.join('')).not.toMatch(/samir|person|29:/)
    await last.stop()

    // Past every retention no backup has anything left to erase again: the notes go at the next start.
    clock.advance('P26M')
    await (await started()).stop()
    expect(readdirSync(join(folder, 'erasures'))).toEqual(['life'])
  })

  it(`on ${engine.name} tells the truth: who handed in since reads that it is gone, and who steers it hears it, once`, async () => {
    const before = await started()
    const lotte = player(before, 'lotte')
    await lotte.says('channel', 'start')
    const welcome = room.world.messages.findLast(({ place, card }) => place === 'channel' && card)
    if (!welcome) throw new Error('no welcome')
    await lotte.pressesIn(welcome, 'Quickscan starten')
    const asked = room.world.people.map(({ id }) => room.world.ids.person(id)).join(',')
    await lotte.presses('Nakijken', { title: 'Terug van weggeweest', people: asked })
    await lotte.presses('Starten')
    await room.pass('PT5M')
    await everyAnswer(before, 'samir')(4, true)
    await room.pass('PT5M')
    await engine.backUp(folder)
    await room.pass('PT5M')
    await everyAnswer(before, 'fatima')(4, true)
    await room.pass('PT5M')
    const reads = (id: string): string[] =>
      player(before, id)
        .messages()
        .map((message) => textsOf(seenBy(message, id) ?? {}).join('\n'))
    expect(reads('fatima').join('\n')).toContain('Bedankt')
    await before.stop()

    await engine.putBack(folder)
    const after = await started()
    await room.pass('PT5M')
    // None of her cards says any more that it is handed in, and the newest says why.
    expect(reads('fatima').join('\n')).not.toContain('Bedankt')
    expect(reads('fatima').at(-1)).toContain('De bot moest terug naar een eerder moment')
    // Whose hand-in is there keeps it, and reads so on that card; no message is sent for it.
    expect(reads('samir')).toHaveLength(1)
    expect(reads('samir')[0]).toContain('is er nog en telt mee')
    expect(reads('samir')[0]).toContain('Bedankt')
    const told = (): string[] => reads('lotte').filter((said) => said.includes('Alles staat weer zoals op'))
    expect(told()).toHaveLength(1)
    expect(told()[0]).toContain('Wie daarna indiende, staat weer open.')
    await after.stop()

    // Not at the next start, on the same store.
    const next = await started()
    await room.pass('PT5M')
    expect(told()).toHaveLength(1)
    await everyAnswer(next, 'fatima')(4, true)
    await room.pass('PT5M')
    expect(reads('fatima').at(-1)).toContain('Bedankt')
    await next.stop()
  })
})
