import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, matchesGlob, relative } from 'node:path'
import { CORE_SCHEMA, load, loadAll, mergeTag } from 'js-yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../bench/contestants.ts'
import { build } from '../../infra/build.ts'
import manifest from '../../package.json' with { type: 'json' }
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { openPracticeRoom } from '../../src/practice/practiceRoom.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import type { PracticeRoom } from '../../src/practice/types.ts'
import { practiceTeam } from '../../src/practice/world.ts'
import { openRedisClient } from '../../src/store/redis/client.ts'
import { checkRedis, redisStates } from '../../src/store/redis/requirements.ts'
import { MONDAY } from '../practiceTeam.ts'
import { startRedis } from '../redisServer.ts'

/** No container engine and no systemd runs here: what can be done without them is done, and docs/operating.md says the rest. */
const root = join(import.meta.dirname, '../..')
const read = (name: string): string => readFileSync(join(root, 'infra', name), 'utf8')

interface Service {
  readonly build?: { readonly dockerfile: string }
  readonly environment?: Readonly<Record<string, string>>
  readonly ports?: readonly string[]
  readonly volumes?: readonly string[]
  readonly env_file?: string
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: Readonly<Record<string, unknown>>
}

/** Someone who owns nothing else; without root, whoever runs the tests. */
const NOBODY = 65_534
const isRoot = process.getuid?.() === 0

/** What the unit of the timer does, as written but for where things are: as who owns the file, and away with what is too old alone. */
const backsUpByItsUnit = (app: string): void => {
  const unit = read('quickscan-backup.service')
  const [command = '', folder = '', days = ''] = (/^ExecStart=(.*)$/m.exec(unit)?.[1] ?? '').split(' ')
  expect([command, days]).toEqual(['/opt/quickscan/infra/backup.sh', '14'])
  expect(/^StateDirectory=.*$/m.exec(unit)?.[0]).toContain(folder.replace('/var/lib/', ''))
  const backups = join(app, 'backups')
  for (const name of ['infra', 'backups']) mkdirSync(join(app, name))
  cpSync(join(root, 'infra/backup.sh'), join(app, 'infra/backup.sh'))
  const aged = { 'quickscan-old.db': 14.2, 'quickscan-young.db': 13.8, 'someone-elses.db': 400 }
  for (const [name, age] of Object.entries(aged)) {
    writeFileSync(join(backups, name), '')
    // `find` looks at the machine's own clock, whatever day it is for the test: so does what it was written at.
    const written = statSync(join(backups, name)).mtimeMs / 1000
    utimesSync(join(backups, name), written, written - age * 86_400)
  }
  if (isRoot) {
    chmodSync(app, 0o755)
    for (const name of readdirSync(app, { recursive: true, encoding: 'utf8' }))
      if (/^(data|backups)/.test(name)) chownSync(join(app, name), NOBODY, NOBODY)
  }
  const backUp = (file: string) =>
    spawnSync('sh', [join(app, 'infra/backup.sh'), backups, days], {
      ...{ cwd: '/', encoding: 'utf8', ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}) },
      env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, DATA_FILE: file },
    })
  // One that fails takes no older one away.
  expect(backUp(join(app, 'data/none.db')).status).not.toBe(0)
  expect(readdirSync(backups)).toHaveLength(3)
  const made = backUp(join(app, 'data/quickscan.db'))
  expect(made.status, made.stderr).toBe(0)
  expect(readdirSync(backups).toSorted()).toEqual([
    expect.stringMatching(/^quickscan-\d{8}T\d{6}Z\.db$/),
    'quickscan-young.db',
    'someone-elses.db',
  ])
  expect(statSync(join(backups, readdirSync(backups).toSorted()[0] ?? '')).mode & 0o077).toBe(0)
}

