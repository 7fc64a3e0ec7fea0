import type { ChildProcess } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { crowd, startRound } from '../../bench/shots.ts'
import manifest from '../../package.json' with { type: 'json' }
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { signWith } from '../../src/practice/authority.ts'
import { openPracticeRoom } from '../../src/practice/practiceRoom.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import type { PracticeRoom } from '../../src/practice/types.ts'
import { APP_ID, type Message } from '../../src/practice/world.ts'
import { forkBot } from '../nodeProcess.ts'
import { MONDAY, readAs, type Team, withTeam } from '../practiceTeam.ts'
import { activityOf } from '../teamsActivity.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']

/** A round is on, and Samir taps one button of his card so many times without a pause. @returns the card, and what the store was asked for it */
const tapping = async (
  team: Team,
  verb: string,
  times: number,
): Promise<{ readonly card: Message; readonly reads: number }> => {
  await team.starts('Online')
  const [card] = team.privately('Samir').messages()
  if (!card) throw new Error('no card')
  const before = team.running.storeCalls().reads
  for (let tap = 0; tap < times; tap++)
    await team.room.client.press('samir', card, { verb, data: { v: 1 }, inputs: {} })
  return { card, reads: team.running.storeCalls().reads - before }
}

describe('someone who taps far too fast', () => {
  it('gets a kind word, and nobody else notices', () =>
    withTeam(
      SIX,
      async (team) => {
        const { card, reads } = await tapping(team, 'open.show', 90)
        expect(readAs(card, 'samir')).toContain('Zo snel kan ik niet volgen. Er is niets veranderd.')
        expect(team.log.filter(({ reason }) => reason === 'too fast').length).toBeGreaterThan(10)
        // What is refused costs no read; the sixty or so that weren't read her record and her scan.
        expect(reads).toBeLessThan(190)
        await team.fillsIn('Fatima', () => 'green')
        expect(team.privately('Fatima').reads()).toContain('Je scan is ingediend.')
      },
      { environment: { PRESSES_PER_PERSON: '60' }, platform: 'teams' },
    ))

  it('gets that word once in Slack, where each costs a request', () =>
    withTeam(
      SIX,
      async (team) => {
        const told = () => team.room.slack().service.calls.filter(({ method }) => method === 'response_url').length
        const { card } = await tapping(team, 'notice.open', 20)
        await team.settled()
        expect(told()).toBeLessThanOrEqual(12)
        expect(readAs(card, 'samir')).toContain('Zo snel kan ik niet volgen.')
        const samir = team.privately('Samir')
        for (let said = 0; said < 30; said++) await samir.says('private:samir', 'help')
        const words = samir.messages().filter((one) => readAs(one, 'samir').includes('Zo snel kan ik niet volgen.'))
        expect(words.length).toBeLessThanOrEqual(2)
      },
      { environment: { PRESSES_PER_PERSON: '10' }, platform: 'slack' },
    ))
})

