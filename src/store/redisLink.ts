import { createClient, createCluster, createSentinel, RESP_TYPES } from 'redis'
import type { Script } from './redisScripts.ts'
import { StoreDown } from './store.ts'

export type Argument = string | Buffer

/** How to reach Redis. */
export interface RedisAddress {
  /** One address, or several of the same Cluster or of its Sentinels. */
  readonly urls: readonly [string, ...string[]]
  /** Where the addresses are Sentinels': what they call the master. */
  readonly sentinelName?: string | undefined
  /** Of the nodes, where the addresses are Sentinels'; elsewhere it stands in the address. */
  readonly password?: string | undefined
}

/** What the store asks of Redis, whether it is one, a Cluster, or what Sentinels say is the master. */
export interface RedisLink {
  /** On the node that has this key. */
  send(key: string, args: readonly Argument[]): Promise<unknown>
  /** One script; all its keys are of one slot. With `replicas`, it is on so many of those too before it resolves. */
  run(script: Script, keys: readonly string[], args: readonly Argument[], replicas?: number): Promise<unknown>
  /** On each master. */
  everywhere(args: readonly Argument[]): Promise<unknown[]>
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
/** Milliseconds a write waits for a replica, within the deadline. */
const REPLICA_WAIT = 1000

/** One of the three, as the rest sees it. */
interface Connections {
  send(key: string, args: readonly Argument[]): Promise<unknown>
  /** Both on one connection, one right after the other: `WAIT` speaks of what was written on its own. */
  sendBoth(key: string, first: readonly Argument[], second: readonly Argument[]): Promise<[unknown, unknown]>
  everywhere(args: readonly Argument[]): Promise<unknown[]>
  close(): Promise<void>
  destroy(): void
}

const typeMapping = { [RESP_TYPES.BLOB_STRING]: Buffer } as const
const reconnectStrategy = (retries: number): number => Math.min(50 * 2 ** retries, AGAIN) + Math.floor(retries % 7) * 10
/** What isn't connected says so at once: queued commands would hang a turn, and be sent when nobody waits any more. */
const client = { disableOfflineQueue: true, RESP: 2 } as const
const socket = { connectTimeout: DEADLINE, reconnectStrategy, keepAlive: true } as const
/** Told of by every command that fails meanwhile; without a listener it would end the process. */
const unheard = (): void => undefined

const single = async (url: string): Promise<Connections> => {
  const one = createClient({ url, ...client, socket, commandOptions: { typeMapping } })
  one.on('error', unheard)
  await one.connect()
  const send = (args: readonly Argument[]): Promise<unknown> => one.sendCommand([...args])
  return {
    send: (_key, args) => send(args),
    sendBoth: (_key, first, second) => Promise.all([send(first), send(second)]),
    everywhere: async (args) => [await send(args)],
    close: () => one.close(),
    destroy: () => one.destroy(),
  }
}

const cluster = async (urls: readonly string[]): Promise<Connections> => {
  const { username, password, protocol } = new URL(urls[0] ?? '')
  const secret = {
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
  }
  const own = { ...client, ...secret, socket: { ...socket, ...(protocol === 'rediss:' ? { tls: true as const } : {}) } }
  const all = createCluster({
    RESP: 2,
    rootNodes: urls.map((url) => ({ url })),
    defaults: own,
    commandOptions: { typeMapping },
  })
  all.on('error', unheard)
  await all.connect()
  const nodes = (): Promise<{ sendCommand(args: readonly Argument[]): Promise<unknown> }[]> =>
    Promise.all(all.masters.map(async (master) => all.nodeClient(master)))
  const send = (key: string, args: readonly Argument[]): Promise<unknown> => all.sendCommand(key, false, [...args])
  const slots = new Map<string, number>()
  const slotOf = async (key: string): Promise<number> => {
    const tag = key.slice(0, key.indexOf('}') + 1)
    const known = slots.get(tag)
    if (known !== undefined) return known
    const slot = Number(await send(tag, ['CLUSTER', 'KEYSLOT', tag]))
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
        const asked = [first, second].map((args) => node.sendCommand([...args], { typeMapping }))
        return (await Promise.all(asked)) as [unknown, unknown]
      } catch (error) {
        // It has moved to another node: the client looks where, and there both are asked once more.
        if (!(error instanceof Error) || !/^(MOVED|ASK)/.test(error.message)) throw error
        return [await send(key, first), await send(key, second)]
      }
    },
    everywhere: async (args) => Promise.all((await nodes()).map((node) => node.sendCommand([...args]))),
    close: () => all.close(),
    destroy: () => all.destroy(),
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
    nodeClientOptions: { ...client, ...(password ? { password } : {}), socket: { ...socket, ...tls } },
    scanInterval: 2000,
    commandOptions: { typeMapping },
  })
  one.on('error', unheard)
  await one.connect()
  const send = (args: readonly Argument[]): Promise<unknown> => one.sendCommand(false, [...args])
  return {
    send: (_key, args) => send(args),
    sendBoth: (_key, former, latter) => Promise.all([send(former), send(latter)]),
    everywhere: async (args) => [await send(args)],
    close: () => one.close(),
    destroy: () => void one.destroy(),
  }
}