describe('the image', () => {
  const lines = read('Dockerfile')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => /^(\w+) (.*)$/.exec(line) ?? [])
  const all = (what: string): string[] => lines.flatMap(([, name, rest]) => (name === what ? [rest ?? ''] : []))
  const ignored = read('Dockerfile.dockerignore').split('\n').filter(Boolean)
  let app: string
  let room: PracticeRoom
  beforeAll(async () => {
    app = mkdtempSync(join(tmpdir(), 'quickscan-image-'))
    room = await openPracticeRoom({
      people: practiceTeam(),
      clock: standingClock(MONDAY),
      realNow: () => Date.now(),
    })
  })
  afterAll(async () => {
    await room.stop()
    rmSync(app, { recursive: true, force: true })
  })

  it('is built on the official slim Node 24, stands on the slim Debian below it, and runs as nobody in particular', () => {
    expect(all('FROM')).toEqual(['node:24-slim AS build', 'debian:bookworm-slim'])
    expect(all('USER')).toEqual(['1000:1000'])
    // As the last word on who runs it.
    const order = lines.map(([, name]) => name)
    expect(order.indexOf('USER')).toBeGreaterThan(order.lastIndexOf('RUN'))
  })

  // Built for real, with its bases, by `npm run test:image`; here its last stage is laid out from this checkout.
  it('has all that the bot needs and no more, starts, is healthy, and stops when it is told', async () => {
    const { npm_config_local_prefix: _prefix, ...inherited } = process.env
    const environment = {
      ...inherited,
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      NODE_ENV: 'production',
    }
    await build(join(app, 'dist'))
    const last = lines.slice(lines.findLastIndex(([, what]) => what === 'FROM'))
    for (const [, what, rest = ''] of last) {
      const [source = '', to = ''] = rest.replace('--from=build ', '').split(' ')
      if (what !== 'COPY' || source.endsWith('/dist') || source.startsWith('/usr')) continue
      const name = source.replace(/^\/app\//, '')
      cpSync(join(root, name), to === './' ? join(app, name) : join(app, to), {
        recursive: true,
        filter: (from) => !ignored.some((pattern) => matchesGlob(relative(root, from), pattern)),
      })
    }
    mkdirSync(join(app, 'data'))
    expect(readdirSync(app).sort()).toEqual([
      'bin',
      'content',
      'data',
      'dist',
      'docs',
      'manifest',
      'node_modules',
      'package.json',
    ])
    expect(readdirSync(join(app, 'node_modules'))).toEqual(['@resvg'])

    const port = String(await freePort())
    // The same way it is started everywhere: with these it stays under 256 MB while it is attacked (flood.test.ts).
    const start = manifest.scripts.start.replace(/^node /, '')
    expect(
      JSON.parse(all('CMD')[0] ?? '[]')
        .slice(1)
        .join(' '),
    ).toBe(start)
    expect(readFileSync(join(root, 'infra/quickscan.service'), 'utf8')).toContain(
      start.replace(' bin', ' /opt/quickscan/bin'),
    )
    const [interpreter] = readFileSync(join(root, 'bin/quickscan.mjs'), 'utf8').split('\n')
    expect(interpreter).toBe(`#!/usr/bin/env -S node ${start.replace(/ bin.*/, '')}`)
    const [command = '', ...args] = JSON.parse(all('CMD')[0] ?? '[]') as string[]
    const { DATA_FILE: _, ...settings } = practiceEnvironment(room.address, app)
    const bot = spawn(command, args, { cwd: app, env: { ...environment, ...settings, PORT: port }, stdio: 'pipe' })
    const errors: string[] = []
    bot.stderr.on('data', (said) => errors.push(String(said)))
    await Promise.race([once(bot.stdout, 'data'), once(bot, 'exit')])
    expect(errors.join('')).toBe('')
    const check = (all('HEALTHCHECK')[0] ?? '').replace(/^.*? CMD /, '')
    const healthy = (at: string): number | null =>
      spawnSync('sh', ['-c', check], { cwd: app, env: { ...environment, PORT: at } }).status
    expect(healthy(port)).toBe(0)
    expect(healthy('1')).toBe(1)
    expect(existsSync(join(app, 'data', 'quickscan.db'))).toBe(true)
    const gone = once(bot, 'exit')
    bot.kill('SIGTERM')
    expect(await gone).toEqual([0, null])
    backsUpByItsUnit(app)
  })
})

