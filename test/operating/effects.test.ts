import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { onEffects } from '../../src/cli/effects.ts'
import { runNode } from '../nodeProcess.ts'
import { withTeam } from '../practiceTeam.ts'
import { startRedis } from '../redisServer.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']

describe('what the bot gave up', () => {
  it.each(['a file', 'Redis'])('is listed, tried again or dropped beside a running bot, on %s', async (engine) => {
    const server = engine === 'Redis' ? await startRedis() : undefined
    const key = `a:${Buffer.alloc(32, 5).toString('base64')}`
    const kept: Record<string, string> = server ? { REDIS_URL: server.url, DATA_FILE: '' } : {}
    const play = withTeam(
      SIX,
      async (team) => {
        const environment = {
          PATH: process.env.PATH,
          DATA_KEYS: key,
          ...(server ? { REDIS_URL: server.url } : { DATA_FILE: join(team.folder, 'quickscan.db') }),
        }
        const effects = (...asked: readonly string[]) => {
          const now = team.room.clock.now()
          const { stdout, status } = runNode(['bin/quickscan.mjs', 'effects', ...asked], { env: environment, now })
          return { said: stdout.trim(), status }
        }
        team.room.troubles.add({ on: 'post', times: 2, status: 400 })
        await team.privately('Lotte').says('channel', 'start')
        await team.privately('Samir').says('channel', 'start')
        const { said } = effects('list')
        const ids = said.split('\n').map((line) => line.split('  ')[0] ?? '')
        expect(ids).toHaveLength(2)
        expect(said).toMatch(/platform 400, 1 tries/)
        const before = team.room.world.messages.length
        expect(effects('requeue', ids[0] ?? '').said).toBe(`${ids[0]}  tried again now`)
        await team.later('PT1S')
        expect(team.room.world.messages.length).toBe(before + 1)
        expect(effects('drop', '--all').said).toBe(`${ids[1]}  forgotten`)
        // The same without a process of its own.
        const asked = { ids: ['nobody'], all: false }
        const { store } = team.running
        expect((await onEffects(store, { ...asked, what: 'requeue' }, team.room.clock.now())).ok).toBe(false)
        expect(effects('bury').status).toBe(2)
        expect(effects('drop').status).toBe(2)
        const left = await onEffects(store, { ...asked, what: 'list' }, team.room.clock.now())
        expect(left.lines).toEqual(['Nothing was given up.'])
      },
      { environment: { ...kept, DATA_KEYS: key } },
    )
    await play.finally(() => server?.stop())
  })

  it('says what is wrong with the settings, and makes no file', () => {
    const env = { PATH: process.env.PATH }
    expect(runNode(['bin/quickscan.mjs', 'effects', 'list'], { env }).stderr).toContain('DATA_KEYS')
    const nowhere = {
      ...env,
      DATA_KEYS: `a:${Buffer.alloc(32).toString('base64')}`,
      DATA_FILE: '/tmp/nowhere.db',
    }
    expect(runNode(['bin/quickscan.mjs', 'effects', 'list'], { env: nowhere }).stderr).toContain(
      'There is no /tmp/nowhere.db',
    )
  })
})
