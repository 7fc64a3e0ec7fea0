import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sheetWith } from '../../../test/given/sheetWith.ts'
import { askRedis, type RedisServer, startRedis, until } from '../../../test/redisServer.ts'
import { transact } from '../../bot/transact.ts'
import { decided, FORGOTTEN, refuse, UNCHANGED } from '../../flows/decision.ts'
import { sheetKey } from '../../flows/keys.ts'
import type { Sheet } from '../../flows/sheet/sheet.ts'
import type { Answer } from '../../kit/kit.ts'
import { countCalls, type StoreCalls } from '../countCalls.ts'
import { keyRingEncryption } from '../encryption.ts'
import { roundKeys } from '../roundKeys.ts'
import { sealRounds } from '../sealedRounds.ts'
import { cacheStates } from '../states/cachedStates.ts'
import { type CachedStore, HELD_STATES, RECALLED_FOR } from '../states/recalledStates.ts'
import { storeContract } from '../store.contract.ts'
import { openRedisKeyPlace } from './keyPlace.ts'
import { openRedisStore } from './store.ts'

const encryption = keyRingEncryption([{ id: 'a', secret: randomBytes(32) }])
const KEY = sheetKey('r', 's')
let now = 0

interface Bot {
  readonly store: CachedStore
  readonly calls: () => StoreCalls
}
const botOn = async (url: string): Promise<Bot> => {
  const place = await openRedisKeyPlace({ urls: [url] }, false)
  const sealed = sealRounds(await openRedisStore({ urls: [url] }, encryption), roundKeys(place, encryption), place)
  const { store, calls } = countCalls(sealed)
  return { store: cacheStates({ ...store, keys: sealed.keys }, () => now), calls }
}

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server.stop())
beforeEach(() => {
  now = 0
  askRedis(server, 'flushall')
})

storeContract('Redis with states in memory', async () => (await botOn(server.url)).store)

const answers = ({ store }: Bot, answer: Answer, element = '1.1') =>
  transact({ store, wake: () => undefined }, KEY, (sheet: Sheet | undefined) => {
    const known = sheet ?? sheetWith({})
    return decided({ ...known, grades: { ...known.grades, [element]: answer } })
  })
const gradesOf = async ({ store }: Bot) => (await store.load(KEY))?.state.grades