describe('the Redis that is shipped', () => {
  it('loses nothing it acknowledged, throws nothing away, and asks for its password', async () => {
    const server = await startRedis({ requirepass: 'geheim' }, { configFile: join(root, 'infra', 'redis.conf') })
    try {
      const link = await openRedisClient({ urls: [`redis://:geheim@127.0.0.1:${server.port}`] })
      const states = await redisStates(link)
      expect(checkRedis(states)).toEqual([])
      expect(states).toMatchObject([{ aof: true, fsync: 'always', policy: 'noeviction' }])
      expect(String((await link.everywhere(['CONFIG', 'GET', 'save']))[0])).toBe('save,')
      await link.close()
      await expect(openRedisClient({ urls: [server.url] }).then((open) => redisStates(open))).rejects.toThrow()
    } finally {
      await server.stop()
    }
  })
})

const composed = (name: string) => {
  const { services, volumes } = load(read(name), { schema: CORE_SCHEMA.withTags(mergeTag) }) as Compose
  const bots = Object.entries(services).flatMap(([of, service]) => (of.startsWith('bot') ? [service] : []))
  return { services, volumes, bots }
}

describe.each(['compose.yaml', 'compose.many.yaml'])('%s', (name) => {
  const { services, volumes, bots } = composed(name)

  it('gives a bot no more than it needs, lets the world reach the proxy alone, and holds no secret', () => {
    for (const one of [...bots, services.caddy])
      expect(one).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
    const open = Object.entries(services).filter(([, { ports }]) => ports !== undefined)
    expect(open.map(([of]) => of)).toEqual(['caddy'])
    for (const [, value] of read(name).matchAll(/(?:PASSWORD|SECRET|KEYS|TOKEN): (.*)/g)) expect(value).toMatch(/^\$\{/)
  })

  it('keeps its secrets out of what the image is built of', () => {
    const ignored = read('Dockerfile.dockerignore').split('\n').filter(Boolean)
    for (const secret of ['secrets', '.env', 'bot.env'])
      expect(
        ignored.some((pattern) => matchesGlob(`infra/${secret}`, pattern)),
        secret,
      ).toBe(true)
  })

  it('names files, volumes and settings that are there', () => {
    for (const { build: built } of bots) expect(existsSync(join(root, built?.dockerfile ?? 'nothing'))).toBe(true)
    const mounted = Object.values(services).flatMap(({ volumes: own }) =>
      (own ?? []).map((one) => one.split(':')[0] ?? ''),
    )
    for (const one of mounted)
      if (one !== './secrets')
        expect(one.startsWith('./') ? existsSync(join(root, 'infra', one)) : one in volumes, one).toBe(true)
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    for (const { environment } of bots)
      for (const setting of Object.keys(environment ?? {})) expect(readme, setting).toContain(`\`${setting}`)
    const caddy = read('Caddyfile')
    for (const setting of Object.keys(services.caddy?.environment ?? {})) expect(caddy).toContain(`{$${setting}`)
  })
})

describe('the compose file for many bots', () => {
  const { volumes, bots, services } = composed('compose.many.yaml')

  it('runs the bot twice over one Redis, each with erasures of its own', () => {
    expect(bots).toHaveLength(2)
    const folders = bots.flatMap(({ volumes: own }) => own ?? [])
    expect(new Set(folders).size).toBe(2)
    for (const folder of folders) expect(Object.keys(volumes)).toContain(folder.split(':')[0])
    for (const { environment } of bots) expect(environment?.REDIS_URL).toContain('@redis:6379')
    expect(services.caddy?.environment?.QUICKSCAN_BOTS).toBe('bot-one:3978 bot-two:3978')
  })
})

interface Manifest {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
  readonly data?: Readonly<Record<string, string>>
  readonly spec: Record<string, unknown>
}

describe('the manifests for Kubernetes', () => {
  const all = loadAll(read('kubernetes.yaml'), { schema: CORE_SCHEMA.withTags(mergeTag) }) as unknown as Manifest[]
  const of = (kind: string): Manifest => {
    const found = all.find((one) => one.kind === kind)
    if (!found) throw new Error(`no ${kind}`)
    return found
  }
  const pod = (of('StatefulSet').spec.template as { spec: Record<string, unknown> }).spec
  const [bot] = pod.containers as readonly Record<string, unknown>[]

  // Their kinds, types and what each needs are held against the schemas by `npm run test:kubernetes`.
  it('run two bots that may do nothing, and one of them always', () => {
    expect(of('StatefulSet').spec.replicas).toBe(2)
    expect(of('PodDisruptionBudget').spec).toMatchObject({ minAvailable: 1 })
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000 },
    })
    expect(bot?.securityContext).toEqual({
      ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    })
    expect(of('NetworkPolicy').spec.policyTypes).toEqual(['Ingress', 'Egress'])
  })

  it('ask after the bot where it answers, and show the world neither that nor the figures', () => {
    expect(bot).toMatchObject({
      livenessProbe: { httpGet: { path: '/healthz' } },
      readinessProbe: { httpGet: { path: '/readyz' } },
    })
    const shown = JSON.stringify(of('Ingress').spec)
    for (const path of ['/api/messages', '/slack', '/calendar', '/data', '/papers', '/privacy', '/terms'])
      expect(shown).toContain(`"${path}"`)
    expect(shown).not.toMatch(/healthz|readyz|metrics/)
  })

  it('give settings that the bot takes, and secrets as files that are there', () => {
    const settings = of('ConfigMap').data ?? {}
    const mount = ((bot?.volumeMounts ?? []) as readonly { name: string; mountPath: string }[]).find(
      ({ name }) => name === 'secrets',
    )
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    for (const [name, value] of Object.entries(settings)) {
      expect(readme, name).toContain(`\`${name}\``)
      if (!name.endsWith('_FILE')) continue
      expect(value.startsWith(`${mount?.mountPath}/`), name).toBe(true)
      expect(read('kubernetes.yaml')).toContain(`--from-file=${value.split('/').at(-1)}`)
    }
  })
})

