import type { SpawnSyncReturns } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from '../../infra/build.ts'
import manifest from '../../package.json' with { type: 'json' }
import { EXIT } from '../../src/cli/command.ts'
import { COMMANDS } from '../../src/cli/commands.ts'
import { runNode } from '../nodeProcess.ts'

const root = join(import.meta.dirname, '../..')
const KEY = `a:${Buffer.alloc(32, 1).toString('base64')}`
/** Nobody in particular. */
const NOBODY = 65_533
const asRoot = process.getuid?.() === 0

let folder: string
const at = (...names: readonly string[]): string => join(folder, ...names)

/** What `npm pack` takes: by the manifest's own list, since packing would build once more. */
const pack = (): void => {
  for (const pattern of [...manifest.files.filter((name) => name !== 'dist'), 'package.json'])
    for (const path of globSync(pattern, { cwd: root })) {
      mkdirSync(dirname(at('package', path)), { recursive: true })
      cpSync(join(root, path), at('package', path), { recursive: true })
    }
}
const openToAll = (path: string): void => {
  chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644)
  if (!statSync(path).isDirectory()) return
  for (const name of globSync('**', { cwd: path })) {
    const inside = join(path, name)
    chmodSync(inside, statSync(inside).isDirectory() ? 0o755 : 0o644)
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quickscan-published-'))
  pack()
  await build(at('package', 'dist'))
  mkdirSync(at('home'))
  if (asRoot) chownSync(at('home'), NOBODY, NOBODY)
  openToAll(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Ran = Pick<SpawnSyncReturns<string>, 'status' | 'stdout' | 'stderr'>
/** Where a command is run, and as whom: in the checkout from its sources, in the package as somebody else, without any library. */
const PLACES: Readonly<Record<string, (args: readonly string[], env?: object) => Ran>> = {
  'the checkout': (args, env = {}) =>
    runNode([join(root, 'bin/quickscan.mjs'), ...args], {
      ...{ cwd: at('home'), fromSources: true, env: { PATH: process.env.PATH, ...env } },
      ...(asRoot ? { uid: NOBODY } : {}),
    }),
  'the package, by its earlier name': (args, env = {}) =>
    runNode([at('package', 'bin', 'onlife-quickscan.mjs'), ...args], {
      ...{ cwd: at('home'), fromSources: true, env: { PATH: process.env.PATH, ...env } },
      ...(asRoot ? { uid: NOBODY } : {}),
    }),
  'the package': (args, env = {}) =>
    runNode([at('package', 'bin', 'quickscan.mjs'), ...args], {
      ...{ cwd: at('home'), fromSources: true, env: { PATH: process.env.PATH, ...env } },
      ...(asRoot ? { uid: NOBODY } : {}),
    }),
}

const STORE = { DATA_KEYS: KEY, DATA_FILE: 'nowhere/q.db' }
const IN_TEAMS = ['--platform', 'teams', '--tenant', 't']
/** Each command asked for something that comes to an end in a folder with nothing in it, and what it says. */
const ASKED: Readonly<Record<string, readonly [args: readonly string[], exit: number, said: string]>> = {
  start: [[], 1, 'TEAMS_CLIENT_ID'],
  demo: [['--people', '1'], 2, 'from 3 to'],
  doctor: [['--json'], 1, '"state": "wrong"'],
  effects: [['list'], 1, 'There is no nowhere/q.db'],
  why: [[...IN_TEAMS, '--person', 'p'], 1, ''],
  backup: [['--out', 'b.db'], 1, 'There is no nowhere/q.db'],
  restore: [['--from', 'b.db'], 1, 'There is no b.db'],
  copy: [['--from', 'a.db', '--to', 'b.db'], 1, 'There is no a.db'],
  'keys:rotate': [[], 1, 'There is no nowhere/q.db'],
  'person:erase': [[...IN_TEAMS, '--person', 'p'], 1, 'There is no nowhere/q.db'],
  'tenant:erase': [IN_TEAMS, 1, 'There is no nowhere/q.db'],
  'manifest teams': [
    ['--domain', 'quickscan.example.be', '--app-id', '22222222-2222-4222-8222-222222222222', '--out', 'app.zip'],
    0,
    'app.zip',
  ],
  'manifest slack': [['--domain', 'quickscan.example.be', '--language', 'en'], 0, 'quickscan.example.be/slack/events'],
  'kit:check': [[], 0, 'as it should be'],
}

describe.each(Object.entries(PLACES))('every command in %s', (_where, run) => {
  it.each(COMMANDS.map(({ name }) => name))('%s does what it says, and ends with the exit it says', (name) => {
    const [args, exit, said] = ASKED[name] ?? [[], -1, '']
    const { status, stdout, stderr } = run([...name.split(' '), ...args], STORE)
    expect(`${stdout}${stderr}`).toContain(said)
    expect(`${stdout}${stderr}`).not.toMatch(/\bat .*:\d+:\d+|ERR_MODULE|Cannot find/)
    expect(status, `${stdout}${stderr}`).toBe(exit)
    expect(existsSync(at('home', 'nowhere'))).toBe(false)
  })

  it('says how it is used, which version it is, and what it doesn’t have', () => {
    const help = run(['--help'])
    expect(help).toMatchObject({ status: 0, stderr: '' })
    for (const { name } of COMMANDS) expect(help.stdout).toContain(`  ${name} `)
    expect(run(['--version']).stdout.trim()).toBe(manifest.version)
    expect(run(['demo', '--help'])).toMatchObject({ status: 0, stderr: '' })
    expect(run(['bakcup'])).toMatchObject({ status: 2, stdout: '' })
  })
})

describe('an older Node', () => {
  it.each(['20.20.2', '22.23.0'])('%s is told in one line what to do, with the exit of what failed', (version) => {
    const pretends = `--import=data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${version}'})`
    const { status, stdout, stderr } = PLACES['the package']?.(['start'], { NODE_OPTIONS: pretends }) ?? {}
    expect({ status, stdout }).toEqual({ status: EXIT.failed, stdout: '' })
    // No `npm start` here: only a checkout brings a Node of its own.
    expect(stderr).toBe(
      `Quickscan needs Node 24 or newer and this is Node ${version}: install it from https://nodejs.org.\n`,
    )
  })
})

describe('a bare quickscan', () => {
  it('says what there is; by its earlier name it starts the bot, as units and images of earlier versions have it', () => {
    expect(PLACES['the package']?.([])).toMatchObject({ status: 2, stderr: expect.stringContaining('usage:') })
    const earlier = PLACES['the package, by its earlier name']?.([])
    expect(earlier).toMatchObject({ status: 1, stderr: expect.stringContaining('TEAMS_CLIENT_ID') })
  })
})
