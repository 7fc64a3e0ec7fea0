import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPractice, type Practice } from '../../src/cli/demo.ts'
import { standingClock } from '../../src/practice/storyClock.ts'

interface Shown {
  readonly id: string
  readonly in: string
  readonly from: string
  readonly thread?: string
  readonly file?: { readonly id: string; readonly name: string }
  readonly sees: Readonly<Record<string, unknown>>
}
interface Answered {
  readonly clock: string
  readonly due?: string
  readonly messages: readonly Shown[]
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly places: readonly { readonly id: string }[]
  readonly error?: string
}

describe('the practice room’s public vocabulary', () => {
  let practice: Practice
  beforeAll(async () => {
    practice = await openPractice({ clock: standingClock(Date.parse('2026-11-23T09:00:00+01:00')) })
  })
  afterAll(() => practice.stop())
  const ask = async (path: string, body?: object): Promise<{ status: number; body: Answered }> => {
    const sent = body ? { method: 'POST', body: JSON.stringify(body) } : {}
    const response = await fetch(practice.room.address + path, sent)
    return { status: response.status, body: (await response.json()) as Answered }
  }
  const press = (message: Shown | undefined, as: string, verb: string, data: object = {}, inputs: object = {}) =>
    ask('/practice/press', { as, in: message?.in, message: message?.id, verb, data: { v: 1, ...data }, inputs })

  it('shows people, places, messages as each sees them, and the clock', async () => {
    const { body } = await ask('/practice/state')
    expect(body.people.map(({ name }) => name)).toEqual(['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout'])
    expect(body.places.map(({ id }) => id)).toContain('private:samir')
    expect(body).toMatchObject({ clock: '2026-11-23T08:00:00.000Z', messages: [] })
  })

  it('answers each thing done with what changed, once the bot has answered', async () => {
    const said = await ask('/practice/say', { as: 'lotte', in: 'channel', text: 'start' })
    expect(said.body.messages).toHaveLength(1)
    const [welcome] = said.body.messages
    expect(Object.keys(welcome?.sees ?? {})).toContain('fatima')
    const asked = await press(welcome, 'lotte', 'round.form')
    const form = asked.body.messages.find((message) => message.in === 'private:lotte')
    expect(Object.keys(form?.sees ?? {})).toEqual(['lotte'])
    const inputs = { title: 'Online', date: '2026-12-04', people: '29:lotte,29:samir,29:fatima' }
    const checked = await press(form, 'lotte', 'round.check', { channel: '19:praktijk@thread.tacv2' }, inputs)
    const round = /"round":"([\w-]{32})"/.exec(JSON.stringify(checked.body))?.[1]
    const started = await press(form, 'lotte', 'round.start', { round })
    expect(started.body.messages.map((message) => message.in).sort()).toEqual([
      'channel',
      'private:fatima',
      'private:lotte',
      'private:lotte',
      'private:lotte',
      'private:samir',
    ])
  })

  it('shows a view that came from a press to its presser only, and loses it on a reload', async () => {
    const { body } = await ask('/practice/state')
    const channel = body.messages.findLast((message) => message.in === 'channel')
    const round = /"round":"([\w-]{32})"/.exec(JSON.stringify(channel))?.[1]
    const opened = await press(channel, 'samir', 'sheet.show', { round })
    const changed = opened.body.messages.find(({ id }) => id === channel?.id)
    expect(JSON.stringify(changed?.sees.samir)).toContain('privéchat')
    expect(JSON.stringify(changed?.sees.fatima)).not.toContain('privéchat')
    await ask('/practice/reload', { as: 'samir' })
    const after = (await ask('/practice/state')).body.messages.find(({ id }) => id === channel?.id)
    expect(after?.sees.samir).toEqual(after?.sees.fatima)
  })

  it('moves the clock forwards only, and the bot does what is due', async () => {
    const { body } = await ask('/practice/clock', { advance: 'P14D' })
    expect(body.clock).toBe('2026-12-07T08:00:00.000Z')
    expect(JSON.stringify(body.messages)).toContain('De einddatum is voorbij.')
    expect((await ask('/practice/clock', { advance: '-P1D' })).status).toBe(400)
    expect((await ask('/practice/clock', { advance: 'morgen' })).status).toBe(400)
  })

  it('says when something falls due next, and what is asked then has been done', async () => {
    const { clock, due } = (await ask('/practice/state')).body
    expect(Date.parse(due ?? '')).toBeGreaterThan(Date.parse(clock))
    const seconds = Math.ceil((Date.parse(due ?? '') - Date.parse(clock)) / 1000)
    const { body } = await ask('/practice/clock', { advance: `PT${seconds}S` })
    expect(body.due).not.toBe(due)
  })

  it('lets someone leave the channel, once', async () => {
    expect((await ask('/practice/leave', { as: 'fatima' })).status).toBe(200)
    const { places } = (await ask('/practice/state')).body as unknown as { places: { people: string[] }[] }
    expect(places[0]?.people).not.toContain('fatima')
    expect((await ask('/practice/leave', { as: 'fatima' })).status).toBe(400)
  })

  it('begins anew on the other platform where whoever opened it offers one', async () => {
    const chosen: string[] = []
    const switchTo = async (platform: string): Promise<void> => void chosen.push(platform)
    const other = await openPractice({ clock: standingClock(Date.parse('2026-11-23T09:00:00+01:00')), switchTo })
    const ask = (path: string, body?: object) =>
      fetch(other.room.address + path, body ? { method: 'POST', body: JSON.stringify(body) } : {})
    expect(await (await ask('/practice/state')).json()).toMatchObject({ platform: 'teams', switchable: true })
    expect((await ask('/practice/platform', { platform: 'mail' })).status).toBe(400)
    expect((await ask('/practice/platform', { platform: 'slack' })).status).toBe(200)
    expect(chosen).toEqual(['slack'])
    const policy = (await ask('/')).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/https?:|\*/)
    await other.stop()
  })

  it('stays on its platform where whoever opened it doesn’t offer another', async () => {
    expect((await ask('/practice/platform', { platform: 'slack' })).status).toBe(400)
  })

  it('says what is wrong with a request instead of failing', async () => {
    expect((await ask('/practice/say', { as: 'niemand', in: 'channel', text: 'x' })).body.error).toContain('niemand')
    expect((await ask('/practice/say', { as: 'wout', in: 'private:samir', text: 'x' })).status).toBe(400)
    expect((await ask('/practice/press', { as: 'wout', message: 'm999', verb: 'x' })).status).toBe(400)
    expect((await ask('/practice/say', {})).status).toBe(400)
    expect((await ask('/practice/nothing', {})).status).toBe(404)
  })
})

