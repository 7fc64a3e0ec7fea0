import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { chance } from '../../src/practice/chance.ts'
import { emptySheets } from '../../src/practice/play/autoActs.ts'
import { closeScan, fillIn, startScan } from '../../src/practice/play/autoScan.ts'
import { openPracticeRoom } from '../../src/practice/practiceRoom.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import type { PracticeRoom } from '../../src/practice/types.ts'
import { CHANNEL, practiceTeam, TENANT } from '../../src/practice/world.ts'
import { keyRingEncryption } from '../../src/store/encryption.ts'
import type { EffectRow, RawRows, StateRow } from '../../src/store/rawRows.ts'
import { openRedisKeyPlace } from '../../src/store/redis/keyPlace.ts'
import { openRedisRawRows } from '../../src/store/redis/rawRows.ts'
import { openSqliteKeyPlace } from '../../src/store/sqlite/keyPlace.ts'
import { openSqliteRawRows } from '../../src/store/sqlite/rawRows.ts'
import { keptIn } from '../keptIn.ts'
import { startNode } from '../nodeProcess.ts'
import { fileBehind } from '../ownData.ts'
import { bytesOnDisk, carriedIn, MONDAY, startedIn } from '../practiceTeam.ts'
import { type RedisServer, startRedis } from '../redisServer.ts'
import { activityOf, pressActivity } from '../teamsActivity.ts'

const OTHER = '55555555-5555-4555-8555-555555555555'
const secret = Buffer.alloc(32, 6)
const DATA_KEYS = `practice:${secret.toString('base64')}`
const encryption = keyRingEncryption([{ id: 'practice', secret }])
const quiet = (): void => undefined

/** What stays whoever goes: the secret of the hashes, and how much the store has heard of notes of erasures and restores. */
const isNobodys = (place: string): boolean => /^(secret|noted|effect\/storeRestored)\//.test(place)

