import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { freePort } from '../../bench/contestants.ts'
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { openPracticeRoom } from '../../src/practice/practiceRoom.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import { practiceTeam } from '../../src/practice/world.ts'
import { bareDebian } from './debian.ts'

/**
 * Builds the image of infra/Dockerfile for real and runs it: as nobody in particular, on a root it can't write to, with no rights at all. Where the bases
 * can't be pulled they are made: Debian by debootstrap, Node of the package `node`, npm of this machine (docs/decisions/047). Run as root.
 */
const root = join(import.meta.dirname, '../..')
const TAG = 'onlife-quickscan:test'
const DEBIAN = 'docker.io/library/debian:bookworm-slim'
const NODE = 'docker.io/library/node:24-slim'
/** In bytes. */
const LARGEST = 250e6
const NEEDED = ['buildah', 'debootstrap', 'unshare'] as const

const run = (command: string, args: readonly string[], quiet = true): string => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', quiet ? 'pipe' : 'inherit'],
  })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${status}\n${stdout.slice(-2000)}${stderr ?? ''}`)
  return stdout.trim()
}

const check = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(`not so: ${what}`)
  console.log(`  ${what}`)
}

const missing = NEEDED.filter((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0)
if (missing.length > 0 || process.getuid?.() !== 0) {
  console.error(
    `This is run as root, and needs ${NEEDED.join(', ')}: apt-get install -y buildah debootstrap util-linux`,
  )
  process.exit(1)
}

const work = mkdtempSync(join(tmpdir(), 'quickscan-image-'))
const buildah = (...args: readonly string[]): string =>
  run('buildah', ['--root', join(work, 'store'), '--runroot', join(work, 'run'), ...args])

/** What this machine trusts beside the usual: a registry behind its own authority. Of the base that builds alone. */
const trust = process.env.NODE_EXTRA_CA_CERTS
const npm = dirname(dirname(run('sh', ['-c', 'readlink -f "$(command -v npm)"'])))

const makeBases = (): void => {
  const container = buildah('from', 'scratch')
  run('cp', ['-a', `${bareDebian()}/.`, buildah('mount', container)])
  buildah('commit', '-q', container, DEBIAN)
  const base = buildah('mount', container)
  cpSync(join(root, 'node_modules/node/bin/node'), join(base, 'usr/local/bin/node'))
  cpSync(npm, join(base, 'usr/local/lib/node_modules/npm'), { recursive: true })
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(base, 'usr/local/bin/npm'))
  if (trust !== undefined) {
    cpSync(trust, join(base, 'etc/trust.pem'))
    buildah('config', '--env', 'NODE_EXTRA_CA_CERTS=/etc/trust.pem', container)
  }
  buildah('commit', '-q', container, NODE)
  buildah('rm', container)
}

const pulled = [DEBIAN, NODE].every((name) => {
  try {
    buildah('pull', '-q', name)
    return true
  } catch {
    return false
  }
})
console.log(pulled ? 'On the published bases:' : 'The bases can’t be pulled here; on ones that were made:')
if (!pulled) makeBases()

const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version
const cache = join(work, 'npm')
mkdirSync(cache)
const kept = run('npm', ['config', 'get', 'cache'])
try {
  buildah(
    ...['build', '--pull-never', '--layers=false', '--network', 'host', '--isolation', 'chroot'],
    ...['--volume', `${existsSync(kept) ? kept : cache}:/root/.npm`, '--build-arg', `VERSION=${version}`],
    ...[
      '-f',
      join(root, 'infra/Dockerfile'),
      '--ignorefile',
      join(root, 'infra/Dockerfile.dockerignore'),
      '-t',
      TAG,
      root,
    ],
  )

  interface Config {
    readonly User: string
    readonly Env: readonly string[]
    readonly Cmd: readonly string[]
    readonly Labels: Readonly<Record<string, string>>
    readonly WorkingDir: string
  }
  const { Docker } = JSON.parse(buildah('inspect', '--type', 'image', TAG)) as {
    readonly Docker: { readonly config: Config & { readonly Healthcheck?: { readonly Test: readonly string[] } } }
  }
  const { User, Env, Cmd, Labels, WorkingDir } = Docker.config
  check(User === '1000:1000', 'it runs as 1000:1000')
  check(Labels['org.opencontainers.image.version'] === version, `its label says version ${version}`)
  check(Labels['org.opencontainers.image.licenses'] === 'MIT', 'its label says MIT')

  const container = buildah('from', '--pull-never', TAG)
  const tree = buildah('mount', container)
  const bytes = Number(run('du', ['-s', '--block-size=1', '--apparent-size', tree]).split(/\s/)[0])
  check(bytes < LARGEST, `it is ${Math.round(bytes / 1e6)} MB, less than ${LARGEST / 1e6}`)
  for (const name of ['usr/local/bin/npm', 'app/src', 'app/node_modules/redis', 'app/infra', 'app/test'])
    check(!existsSync(join(tree, name)), `there is no /${name} in it`)

  const room = await openPracticeRoom({
    ...{ people: practiceTeam(), clock: standingClock(Date.UTC(2026, 10, 16, 8)), realNow: () => Date.now() },
  })
  const port = await freePort()
  const data = join(work, 'data')
  mkdirSync(data)
  run('chown', ['1000:1000', data])
  const { DATA_FILE: _, ...settings } = practiceEnvironment(room.address, '/app')
  const environment = [
    ...Env,
    ...Object.entries({ ...settings, PORT: String(port) }).map(([name, value]) => `${name}=${value}`),
  ]
  /** Inside: a root that is read only, /tmp and /app/data to write to, its own processes, no rights and none to be had. */
  const inside = (command: readonly string[]) => [
    ...['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c'],
    `mount --make-rprivate / && mount --bind '${tree}' '${tree}' && mount -o remount,bind,ro '${tree}' &&
     mount -t tmpfs tmpfs '${tree}/tmp' && mount --bind '${data}' '${tree}/app/data' && mount -t proc proc '${tree}/proc' &&
     mount --bind /dev '${tree}/dev' && exec chroot '${tree}' setpriv --reuid 1000 --regid 1000 --clear-groups --no-new-privs --bounding-set=-all \
       env -i "$@"`,
    ...['sh', ...environment, 'sh', '-c', `cd ${WorkingDir} && exec "$@"`, 'sh', ...command],
  ]
  const within = (command: readonly string[]) => spawnSync('unshare', inside(command), { encoding: 'utf8' })
  const outside = within(['sh', '-c', 'id -u; touch /app/x 2>&1; touch /app/data/y && echo kept'])
  check(/^1000\n.*Read-only file system\nkept\n$/s.test(outside.stdout), 'it may write to its data and nowhere else')
  const says = within(['quickscan', '--help'])
  check(says.status === 0 && says.stdout.includes('doctor'), '`quickscan` is a command in it')

  const bot = spawn('unshare', inside(Cmd), { stdio: ['ignore', 'pipe', 'inherit'] })
  await Promise.race([once(bot.stdout, 'data'), once(bot, 'exit')])
  const healthy = (at: number) =>
    within([
      'sh',
      '-c',
      `PORT=${at} ${/^HEALTHCHECK .*? CMD (.*)$/m.exec(readFileSync(join(root, 'infra/Dockerfile'), 'utf8'))?.[1]}`,
    ]).status
  check(healthy(port) === 0, 'its own health check finds it healthy')
  check(healthy(1) === 1, 'and one that isn’t there unhealthy')
  const page = await fetch(`http://127.0.0.1:${port}/privacy/nl`)
  check(page.status === 200, 'it shows the notice')
  const [child = ''] = run('pgrep', ['-P', String(bot.pid)]).split('\n')
  const gone = once(bot, 'exit')
  const asked = Date.now()
  process.kill(Number(child), 'SIGTERM')
  const [code] = await gone
  check(code === 0, `told to stop it ends with 0, after ${Date.now() - asked} ms`)
  check(existsSync(join(data, 'quickscan.db')), 'what it kept is on the volume')
  await room.stop()
  console.log('1 passed, 0 failed')
} finally {
  run('buildah', ['--root', join(work, 'store'), '--runroot', join(work, 'run'), 'rm', '--all'])
  rmSync(work, { recursive: true, force: true })
}
process.exit(0)
