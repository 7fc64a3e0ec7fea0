import {
  type ChildProcess,
  type ForkOptions,
  fork,
  type SpawnOptions,
  type SpawnSyncReturns,
  spawn,
  spawnSync,
} from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '..')
/** What makes a Node process look at the test's clock. */
const CLOCK = ['--import', pathToFileURL(join(import.meta.dirname, 'clock.ts')).href] as const

interface Wishes {
  /** In place of this process's own. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  /** The moment it is for the process all along, in milliseconds since 1970: that of a story that stands still. Else the test's own. */
  readonly now?: number
}

const environmentOf = ({ env = process.env, now }: Wishes): Record<string, string | undefined> => ({
  ...env,
  // Compiled once for all of them: most of what a short-lived process does is reading its own sources.
  NODE_COMPILE_CACHE: join(tmpdir(), 'quickscan-compiled'),
  CLOCK_AHEAD: process.env.CLOCK_AHEAD,
  CLOCK_AT: now === undefined ? undefined : String(now),
})

/** Runs a script of the project to its end. */
export const runNode = (args: readonly string[], wishes: Wishes = {}): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [...CLOCK, ...args], {
    cwd: wishes.cwd ?? root,
    encoding: 'utf8',
    env: environmentOf(wishes),
  })

/** Starts a script of the project. */
export const startNode = (
  args: readonly string[],
  { stdio = 'pipe', ...wishes }: Wishes & Pick<SpawnOptions, 'stdio'> = {},
): ChildProcess =>
  spawn(process.execPath, [...CLOCK, ...args], { cwd: wishes.cwd ?? root, stdio, env: environmentOf(wishes) })

/** Starts a bot as a process of its own, to be talked to and killed (botProcess.ts). @param handed what it is told at its start */
export const forkBot = (
  handed: object,
  { execArgv = [], ...options }: Pick<ForkOptions, 'stdio' | 'execArgv'> = {},
): ChildProcess =>
  fork(join(import.meta.dirname, 'botProcess.ts'), [JSON.stringify(handed)], {
    ...options,
    execArgv: [...CLOCK, ...execArgv],
    env: environmentOf({}),
  })
