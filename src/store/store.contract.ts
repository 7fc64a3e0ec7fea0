import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FORGOTTEN } from '../flows/decision.ts'
import { type Effect, send } from '../flows/effect.ts'
import type { Key } from '../flows/ids.ts'
import type { Claimed, Store } from './store.ts'

const key = (id: string): Key<{ n: number }> => ({ kind: 'sheet', place: 'round', id })
const effect = (id: string, due: number, timing: Effect['timing'] = 'date', page = 0): Effect => ({
  ...send({ type: 'pageTallied', round: 'r', page }, due, id),
  timing,
})

/** What every store does, on any engine. */
export const storeContract = (engine: string, open: () => Promise<Store>): void => {
  describe(`a store on ${engine}`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())
    const save = async (id: string, n: number, ...effects: Effect[]): Promise<boolean> => {
      const saved = await store.load(key(id))
      return store.commit(key(id), saved?.version ?? 0, { n }, effects)
    }
    const claimOne = async (now: number): Promise<Claimed> => {
      const [claimed] = await store.claim(now, 100, 10)
      if (!claimed) throw new Error('nothing was due')
      return claimed
    }

    it('has nothing under a key before something is saved there', async () => {
      expect(await store.load(key('a'))).toBeUndefined()
    })

    it('gives back what was saved last', async () => {
      await save('a', 1)
      await save('a', 2)
      expect((await store.load(key('a')))?.state).toEqual({ n: 2 })
    })

    it('saves for the first of two turns that loaded the same, and tells the second', async () => {
      await save('a', 1)
      const seen = await store.load(key('a'))
      const was = seen?.version ?? 0
      const both = await Promise.all([
        store.commit(key('a'), was, { n: 2 }, []),
        store.commit(key('a'), was, { n: 3 }, []),
      ])
      expect(both).toEqual([true, false])
      expect((await store.load(key('a')))?.state).toEqual({ n: 2 })
    })

    it('makes a key once, however many turns find it missing', async () => {
      const all = await Promise.all([1, 2, 3].map((n) => store.commit(key('a'), 0, { n }, [])))
      expect(all.filter(Boolean)).toHaveLength(1)
    })

    it('saves neither state nor effects when another turn saved first', async () => {
      await save('a', 1)
      expect(await store.commit(key('a'), 12345, { n: 9 }, [effect('e', 10)])).toBe(false)
      expect(await store.claim(10, 100, 10)).toEqual([])
    })

    it('forgets, and does not take a key made anew for the one a turn loaded before', async () => {
      await save('a', 1)
      const before = await store.load(key('a'))
      expect(await store.commit(key('a'), before?.version ?? 0, FORGOTTEN, [])).toBe(true)
      expect(await store.load(key('a'))).toBeUndefined()
      expect(await store.commit(key('a'), before?.version ?? 0, { n: 5 }, [])).toBe(false)
      await save('a', 6)
      expect(await store.commit(key('a'), before?.version ?? 0, { n: 7 }, [])).toBe(false)
    })

    it('claims what is due, the longest due first, and no more than asked', async () => {
      await save('a', 1, effect('late', 30), effect('first', 10), effect('second', 20))
      expect((await store.claim(25, 100, 10)).map(({ effect: { id } }) => id).sort()).toEqual(['first', 'second'])
      await save('b', 1, effect('x', 1), effect('y', 2))
      expect((await store.claim(25, 100, 1)).map(({ effect: { id } }) => id)).toEqual(['x'])
    })

    it('claims no more of what asks a platform than it may, and what is due behind it', async () => {
      await save('a', 1, effect('post/1', 10), effect('post/2', 11), effect('told', 12), effect('post/3', 13))
      const idsOf = (claims: readonly Claimed[]) => claims.map(({ effect: { id } }) => id).toSorted()
      expect(idsOf(await store.claim(20, 100, 10, 1))).toEqual(['post/1', 'told'])
      expect(idsOf(await store.claim(20, 100, 10, 0))).toEqual([])
      expect(idsOf(await store.claim(20, 100, 10))).toEqual(['post/2', 'post/3'])
    })

    it('hides a claimed effect until its lease ends, and counts the tries', async () => {
      await save('a', 1, effect('e', 10))
      expect((await claimOne(10)).attempts).toBe(0)
      expect(await store.claim(109, 100, 10)).toEqual([])
      expect((await claimOne(110)).attempts).toBe(1)
    })

    it('forgets a delivered effect', async () => {
      await save('a', 1, effect('e', 10))
      await store.acknowledge(await claimOne(10))
      expect(await store.claim(1000, 100, 10)).toEqual([])
      expect(await store.nextDue()).toBeUndefined()
    })

    it('keeps an effect that was replaced while its earlier self was being delivered', async () => {
      await save('a', 1, effect('e', 10, 'date', 1))
      const first = await claimOne(10)
      await save('a', 2, effect('e', 10, 'date', 2))
      await store.acknowledge(first)
      expect((await claimOne(10)).effect.payload).toMatchObject({ event: { page: 2 } })
    })

    it('never claims an effect twice at once: one replaced during its lease is due when the lease ends', async () => {
      await save('a', 1, effect('e', 10, 'edit', 1))
      const first = await claimOne(10)
      await save('a', 2, effect('e', 20, 'edit', 2))
      expect(await store.claim(50, 100, 10)).toEqual([])
      await store.reschedule(first, 500, 'platform 502')
      const second = await claimOne(50)
      expect([second.effect.payload, second.attempts]).toMatchObject([{ event: { page: 2 } }, 0])
      await store.acknowledge(second)
      expect(await store.nextDue()).toBeUndefined()
    })

    it('gives the replaced one to another caller when the first lease expires', async () => {
      await save('a', 1, effect('e', 10, 'date', 1))
      const gone = await claimOne(10)
      await save('a', 2, effect('e', 20, 'date', 2))
      expect((await claimOne(110)).effect.payload).toMatchObject({ event: { page: 2 } })
      await store.acknowledge(gone)
      expect(await store.claim(300, 100, 10)).toHaveLength(1)
    })

    it('keeps the later date of one that was replaced while it was in the hands of who never finished it', async () => {
      await save('a', 1, effect('e', 10, 'date', 1))
      await claimOne(10)
      await save('a', 2, effect('e', 500, 'date', 2))
      expect(await store.claim(110, 100, 10)).toEqual([])
      expect(await store.nextDue()).toBe(500)
      const moved = await claimOne(500)
      expect([moved.effect.payload, moved.attempts]).toMatchObject([{ event: { page: 2 } }, 0])
      await store.acknowledge(moved)
      expect(await store.nextDue()).toBeUndefined()
    })

    it('lets a lost lease finish nothing: only the latest claim forgets', async () => {
      await save('a', 1, effect('e', 10))
      const lost = await claimOne(10)
      await claimOne(110)
      await store.acknowledge(lost)
      expect(await store.claim(300, 100, 10)).toHaveLength(1)
    })

    it('keeps the earlier time of an edit and takes the new time of a date', async () => {
      await save('a', 1, effect('edit', 10, 'edit'), effect('date', 10))
      await save('a', 2, effect('edit', 20, 'edit'), effect('date', 20))
      expect((await store.claim(10, 100, 10)).map(({ effect: { id } }) => id)).toEqual(['edit'])
      expect(await store.nextDue()).toBe(20)
    })

    it('brings an edit forward, too', async () => {
      await save('a', 1, effect('edit', 20, 'edit'))
      await save('a', 2, effect('edit', 5, 'edit'))
      expect(await store.nextDue()).toBe(5)
    })

    it('tries again later, and remembers how often', async () => {
      await save('a', 1, effect('e', 10))
      await store.reschedule(await claimOne(10), 50, 'platform 429')
      expect(await store.claim(49, 100, 10)).toEqual([])
      expect((await claimOne(50)).attempts).toBe(1)
    })

    it('lists a dead letter, and requeues it', async () => {
      await save('a', 1, effect('e', 10))
      await store.deadLetter(await claimOne(10), 'platform 403')
      expect(await store.claim(10_000, 100, 10)).toEqual([])
      expect(await store.nextDue()).toBeUndefined()
      expect(await store.dead()).toEqual([{ id: 'e', reason: 'platform 403', attempts: 1, since: 10 }])
      expect(await store.requeue('e', 60)).toBe(true)
      expect((await claimOne(60)).attempts).toBe(0)
      expect(await store.requeue('nobody', 60)).toBe(false)
    })

    it('drops a dead letter', async () => {
      await save('a', 1, effect('e', 10))
      expect(await store.drop('e')).toBe(false)
      await store.deadLetter(await claimOne(10), 'platform 403')
      expect(await store.drop('e')).toBe(true)
      expect(await store.dead()).toEqual([])
      expect(await store.requeue('e', 60)).toBe(false)
    })

    it('counts what is due, what waits for its time, and the dead letters', async () => {
      await save('a', 1, effect('due', 10), effect('due too', 20), effect('later', 31), effect('dead', 1))
      const [first] = await store.claim(1, 100, 1)
      if (first) await store.deadLetter(first, 'platform 403')
      expect(await store.counts(30)).toEqual({ due: 2, waiting: 1, retrying: 0, dead: 1, oldest: 10 })
    })

    it('counts what is tried again as that, late since it was first to be done, however often it is', async () => {
      await save('a', 1, effect('e', 10), effect('later', 900))
      const first = await claimOne(10)
      expect([first.promised, first.effect.due]).toEqual([10, 10])
      await store.reschedule(first, 50, 'platform 502')
      expect(await store.counts(20)).toEqual({ due: 0, waiting: 1, retrying: 1, dead: 0, oldest: 10 })
      const second = await claimOne(50)
      expect([second.promised, second.effect.due, second.attempts]).toEqual([10, 50, 1])
      // While somebody tries it, it is that still.
      expect(await store.counts(60)).toEqual({ due: 0, waiting: 1, retrying: 1, dead: 0, oldest: 10 })
      await store.reschedule(second, 700, 'platform 502')
      expect(await store.counts(800)).toEqual({ due: 0, waiting: 1, retrying: 1, dead: 0, oldest: 10 })
      await store.acknowledge(await claimOne(800))
      expect(await store.counts(800)).toEqual({ due: 0, waiting: 1, retrying: 0, dead: 0, oldest: undefined })
    })

    it('holds no try against an effect that was held, and promises anew what was moved', async () => {
      await save('a', 1, effect('held', 10), effect('moved', 11))
      const [held, moved] = (await store.claim(11, 100, 10)).toSorted((one, other) => one.promised - other.promised)
      if (!held || !moved) throw new Error('nothing was due')
      await store.reschedule(held, 50, 'credentials', 'held')
      await store.reschedule(moved, 60, 'quiet hours', 'moved')
      expect(await store.counts(20)).toEqual({ due: 0, waiting: 1, retrying: 1, dead: 0, oldest: 10 })
      const [first, second] = (await store.claim(60, 100, 10)).toSorted((one, other) => one.promised - other.promised)
      expect([first?.effect.id, first?.promised, first?.attempts]).toEqual(['held', 10, 0])
      expect([second?.effect.id, second?.promised, second?.attempts]).toEqual(['moved', 60, 1])
    })

    it('keeps since when it is owed what failed, and then waits for its reader’s hours', async () => {
      await save('a', 1, effect('e', 10))
      await store.reschedule(await claimOne(10), 50, 'platform 502')
      await store.reschedule(await claimOne(50), 500, 'quiet hours', 'moved')
      expect(await store.counts(60)).toEqual({ due: 0, waiting: 0, retrying: 1, dead: 0, oldest: 10 })
    })

    it('keeps since when an edit is owed that is replaced while it is tried again, and not of a date', async () => {
      await save('a', 1, effect('edit', 10, 'edit'), effect('date', 10))
      for (const claimed of await store.claim(10, 100, 10)) await store.reschedule(claimed, 500, 'platform 502')
      await save('a', 2, effect('edit', 20, 'edit'), effect('date', 30))
      const claims = (await store.claim(30, 100, 10)).map(({ effect: { id }, promised }) => [id, promised])
      expect(claims.toSorted()).toEqual([
        ['date', 30],
        ['edit', 10],
      ])
      for (const claimed of await store.claim(200, 100, 10)) await store.acknowledge(claimed)
      expect(await store.counts(200)).toEqual({ due: 0, waiting: 0, retrying: 0, dead: 0, oldest: undefined })
    })

    it('forgets since when what was given up and is requeued', async () => {
      await save('a', 1, effect('e', 10))
      await store.reschedule(await claimOne(10), 50, 'platform 502')
      await store.deadLetter(await claimOne(50), 'platform 502')
      expect(await store.counts(60)).toEqual({ due: 0, waiting: 0, retrying: 0, dead: 1, oldest: undefined })
      await store.requeue('e', 70)
      expect(await store.counts(70)).toEqual({ due: 1, waiting: 0, retrying: 0, dead: 0, oldest: 70 })
    })

    it('counts what of a place should have been done by now, by how its id begins', async () => {
      const owed = ['post/one/r/1', 'post/one/r/2', 'post/one/r/3', 'post/one/r2/1', 'post/two/r/1', 'told/r']
      await save('a', 1, ...owed.map((id) => effect(id, 10)), effect('post/one/r/later', 500))
      const overdue = (now: number) => store.overdue('round', ['post/one/r/', 'post/two/r/'], now)
      expect(await overdue(9)).toBe(0)
      expect(await overdue(10)).toBe(4)
      const claims = await store.claim(10, 100, 10)
      const named = (id: string): Claimed => claims.find(({ effect }) => effect.id === id) as Claimed
      await store.acknowledge(named('post/one/r/1'))
      await store.reschedule(named('post/one/r/2'), 400, 'platform 502')
      await store.reschedule(named('post/two/r/1'), 400, 'quiet hours', 'moved')
      await store.deadLetter(named('post/one/r/3'), 'platform 403')
      expect(await overdue(200)).toBe(1)
      expect(await overdue(400)).toBe(2)
    })

    it('says it is ready', async () => {
      expect(await store.ready()).toBe(true)
    })

    it('gives each effect to one caller only', async () => {
      await save('a', 1, ...Array.from({ length: 40 }, (_, n) => effect(`e${n}`, n)))
      const claims = await Promise.all(Array.from({ length: 8 }, () => store.claim(100, 100, 10)))
      const ids = claims.flat().map(({ effect: { id } }) => id)
      expect(ids).toHaveLength(40)
      expect(new Set(ids).size).toBe(40)
    })

    it('scrubs when nobody reads', async () => {
      await save('a', 1, effect('e', 10))
      await store.acknowledge(await claimOne(10))
      expect(await store.scrub()).toBe(true)
    })
  })
}
