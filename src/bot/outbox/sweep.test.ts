import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memoryRows, memoryStore } from '../../../test/given/memoryStore.ts'
import { type Effect, edit, send } from '../../flows/effect.ts'
import { notedKey, roundKey } from '../../flows/keys.ts'
import { termEnd } from '../../flows/retention.ts'
import { DAY, type Instant } from '../../kit/calendar/instant.ts'
import { keyRingEncryption } from '../../store/encryption.ts'
import { openErasureLog } from '../../store/erasureLog.ts'
import type { Deps } from '../context.ts'
import { noteErasure } from './replayErasures.ts'
import { dailySweep } from './sweep.ts'

const BEGUN = Date.parse('2026-11-23T09:30:00+01:00')
const ZONE = 'Europe/Brussels'

describe('privacy.5.6 what no effect can end', () => {
  let folder: string
  let now: Instant
  const deps = (): Deps => {
    const encryption = keyRingEncryption([{ id: 'one', secret: Buffer.alloc(32, 1) }])
    const erasureLog = openErasureLog(join(folder, 'erasures'), encryption)
    const store = memoryStore()
    return {
      store,
      whole: memoryRows(store),
      erasureLog,
      voice: { zone: ZONE },
      wake: () => undefined,
      now: () => now,
    } as unknown as Deps
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quickscan-sweep-'))
    now = BEGUN
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('is gone on its day while the bot runs: notes of erasures, and what the store knows of them', async () => {
    const bot = deps()
    const sweep = dailySweep(bot)
    await noteErasure(bot, { what: 'round', round: 'r1' })
    now += 40 * DAY
    await noteErasure(bot, { what: 'round', round: 'r2' })
    const files = () => readdirSync(join(folder, 'erasures')).map((name) => name.replace('.erasures', ''))
    const [first = ''] = bot.erasureLog?.all().flatMap(({ file, last }) => (last === BEGUN ? file : [])) ?? []
    now = termEnd('erasureNotes', ZONE, BEGUN) - DAY - 1
    await sweep()
    expect(files()).toHaveLength(2)
    now += DAY + 1
    await sweep()
    expect(files()).toHaveLength(1)
    expect(files()).not.toContain(first)
    expect(await bot.store.load(notedKey(first))).toBeUndefined()
    bot.erasureLog?.close()
  })

  it('is tried again each day where it ends something of a person’s, and else dropped: dead letters', async () => {
    const bot = deps()
    const sweep = dailySweep(bot)
    const message = {
      platform: { name: 'teams', tenant: 't', serviceUrl: '' },
      conversation: 'c',
      message: 'm',
    } as const
    const owed: readonly Effect[] = [
      send({ type: 'roundForgotten', round: 'r' }, now),
      edit('progress/r', { screen: 'progress', round: 'r' }, message, now),
    ]
    await bot.store.commit(roundKey('r'), 0, {} as never, owed)
    for (const claimed of await bot.store.claim(now, 1, 10)) await bot.store.deadLetter(claimed, 'platform 400')
    await sweep()
    expect((await bot.store.dead()).map(({ id }) => id)).toEqual(['edit/progress/r'])
    expect(await bot.store.nextDue()).toBe(now)
    now += 60 * DAY
    await sweep()
    expect(await bot.store.dead()).toEqual([])
  })
})
