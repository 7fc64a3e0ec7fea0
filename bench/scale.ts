import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Queue, Worker } from 'bullmq'
import { createOutboxWorker } from '../src/bot/outbox/worker.ts'
import type { PlatformPort } from '../src/bot/ports/platform.ts'
import { loadKit } from '../src/build/content.ts'
import { post, quietly, send } from '../src/flows/effect.ts'
import { sheetKey } from '../src/flows/keys.ts'
import { newSheet } from '../src/flows/sheet/sheet.ts'
import { isWithin, usualHours } from '../src/kit/calendar/hours.ts'
import { DAY, HOUR } from '../src/kit/calendar/instant.ts'
import { chance } from '../src/practice/chance.ts'
import { askRedis, startRedis } from '../test/redisServer.ts'
import { botOver, storeAt } from './scaleBot.ts'

/** What many machines come down to, each measured against something else in the same run. */

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/** Due effects drained by our loop, and as many jobs by BullMQ, as many in hand, from the same Redis: nothing is done for either. */
export const drained = async (count: number, rounds: number, inHand: number) => {
  const redis = await startRedis()
  const ours: number[] = []
  const theirs: number[] = []
  const oursOnce = async (): Promise<void> => {
    const store = await storeAt(redis.url)
    const places = 200
    for (let place = 0; place < places; place++) {
      const owed = Array.from({ length: count / places }, (_, at) =>
        send({ type: 'pageTallied', round: `r${place}`, page: at }, 1, `effect/${place}/${at}`),
      )
      await store.commit({ kind: 'round', place: `place${place}`, id: 'round' }, 0, { n: 1 }, owed)
    }
    let done = 0
    const deliver = async (): Promise<'delivered'> => {
      done += 1
      return 'delivered'
    }
    const log = {
      turn: () => undefined,
      effect: () => undefined,
      refused: () => undefined,
      say: () => undefined,
      warn: () => undefined,
      alarm: () => undefined,
    }
    const fault = (where: string, error: unknown): void => console.error(where, error)
    const atOnce = { all: inHand, calls: Math.min(inHand, 32) }
    const loop = createOutboxWorker({
      ...{ store, deliver, atOnce, log: { ...log, fault } },
      now: () => 1000,
      random: () => 0.5,
    })
    const began = performance.now()
    await loop.drain()
    ours.push((count / (performance.now() - began)) * 1000)
    if (done !== count || (await store.nextDue()) !== undefined)
      throw new Error(`${done} of ${count} effects were done`)
    await store.close()
    askRedis(redis, 'flushall')
  }
  const theirsOnce = async (): Promise<void> => {
    const connection = { host: '127.0.0.1', port: redis.port }
    const queue = new Queue('bench', { connection })
    await queue.addBulk(Array.from({ length: count }, (_, at) => ({ name: 'tell', data: { at } })))
    const worker = new Worker('bench', async () => undefined, {
      connection,
      concurrency: inHand,
      autorun: false,
      removeOnComplete: { count: 0 },
    })
    const all = new Promise<void>((resolve) => {
      let done = 0
      worker.on('completed', () => {
        done += 1
        if (done === count) resolve()
      })
    })
    await worker.waitUntilReady()
    const began = performance.now()
    void worker.run()
    await all
    theirs.push((count / (performance.now() - began)) * 1000)
    await worker.close()
    await queue.close()
    askRedis(redis, 'flushall')
  }
  try {
    await oursOnce()
    await theirsOnce()
    ours.length = 0
    theirs.length = 0
    for (let round = 0; round < rounds; round++)
      for (const one of round % 2 === 0 ? [oursOnce, theirsOnce] : [theirsOnce, oursOnce]) await one()
  } finally {
    await redis.stop()
  }
  const [loop, bullmq] = [median(ours), median(theirs)]
  return { loopPerSecond: loop, bullmqPerSecond: bullmq, drainRatio: loop / bullmq }
}

