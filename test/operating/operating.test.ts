import { once } from 'node:events'
import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { FINISHING } from '../../src/main.ts'
import { APP_ID } from '../../src/practice/world.ts'
import { practiceTeam, withTeam } from '../practiceTeam.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']
const withMetrics = { environment: { METRICS_PORT: '0' } }
const read = async (port: number | undefined, path: string): Promise<{ status: number; text: string }> => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`)
  return { status: response.status, text: await response.text() }
}
/** A figure by its name and labels, 0 where it never came up. */
const figure = (text: string, name: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length) ?? 0,
  )

describe('who runs the bot', () => {
  it('sees that it lives and may be sent people, and from outside nothing else', () =>
    withTeam(
      SIX,
      async ({ running }) => {
        expect(await read(running.port, '/healthz')).toEqual({ status: 200, text: '{"ok":true}' })
        expect(await read(running.port, '/readyz')).toEqual({ status: 200, text: '{"ready":true}' })
        expect((await read(running.port, '/metrics')).status).toBe(404)
        expect((await read(running.metricsPort, '/api/messages')).status).toBe(404)
      },
      withMetrics,
    ))

  it('sees that Teams can’t be let in, because its keys can’t be had', () =>
    withTeam(
      SIX,
      async ({ running }) => {
        await expect
          .poll(() => read(running.port, '/readyz'))
          .toEqual({ status: 503, text: '{"ready":false,"why":"teamsKeys"}' })
        expect((await read(running.metricsPort, '/metrics')).text).toContain(
          'quickscan_not_ready{reason="teamsKeys"} 1',
        )
      },
      { environment: { METRICS_PORT: '0', TEAMS_LOCAL_AUTHORITY: 'http://127.0.0.1:1' } },
    ))

  it('sees turns, refusals, effects, the store and the platform in figures', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online werken')
        const samir = team.privately('Samir')
        await samir.presses('Beginnen')
        await samir.picks('1.1', 'green')
        await fetch(`http://127.0.0.1:${team.running.port}/api/messages`, { method: 'POST', body: '{}' })
        team.room.troubles.add({ on: 'edit', times: 1, status: 502 })
        await samir.presses('⏸ Pauze')
        const { text } = await read(team.running.metricsPort, '/metrics')
        expect(figure(text, 'quickscan_turns_total{verb="own",outcome="ok"}')).toBe(3)
        expect(figure(text, 'quickscan_turn_seconds_count{verb="own"}')).toBe(3)
        expect(figure(text, 'quickscan_refused_total{status="401",reason="no token"}')).toBe(1)
        expect(figure(text, 'quickscan_effects_total{effect="post sheet",outcome="done"}')).toBe(6)
        expect(figure(text, 'quickscan_effects_total{effect="edit sheet",outcome="platform 502"}')).toBe(1)
        expect(figure(text, 'quickscan_platform_errors_total{platform="teams",call="edit",status="502"}')).toBe(1)
        expect(figure(text, 'quickscan_store_seconds_count{command="commit"}')).toBeGreaterThan(20)
        expect(figure(text, 'quickscan_effect_late_seconds_count')).toBeGreaterThan(20)
        // The deadline, what forgets, and the reminders of who hasn't finished.
        expect(figure(text, 'quickscan_effects{state="waiting"}')).toBeGreaterThan(6)
        expect(figure(text, 'quickscan_effects{state="dead"}')).toBe(0)
        expect(text).toContain('process_resident_memory_bytes')
      },
      { ...withMetrics, platform: 'teams' },
    ))

  it('is told by no label who or what it was about', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Een titel om te zoeken')
        for (const name of SIX.slice(0, 5)) await team.fillsIn(name, () => 'red', 'Een opmerking om te zoeken')
        await team.closes()
        await team.later('P1D')
        const { text } = await read(team.running.metricsPort, '/metrics')
        const ours = text.split('\n').filter((line) => line.startsWith('quickscan_'))
        const labels = ours.flatMap((line) => [...line.matchAll(/(\w+)="([^"]*)"/g)])
        expect(labels.length).toBeGreaterThan(200)
        const known = [
          'verb',
          'outcome',
          'status',
          'reason',
          'effect',
          'command',
          'error',
          'platform',
          'version',
          'node',
          'check',
          'call',
          'state',
          'le',
        ]
        for (const [, label, value] of labels) {
          expect(known).toContain(label)
          // A few words and numbers: ids, hashes and addresses look otherwise.
          expect(value).toMatch(/^([a-zA-Z]{1,20}[ .]?){1,4}$|^(platform )?\d{1,3}$|^[\d.]+$|^\+Inf$/)
        }
        const round = String(team.log.find(({ kind, round }) => kind === 'turn' && round)?.round)
        const people = SIX.flatMap((name) => [name, team.id(name), team.alias(name)])
        for (const secret of [...people, round, 'te zoeken', 'praktijk', team.room.world.ids.tenant])
          expect(text).not.toContain(secret)
      },
      withMetrics,
    ))
})

describe('a bot that is told to stop', () => {
  it('answers who is being answered, takes nobody new, and is gone', async () => {
    const team = await practiceTeam(SIX)
    const { port } = team.running
    const token = team.room.authority().activityToken(APP_ID, team.room.address)
    // Someone slow: her request is half in when it is told.
    const slow = request({
      port,
      host: '127.0.0.1',
      path: '/api/messages',
      method: 'POST',
      headers: { 'content-length': 2, authorization: `Bearer ${token}` },
    })
    slow.write('{')
    await once(slow, 'socket').then(([socket]) => once(socket, 'connect').catch(() => undefined))
    expect((await read(port, '/readyz')).status).toBe(200)
    const stopped = team.running.stop()
    await expect(fetch(`http://127.0.0.1:${port}/readyz`)).rejects.toThrow()
    slow.end('}')
    const [answer] = await once(slow, 'response')
    expect(answer.statusCode).toBe(400)
    await stopped
    await team.room.stop()
  })

  it('waits no longer for a platform that hangs, and leaves what it owes to the next', async () => {
    const team = await practiceTeam(SIX)
    team.room.troubles.delay = 60_000
    const told = team
      .privately('Lotte')
      .says('channel', 'start')
      .catch(() => undefined)
    await new Promise<void>((resolve) => team.room.watch(resolve))
    let answered = false
    void told.then(() => {
      answered = true
    })
    await team.running.stop()
    // The platform's answer is still far away.
    expect(answered).toBe(false)
    expect(FINISHING).toBeLessThan(10_000)
    await team.room.stop()
    await told
  })
})
