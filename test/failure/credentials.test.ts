import { describe, expect, it } from 'vitest'
import { APP_ID } from '../../src/practice/world.ts'
import { practiceTeam, type Team, withTeam } from '../practiceTeam.ts'
import { until } from '../redisServer.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']
const PLATFORMS = ['teams', 'slack'] as const

const readyz = async ({ running: { port } }: Team): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`)
  return { status: response.status, body: await response.json() }
}
const metrics = async ({ running: { metricsPort } }: Team): Promise<string> =>
  (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
const alarms = (team: Team): string[] =>
  team.log.filter(({ kind }) => kind === 'alarm').map(({ message }) => String(message))
const invited = (team: Team): number =>
  team.room.world.messages.filter(({ place, from }) => place.startsWith('private:') && from === 'bot').length

/** Side by side: what is tried again is waited for, by the wall's clock. */
describe.concurrent.each(PLATFORMS)('a secret or token that %s doesn’t take', (platform) => {
  const why = `${platform}Token`

  it('turns the bot red from its start, is said in plain words as an error, and heals by itself', ({ expect }) =>
    withTeam(
      SIX,
      async (team) => {
        await expect.poll(() => readyz(team)).toEqual({ status: 503, body: { ready: false, why } })
        expect(alarms(team).join(' ')).toMatch(/nothing can be sent/)
        expect(await metrics(team)).toContain(`quickscan_not_ready{reason="${why}"} 1`)
        expect(await metrics(team)).toContain(`quickscan_check{check="${why}",state="wrong"} 1`)
        team.room.troubles.credentials = 'taken'
        await until('ready again', async () => (await readyz(team)).status === 200)
        expect(await metrics(team)).toContain(`quickscan_credentials_ok{platform="${platform}"} 1`)
      },
      {
        platform,
        environment: (room) => {
          room.troubles.credentials = 'refused'
          return { METRICS_PORT: '0' }
        },
      },
    ))

  it('gives up nothing that is owed, however long it lasts, and sends it once another is taken', async ({ expect }) => {
    const team = await practiceTeam(SIX, { platform, environment: { METRICS_PORT: '0' } })
    const { troubles } = team.room
    const lotte = await team.opensForm()
    await lotte.presses('Nakijken', { title: 'Online werken', people: SIX.map(team.id).join(',') })
    const before = invited(team)
    troubles.credentials = 'refused'
    await lotte.presses('Starten')
    await team.later('P2D')
    expect(invited(team)).toBe(before)
    const { running, room } = team
    expect(await running.store.dead()).toEqual([])
    const { retrying, oldest } = await running.store.counts(room.clock.now())
    expect(retrying).toBeGreaterThan(5)
    expect(room.clock.now() - (oldest ?? 0)).toBeGreaterThan(2 * 24 * 3600_000 - 60_000)
    expect(await readyz(team)).toEqual({ status: 503, body: { ready: false, why } })
    const figures = await metrics(team)
    expect(figures).toContain(`quickscan_credentials_ok{platform="${platform}"} 0`)
    expect(figures).toMatch(/quickscan_oldest_unsent_seconds 172\d{3}/)
    // Said once, not once for each message.
    expect(alarms(team).filter((words) => words.includes('let the bot in'))).toHaveLength(1)

    troubles.credentials = 'taken'
    // Longer than a refusal is remembered, which goes by real time.
    await until('everything is sent', async () => {
      await team.later('PT6M')
      return invited(team) >= before + SIX.length
    })
    expect(await metrics(team)).toContain(`quickscan_credentials_ok{platform="${platform}"} 1`)
    await team.stop()
  })
})

describe('a platform that answers nothing', () => {
  it.each(PLATFORMS)(
    'is seen in both figures that are alarmed on, however often it is tried (%s)',
    async (platform) => {
      const team = await practiceTeam(SIX, { platform, environment: { METRICS_PORT: '0' } })
      const lotte = await team.opensForm()
      await lotte.presses('Nakijken', { title: 'Online werken', people: SIX.map(team.id).join(',') })
      team.room.troubles.add({ on: 'any', times: 100_000, status: 0 })
      await lotte.presses('Starten').catch(() => undefined)
      await team.later('PT6H')
      const figures = await metrics(team)
      const [, retrying] = /quickscan_effects\{state="retrying"\} (\d+)/.exec(figures) ?? []
      expect(Number(retrying)).toBeGreaterThan(5)
      const [, oldest] = /quickscan_oldest_unsent_seconds ([\d.]+)/.exec(figures) ?? []
      expect(Number(oldest)).toBeGreaterThan(6 * 3600 - 60)
      const hours =
        /quickscan_effect_late_seconds_bucket\{le="3600"\} (\d+)[\s\S]*quickscan_effect_late_seconds_count (\d+)/
      const [, within, all] = hours.exec(figures) ?? []
      // Some were tried more than an hour after they were promised.
      expect(Number(all) - Number(within)).toBeGreaterThan(5)
      await team.stop()
    },
  )
})

describe('a network that lets nothing out', () => {
  it('is named as such to who is refused for it, and turns the bot red', () =>
    withTeam(
      SIX,
      async (team) => {
        const { running, room } = team
        const token = room.authority().activityToken(APP_ID, room.address)
        const post = () =>
          fetch(`http://127.0.0.1:${running.port}/api/messages`, {
            method: 'POST',
            body: '{}',
            headers: { authorization: `Bearer ${token}` },
          })
        expect((await post()).status).toBe(401)
        expect(team.log.filter(({ kind }) => kind === 'refused')).toEqual([
          { kind: 'refused', status: 401, reason: 'signing keys unreachable' },
        ])
        expect((await readyz(team)).body).toEqual({ ready: false, why: 'teamsKeys' })
      },
      {
        platform: 'teams',
        environment: (room) => {
          room.troubles.keyList = 'unreachable'
          return {}
        },
      },
    ))
})