describe('states that are recalled on Redis', () => {
  let one: Bot
  let other: Bot
  beforeEach(async () => {
    one = await botOn(server.url)
    other = await botOn(server.url)
  })
  afterEach(async () => {
    await one.store.close()
    await other.store.close()
  })

  it('make an answer after the first cost one write and no read', async () => {
    await answers(one, 'green')
    const before = one.calls()
    await answers(one, 'red')
    await answers(one, 'orange', '1.2')
    expect(one.calls()).toEqual({ reads: before.reads, writes: before.writes + 2 })
    expect(await gradesOf(other)).toEqual({ '1.1': 'red', '1.2': 'orange' })
  })

  it('are decided on again where another process saved meanwhile, with what the refused save said stands there', async () => {
    await answers(one, 'green')
    await answers(other, 'red', '1.2')
    const before = one.calls()
    await answers(one, 'orange', '1.3')
    expect(await gradesOf(other)).toEqual({ '1.1': 'green', '1.2': 'red', '1.3': 'orange' })
    expect(one.calls()).toEqual({ reads: before.reads, writes: before.writes + 2 })
  })

  it('are never what a reader sees, nor what someone is refused for', async () => {
    await answers(one, 'green')
    await answers(other, 'red')
    expect(await gradesOf(one)).toEqual({ '1.1': 'red' })
    const deps = { store: one.store, wake: () => undefined }
    const closedUnlessRed = (sheet: Sheet | undefined) =>
      sheet?.grades['1.1'] === 'red' ? UNCHANGED : refuse('notYours')
    expect(await transact<Sheet>(deps, KEY, closedUnlessRed)).toMatchObject({
      kind: 'unchanged',
      state: { grades: { '1.1': 'red' } },
    })
  })

  it('bring nothing back that another process erased', async () => {
    await answers(one, 'green')
    const saved = await other.store.load(KEY)
    expect(await other.store.commit(KEY, saved?.version ?? 0, FORGOTTEN, [])).toBe(true)
    const seen: (Sheet | undefined)[] = []
    await transact<Sheet>({ store: one.store, wake: () => undefined }, KEY, (sheet) => {
      seen.push(sheet)
      return sheet ? decided({ ...sheet, grades: { '1.1': 'red' } }) : UNCHANGED
    })
    expect(seen.at(-1)).toBeUndefined()
    expect(await other.store.load(KEY)).toBeUndefined()
  })

  it('make no key of a scan again that another process destroyed meanwhile', async () => {
    await answers(one, 'green')
    await other.store.keys.destroy('r', 'scan')
    const late = await botOn(server.url)
    await answers(late, 'red')
    const place = await openRedisKeyPlace({ urls: [server.url] }, false)
    expect(await place.all()).toEqual([])
    expect(await gradesOf(other)).toEqual({})
    await place.close()
    await late.store.close()
  })

  it('go with what is forgotten, with the key of their round, after a minute, and when the store is closed', async () => {
    await answers(one, 'green')
    expect(one.store.recall?.(KEY)?.state).toMatchObject({ grades: { '1.1': 'green' } })
    const saved = await one.store.load(KEY)
    await one.store.commit(KEY, saved?.version ?? 0, FORGOTTEN, [])
    expect(one.store.recall?.(KEY)).toBeUndefined()
    await answers(one, 'green')
    await one.store.keys.destroy('r', 'scan')
    expect(one.store.recall?.(KEY)).toBeUndefined()
    await answers(one, 'red')
    now = RECALLED_FOR - 1
    one.store.purge()
    now = RECALLED_FOR
    expect(one.store.recall?.(KEY)).toBeDefined()
    one.store.purge()
    expect(one.store.recall?.(KEY)).toBeUndefined()
    await answers(one, 'green')
    const { store } = await botOn(server.url)
    await store.commit(sheetKey('r', 'x'), 0, sheetWith({}), [])
    await store.close()
    expect(store.recall?.(sheetKey('r', 'x'))).toBeUndefined()
  })

  it('are read once for all who ask at the same moment, and again for who asks later', async () => {
    await answers(other, 'green')
    const before = one.calls().reads
    await Promise.all([gradesOf(one), gradesOf(one), gradesOf(one)])
    expect(one.calls().reads).toBe(before + 1)
    await answers(other, 'red')
    expect(await gradesOf(one)).toEqual({ '1.1': 'red' })
  })

  it('are never more than so many', async () => {
    const keys = Array.from({ length: HELD_STATES + 1 }, (_, at) => sheetKey('r', `s${at}`))
    await Promise.all(keys.map((key) => one.store.commit(key, 0, sheetWith({}), [])))
    expect(keys.filter((key) => one.store.recall?.(key))).toHaveLength(HELD_STATES)
  })
})

describe('a state that is recalled after a failover', () => {
  it('isn’t taken for another one that was saved from the same state, by whom the save of this process never reached', async () => {
    const master = await startRedis({ 'repl-diskless-sync-delay': '0' })
    const replica = await startRedis({ replicaof: `127.0.0.1 ${master.port}` })
    await until('a replica that follows', () => askRedis(replica, 'role').includes('connected'))
    const first = await botOn(master.url)
    await answers(first, 'green')
    await until('a replica that has it', () => askRedis(replica, 'dbsize') === askRedis(master, 'dbsize'))
    askRedis(replica, 'replicaof', 'no', 'one')
    const second = await botOn(replica.url)
    const seen = await second.store.load(KEY)
    // The same state, saved over on both sides: what one remembers of it must not pass for what the other has.
    const unheard = await first.store.load(KEY)
    expect(unheard?.version).toBe(seen?.version)
    expect(await second.store.commit(KEY, seen?.version ?? 0, sheetWith({ grades: { '1.1': 'red' } }), [])).toBe(true)
    const there = await second.store.load(KEY)
    await askRedisToWaitForNone(master)
    const lonely = await botOn(master.url)
    expect(await lonely.store.commit(KEY, unheard?.version ?? 0, sheetWith({ grades: { '1.1': 'orange' } }), [])).toBe(
      true,
    )
    expect((await lonely.store.load(KEY))?.version).not.toBe(there?.version)
    await Promise.all([first, second, lonely].map(({ store }) => store.close()))
    await Promise.all([master.stop(), replica.stop()])
  })
})

/** Its replica went its own way: it has none any more, and says so. */
const askRedisToWaitForNone = (master: RedisServer): Promise<void> =>
  until('a master alone', () => askRedis(master, 'info', 'replication').includes('connected_slaves:0'))
