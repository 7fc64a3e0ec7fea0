import { createClient, createCluster, createSentinel, RESP_TYPES } from 'redis'
import { StoreDown } from '../store.ts'
import { integerReply, textReply } from './replies.ts'

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

/** Milliseconds to connect. */
const CONNECTING = 3000
/** Milliseconds between tries to connect again, at most. */
const AGAIN = 500

/** One of the three, as the rest sees it. */
export interface Connections {
  send(key: string, args: readonly Argument[]): Promise<unknown>
  /** Both on one connection, one right after the other: `WAIT` speaks of what was written on its own. */
  sendBoth(key: string, first: readonly Argument[], second: readonly Argument[]): Promise<[unknown, unknown]>
  /** One to speak to each master. */
  masters(): Promise<readonly ((args: readonly Argument[]) => Promise<unknown>)[]>
  close(): Promise<void>
  destroy(): void
}

const typeMapping = { [RESP_TYPES.BLOB_STRING]: Buffer } as const
const reconnectStrategy = (retries: number): number => Math.min(50 * 2 ** retries, AGAIN) + Math.floor(retries % 7) * 10
/** What isn't connected says so at once: queued commands would hang a turn, and be sent when nobody waits any more. */
const client = { disableOfflineQueue: true, RESP: 2 } as const
const socket = { connectTimeout: CONNECTING, reconnectStrategy, keepAlive: true } as const
/** Told of by every command that fails meanwhile; without a listener it would end the process. */
const unheard = (): void => undefined

/** Gone already is as good. */
const quietly = (ending: () => unknown): void => {
  void (async () => ending())().catch(unheard)
}

const single = async (url: string): Promise<Connections> => {
  const one = createClient({ url, ...client, socket, commandOptions: { typeMapping } })
  one.on('error', unheard)
  await one.connect()
  const send = (args: readonly Argument[]): Promise<unknown> => one.sendCommand([...args])
  return {
    send: (_key, args) => send(args),
    sendBoth: (_key, first, second) => Promise.all([send(first), send(second)]),
    masters: async () => [send],
    close: () => one.close(),
    destroy: () => quietly(() => one.destroy()),
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
        const ask = (args: readonly Argument[]): Promise<unknown> => node.sendCommand([...args], { typeMapping })
        return await Promise.all([ask(first), ask(second)])
      } catch (error) {
        // It has moved to another node: the client looks where, and there both are asked once more.
        if (!(error instanceof Error) || !/^(MOVED|ASK)/.test(error.message)) throw error
        return [await send(key, first), await send(key, second)]
      }
    },
    masters: async () => {
      const nodes = await Promise.all(all.masters.map(async (master) => all.nodeClient(master)))
      return nodes.map((node) => (args) => node.sendCommand([...args], { typeMapping }))
    },
    close: () => all.close(),
    destroy: () => quietly(() => all.destroy()),
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
    masters: async () => [send],
    close: () => one.close(),
    destroy: () => quietly(() => one.destroy()),
  }
}

/** What listens at an address says what it is. */
const modeOf = async (url: string): Promise<string> => {
  const one = createClient({ url, RESP: 2, socket: { connectTimeout: CONNECTING, reconnectStrategy: false } })
  one.on('error', unheard)
  await one.connect()
  try {
    const info = textReply('INFO', await one.sendCommand(['INFO', 'server']))
    return /^redis_mode:(\w+)/m.exec(info)?.[1] ?? 'standalone'
  } finally {
    one.destroy()
  }
}

/** Whatever listens there. @throws {StoreDown} */
export const connections = async (address: RedisAddress): Promise<Connections> => {
  const modes = await Promise.allSettled(address.urls.map(modeOf))
  const known = modes.find((mode) => mode.status === 'fulfilled')
  if (!known) throw new StoreDown({ cause: modes.find((mode) => mode.status === 'rejected')?.reason })
  if (known.value === 'cluster') return cluster(address.urls)
  if (known.value === 'sentinel') return sentinel(address)
  return single(address.urls[0])
}
