import { BATCH } from '../rawRows.ts'
import { StoreDown } from '../store.ts'
import { withDeadline } from '../withDeadline.ts'
import { type Argument, type Connections, connections, type RedisAddress } from './connections.ts'
import { integerReply, scanReply, UnexpectedReply } from './replies.ts'
import type { Script } from './scripts.ts'

/** What the store asks of Redis, whether it is one, a Cluster, or what Sentinels say is the master. */
export interface RedisClient {
  /** On the node that has this key. */
  send(key: string, args: readonly Argument[]): Promise<unknown>
  /** One script; all its keys are of one slot. With `replicas`, it is on so many of those too before it resolves. */
  run(script: Script, keys: readonly string[], args: readonly Argument[], replicas?: number): Promise<unknown>
  /** On each master. */
  everywhere(args: readonly Argument[]): Promise<unknown[]>
  /** The names of all keys like this, some of them perhaps twice. */
  scan(match: string): AsyncIterable<readonly string[]>
  close(): Promise<void>
}

/** Milliseconds until a command counts as lost: a person waits for it. */
const DEADLINE = 3000
/** Milliseconds that what is on its way may still take when the bot stops. */
const CLOSING = 1000
/** So many lost ones with no answer in between, and the connections are made anew: a network that swallows says nothing. */
const LOST = 3
/** Milliseconds between tries to connect. */
const AGAIN = 500
/** Milliseconds between looks at what is overdue. */
const LOOK = 100
/** Milliseconds a write waits for a replica, within the deadline. */
const REPLICA_WAIT = 1000

interface Waiting {
  /** By `performance.now()`. */
  readonly until: number
  readonly reject: (reason: StoreDown) => void
}

/** What says that Redis is not there, or not now; anything else it says is a fault of ours. */
const isDown = (error: unknown): boolean =>
  !(error instanceof UnexpectedReply) &&
  !(error instanceof Error && /^(ERR|WRONGTYPE|NOSCRIPT|NOAUTH|NOPERM|WRONGPASS|EXECABORT)\b/.test(error.message))

/**
 * Connected for as long as it is open: what is lost is made anew, and meanwhile every command fails at once.
 * @throws {StoreDown} when it can't be reached to begin with
 */
export const openRedisClient = async (address: RedisAddress): Promise<RedisClient> => {
  let now = await connections(address)
  let lost = 0
  let closed = false
  let reopening = false

  const reopen = async (): Promise<void> => {
    if (reopening) return
    reopening = true
    now.destroy()
    while (!closed) {
      try {
        now = await connections(address)
        if (closed) now.destroy()
        break
      } catch {
        await new Promise((resolve) => setTimeout(resolve, AGAIN))
      }
    }
    lost = 0
    reopening = false
  }

  /** One timer for all of them: each of its own would cost a turn more than the command does. */
  const waiting = new Set<Waiting>()
  const overdue = (): void => {
    const moment = performance.now()
    for (const one of waiting) {
      if (one.until > moment) break
      waiting.delete(one)
      lost += 1
      one.reject(new StoreDown())
    }
    if (lost >= LOST) void reopen()
  }
  const watch = setInterval(overdue, LOOK)
  watch.unref()

  const answered = <T>(doing: (through: Connections) => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const one: Waiting = { until: performance.now() + DEADLINE, reject }
      waiting.add(one)
      doing(now).then(
        (answer) => {
          waiting.delete(one)
          lost = 0
          resolve(answer)
        },
        (error: unknown) => {
          waiting.delete(one)
          reject(isDown(error) && !(error instanceof StoreDown) ? new StoreDown({ cause: error }) : error)
        },
      )
    })

  const command = (script: readonly string[], keys: readonly string[], args: readonly Argument[]): Argument[] => [
    ...script,
    String(keys.length),
    ...keys,
    ...args,
  ]

  return {
    send: (key, args) => answered((through) => through.send(key, args)),
    everywhere: (args) =>
      answered(async (through) => Promise.all((await through.masters()).map((master) => master(args)))),
    async *scan(match) {
      for (const master of await answered((through) => through.masters())) {
        let cursor = '0'
        do {
          const asked = ['SCAN', cursor, 'MATCH', match, 'COUNT', String(BATCH)]
          const page = scanReply('SCAN', await answered(() => master(asked)))
          cursor = page.cursor
          yield page.keys
        } while (cursor !== '0')
      }
    },
    run: async (script, keys, args, replicas = 0) => {
      const [key = ''] = keys
      const once = async (how: readonly string[]): Promise<unknown> => {
        const asked = command(how, keys, args)
        if (replicas === 0) return answered((through) => through.send(key, asked))
        const wait = ['WAIT', String(replicas), String(REPLICA_WAIT)]
        const [answer, reached] = await answered((through) => through.sendBoth(key, asked, wait))
        // Said here and nowhere else: whoever waits for it must not be told it is safe.
        if (integerReply('WAIT', reached) < replicas) throw new StoreDown()
        return answer
      }
      try {
        return await once(['EVALSHA', script.sha])
      } catch (error) {
        // Redis doesn't know it yet, or no longer: after a restart, or on a node that took over.
        if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
        return once(['EVAL', script.text])
      }
    },
    close: async () => {
      closed = true
      // What is still on its way is waited for, but not for ever.
      clearInterval(watch)
      if (reopening) return
      const gone = await withDeadline(now.close(), CLOSING).catch(() => false)
      if (!gone) now.destroy()
    },
  }
}
