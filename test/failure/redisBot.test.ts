import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPractice, type Practice, practiceEnvironment } from '../../src/cli/demo.ts'
import { readSettings } from '../../src/config.ts'
import { startBot } from '../../src/main.ts'
import { autoPlay } from '../../src/practice/play/autoPlay.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import { DIRECTORY, practiceTeam as people, type World } from '../../src/practice/world.ts'
import { carriedIn, MONDAY, practiceTeam, readAs, withTeam } from '../practiceTeam.ts'
import { askRedis, type RedisServer, startRedis, until } from '../redisServer.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']

describe('a bot on Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())
  const onRedis = () => {
    askRedis(server, 'flushall')
    return { environment: { REDIS_URL: server.url, DATA_FILE: '' } }
  }
  const calls = (): ((command: string) => number) => {
    const stats = askRedis(server, 'info', 'commandstats')
    return (command) => Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(stats)?.[1] ?? 0)
  }

  const story = async (platform: World['platform'], environment: Readonly<Record<string, string>>): Promise<string> => {
    const clock = standingClock(MONDAY)
    const practice: Practice = await openPractice({ platform, clock, people: [...people(), ...DIRECTORY], environment })
    try {
      const { room, running, settled } = practice
      return JSON.stringify(await autoPlay(room, running.voice.kit, settled, 7, () => undefined))
    } finally {
      await practice.stop()
    }
  }

  it.each(['teams', 'slack'] as const)(
    'tells the same story on %s as on a file, to the last byte',
    async (platform) => {
      expect(await story(platform, onRedis().environment)).toBe(await story(platform, {}))
    },
  )

  it.each(['teams', 'slack'] as const)('reads nothing and writes once for an answer on %s', (platform) =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online werken')
        const samir = team.privately('Samir')
        await samir.presses('Beginnen')
        const before = calls()
        for (const element of ['1.1', '1.2', '1.3', '1.4']) await samir.picks(element, 'green')
        const after = calls()
        const done = (command: string): number => after(command) - before(command)
        // Inside a block nothing is owed, so that every HSET is a turn's write; a turn begins from what this bot saved last.
        expect(done('hmget')).toBe(0)
        expect(done('hset')).toBe(4)
        // Besides, only the bot's signs of life run a script; each counts who is here.
        expect(done('evalsha') - done('zcard')).toBe(4)
      },
      { platform, ...onRedis() },
    ),
  )

  it('keeps hashes, sealed values and our own words in Redis, and no name, person, channel or text', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Een titel om te zoeken')
        await team.fillsIn('Samir', () => 'red', 'Een opmerking om te zoeken')
        const everything = askRedis(server, '--no-raw', 'keys', '*')
          .split('\n')
          .map((line) => line.replace(/^\s*\d+\) /, '').replaceAll('"', ''))
          .map(
            (key) =>
              `${key} ${key.endsWith(':due') || key.endsWith(':bots') ? askRedis(server, 'zrange', key, '0', '-1') : askRedis(server, 'hgetall', key)}`,
          )
          .join('\n')
        expect(everything).toContain(':s:sheet/')
        for (const secret of ['te zoeken', 'Samir', team.id('Samir'), team.alias('Samir'), 'praktijk'])
          expect(everything).not.toContain(secret)
      },
      onRedis(),
    ))

  // Side by side, each with a Redis of its own: what is back is waited for.
  it.concurrent.each(['teams', 'slack'] as const)(
    'says kindly to try again on %s while Redis is gone, turns red, and goes on by itself with all that was acknowledged',
    async (platform) => {
      const own = await startRedis()
      const team = await practiceTeam(SIX, { platform, environment: { REDIS_URL: own.url, DATA_FILE: '' } })
      try {
        const ready = async (): Promise<number> => (await fetch(`http://127.0.0.1:${team.running.port}/readyz`)).status
        await team.starts('Online werken')
        const samir = team.privately('Samir')
        await samir.presses('Beginnen')
        await samir.picks('1.1', 'green')
        expect(await ready()).toBe(200)
        const [message] = samir.messages()
        if (!message) throw new Error('no card')
        const round = carriedIn(samir.card(), 'round')
        const show = async (): Promise<string> => {
          await team.room.client.press('samir', message, { verb: 'sheet.show', data: { v: 1, round }, inputs: {} })
          await team.running.answered()
          return readAs(message, 'samir')
        }
        for (const loss of ['killed', 'frozen'] as const) {
          if (loss === 'killed') await own.kill()
          else own.freeze()
          expect(await show()).toContain('probeer zo dadelijk opnieuw')
          expect(await ready()).toBe(503)
          if (loss === 'killed') await own.start()
          else own.thaw()
          await until('ready again', async () => (await ready()) === 200)
          expect(await show()).toContain('1 van 42 ingevuld')
          expect(await show()).not.toContain('probeer')
        }
      } finally {
        await team.stop()
        await own.stop()
      }
    },
  )

  it('does not start where Redis is not, and names it without its password', async () => {
    const settings = readSettings({
      ...practiceEnvironment('http://127.0.0.1:1', '/nowhere'),
      DATA_FILE: '',
      REDIS_URL: 'redis://:geheim@127.0.0.1:1',
    })
    const refused = await startBot(settings).catch((error: Error) => error)
    expect(String(refused)).toContain('REDIS_URL has 127.0.0.1:1): nothing answers there')
    expect(String(refused)).not.toContain('geheim')
  })
})
