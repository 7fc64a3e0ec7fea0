import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Effect, edit, send } from '../../flows/effect.ts'
import { DAY, HOUR, SECOND } from '../../kit/calendar/instant.ts'
import { keyRingEncryption } from '../../store/encryption.ts'
import { openSqliteStore } from '../../store/sqlite/store.ts'
import { type Claimed, type Store, StoreDown } from '../../store/store.ts'
import type { Log } from '../ports/log.ts'
import { PlatformFailed } from '../ports/platform.ts'
import type { DeliveryOutcome } from './outcome.ts'
import { createOutboxWorker } from './worker.ts'

describe('the outbox worker', () => {
  let folder: string
  let store: Store
  let now = 0
  let faults: string[] = []
  const log: Log = {
    turn: () => undefined,
    effect: () => undefined,
    refused: () => undefined,
    say: () => undefined,
    warn: () => undefined,
    alarm: () => undefined,
    fault: (where) => void faults.push(where),
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quickscan-outbox-'))
    store = openSqliteStore(join(folder, 'store.db'), keyRingEncryption([{ id: 'a', secret: randomBytes(32) }]))
    now = 1_000_000
    faults = []
  })
  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const owe = async (...effects: Effect[]): Promise<void> => {
    const key = { kind: 'round', place: 'r', id: 'round' }
    const saved = await store.load(key)
    await store.commit(key, saved?.version ?? 0, { n: 1 }, effects)
  }
  const effect = (id: string, due = now): Effect => send({ type: 'pageTallied', round: 'r', page: 0 }, due, id)
  const loop = (deliver: (id: string, attempts: number) => Promise<DeliveryOutcome>) =>
    createOutboxWorker({
      store,
      now: () => now,
      random: () => 1,
      log,
      deliver: ({ effect: { id }, attempts }) => deliver(id, attempts),
    })

  it('delivers what is due, once, and leaves what is not', async () => {
    await owe(effect('a'), effect('b'), effect('tomorrow', now + DAY))
    const delivered: string[] = []
    const running = loop(async (id) => {
      delivered.push(id)
      return 'delivered'
    })
    await running.drain()
    await running.drain()
    expect(delivered.sort()).toEqual(['a', 'b'])
    now += DAY
    await running.drain()
    expect(delivered).toContain('tomorrow')
  })

  it('waits twice as long after each failure, up to an hour', async () => {
    await owe(effect('a'))
    const tried: number[] = []
    const running = loop(async () => {
      tried.push(now)
      throw new PlatformFailed(502)
    })
    for (let at = 0; at < 16; at++) {
      await running.drain()
      now = (await store.nextDue()) ?? now
    }
    const waits = tried.slice(1).map((at, before) => at - (tried[before] ?? 0))
    expect(waits.slice(0, 5)).toEqual([1, 2, 4, 8, 16].map((seconds) => seconds * SECOND))
    expect(waits.at(-1)).toBe(HOUR)
  })

  it('comes back when the platform says so', async () => {
    await owe(effect('a'))
    const running = loop(async () => {
      throw new PlatformFailed(429, 17 * SECOND)
    })
    await running.drain()
    expect(await store.nextDue()).toBe(now + 17 * SECOND)
  })

  it('buries at once what can never succeed, and after a long while what does not', async () => {
    await owe(effect('forbidden'), effect('broken'))
    const running = loop(async (id) => {
      throw new PlatformFailed(id === 'forbidden' ? 403 : 500)
    })
    await running.drain()
    expect(await store.dead()).toMatchObject([{ id: 'forbidden', reason: 'platform 403' }])
    for (let at = 0; at < 60; at++) {
      now = (await store.nextDue()) ?? now
      await running.drain()
    }
    expect((await store.dead()).map(({ id }) => id)).toEqual(['broken', 'forbidden'])
    expect(now - 1_000_000).toBeGreaterThan(DAY)
  })

  it('logs a fault of ours, tries again, and goes on with the others', async () => {
    await owe(effect('bad'), effect('good'))
    const delivered: string[] = []
    const running = loop(async (id, attempts) => {
      if (id === 'bad' && attempts === 0) throw new TypeError('ours')
      delivered.push(id)
      return 'delivered'
    })
    await running.drain()
    now += 10 * SECOND
    await running.drain()
    expect(delivered).toEqual(['good', 'bad'])
    expect(faults).toEqual(['effect tell pageTallied'])
  })

  it('tells again later what could not be decided yet', async () => {
    await owe(effect('a'))
    const running = loop(async (_id, attempts) => (attempts < 2 ? 'notYet' : 'delivered'))
    await running.drain()
    expect(await store.nextDue()).toBe(now + SECOND)
    now += SECOND
    await running.drain()
    now += 2 * SECOND
    await running.drain()
    expect(await store.nextDue()).toBeUndefined()
  })

  it('never has two edits of one message in hand, and holds up nothing else meanwhile', async () => {
    const progress = (): Effect => edit('progress/r', { screen: 'progress', round: 'r' }, 'own', now)
    await owe(progress())
    const order: string[] = []
    const running = loop(async (id) => {
      order.push(`${id} begins`)
      if (order.length === 1) {
        // Replaced while it is being delivered, as a hand-in in the same moment would; and something else comes up.
        await owe(progress(), effect('other'))
        running.wake()
        await expect.poll(() => order).toContain('other ends')
      }
      order.push(`${id} ends`)
      return 'delivered'
    })
    await running.drain()
    now += SECOND
    await running.drain()
    expect(order).toEqual([
      'edit/progress/r begins',
      'other begins',
      'other ends',
      'edit/progress/r ends',
      'edit/progress/r begins',
      'edit/progress/r ends',
    ])
    expect(await store.nextDue()).toBeUndefined()
  })

  it('asks platforms 32 things at a time, and tells aggregates the rest meanwhile, 128 at a time in all', async () => {
    const card = { screen: 'progress', round: 'r' } as const
    await owe(
      ...Array.from({ length: 40 }, (_, at) => edit(`progress/${at}`, card, 'own', now)),
      ...Array.from({ length: 120 }, (_, at) => effect(`told/${at}`)),
    )
    const all = Promise.withResolvers<void>()
    const platforms = Promise.withResolvers<void>()
    const inHand = { calls: 0, tells: 0 }
    const most = { calls: 0, tells: 0, together: 0 }
    const running = loop(async (id) => {
      const kind = id.startsWith('edit/') ? 'calls' : 'tells'
      inHand[kind] += 1
      most[kind] = Math.max(most[kind], inHand[kind])
      most.together = Math.max(most.together, inHand.calls + inHand.tells)
      await (kind === 'calls' ? platforms : all).promise
      inHand[kind] -= 1
      return 'delivered'
    })
    const drained = running.drain()
    await expect.poll(() => most).toEqual({ calls: 32, tells: 96, together: 128 })
    all.resolve()
    // Slow platforms hold up no message between aggregates.
    await expect.poll(() => inHand).toEqual({ calls: 32, tells: 0 })
    platforms.resolve()
    await drained
    expect(most.calls).toBe(32)
    expect(most.together).toBe(128)
    expect(await store.nextDue()).toBeUndefined()
  })

  it('gives back what a killed bot had in hand once its lease is over', async () => {
    await owe(effect('a'))
    await store.claim(now, 30 * SECOND, 10)
    const delivered: string[] = []
    const running = loop(async (id) => {
      delivered.push(id)
      return 'delivered'
    })
    await running.drain()
    expect(delivered).toEqual([])
    now += 30 * SECOND
    await running.drain()
    expect(delivered).toEqual(['a'])
  })

  it('waits for what is in hand when it is stopped, and lets everything else go on meanwhile', async () => {
    await owe(effect('slow'), effect('quick'))
    const slow = Promise.withResolvers<void>()
    const delivered: string[] = []
    const running = loop(async (id) => {
      if (id === 'slow') await slow.promise
      delivered.push(id)
      return 'delivered'
    })
    const drained = running.drain()
    const stopped = running.stop(10_000)
    // Spinning on nothing to claim, it would never come to this.
    await expect.poll(() => delivered).toEqual(['quick'])
    slow.resolve()
    await Promise.all([drained, stopped])
    expect(delivered).toEqual(['quick', 'slow'])
  })

  it('gives back what isn’t finished in time when it is stopped: another process does it at once', async () => {
    await owe(effect('slow'))
    const [begun, slow] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const running = loop(async () => {
      begun.resolve()
      await slow.promise
      return 'delivered'
    })
    const drained = running.drain()
    await begun.promise
    await running.stop(1)
    const [again] = await store.claim(now, 1000, 10)
    expect(again?.effect.id).toBe('slow')
    slow.resolve()
    await drained
    // Its late word about what is no longer its own changes nothing.
    expect((await store.claim(now + 1000, 1000, 10)).map(({ effect: { id } }) => id)).toEqual(['slow'])
  })

  it('tells the store until it answers what was delivered, and delivers nothing twice for its silence', async () => {
    await owe(effect('a'), effect('b'))
    let silent = 3
    const failing: Store = {
      ...store,
      acknowledge: (claimed) => (silent-- > 0 ? Promise.reject(new StoreDown()) : store.acknowledge(claimed)),
    }
    const delivered: string[] = []
    const deliver = async ({ effect: { id } }: Claimed): Promise<DeliveryOutcome> => {
      delivered.push(id)
      return 'delivered'
    }
    const running = createOutboxWorker({ store: failing, now: () => now, random: () => 1, log, deliver })
    await running.drain()
    expect(delivered.toSorted()).toEqual(['a', 'b'])
    expect(await store.nextDue()).toBeUndefined()
  })

  it('goes on when the store fails otherwise, and comes back to what it could not tell it', async () => {
    await owe(effect('a'), effect('b'))
    let broken = true
    const failing: Store = {
      ...store,
      acknowledge: (claimed) => (broken ? Promise.reject(new Error('full')) : store.acknowledge(claimed)),
      reschedule: (claimed, at, reason) =>
        broken ? Promise.reject(new Error('full')) : store.reschedule(claimed, at, reason),
    }
    const running = createOutboxWorker({
      store: failing,
      now: () => now,
      random: () => 1,
      log,
      deliver: async () => 'delivered',
    })
    await running.drain()
    expect(faults.length).toBeGreaterThan(1)
    broken = false
    now += 30 * SECOND
    await running.drain()
    expect(await store.nextDue()).toBeUndefined()
  })

  it('starts nothing more once it is stopped', async () => {
    await owe(effect('a'))
    const running = loop(async () => 'delivered')
    await running.stop(10_000)
    await running.drain()
    expect(await store.nextDue()).toBe(now)
  })
})