/** What a reminder weighs that isn't due for a long time, and what so many of them cost a claim. */
export const waiting = async (count: number) => {
  const redis = await startRedis()
  const store = await storeAt(redis.url)
  const used = (): number => Number(/^used_memory:(\d+)/m.exec(askRedis(redis, 'info', 'memory'))?.[1])
  const PAGE = 100
  const put = async (from: number, due: number): Promise<void> => {
    const owed = Array.from({ length: PAGE }, (_, at) => {
      const card = { screen: 'nudge', round: `round${from}`, sheet: `sheet${at}` } as const
      const platform = { name: 'teams', tenant: 'bench', serviceUrl: 'https://bench' } as const
      return quietly(post(`nudge/${from}/${at}`, card, { in: 'private', platform, person: `29:person${at}` }, due))
    })
    await store.commit({ kind: 'round', place: `round${from}`, id: 'round' }, 0, {}, owed)
  }
  const CLAIMS = 400
  const claims = async (from: number): Promise<number> => {
    for (let page = 0; page < CLAIMS / PAGE; page++) await put(from + page, 1)
    const times: number[] = []
    for (let claim = 0; claim < CLAIMS / 10; claim++) {
      const began = performance.now()
      const claimed = await store.claim(10, 1000, 10)
      times.push(performance.now() - began)
      if (claimed.length !== 10) throw new Error(`claimed ${claimed.length}`)
      await Promise.all(claimed.map((one) => store.acknowledge(one)))
    }
    return median(times)
  }
  try {
    await claims(10_000_000)
    const alone = await claims(20_000_000)
    const before = used()
    for (let from = 0; from < count / PAGE; from++) await put(from, DAY * 300)
    const bytes = (used() - before) / count
    const beside = await claims(30_000_000)
    return { reminderBytes: bytes, claimAloneMs: alone, claimBesideMs: beside, claimRatio: beside / alone }
  } finally {
    await store.close()
    await redis.stop()
  }
}

const round = async (size: number, where: string): Promise<{ ms: number; mib: number }> => {
  const child = fork(join(import.meta.dirname, 'rounds.ts'), [String(size), where], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [said] = (await once(child, 'message')) as [{ ms: number; mib: number }]
  return said
}

/** Ten times as many members: time from the close to the frozen result, and peak memory. */
export const closes = async (engine: 'sqlite' | 'redis', small: number, large: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-scale-'))
  const redis = engine === 'redis' ? await startRedis() : undefined
  const at = (size: number): string => redis?.url ?? join(folder, `${size}.db`)
  try {
    await round(small, redis ? at(small) : join(folder, 'warm.db'))
    if (redis) askRedis(redis, 'flushall')
    const few = await round(small, at(small))
    if (redis) askRedis(redis, 'flushall')
    const many = await round(large, at(large))
    return {
      fewMs: few.ms,
      manyMs: many.ms,
      closeRatio: many.ms / few.ms,
      fewMiB: few.mib,
      manyMiB: many.mib,
      memoryRatio: many.mib / few.mib,
    }
  } finally {
    await redis?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** So many teams with three reminders each, at any moment of a year: each is sent once, and inside hours. */
export const reminded = async (teams: number) => {
  const random = chance(7)
  const kit = loadKit('nl')
  const begins = Date.parse('2027-01-01T00:00:00+01:00')
  const zone = 'Europe/Brussels'
  const hours = usualHours(zone)
  const platform = { name: 'teams', tenant: 'bench', serviceUrl: 'https://bench' } as const
  const redis = await startRedis()
  const store = await storeAt(redis.url)
  let now = begins
  const sent = new Map<string, number>()
  let outside = 0
  const counted: PlatformPort['post'] = async (where, conversation) => {
    const times = (sent.get(conversation) ?? 0) + 1
    sent.set(conversation, times)
    if (!isWithin(hours, now)) outside += 1
    return { platform: where, conversation, message: `m${times}` }
  }
  const bot = botOver(store, () => now, { platform: { post: counted } })
  const began = performance.now()
  try {
    const brief = {
      platform,
      channel: 'c',
      zone,
      title: 'Jaar',
      coordinators: ['c'],
      floor: 5,
      closesAt: begins + 800 * DAY,
    }
    const spoken = { language: 'nl', blocks: kit.blocks.map(({ id }) => id), asksRole: false, open: true } as const
    for (let team = 0; team < teams; team += 100)
      await Promise.all(
        Array.from({ length: Math.min(100, teams - team) }, (_, at) => {
          const id = `round${team + at}`
          const member = { person: `p${team + at}`, sheet: 's' }
          const to = { in: 'private', platform, person: member.person } as const
          const reminders = [0, 1, 2].map((which) =>
            quietly(
              post(
                `nudge/${id}/${which}`,
                { screen: 'nudge', round: id, sheet: 's' },
                to,
                begins + random() * 360 * DAY,
              ),
            ),
          )
          return store.commit(sheetKey(id, 's'), 0, newSheet({ ...brief, ...spoken, round: id }, 0, member), reminders)
        }),
      )
    for (let hour = 0; hour < 366 * 24; hour++) {
      now = begins + hour * HOUR
      await bot.outbox.drain()
    }
    const counts = [...sent.values()]
    const total = counts.reduce((sum, one) => sum + one, 0)
    const wrong = teams - sent.size + counts.filter((times) => times !== 3).length
    if (wrong > 0 || outside > 0)
      throw new Error(`${wrong} teams were not reminded three times, ${outside} outside hours`)
    return { reminders: total, teams, outsideHours: outside, seconds: (performance.now() - began) / 1000 }
  } finally {
    await store.close()
    await redis.stop()
  }
}
