import { createClient, createCluster, createSentinel, RESP_TYPES } from 'redis'
import { StoreDown } from '../store.ts'
import { integerReply, textReply } from './replies.ts'

/** A command, a key or a value. */
export type Argument = string | Buffer

/** How to reach Redis. */
export interface RedisAddress {
  /** `redis://` or `rediss://` (TLS): one address, or several nodes of a Cluster or several Sentinels. */
  readonly urls: readonly [string, ...string[]]
  /** With Sentinels: the name they have for the master. */
  readonly sentinelName?: string | undefined
  /** With Sentinels: the password of the nodes. Elsewhere it is part of the address. */
  readonly password?: string | undefined
}

/** Milliseconds to connect. */
const CONNECT_TIMEOUT = 3000
/** Longest delay between attempts to connect again, in milliseconds. */
const MAX_RETRY_DELAY = 500

/** The same four calls for a single server, a Cluster and Sentinels. */
export interface Connections {
  /** Sends a command to the node that has `key`. */
  send(key: string, args: readonly Argument[]): Promise<unknown>
  /**
   * Sends two commands over one connection, one right after the other: `WAIT` counts the replicas that have the writes of
   * its own connection (https://redis.io/docs/latest/commands/wait/).
   */
  sendBoth(key: string, first: readonly Argument[], second: readonly Argument[]): Promise<[unknown, unknown]>
  /** A sender for each master. */
  masters(): Promise<readonly ((args: readonly Argument[]) => Promise<unknown>)[]>
  /** Waits for running commands first. */
  close(): Promise<void>
  /** Ends at once. */
  destroy(): void
}

/** Its own time limit makes a timer and an abort signal for each command, which cost more than the command: ours are in `deadlines.ts`. */
const commandOptions = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer }, timeout: 0 } as const
const reconnectStrategy = (retries: number): number =>
  Math.min(50 * 2 ** retries, MAX_RETRY_DELAY) + Math.floor(retries % 7) * 10
/** Without a connection a command fails at once: a queued one would hang a turn, and run when nobody waits any more. */
const options = { disableOfflineQueue: true, RESP: 2 } as const
const socket = { connectTimeout: CONNECT_TIMEOUT, reconnectStrategy, keepAlive: true } as const
/** Each failing command reports the problem too. Without a listener, an error event would end the process. */
const ignore = (): void => undefined

/** A connection that is already gone throws when it is destroyed. */
const destroyQuietly = (destroy: () => unknown): void => {
  void (async () => destroy())().catch(ignore)
}

/**
 * One that never connects, of which the others are made: the library hangs its hundreds of commands on a new class for each client
 * that is told otherwise than the last, which takes longer than connecting.
 */
const first = createClient({ RESP: 2 })
type Client = typeof first

const clientAt = (url: string, more: Parameters<Client['duplicate']>[0]): ReturnType<Client['duplicate']> => {
  const one = first.duplicate({ url, ...more })
  one.on('error', ignore)
  return one
}

const single = async (url: string): Promise<Connections> => {
  // The client writes the address into what it is given.
  const one = clientAt(url, { ...options, socket: { ...socket }, commandOptions })
  await one.connect()
  const send = (args: readonly Argument[]): Promise<unknown> => one.sendCommand([...args])
  return {
    send: (_key, args) => send(args),
    sendBoth: (_key, first, second) => Promise.all([send(first), send(second)]),
    masters: async () => [send],
    close: () => one.close(),
    destroy: () => destroyQuietly(() => one.destroy()),
  }
}

/** The same for a Cluster's, made where somebody has one. */
let known: ReturnType<typeof newCluster> | undefined
const newCluster = () => createCluster({ RESP: 2, rootNodes: [] })
const firstCluster = () => {
  known ??= newCluster()
  return known
}