describe.each(['teams', 'slack'] as const)('in %s', (platform) => {
  let practice: Practice
  beforeAll(async () => {
    const clock = standingClock(Date.parse('2026-11-23T09:00:00+01:00'))
    practice = await openPractice({ platform, clock })
  })
  afterAll(() => practice.stop())
  const ask = async (path: string, body?: object): Promise<{ status: number; body: Answered }> => {
    const sent = body ? { method: 'POST', body: JSON.stringify(body) } : {}
    const response = await fetch(practice.room.address + path, sent)
    return { status: response.status, body: (await response.json()) as Answered }
  }
  const messages = async (): Promise<readonly Shown[]> => (await ask('/practice/state')).body.messages

  it('lets someone reply in the thread of any message, and the answer stands in that thread', async () => {
    await ask('/practice/say', { as: 'lotte', in: 'channel', text: 'start' })
    for (const root of (await messages()).filter(({ from }) => ['lotte', 'bot'].includes(from))) {
      const said = await ask('/practice/say', { as: 'samir', in: 'channel', text: 'status', thread: root.id })
      expect(said.status).toBe(200)
      const [reply, answer] = (await messages()).slice(-2)
      const thread = root.thread ?? root.id
      expect(reply).toMatchObject({ from: 'samir', thread })
      expect(answer).toMatchObject({ from: 'bot', thread })
    }
  })

  it('refuses a thread that isn’t there, or is of another place', async () => {
    const say = (where: string, thread: string) =>
      ask('/practice/say', { as: 'samir', in: where, text: 'help', thread })
    const [first] = await messages()
    expect((await say('channel', 'nowhere')).body.error).toContain('nowhere')
    expect((await say('private:samir', first?.id ?? '')).status).toBe(400)
  })

  it('lets whoever got a file open it', async () => {
    await ask('/practice/say', { as: 'samir', in: 'private:samir', text: 'my data' })
    const asked = (await messages()).at(-1)
    await ask('/practice/press', { as: 'samir', message: asked?.id, verb: 'data.export', data: { v: 1 } })
    await ask('/practice/clock', { advance: 'PT1M' })
    const shared = (await messages()).find(({ file }) => file)
    // In Teams a bot can't put a file in a chat: there it is a link.
    if (platform === 'teams') return expect(shared).toBeUndefined()
    expect(shared?.file?.name).toMatch(/json$/)
    const opened = await fetch(`${practice.room.address}/practice/files/${shared?.file?.id}`)
    expect(opened.headers.get('content-type')).toContain('application/json')
    expect(Object.keys((await opened.json()) as object).length).toBeGreaterThan(1)
    expect((await fetch(`${practice.room.address}/practice/files/F0`)).status).toBe(404)
  })
})
