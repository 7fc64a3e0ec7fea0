import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { carriedIn, practiceTeam, readAs, type Team } from '../practiceTeam.ts'
import { askRedis, type RedisServer, startRedis, until } from '../redisServer.ts'
import { mountSmall, type SmallDisk } from '../smallDisk.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']
const UNSAVED = 'Ik kan nu even niets bewaren'

const readyz = async ({ running: { port } }: Team): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`)
  return { status: response.status, body: await response.json() }
}
const metrics = async ({ running: { metricsPort } }: Team): Promise<string> =>
  (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
const isReady = async (team: Team): Promise<boolean> => (await readyz(team)).status === 200

/** Samir's presses, whatever comes back. */
const samirOf = async (team: Team) => {
  await team.starts('Online werken')
  const samir = team.privately('Samir')
  await samir.presses('Beginnen')
  const [message] = samir.messages()
  if (!message) throw new Error('no card')
  const round = carriedIn(samir.card(), 'round')
  const press = async (verb: string, data: object): Promise<string> => {
    await team.room.client.press('samir', message, { verb, data: { v: 1, round, ...data }, inputs: {} })
    await team.running.answered()
    return readAs(message, 'samir')
  }
  return {
    answers: (element: string) => press('sheet.answer', { element, grade: 'green' }),
    looks: () => press('sheet.show', {}),
  }
}

/** She is told that nothing was saved, /readyz says why, and both end by themselves. */
const breaksAndHeals = async (team: Team, why: string, breaks: () => void, heals: () => void): Promise<void> => {
  const samir = await samirOf(team)
  await samir.answers('1.1')
  expect(await readyz(team)).toEqual({ status: 200, body: { ready: true } })
  breaks()
  expect(await samir.answers('1.2')).toContain(UNSAVED)
  expect(await readyz(team)).toEqual({ status: 503, body: { ready: false, why } })
  expect(await metrics(team)).toContain(`quickscan_not_ready{reason="${why}"} 1`)
  // It goes on being so, however often it is asked.
  for (let times = 0; times < 3; times++) expect((await readyz(team)).status).toBe(503)
  heals()
  await until('ready again', () => isReady(team))
  expect(await metrics(team)).not.toContain('quickscan_not_ready{')
  expect(await samir.answers('1.2')).not.toContain(UNSAVED)
  expect(await samir.looks()).toContain('2 van 42')
}

/** Side by side: what is asked for every so often is waited for, by the wall's clock. */
describe.concurrent('when nothing can be saved', () => {
  it.runIf(mountSmall.works())('says so on a file whose disk is full, and goes on once there is room', async () => {
    const disk: SmallDisk = mountSmall('24m')
    const environment = { DATA_FILE: join(disk.folder, 'q.db'), METRICS_PORT: '0' }
    const team = await practiceTeam(SIX, { platform: 'teams', environment })
    try {
      await breaksAndHeals(team, 'full', disk.fill, disk.makeRoom)
    } finally {
      await team.stop()
      disk.unmount()
    }
  })

  it('says so on a file that was taken away under it, and goes on once it is back: nobody is thanked for what went nowhere', async () => {
    const team = await practiceTeam(SIX, { platform: 'teams', environment: { METRICS_PORT: '0' } })
    const file = join(team.folder, 'quickscan.db')
    const move = (from: string, to: string): void => {
      for (const end of ['', '-wal', '-shm']) renameSync(`${from}${end}`, `${to}${end}`)
    }
    try {
      await breaksAndHeals(
        team,
        'replaced',
        () => move(file, `${file}.away`),
        () => move(`${file}.away`, file),
      )
    } finally {
      await team.stop()
    }
  })

  describe('on Redis', () => {
    /** A bot on a Redis of its own, and a way to change how that is set. */
    const onRedis = async (
      play: (team: Team, redis: RedisServer, set: (...settings: readonly string[]) => void) => Promise<void>,
      urlOf = ({ url }: RedisServer): string => url,
    ): Promise<void> => {
      const redis = await startRedis()
      const erasures = mkdtempSync(join(tmpdir(), 'quickscan-saving-'))
      const set = (...settings: readonly string[]): void => void askRedis(redis, 'config', 'set', ...settings)
      const environment = { REDIS_URL: urlOf(redis), DATA_FILE: '', METRICS_PORT: '0', ERASURES_DIR: erasures }
      const team = await practiceTeam(SIX, { platform: 'teams', environment })
      try {
        await play(team, redis, set)
      } finally {
        await team.stop()
        await redis.stop()
        rmSync(erasures, { recursive: true, force: true })
      }
    }

    it('says so where its memory is full, and goes on once there is more', () =>
      onRedis((team, _, set) =>
        breaksAndHeals(
          team,
          'full',
          () => set('maxmemory', '1mb'),
          () => set('maxmemory', '0'),
        ),
      ))

    it('says so where it may only be read, and goes on once it is a master again', () =>
      onRedis((team, redis) =>
        breaksAndHeals(
          team,
          'readOnly',
          () => askRedis(redis, 'replicaof', '127.0.0.1', '1'),
          () => askRedis(redis, 'replicaof', 'no', 'one'),
        ),
      ))

    it('notices while it runs that values would be thrown away, and that some were', () =>
      onRedis(async (team, redis, set) => {
        const samir = await samirOf(team)
        expect(await isReady(team)).toBe(true)
        set('maxmemory-policy', 'allkeys-random')
        await until('noticed', async () => !(await isReady(team)))
        expect(await readyz(team)).toEqual({ status: 503, body: { ready: false, why: 'evicting' } })
        expect(await metrics(team)).toContain('quickscan_not_ready{reason="evicting"} 1')
        // Who is in the middle of it goes on: nothing is lost yet.
        expect(await samir.answers('1.1')).not.toContain(UNSAVED)
        set('maxmemory', '1mb')
        await samir.looks()
        askRedis(redis, 'set', 'x', 'y')
        await until('counted', async () => /quickscan_store_evicted [1-9]/.test(await metrics(team)))
        const said = team.log.map(({ message }) => String(message))
        expect(said.filter((line) => line.includes('maxmemory-policy allkeys-random'))).toHaveLength(1)
        expect(said.join()).toMatch(/Redis threw \d+ values away/)
        set('maxmemory', '0', 'maxmemory-policy', 'noeviction')
        await until('ready again', () => isReady(team))
      }))

    it('says to whom it lost the card of that it did, and to nobody that it isn’t hers', () =>
      onRedis(async (team, redis) => {
        const samir = await samirOf(team)
        await samir.answers('1.1')
        const lost = askRedis(redis, '--raw', 'keys', '*:s:sheet/*').split('\n')
        askRedis(redis, 'del', ...lost)
        expect(await samir.answers('1.2')).toContain('Jouw kaart vind ik niet terug.')
        askRedis(redis, 'del', ...askRedis(redis, '--raw', 'keys', '*:s:roster/*').split('\n'))
        expect(await samir.looks()).toContain('Jouw kaart vind ik niet terug.')
      }))

    it('works where its settings may not be asked for', () =>
      onRedis(
        async (team) => {
          const samir = await samirOf(team)
          expect(await samir.answers('1.1')).not.toContain(UNSAVED)
          expect(await isReady(team)).toBe(true)
        },
        (redis) => {
          askRedis(redis, 'acl', 'setuser', 'managed', 'on', '>geheim', '~*', '&*', '+@all', '-config')
          return redis.url.replace('redis://', 'redis://managed:geheim@')
        },
      ))
  })
})
