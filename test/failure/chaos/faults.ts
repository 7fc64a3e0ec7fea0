import { createClient, RESP_TYPES } from 'redis'
import type { PracticeRoom } from '../../../src/practice/types.ts'
import type { RedisServer } from '../../redisServer.ts'
import type { BadNetwork } from './badNetwork.ts'
import type { Bots } from './bots.ts'
import type { People } from './people.ts'

/** What was done to them, as it was done. */
export interface Counts {
  kills: number
  redisKills: number
  cuts: number
  delays: number
  refusals: number
  /** Answers lost on their way back, so that the bot does it again. */
  lostAnswers: number
  redelivered: number
  repeated: number
}

interface Around {
  readonly random: () => number
  readonly bots: Bots
  readonly redis: RedisServer
  readonly toRedis: BadNetwork
  readonly toBots: BadNetwork
  readonly rooms: readonly { readonly room: PracticeRoom; readonly people: People }[]
}

/** Between two faults, in milliseconds. */
const BETWEEN = { least: 40, more: 160 }
const HELD_BACK = 400
/** So often, and milliseconds in between, it is looked what is being done. */
const LOOKS = 12
/** So many at most are done again at a time. */
const AGAIN = 8

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Everything that can go wrong, in an order that the seed decides, so often or until it is told to stop. */
export const makeTrouble = (around: Around, most: number) => {
  const { random, bots, redis, toRedis, toBots, rooms } = around
  const counts: Counts = {
    kills: 0,
    redisKills: 0,
    cuts: 0,
    delays: 0,
    refusals: 0,
    lostAnswers: 0,
    redelivered: 0,
    repeated: 0,
  }
  let stopped = false
  const someRoom = () => rooms[Math.floor(random() * rooms.length)] ?? rooms[0]

  let redisInHand = Promise.resolve()
  /** While nobody kills Redis. */
  const calmly = <T>(doing: () => Promise<T>): Promise<T> => {
    const done = redisInHand.then(doing)
    redisInHand = done.then(
      () => undefined,
      () => undefined,
    )
    return done
  }
  const killBot = async (): Promise<void> => {
    if (bots.kill(random() < 0.5 ? 0 : 1)) counts.kills += 1
  }
  const killRedis = async (): Promise<void> => {
    await calmly(async () => {
      counts.redisKills += 1
      await redis.kill()
      await wait(random() * 200)
      await redis.start()
    })
  }
  const cut = async (): Promise<void> => {
    const which = random() < 0.5 ? toRedis : toBots
    if (which.cut() > 0) counts.cuts += 1
  }
  const delay = async (): Promise<void> => {
    counts.delays += 1
    const proxy = random() < 0.5 ? toRedis : toBots
    proxy.delay = 1 + Math.floor(random() * 60)
    const room = someRoom()?.room
    if (room) room.troubles.delay = Math.floor(random() * 40)
    await wait(HELD_BACK * random())
    proxy.delay = 0
    if (room) room.troubles.delay = 0
  }
  const refuse = async (): Promise<void> => {
    counts.refusals += 1
    const status = [429, 502, 504, 0][Math.floor(random() * 4)] ?? 502
    someRoom()?.room.troubles.add({ on: 'any', times: 1, status, ...(status === 429 ? { retryAfter: 1 } : {}) })
  }
  const loseAnswer = async (): Promise<void> => {
    counts.lostAnswers += 1
    someRoom()?.room.troubles.add({ on: random() < 0.5 ? 'post' : 'edit', times: 1, status: 0, afterwards: true })
  }
  const redeliver = async (): Promise<void> => {
    const people = someRoom()?.people
    for (let times = 0; times < 4; times++) {
      const made = people?.made[Math.floor(random() * people.made.length)]
      if (!made || !people) return
      counts.redelivered += 1
      await people.again(made)
    }
  }
  /** As if its delivery had never been recorded: it comes back and is done once more. */
  const repeat = async (): Promise<void> => {
    const own = createClient({ url: redis.url, RESP: 2, socket: { reconnectStrategy: false } }).withTypeMapping({
      [RESP_TYPES.BLOB_STRING]: Buffer,
    })
    own.on('error', () => undefined)
    const ask = (...args: readonly (string | Buffer)[]) => own.sendCommand([...args]) as Promise<unknown>
    const told = new Map<string, Buffer[]>()
    try {
      await own.connect()
      // What is being done just now; posts and edits twice are counted elsewhere.
      for (let looks = 0; looks < LOOKS; looks++) {
        for (const name of ((await ask('KEYS', '{q*}:e:*')) as Buffer[]).map(String)) {
          if (/:e:(post|edit|note)\//.test(name) || (await ask('HEXISTS', name, 'ticket')) !== 1) continue
          told.set(name, (await ask('HGETALL', name)) as Buffer[])
        }
        await wait(LOOKS)
      }
      for (const [name, fields] of [...told].slice(0, AGAIN)) {
        if (fields.length === 0 || (await ask('EXISTS', name)) === 1) continue
        await ask('HSET', name, ...fields)
        await ask('HDEL', name, 'ticket', 'again')
        await ask('ZADD', `${name.slice(0, 5)}:due`, '0', name.slice(8))
        counts.repeated += 1
      }
    } catch {
      // Redis is gone just now: another time.
    } finally {
      own.destroy()
    }
  }

  const FAULTS: readonly (readonly [number, () => Promise<void>])[] = [
    [2, killBot],
    [1, killRedis],
    [4, cut],
    [3, delay],
    [3, refuse],
    [1, loseAnswer],
    [4, redeliver],
    [4, repeat],
  ]
  const whole = FAULTS.reduce((sum, [weight]) => sum + weight, 0)
  const pick = (): (() => Promise<void>) => {
    let at = random() * whole
    for (const [weight, fault] of FAULTS) {
      at -= weight
      if (at < 0) return fault
    }
    return cut
  }

  const trouble = (async () => {
    for (let made = 0; made < most && !stopped; made++) {
      await wait(BETWEEN.least + random() * BETWEEN.more)
      if (!stopped) await pick()()
    }
  })()
  return {
    counts,
    /** At least once each, whatever chance has it. */
    killBot,
    killRedis,
    calmly,
    stop: async () => {
      stopped = true
      await trouble
      toRedis.delay = 0
      toBots.delay = 0
      for (const { room } of rooms) room.troubles.delay = 0
    },
  }
}
