import { BATCH } from '../rawRows.ts'
import { CantSave, StoreDown } from '../store.ts'
import { withDeadline } from '../withDeadline.ts'
import { type Argument, type Connections, connect, type RedisAddress } from './connections.ts'
import { createDeadlines } from './deadlines.ts'
import { integerReply, scanReply } from './replies.ts'
import type { Script } from './scripts.ts'

/**
 * Redis as the store uses it, whether a single server, a Cluster, or the master that Sentinels name. Replies are raw, for
 * the decoders in `replies.ts`. Every method can throw `StoreDown`.
 */
export interface RedisClient {
  /** Sends a command to the node that has `key`. */
  send(key: string, args: readonly Argument[]): Promise<unknown>
  /**
   * Runs a script; all its keys are in one slot.
   * @param replicas how many replicas must have the write before it resolves
   * @throws {StoreDown} also when the write is done but too few replicas confirmed it
   */
  run(script: Script, keys: readonly string[], args: readonly Argument[], replicas?: number): Promise<unknown>
  /** Sends a command to every master. @returns a reply per master */
  everywhere(args: readonly Argument[]): Promise<unknown[]>
  /** Batches of the names of all keys that match; a name may come twice. */
  scan(match: string): AsyncIterable<readonly string[]>
  close(): Promise<void>
}

/** Milliseconds that running commands still get when the bot stops. */
const CLOSE_TIMEOUT = 1000
/** Milliseconds between attempts to connect. */
const RETRY_DELAY = 500
/** Milliseconds a write waits for a replica, within the deadline of a command. */
const REPLICA_TIMEOUT = 1000

/** The current connections, replaced when they stop answering. */
interface Reconnecting {
  readonly current: () => Connections
  readonly reconnect: () => Promise<void>
  readonly close: () => Promise<void>
}

const createReconnecting = async (address: RedisAddress): Promise<Reconnecting> => {
  let current = await connect(address)
  let closed = false
  let reconnecting: Promise<void> | undefined
  const connectAgain = async (): Promise<void> => {
    current.destroy()
    while (!closed) {
      try {
        current = await connect(address)
        if (closed) current.destroy()
        break
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY))
      }
    }
  }
  const reconnect = (): Promise<void> => {
    reconnecting ??= connectAgain().finally(() => {
      reconnecting = undefined
    })
    return reconnecting
  }
  const close = async (): Promise<void> => {
    closed = true
    if (reconnecting) return
    const done = await withDeadline(current.close(), CLOSE_TIMEOUT).catch(() => false)
    if (!done) current.destroy()
  }
  return { current: () => current, reconnect, close }
}

/** Milliseconds a write waits for a new connection, and between two of those that were made because a server takes no writes. */
const FAILOVER_TIMEOUT = 2000

/**
 * A server that takes no writes was the master until a moment ago: services that fail over behind one name leave the connections to it
 * open (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/BestPractices.html). The name leads to the new master by now, or soon.
 * @returns whether there is a new connection to try
 */
const createFailover = (reconnect: () => Promise<void>): (() => Promise<boolean>) => {
  let last = Number.NEGATIVE_INFINITY
  let following: Promise<boolean> | undefined
  return () => {
    if (!following && performance.now() - last < FAILOVER_TIMEOUT / 4) return Promise.resolve(false)
    following ??= withDeadline(reconnect(), FAILOVER_TIMEOUT).finally(() => {
      last = performance.now()
      following = undefined
    })
    return following
  }
}

type RunArguments = [keys: readonly string[], args: readonly Argument[], replicas?: number]

const scriptCommand = (
  how: readonly string[],
  keys: readonly string[],
  args: readonly Argument[],
): readonly Argument[] => [...how, String(keys.length), ...keys, ...args]

/**
 * Stays open until it is closed: lost connections are made again, and until then every command fails at once.
 * @throws {StoreDown} when Redis can't be reached now
 */
export const openRedisClient = async (address: RedisAddress): Promise<RedisClient> => {
  const connections = await createReconnecting(address)
  const deadlines = createDeadlines(connections.reconnect)
  const within = <T>(command: (through: Connections) => Promise<T>): Promise<T> =>
    deadlines.run(() => command(connections.current()))

  const runAs = async (how: readonly string[], ...[keys, args, replicas = 0]: RunArguments): Promise<unknown> => {
    const [key = ''] = keys
    const command = scriptCommand(how, keys, args)
    if (replicas === 0) return within((through) => through.send(key, command))
    const waitCommand = ['WAIT', String(replicas), String(REPLICA_TIMEOUT)]
    const [reply, reached] = await within((through) => through.sendBoth(key, command, waitCommand))
    // The write is done on the master alone, so it must not be reported as saved.
    if (integerReply('WAIT', reached) < replicas) throw new StoreDown()
    return reply
  }

  const failover = createFailover(connections.reconnect)
  const runOrLoad = async (script: Script, ...given: RunArguments): Promise<unknown> => {
    try {
      return await runAs(['EVALSHA', script.sha], ...given)
    } catch (error) {
      // Redis does not have the script yet, or lost it: after a restart, or on a node that took over.
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
      return runAs(['EVAL', script.text], ...given)
    }
  }

  return {
    send: (key, args) => within((through) => through.send(key, args)),
    everywhere: (args) =>
      within(async (through) => Promise.all((await through.masters()).map((master) => master(args)))),
    async *scan(match) {
      for (const master of await within((through) => through.masters())) {
        let cursor = '0'
        do {
          const command = ['SCAN', cursor, 'MATCH', match, 'COUNT', String(BATCH)]
          const found = scanReply('SCAN', await within(() => master(command)))
          cursor = found.cursor
          yield found.keys
        } while (cursor !== '0')
      }
    },
    run: async (script, ...given) => {
      try {
        return await runOrLoad(script, ...given)
      } catch (error) {
        if (!(error instanceof CantSave) || error.why !== 'readOnly' || !(await failover())) throw error
        return runOrLoad(script, ...given)
      }
    },
    close: async () => {
      deadlines.stop()
      await connections.close()
    },
  }
}
