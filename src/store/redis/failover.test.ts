import { randomBytes } from 'node:crypto'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../../bench/contestants.ts'
import { askRedis, type RedisServer, startRedis, until } from '../../../test/redisServer.ts'
import { keyRingEncryption } from '../encryption.ts'
import { CantSave } from '../store.ts'
import { openRedisStore } from './store.ts'

/** One name for whichever server is the master, as managed services have it: connections that are there stay where they are. */
const openName = async () => {
  let to = 0
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    const onwards = connect(to, '127.0.0.1')
    for (const one of [socket, onwards]) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => sockets.delete(one))
    }
    socket.pipe(onwards).pipe(socket)
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `redis://127.0.0.1:${port}`,
    leadsTo: (other: RedisServer): void => {
      to = other.port
    },
    close: (): void => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

describe('a Redis that fails over behind one name', () => {
  const encryption = keyRingEncryption([{ id: 'a', secret: randomBytes(32) }])
  const key = { kind: 'sheet', place: 'round', id: 'a' }
  let [one, other]: RedisServer[] = []
  let name: Awaited<ReturnType<typeof openName>>
  beforeEach(async () => {
    one = await startRedis({ 'repl-diskless-sync-delay': '0' })
    other = await startRedis({ replicaof: `127.0.0.1 ${one.port}` })
    const replica = other
    await until('a replica that follows', () => askRedis(replica, 'role').includes('connected'))
    name = await openName()
    name.leadsTo(one)
  })
  afterEach(async () => {
    name.close()
    await Promise.all([one?.stop(), other?.stop()])
  })
  const servers = (): readonly [RedisServer, RedisServer] => {
    if (!one || !other) throw new Error('no servers')
    return [one, other]
  }
  /** The servers change places; nobody closes a connection. */
  const swaps = ([master, replica]: readonly [RedisServer, RedisServer]): void => {
    askRedis(replica, 'replicaof', 'no', 'one')
    askRedis(master, 'replicaof', '127.0.0.1', String(replica.port))
  }

  it('takes the very next write, over a new connection to the new master', async () => {
    const store = await openRedisStore({ urls: [name.url] }, encryption)
    expect(await store.commit(key, 0, { n: 1 }, [])).toBe(true)
    swaps(servers())
    name.leadsTo(servers()[1])
    const saved = await store.load(key)
    expect(await store.commit(key, saved?.version ?? 0, { n: 2 }, [])).toBe(true)
    expect((await store.load(key))?.state).toEqual({ n: 2 })
    await store.close()
  })

  it('refuses while the name leads to the old master, and takes writes as soon as it doesn’t', async () => {
    const store = await openRedisStore({ urls: [name.url] }, encryption)
    expect(await store.commit(key, 0, { n: 1 }, [])).toBe(true)
    const version = (await store.load(key))?.version ?? 0
    swaps(servers())
    await expect(store.commit(key, version, { n: 2 }, [])).rejects.toThrow(CantSave)
    await expect(store.commit(key, version, { n: 2 }, [])).rejects.toThrow(CantSave)
    name.leadsTo(servers()[1])
    await until('a write that is taken', () =>
      store.commit(key, version, { n: 2 }, []).catch((error: unknown) => {
        if (!(error instanceof CantSave)) throw error
        return false
      }),
    )
    await store.close()
  })
})