/** What listens at an address says what it is. */
const modeOf = async (url: string): Promise<string> => {
  const one = createClient({ url, RESP: 2, socket: { connectTimeout: DEADLINE, reconnectStrategy: false } })
  one.on('error', unheard)
  await one.connect()
  try {
    return /^redis_mode:(\w+)/m.exec(String(await one.sendCommand(['INFO', 'server'])))?.[1] ?? 'standalone'
  } finally {
    one.destroy()
  }
}

const connections = async (address: RedisAddress): Promise<Connections> => {
  const modes = await Promise.allSettled(address.urls.map(modeOf))
  const known = modes.find((mode) => mode.status === 'fulfilled')
  if (!known) throw new StoreDown({ cause: modes.find((mode) => mode.status === 'rejected')?.reason })
  if (known.value === 'cluster') return cluster(address.urls)
  if (known.value === 'sentinel') return sentinel(address)
  return single(address.urls[0])
}

const within = async <T>(doing: Promise<T>, most = DEADLINE): Promise<T> => {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new StoreDown()), most)
  try {
    return await Promise.race([doing, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** What says that Redis is not there, or not now; anything else it says is a fault of ours. */
const isDown = (error: unknown): boolean =>
  !(error instanceof Error && /^(ERR|WRONGTYPE|NOSCRIPT|NOAUTH|NOPERM|WRONGPASS|EXECABORT)\b/.test(error.message))

/**
 * Connected for as long as it is open: what is lost is made anew, and meanwhile every command fails at once.
 * @throws {StoreDown} when it can't be reached to begin with
 */
export const linkRedis = async (address: RedisAddress): Promise<RedisLink> => {
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

  const answered = async <T>(doing: (through: Connections) => Promise<T>): Promise<T> => {
    try {
      const answer = await within(doing(now))
      lost = 0
      return answer
    } catch (error) {
      if (error instanceof StoreDown && ++lost >= LOST) void reopen()
      throw isDown(error) && !(error instanceof StoreDown) ? new StoreDown({ cause: error }) : error
    }
  }

  const command = (script: readonly string[], keys: readonly string[], args: readonly Argument[]): Argument[] => [
    ...script,
    String(keys.length),
    ...keys,
    ...args,
  ]

  return {
    send: (key, args) => answered((through) => through.send(key, args)),
    everywhere: (args) => answered((through) => through.everywhere(args)),
    run: async (script, keys, args, replicas = 0) => {
      const [key = ''] = keys
      const once = async (how: readonly string[]): Promise<unknown> => {
        const asked = command(how, keys, args)
        if (replicas === 0) return answered((through) => through.send(key, asked))
        const wait = ['WAIT', String(replicas), String(REPLICA_WAIT)]
        const [answer, reached] = await answered((through) => through.sendBoth(key, asked, wait))
        // Said here and nowhere else: whoever waits for it must not be told it is safe.
        if (Number(reached) < replicas) throw new StoreDown()
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
      if (!reopening) await within(now.close(), CLOSING).catch(() => now.destroy())
    },
  }
}