const cluster = async (urls: readonly string[]): Promise<Connections> => {
  const { username, password, protocol } = new URL(urls[0] ?? '')
  const secret = {
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
  }
  const defaults = {
    ...options,
    ...secret,
    socket: { ...socket, ...(protocol === 'rediss:' ? { tls: true as const } : {}) },
  }
  const all = firstCluster().duplicate({
    rootNodes: urls.map((url) => ({ url })),
    defaults,
    commandOptions,
  })
  all.on('error', ignore)
  await all.connect()
  const send = (key: string, args: readonly Argument[]): Promise<unknown> => all.sendCommand(key, false, [...args])
  const slots = new Map<string, number>()
  const slotOf = async (key: string): Promise<number> => {
    const tag = key.slice(0, key.indexOf('}') + 1)
    const known = slots.get(tag)
    if (known !== undefined) return known
    const slot = integerReply('CLUSTER KEYSLOT', await send(tag, ['CLUSTER', 'KEYSLOT', tag]))
    slots.set(tag, slot)
    return slot
  }
  return {
    send,
    sendBoth: async (key, first, second) => {
      const slot = all.slots[await slotOf(key)]
      if (!slot) throw new StoreDown()
      const node = await all.nodeClient(slot.master)
      try {
        const ask = (args: readonly Argument[]): Promise<unknown> => node.sendCommand([...args], commandOptions)
        return await Promise.all([ask(first), ask(second)])
      } catch (error) {
        // The slot moved to another node: the client follows the redirection, so both are sent once more.
        if (!(error instanceof Error) || !/^(MOVED|ASK)/.test(error.message)) throw error
        return [await send(key, first), await send(key, second)]
      }
    },
    masters: async () => {
      const nodes = await Promise.all(all.masters.map(async (master) => all.nodeClient(master)))
      return nodes.map((node) => (args) => node.sendCommand([...args], commandOptions))
    },
    close: () => all.close(),
    destroy: () => destroyQuietly(() => all.destroy()),
  }
}

const sentinel = async ({ urls, sentinelName, password }: RedisAddress): Promise<Connections> => {
  const addresses = urls.map((url) => new URL(url))
  const [first] = addresses
  const tls = first?.protocol === 'rediss:' ? { tls: true as const } : {}
  const own = first?.password ? { password: decodeURIComponent(first.password) } : {}
  const one = createSentinel({
    name: sentinelName ?? '',
    RESP: 2,
    sentinelRootNodes: addresses.map(({ hostname, port }) => ({ host: hostname, port: Number(port || 26379) })),
    sentinelClientOptions: { ...own, socket: { ...socket, ...tls } },
    nodeClientOptions: { ...options, ...(password ? { password } : {}), socket: { ...socket, ...tls } },
    scanInterval: 2000,
    commandOptions,
  })
  one.on('error', ignore)
  await one.connect()
  const send = (args: readonly Argument[]): Promise<unknown> => one.sendCommand(false, [...args])
  return {
    send: (_key, args) => send(args),
    sendBoth: (_key, former, latter) => Promise.all([send(former), send(latter)]),
    masters: async () => [send],
    close: () => one.close(),
    destroy: () => destroyQuietly(() => one.destroy()),
  }
}

/** `standalone`, `cluster` or `sentinel`, as the server at an address reports it. */
const modeOf = async (url: string): Promise<string> => {
  const one = clientAt(url, { socket: { connectTimeout: CONNECT_TIMEOUT, reconnectStrategy: false } })
  await one.connect()
  try {
    const info = textReply('INFO', await one.sendCommand(['INFO', 'server']))
    return /^redis_mode:(\w+)/m.exec(info)?.[1] ?? 'standalone'
  } finally {
    one.destroy()
  }
}

/** Connects to whichever kind of server is at the address. @throws {StoreDown} when none of the addresses answers */
export const connect = async (address: RedisAddress): Promise<Connections> => {
  const modes = await Promise.allSettled(address.urls.map(modeOf))
  const known = modes.find((mode) => mode.status === 'fulfilled')
  if (!known) throw new StoreDown({ cause: modes.find((mode) => mode.status === 'rejected')?.reason })
  if (known.value === 'cluster') return cluster(address.urls)
  if (known.value === 'sentinel') return sentinel(address)
  return single(address.urls[0])
}