describe.each(['a file', 'Redis'])('privacy.5.13 an organisation that leaves, in %s', (engine) => {
  let folder: string
  let room: PracticeRoom
  let server: RedisServer | undefined
  let settings: Record<string, string>
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quickscan-tenant-'))
    server = engine === 'Redis' ? await startRedis() : undefined
    room = await openPracticeRoom({ people: practiceTeam(), clock: standingClock(MONDAY), realNow: () => Date.now() })
    settings = {
      ...practiceEnvironment(room.address, folder),
      ...(server && { REDIS_URL: server.url, DATA_FILE: '', ERASURES_DIR: join(folder, 'erasures') }),
      ...{ DATA_KEYS, TEAMS_TENANTS: [TENANT, OTHER].join(','), PUBLIC_URL: 'https://quickscan.example.org' },
    }
  })
  afterEach(async () => {
    await room.stop()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const shelf = async (): Promise<RawRows> =>
    server
      ? openRedisRawRows({ urls: [server.url] }, 'maintenance')
      : openSqliteRawRows(join(folder, 'quickscan.db'), 'maintenance')
  const values = async (): Promise<Map<string, Buffer>> => keptIn(await shelf())
  /** The names of the keys of rounds that are there. */
  const roundKeys = async (): Promise<string[]> => {
    const place = server
      ? await openRedisKeyPlace({ urls: [server.url] }, false)
      : openSqliteKeyPlace(join(folder, 'round-keys.quickscan.db'))
    const names = (await place.all()).map(({ name }) => name)
    await place.close()
    return names.sort()
  }
  const onDisk = (): Buffer => Buffer.concat([bytesOnDisk({ folder }), ...(server ? [bytesOnDisk(server)] : [])])
  /** Not waited for in one go: the bot beside it goes on meanwhile. */
  const command = async (...args: readonly string[]): Promise<{ said: string; code: number | null }> => {
    const env = { PATH: process.env.PATH, ...settings }
    const running = startNode(['bin/quickscan.mjs', 'tenant:erase', ...args], { env, now: room.clock.now() })
    const said: Buffer[] = []
    for (const stream of [running.stdout, running.stderr]) stream?.on('data', (bytes: Buffer) => said.push(bytes))
    const [code] = await once(running, 'close')
    return { said: Buffer.concat(said).toString(), code }
  }
  const erase = (...more: readonly string[]) => command('--platform', 'teams', '--tenant', TENANT, ...more)
  /** A press of someone of either organisation: they have the same ids for people and channels. */
  const presses = async (tenant: string, person: string, verb: string, data: object): Promise<string> => {
    const speaker = { id: room.client.nextEvent(), address: room.address, person, place: 'private', tenant } as const
    const { status, body } = await room.client.deliver(pressActivity(speaker, verb, { v: 1, ...data }))
    expect(status).toBe(200)
    await room.pass('PT1S')
    return JSON.stringify(body ?? {})
  }
  const says = async (tenant: string, place: 'channel' | 'private', text: string): Promise<void> => {
    const speaker = { id: room.client.nextEvent(), address: room.address, person: 'lotte', place, tenant } as const
    const group =
      place === 'channel' ? { channelData: { tenant: { id: tenant }, team: { id: `19:team-${tenant}` } } } : {}
    await room.client.deliver({ ...activityOf(speaker), ...group, type: 'message', text })
    await room.pass('PT1S')
  }
  const everyone = (): string => room.world.people.map(({ id }) => room.world.ids.person(id)).join(',')
  /** Something of every kind: a round that is being answered, an action, a followed calendar, installations, what is to be sent. */
  const begins = async (tenant: string, title: string): Promise<string> => {
    await says(tenant, 'channel', 'status')
    await says(tenant, 'private', 'help')
    const form = { channel: CHANNEL, title, date: '2026-12-04', people: everyone() }
    const check = await presses(tenant, 'lotte', 'round.check', form)
    const round = /"round":"([\w-]{32})"/.exec(check)?.[1] ?? ''
    await presses(tenant, 'lotte', 'round.start', { round })
    await presses(tenant, 'samir', 'sheet.answer', { round, element: '1.1', grade: 'red' })
    await presses(tenant, 'samir', 'sheet.remark', { round, block: '1', text: `MERK-${tenant}` })
    await presses(tenant, 'fatima', 'sheet.answer', { round, element: '1.1', grade: 'green' })
    await presses(tenant, 'fatima', 'sheet.handIn', { round })
    const action = { channel: CHANNEL, what: `Actie-${tenant}`, block: '1', people: room.world.ids.person('samir') }
    await presses(tenant, 'lotte', 'action.save', { ...action, followUp: '2026-12-10' })
    await presses(tenant, 'samir', 'calendar.subscribe', {})
    return round
  }

  it('is erased whole and named in no byte, whatever state its rounds are in; the other organisation keeps every value', async () => {
    const running = await startedIn(room, settings)
    const other = await begins(OTHER, 'Blijft')
    // Whatever is to be said within the hour is said.
    await room.pass('PT2H')
    const kept = await values()
    expect(other).not.toBe('')
    // Two rounds: one as far as its stars, with a ballot in, and one that is being answered.
    const [lotte, ...others] = emptySheets(room, running.settled)
    if (!lotte) throw new Error('nobody')
    await startScan(room, lotte.player, quiet, (id) => id)
    for (const one of [lotte, ...others.slice(0, 4)]) await fillIn(one, running.voice.kit, chance(5), false, quiet)
    await closeScan(room, lotte.player, quiet, (id) => id)
    const first = carriedIn(
      room.world.messages.findLast(({ place, card }) => place === 'channel' && card)?.card,
      'round',
    )
    await presses(TENANT, 'lotte', 'talk.done', { round: first })
    await presses(TENANT, 'samir', 'ballot.cast', { round: first, 'stars.1': '5' })
    await begins(TENANT, 'Gaat weg')
    const before = await values()
    expect(await roundKeys()).toContain(`stars/${first}`)
    const theirs = [...before].filter(([place]) => !kept.has(place) && !isNobodys(place))
    const kinds = new Set(theirs.map(([place]) => place.split('/')[0]))
    expect([...kinds].sort()).toEqual([
      'action',
      'ballot',
      'effect',
      'installation',
      'person',
      'roster',
      'round',
      'sheet',
      'stars',
      'subscription',
      'tally',
      'team',
    ])

    // Without a word of assent nothing happens.
    const asked = await erase()
    expect(asked.code).toBe(1)
    expect(asked.said).toContain('Would be erased:')
    expect(asked.said).toMatch(/2 {2}rounds/)
    expect(await values()).toEqual(before)
    const rows = await shelf()
    const backup: { states: StateRow[]; effects: EffectRow[] } = { states: [], effects: [] }
    for await (const batch of rows.states()) backup.states.push(...batch)
    for await (const batch of rows.effects()) backup.effects.push(...batch)
    await rows.close()

    const done = await erase('--yes')
    expect(done.code, done.said).toBe(0)
    const theirsOnly = (place: string, name: string): boolean =>
      !kept.has(place) && /^(round|sheet|ballot)\//.test(place) && place.split('/')[1] === name.split('/')[1]
    // What is printed names nobody.
    expect(done.said).not.toMatch(/29:|19:|MERK|Gaat weg|Lotte/)
    await room.pass('PT5S')
    const after = await values()
    expect([...after.keys()].filter((place) => !kept.has(place) && !isNobodys(place))).toEqual([])
    // With the keys of its rounds, so that no backup of before opens what people gave.
    expect((await roundKeys()).filter((name) => [...before.keys()].some((place) => theirsOnly(place, name)))).toEqual(
      [],
    )
    // What a draft would have come to was due meanwhile.
    const due = /^effect\/draftExpired\//
    expect([...kept.keys()].filter((place) => !after.has(place) && !due.test(place))).toEqual([])
    for (const [place, value] of after)
      if (!isNobodys(place)) expect(encryption.decrypt(place, value), place).not.toContain(TENANT)
    const disk = onDisk()
    expect(theirs.filter(([, value]) => disk.includes(value)).map(([place]) => place)).toEqual([])
    expect(await erase('--yes')).toEqual({ said: 'Nothing is kept of that organisation.\n', code: 1 })
    // The other goes on as if nothing happened.
    expect(await fileBehind(await presses(OTHER, 'samir', 'data.export', {}), running.port)).toContain(`MERK-${OTHER}`)
    await running.stop()

    // A backup from before is put back: it is gone again before anyone is let in.
    const again = await shelf()
    await again.putStates(backup.states)
    await again.putEffects(backup.effects)
    await again.close()
    await forgetNoted()
    expect([...(await values()).keys()].some((place) => place.startsWith(`round/${first}`))).toBe(true)
    const restored = await startedIn(room, settings)
    const left = [...(await values()).keys()].filter((place) => !kept.has(place) && !isNobodys(place))
    expect(left).toEqual([])
    expect(await fileBehind(await presses(OTHER, 'samir', 'data.export', {}), restored.port)).toContain(`MERK-${OTHER}`)
    await restored.stop()
  })
  /** A store that was put back knows nothing of notes that were made since. */
  const forgetNoted = async (): Promise<void> => {
    const { buildStore } = await import('../../src/build/store.ts')
    const { readStoreSettings } = await import('../../src/config.ts')
    const store = await buildStore(readStoreSettings(settings), encryption, quiet, 'maintenance')
    for (const place of (await values()).keys()) {
      if (!place.startsWith('noted/')) continue
      const [kind = '', file = '', id = ''] = place.split('/')
      const saved = await store.load({ kind, place: file, id })
      await store.commit({ kind, place: file, id }, saved?.version ?? 0, 'forgotten', [])
    }
    await store.close()
  }

  it('is erased with no bot beside it too', async () => {
    const running = await startedIn(room, settings)
    await begins(OTHER, 'Blijft')
    await room.pass('PT2H')
    const kept = await values()
    await begins(TENANT, 'Gaat weg')
    await running.stop()
    expect((await erase('--yes')).code).toBe(0)
    const after = await values()
    expect([...after.keys()].filter((place) => !isNobodys(place)).sort()).toEqual(
      [...kept.keys()].filter((place) => !isNobodys(place)).sort(),
    )
    for (const [place, value] of kept) if (!isNobodys(place)) expect(after.get(place)).toEqual(value)
  })

  it('says what it needs when it is asked wrongly', async () => {
    await (await startedIn(room, settings)).stop()
    const wrongly = await command('--platform', 'discord', '--tenant', TENANT)
    expect(wrongly).toMatchObject({ code: 2 })
    expect(wrongly.said).toContain('usage: quickscan tenant:erase')
  })
})
