import {
  type ChildProcess,
  type ForkOptions,
  fork,
  type SpawnOptions,
  type SpawnSyncReturns,
  spawn,
  spawnSync,
} from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '..')
/** Where builtOnce.ts built what is started; undefined outside Vitest. */
const { QUICKSCAN_BUILT: builtFolder } = process.env

/** Where Node keeps what it compiled, for each user of the machine apart. */
export const compiledIn = (folder: string): string => join(folder, 'quickscan-compiled')

/** A script of the project as it was built, where it was; anything else as it is. @param script from the root */
const built = (script: string): string => {
  if (!/^(src|bin|test)\/.+\.(ts|mjs)$/.test(script)) return script
  const made = builtFolder && join(builtFolder, script.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js'))
  return made && existsSync(made) ? made : script
}

/** What makes a Node process look at the test's clock. */
const CLOCK = ['--import', pathToFileURL(resolve(root, built('test/clock.ts'))).href] as const

interface Wishes {
  /** In place of this process's own. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  /** The moment it is for the process all along, in milliseconds since 1970: that of a story that stands still. Else the test's own. */
  readonly now?: number
  /** Another user of the machine to run it as. */
  readonly uid?: number
  /** Milliseconds after which it is killed. */
  readonly within?: number
  /** As it stands in the repository, not as it was built for the tests. */
  readonly fromSources?: boolean
}

const environmentOf = ({ env = process.env, now }: Wishes): Record<string, string | undefined> => ({
  ...env,
  // Compiled once for all of them: most of what a short-lived process does is reading its own sources.
  NODE_COMPILE_CACHE: compiledIn(builtFolder ?? tmpdir()),
  CLOCK_AHEAD: process.env.CLOCK_AHEAD,
  CLOCK_AT: now === undefined ? undefined : String(now),
})

const argumentsOf = (args: readonly string[], { fromSources }: Wishes): readonly string[] => [
  ...CLOCK,
  ...(fromSources ? args : args.map(built)),
]

/** Runs a script of the project to its end. */
export const runNode = (args: readonly string[], wishes: Wishes = {}): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, argumentsOf(args, wishes), {
    cwd: wishes.cwd ?? root,
    encoding: 'utf8',
    env: environmentOf(wishes),
    uid: wishes.uid,
    timeout: wishes.within,
  })

/** Starts a script of the project. */
export const startNode = (
  args: readonly string[],
  { stdio = 'pipe', ...wishes }: Wishes & Pick<SpawnOptions, 'stdio'> = {},
): ChildProcess =>
  spawn(process.execPath, argumentsOf(args, wishes), { cwd: wishes.cwd ?? root, stdio, env: environmentOf(wishes) })

/** Runs a script of the project to its end, while this process goes on: for one that asks what this process serves. */
export const ranNode = async (
  args: readonly string[],
  wishes: Wishes = {},
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> => {
  const child = startNode(args, wishes)
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
    })
  await once(child, 'close')
  return { status: child.exitCode, ...said }
}

type BotOptions = Pick<ForkOptions, 'stdio' | 'execArgv'>

/** Processes whose bot was stopped, by their options. Nearly all of a start is loading the program, and they have it. */
const idle = new Map<string, ChildProcess[]>()
const kinds = new WeakMap<ChildProcess, string>()

/** Whether this process has to wait for that one before it can end. */
const holding = (child: ChildProcess, holds: boolean): void => {
  for (const one of [child, child.channel, child.stdout, child.stderr] as (
    | { ref?(): void; unref?(): void }
    | null
    | undefined
  )[])
    if (holds) one?.ref?.()
    else one?.unref?.()
}

/**
 * Starts a bot as a process of its own, to be talked to and killed (botProcess.ts): a new one, or one whose bot was stopped.
 * @param handed what it is told at its start
 */
export const forkBot = (handed: object, options: BotOptions = {}): ChildProcess => {
  const kind = JSON.stringify(options)
  const again = idle.get(kind)?.pop()
  const { execArgv = [], ...rest } = options
  const child =
    again ??
    fork(resolve(root, built('test/botProcess.ts')), {
      ...rest,
      execArgv: [...CLOCK, ...execArgv],
      env: environmentOf({}),
    })
  kinds.set(child, kind)
  holding(child, true)
  child.send({ begin: handed })
  return child
}

/** Stops a bot that isn't killed, so that its process can be the next one. */
export const stopBot = async (child: ChildProcess): Promise<void> => {
  const stopped = new Promise<boolean>((resolve) => {
    child.on('message', (said: object) => {
      if ('stopped' in said) resolve(true)
    })
    child.once('exit', () => resolve(false))
    if (child.exitCode !== null || child.signalCode !== null) resolve(false)
    else child.send({ stop: true })
  })
  const isIdle = await stopped
  for (const name of ['message', 'exit']) child.removeAllListeners(name)
  for (const stream of [child.stdout, child.stderr]) stream?.removeAllListeners('data')
  if (!isIdle) return
  holding(child, false)
  const kind = kinds.get(child) ?? ''
  idle.set(kind, [...(idle.get(kind) ?? []), child])
}