describe('the systemd units', () => {
  it('are ones systemd understands, and give the bot next to nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quickscan-unit-'))
    try {
      const names = ['quickscan.service', 'quickscan-backup.service', 'quickscan-backup.timer']
      for (const name of names) {
        // Where Node and the bot are on this machine: systemd looks whether they are there.
        const unit = read(name).replace('/usr/bin/node', process.execPath).replaceAll('/opt/quickscan', root)
        writeFileSync(join(folder, name), unit)
      }
      const files = names.map((name) => join(folder, name))
      const verified = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' })
      expect(verified.stderr.split('\n').filter((line) => line.includes('quickscan'))).toEqual([])
      expect(verified.status).toBe(0)
      for (const file of files.slice(0, 2)) {
        const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', file], { encoding: 'utf8' })
        // 10 is everything allowed, 0 nothing.
        const exposed = Number(/exposure level for .*: ([\d.]+)/.exec(stdout)?.[1])
        expect(exposed, file).toBeLessThan(2)
      }
      const hours = spawnSync('systemd-analyze', [
        'calendar',
        /^OnCalendar=(.*)$/m.exec(read('quickscan-backup.timer'))?.[1] ?? '',
      ])
      expect(String(hours.stdout)).toContain('Normalized form: *-*-* *:00:00')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
