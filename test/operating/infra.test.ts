import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, matchesGlob, relative } from 'node:path'
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../bench/contestants.ts'
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
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: Readonly<Record<string, unknown>>
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

  it('stands on the official slim Node 24, and runs as nobody in particular', () => {
    expect(all('FROM')).toEqual(['node:24-slim AS build', 'node:24-slim'])
    expect(all('USER')).toEqual(['1000:1000'])
    // As the last word on who runs it.
    const order = lines.map(([, name]) => name)
    expect(order.indexOf('USER')).toBeGreaterThan(order.lastIndexOf('RUN'))
  })

  it('is built by its own steps in a clean folder, starts, is healthy, and stops when it is told', async () => {
    const { npm_config_local_prefix: _prefix, ...inherited } = process.env
    const environment = {
      ...inherited,
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      npm_config_prefer_offline: 'true',
      NODE_ENV: 'production',
    }
    const building = join(app, 'stage')
    let stage = app
    for (const [, what, rest = ''] of lines) {
      if (what === 'FROM') {
        stage = rest.endsWith(' AS build') ? building : app
        mkdirSync(stage, { recursive: true })
      }
      if (what === 'COPY') {
        const [first = '', ...others] = rest.split(' ')
        const made = first === '--from=build'
        const names = made ? others.map((name) => name.replace(/^\/app\//, '')) : [first, ...others]
        const to = join(stage, names.pop() ?? '')
        for (const name of names)
          cpSync(join(made ? building : root, name), names.length > 1 ? join(to, name) : to, {
            recursive: true,
            // As every way of copying into an image does: what is built is told from what is older by when it was written.
            preserveTimestamps: true,
            filter: (from) => made || !ignored.some((pattern) => matchesGlob(relative(root, from), pattern)),
          })
      }
      if (what === 'RUN') {
        const env = stage === building ? { ...environment, NODE_ENV: 'development' } : environment
        const step = spawnSync('sh', ['-c', rest], { cwd: stage, env, encoding: 'utf8' })
        expect(step.status, step.stderr).toBe(0)
      }
    }
    rmSync(building, { recursive: true, force: true })
    expect(existsSync(join(app, 'dist', 'main.js'))).toBe(true)
    expect(existsSync(join(app, 'node_modules', 'redis'))).toBe(true)
    for (const name of ['vitest', 'typescript', 'playwright-core', 'bullmq'])
      expect(existsSync(join(app, 'node_modules', name)), name).toBe(false)
    // The commands too are what was built.
    expect(existsSync(join(app, 'src'))).toBe(false)

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

describe('the compose file', () => {
  const { services, volumes } = load(read('compose.yaml'), { schema: CORE_SCHEMA.withTags(mergeTag) }) as Compose
  const bots = Object.entries(services).flatMap(([name, service]) => (name.startsWith('bot') ? [service] : []))

  it('runs the bot twice over one Redis, each with erasures of its own', () => {
    expect(bots).toHaveLength(2)
    const folders = bots.flatMap(({ volumes: own }) => own ?? [])
    expect(new Set(folders).size).toBe(2)
    for (const folder of folders) expect(Object.keys(volumes)).toContain(folder.split(':')[0])
    for (const { environment } of bots) expect(environment?.REDIS_URL).toContain('@redis:6379')
  })

  it('gives it no more than it needs, reaches it from this machine only, and holds no secret', () => {
    for (const bot of bots) {
      expect(bot).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
      for (const port of bot.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/)
    }
    expect(services.redis?.ports).toBeUndefined()
    for (const [, value] of read('compose.yaml').matchAll(/REDIS_PASSWORD: (.*)/g)) expect(value).toMatch(/^\$\{/)
  })

  it('names files that are there', () => {
    expect(existsSync(join(root, bots[0]?.build?.dockerfile ?? 'nothing'))).toBe(true)
    expect(existsSync(join(root, 'infra', 'redis.conf'))).toBe(true)
  })
})

describe('the systemd unit', () => {
  it('is one systemd understands, and gives the bot next to nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quickscan-unit-'))
    try {
      // Where Node and the bot are on this machine: systemd looks whether they are there.
      const unit = read('quickscan.service').replace('/usr/bin/node /opt/quickscan', `${process.execPath} ${root}`)
      mkdirSync(folder, { recursive: true })
      const file = join(folder, 'quickscan.service')
      writeFileSync(file, unit)
      const verified = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' })
      expect(verified.stderr.split('\n').filter((line) => line.includes('quickscan'))).toEqual([])
      expect(verified.status).toBe(0)
      const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', file], { encoding: 'utf8' })
      // 10 is everything allowed, 0 nothing.
      expect(Number(/exposure level for .*: ([\d.]+)/.exec(stdout)?.[1])).toBeLessThan(2)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