/** As it is started by `npm start`, in the image and by systemd (infra.test.ts): less is kept for what is soon thrown away. */
const SHIPPED = (/^node (.*) bin\//.exec(manifest.scripts.start)?.[1] ?? '').split(' ')
/** Megabytes the process ever held, as the kernel counted. */
const peakOf = (pid: number): number =>
  Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
const MOST_MB = 256
const SLOWEST_MS = 1000
/** Milliseconds of processor time the process used so far, as the kernel counts it in hundredths of a second. */
const workOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
/** Real milliseconds of all attacks at once. */
const LASTS = 8000

describe('under attack', () => {
  let folder: string
  let room: PracticeRoom
  let child: ChildProcess
  let port: number
  let round: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quickscan-flood-'))
    room = await openPracticeRoom({ people: crowd(6), clock: standingClock(MONDAY), realNow: () => Date.now() })
    const settings = practiceEnvironment(room.address, folder)
    const handed = { settings, ahead: room.clock.now() - Date.now() }
    child = forkBot(handed, { execArgv: [...SHIPPED] })
    const [started] = (await once(child, 'message')) as [{ port: number }]
    port = started.port
    room.connect({
      address: `http://127.0.0.1:${port}`,
      settled: async () => undefined,
      nextDue: async () => undefined,
    })
    round = (await startRound(room)).round
  })
  afterAll(async () => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    await room.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('stays small, and an honest person waits less than a second', async () => {
    let over = false
    const agent = new Agent({ keepAlive: true, maxSockets: 40 })
    const post = (body: string, headers: Record<string, string>): Promise<number> =>
      new Promise((resolve) => {
        const sent = request(
          { port, host: '127.0.0.1', method: 'POST', path: '/api/messages', agent, headers },
          (response) => {
            response.resume()
            response.on('end', () => resolve(response.statusCode ?? 0))
          },
        )
        sent.on('error', () => resolve(0))
        sent.end(body)
      })
    const statuses = new Map<number, number>()
    /** Again and again, so many at a time, until the attack is over. */
    const hammering = (hands: number, once: () => Promise<number>): Promise<unknown> =>
      Promise.all(
        Array.from({ length: hands }, async () => {
          while (!over) {
            const status = await once()
            statuses.set(status, (statuses.get(status) ?? 0) + 1)
          }
        }),
      )
    const json = { 'content-type': 'application/json' }
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const claims = {
      iss: room.address,
      aud: APP_ID,
      serviceurl: `${room.address}/`,
      exp: Math.floor(Date.now() / 1000) + 3600,
    }
    const said = { id: 'x', address: room.address, person: 'p1', place: 'private' } as const
    const activity = (text: string): string => JSON.stringify({ ...activityOf(said), type: 'message', text })
    let made = 0
    const forged = (): string => {
      made += 1
      return signWith(privateKey, claims, { kid: `made-up-${made}` })
    }
    // Slow senders: each holds a quarter of a megabyte that never ends.
    const slow: Socket[] = []
    for (let at = 0; at < 400; at++) {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write('POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 250000\r\n\r\n')
      socket.write('x'.repeat(200_000))
      slow.push(socket)
    }
    const large = 'x'.repeat(1_000_000)
    const lists = room.authority().jwks
    const attacks = [
      hammering(2, () => post(activity('hallo'), { ...json, authorization: `Bearer ${forged()}` })),
      hammering(2, () => post(large, json)),
      hammering(2, () => post(activity('x'.repeat(200_000)), json)),
      hammering(2, () => post('['.repeat(200_000), { ...json, authorization: `Bearer ${forged()}` })),
      // One colleague who is signed for by Teams, and never stops.
      hammering(1, async () => {
        const [card] = room.world.messages.filter(({ place }) => place === 'private:p5')
        if (!card) return 0
        const pressed = { verb: 'sheet.review', data: { v: 1, round }, inputs: {} }
        return (await room.client.press('p5', card, pressed).catch(() => ({ status: 0 }))).status
      }),
    ]
    const waits: number[] = []
    /** What the bot worked on while each waited: a wait that no other process on the machine makes longer. */
    const worked: number[] = []
    const until = performance.now() + LASTS
    const elements = ['1.1', '1.2', '1.3', '1.4']
    const attackedSoFar = (): number => [...statuses.values()].reduce((sum, count) => sum + count, 0)
    // On a busy machine it takes longer until as much has come.
    while (performance.now() < until || attackedSoFar() <= 1000) {
      for (const person of ['p1', 'p2', 'p3']) {
        const [card] = room.world.messages.filter(({ place }) => place === `private:${person}`)
        if (!card) throw new Error(`${person} has no card`)
        const element = elements[waits.length % elements.length] ?? '1.1'
        const [began, before] = [performance.now(), workOf(child.pid ?? 0)]
        const { status } = await room.client.press(person, card, {
          verb: 'sheet.answer',
          data: { v: 1, round, element, grade: 'green' },
          inputs: {},
        })
        waits.push(performance.now() - began)
        worked.push(workOf(child.pid ?? 0) - before)
        expect(status).toBe(200)
      }
      // As people tap: not as fast as a machine.
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
    over = true
    for (const socket of slow) socket.destroy()
    await Promise.all(attacks)
    agent.destroy()
    const p99Of = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.99)] ?? 0
    const [p99, p99Worked] = [p99Of(waits), p99Of(worked)]
    const attacked = attackedSoFar()
    const peak = peakOf(child.pid ?? 0)
    console.log(
      `${attacked} requests of attackers (${JSON.stringify(Object.fromEntries(statuses))}); ` +
        `${waits.length} honest presses, p99 ${p99.toFixed(0)} ms, of which the bot worked ${p99Worked} ms; peak ${peak.toFixed(0)} MB`,
    )
    expect(lists.keys).toHaveLength(1)
    expect(attacked).toBeGreaterThan(1000)
    expect([...statuses.keys()].filter((status) => status >= 500 && status !== 503)).toEqual([])
    expect(waits.length).toBeGreaterThan(30)
    expect(p99Worked).toBeLessThan(SLOWEST_MS)
    expect(peak).toBeLessThan(MOST_MB)
  })
})
