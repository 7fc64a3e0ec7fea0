import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../bench/contestants.ts'

export interface RedisServer {
  readonly port: number
  readonly url: string
  /** All it writes to disk. */
  readonly folder: string
  /** As if the machine lost its power: nothing is finished. Resolves when it is gone. */
  kill(): Promise<void>
  /** The same process asleep: connections stay, nothing answers. */
  freeze(): void
  thaw(): void
  /** Again, over what is on disk. */
  start(): Promise<void>
  /** Ends it and removes what it wrote. */
  stop(): Promise<void>
}

/** A cluster's nodes talk among themselves 10,000 ports higher. */
const freeClusterPort = async (): Promise<number> => {
  for (;;) {
    const port = await freePort()
    if (port < 50_000) return port
  }
}

interface Beginning {
  readonly port?: number
  readonly sentinelFile?: string
  /** A snapshot it begins with. */
  readonly seeded?: string
  /** In place of the settings below. */
  readonly configFile?: string
}

/** A real Redis of its own, on loopback, that writes every command to disk before it answers. */
export const startRedis = async (
  more: Readonly<Record<string, string>> = {},
  { port: wanted, sentinelFile: file, seeded, configFile }: Beginning = {},
): Promise<RedisServer> => {
  const port = wanted ?? (await freePort())
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-redis-'))
  // A snapshot it begins with.
  if (seeded !== undefined) copyFileSync(seeded, join(folder, 'dump.rdb'))
  const settings: Record<string, string> = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    ...(file === undefined && configFile === undefined ? { appendonly: 'yes', appendfsync: 'always', save: '' } : {}),
    ...more,
  }
  const asked = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
  const args = [...((configFile ?? file) ? [configFile ?? file ?? ''] : []), ...(file ? ['--sentinel'] : []), ...asked]
  const ready = file === undefined ? 'Ready to accept connections' : 'Sentinel ID is'
  let child: ChildProcess | undefined
  const start = async (): Promise<void> => {
    const starting = spawn('redis-server', args, {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child = starting
    await new Promise<void>((resolve, reject) => {
      const said: string[] = []
      starting.once('error', reject)
      starting.once('exit', (code) =>
        reject(new Error(`redis-server ended with ${code}: ${said.join('').slice(-500)}`)),
      )
      starting.stdout?.on('data', (words: Buffer) => {
        said.push(String(words))
        if (words.includes(ready)) resolve()
      })
    })
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child
    child = undefined
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const ended = once(ending, 'exit')
    ending.kill(signal)
    await ended
  }
  await start()
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    folder,
    start,
    kill: () => end('SIGKILL'),
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    stop: async () => {
      child?.kill('SIGCONT')
      await end('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const cli = (port: number, ...args: readonly string[]): string =>
  execFileSync('redis-cli', ['-h', '127.0.0.1', '-p', String(port), ...args], { encoding: 'utf8' })

export const askRedis = ({ port }: RedisServer, ...args: readonly string[]): string => cli(port, ...args).trim()

/** Looks until it is so; there is nothing to wait on in another process. */
export const until = async (what: string, so: () => boolean | Promise<boolean>, within = 20_000): Promise<void> => {
  const began = performance.now()
  while (!(await so())) {
    if (performance.now() - began > within) throw new Error(`never: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export interface RedisCluster {
  readonly masters: readonly RedisServer[]
  readonly replicas: readonly RedisServer[]
  readonly urls: readonly [string, ...string[]]
  stop(): Promise<void>
}

/** A real Cluster: three masters, and a replica each where they are wanted. */
export const startCluster = async (replicas: 0 | 1 = 0): Promise<RedisCluster> => {
  const nodes: RedisServer[] = []
  for (let at = 0; at < 3 * (1 + replicas); at++)
    nodes.push(
      await startRedis(
        { 'cluster-enabled': 'yes', 'cluster-node-timeout': '1000', 'repl-diskless-sync-delay': '0' },
        { port: await freeClusterPort() },
      ),
    )
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`)
  cli(nodes[0]?.port ?? 0, '--cluster', 'create', ...addresses, '--cluster-replicas', String(replicas), '--cluster-yes')
  await until('a cluster that is whole', () =>
    nodes.every((node) => askRedis(node, 'cluster', 'info').includes('state:ok')),
  )
  const isReplica = (node: RedisServer): boolean => askRedis(node, 'role').startsWith('slave')
  if (replicas > 0)
    await until(
      'replicas that follow',
      () =>
        nodes.filter((node) => isReplica(node)).length === 3 &&
        nodes.every((node) => !isReplica(node) || askRedis(node, 'role').includes('connected')),
    )
  const masters = nodes.filter((node) => !isReplica(node))
  const [first, ...rest] = masters.map(({ url }) => url)
  return {
    masters,
    replicas: nodes.filter((node) => !masters.includes(node)),
    urls: [first ?? '', ...rest],
    stop: async () => {
      await Promise.all(nodes.map((node) => node.stop()))
    },
  }
}

export const SENTINEL_NAME = 'quickscan'

export interface RedisSentinels {
  readonly master: RedisServer
  readonly replica: RedisServer
  readonly urls: readonly [string, ...string[]]
  stop(): Promise<void>
}

/** A master with one replica, and three Sentinels that watch them. */
export const startSentinels = async (): Promise<RedisSentinels> => {
  const master = await startRedis({ 'repl-diskless-sync-delay': '0' })
  const replica = await startRedis({ replicaof: `127.0.0.1 ${master.port}` })
  await until('a replica that follows', () => askRedis(replica, 'role').includes('connected'))
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-sentinels-'))
  const sentinels: RedisServer[] = []
  for (let at = 0; at < 3; at++) {
    const file = join(folder, `sentinel${at}.conf`)
    writeFileSync(
      file,
      [
        `sentinel monitor ${SENTINEL_NAME} 127.0.0.1 ${master.port} 2`,
        `sentinel down-after-milliseconds ${SENTINEL_NAME} 500`,
        `sentinel failover-timeout ${SENTINEL_NAME} 2000`,
      ].join('\n'),
    )
    sentinels.push(await startRedis({}, { sentinelFile: file }))
  }
  await until('sentinels that know each other', () =>
    sentinels.every((one) => askRedis(one, 'sentinel', 'ckquorum', SENTINEL_NAME).startsWith('OK 3')),
  )
  await until('a replica they know', () =>
    sentinels.every((one) => askRedis(one, 'sentinel', 'replicas', SENTINEL_NAME).includes(String(replica.port))),
  )
  const [first, ...rest] = sentinels.map(({ url }) => url)
  return {
    master,
    replica,
    urls: [first ?? '', ...rest],
    stop: async () => {
      await Promise.all([...sentinels, master, replica].map((one) => one.stop()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
