import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { httpClient, tunnelAgent } from '../../../http/client.ts'
import { BODY_LIMIT, listen, type Reply } from '../../../http/server.ts'
import { createSockets, type Sockets } from '../../../practice/slack/sockets.ts'
import type { Authenticated } from '../authenticate.ts'
import { type SocketMode, type SocketSettings, socketMode } from './socketMode.ts'

const APP = 'A0QUICKSCAN'
const TOKEN = 'xapp-1-geheim'
const PACE = { beat: 5000, greeting: 500, again: 5, atMost: 40, hopeless: 30, steady: 0 }

describe('a socket to Slack', () => {
  let server: Server
  let address: string
  let sockets: Sockets
  let mode: SocketMode
  let log: string[]
  let came: Authenticated[]
  let answers: () => Promise<Reply>
  /** What `apps.connections.open` answers in place of an address. */
  let instead: { readonly status: number; readonly headers?: Record<string, string>; readonly body: object } | undefined
  let asked: number[]

  const start = (more: Partial<SocketSettings> = {}): SocketMode => {
    const { host } = new URL(address)
    const line = (kind: string) => (what: unknown) => void log.push(`${kind} ${JSON.stringify(what)}`)
    mode = socketMode(
      {
        ...{ appToken: TOKEN, serviceUrl: `${address}/api`, http: httpClient(), agent: undefined, pace: PACE },
        isSocket: (url) => url.host === host,
        ...more,
      },
      { appId: APP, knows: async (workspace) => workspace === 'T0TEAM' },
      async (authenticated) => {
        came.push(authenticated)
        return answers()
      },
      { refused: line('refused'), fault: line('fault'), say: line('say'), warn: line('warn') },
      () => performance.now(),
    )
    return mode
  }

  beforeEach(async () => {
    ;[log, came, asked, instead] = [[], [], [], undefined]
    answers = async () => ({ status: 200 })
    server = createServer((request, response) => {
      asked.push(performance.now())
      const known = request.headers.authorization === `Bearer ${TOKEN}`
      const {
        status,
        headers = {},
        body,
      } = instead ?? {
        status: 200,
        body: known ? { ok: true, ...sockets.open() } : { ok: false, error: 'invalid_auth' },
      }
      response.writeHead(status, headers).end(JSON.stringify(body))
    })
    address = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`
    sockets = createSockets({
      appId: APP,
      address: () => address,
      called: () => undefined,
      realNow: () => performance.now(),
    })
    server.on('upgrade', sockets.upgrade)
  })
  afterEach(async () => {
    await mode.close()
    sockets.cut()
    server.closeAllConnections()
    server.close()
    expect(log.join('\n')).not.toMatch(/geheim|ticket/)
  })

  const event = (more: object = {}) => ({
    type: 'json' as const,
    text: JSON.stringify({
      ...{ type: 'event_callback', team_id: 'T0TEAM', api_app_id: APP, event_id: 'Ev1' },
      ...{ event: { type: 'app_mention' }, ...more },
    }),
  })
  const form = (fields: Record<string, string>) => ({
    type: 'form' as const,
    text: new URLSearchParams(fields).toString(),
  })
  const window = form({
    payload: JSON.stringify({ type: 'view_submission', team: { id: 'T0TEAM' }, api_app_id: APP, trigger_id: '1.1' }),
  })
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2))
  }
  const soonUndone = <Value>(doing: Promise<Value>): Promise<Value | 'not yet'> =>
    Promise.race([doing, new Promise<'not yet'>((resolve) => setTimeout(resolve, 60, 'not yet'))])

  it('is opened with the app’s token, and red until Slack greets', async () => {
    expect(start().problem()).toBe('slackSocket')
    await mode.connect()
    expect(mode.problem()).toBeUndefined()
    expect(sockets.count()).toBe(1)
  })

  it('hands on events, presses and commands alike, also a command that doesn’t say which app it is of', async () => {
    await start().connect()
    await sockets.deliver(event())
    await sockets.deliver(window)
    await sockets.deliver(form({ command: '/quickscan', team_id: 'T0TEAM', api_app_id: APP }))
    expect(came.map((one) => one.open && one.body.kind)).toEqual(['event', 'interaction', 'command'])
    expect(sockets.wrong).toEqual([])
  })

  it.each([
    ['of another app', event({ api_app_id: 'A0ELSE' }), 'foreign app'],
    ['of another workspace', event({ team_id: 'T0ELSE' }), 'foreign workspace'],
    ['of no kind', form({ payload: '{"type":"view_submission"}' }), 'not a request of Slack'],
  ])('checks what comes: what is %s is refused', async (_, request, reason) => {
    answers = async () => ({ status: 403 })
    await start().connect()
    expect(await soonUndone(sockets.deliver(request).catch(() => 'failed'))).toBe('not yet')
    expect(came).toMatchObject([{ open: false, reason }])
  })

  it('acknowledges when it was saved and not before, and with what is said in reply', async () => {
    const saved = Promise.withResolvers<Reply>()
    answers = () => saved.promise
    await start().connect()
    const sent = sockets.deliver(window)
    expect(await soonUndone(sent)).toBe('not yet')
    saved.resolve({ status: 200, body: { response_action: 'errors' } })
    expect(await sent).toEqual({ status: 200, body: { response_action: 'errors' } })
  })

  it('says nothing with an acknowledgment where nothing is taken', async () => {
    answers = async () => ({ status: 200, body: { challenge: 'x' } })
    await start().connect()
    expect(await sockets.deliver(event())).toEqual({ status: 200, body: undefined })
    expect(sockets.wrong).toEqual([])
  })

  it.each(['refresh_requested', 'warning', 'a reason yet to be made'])(
    'is there before the one that Slack asks to leave is closed: %s',
    async (reason) => {
      const saved = Promise.withResolvers<Reply>()
      await start().connect()
      answers = () => saved.promise
      const sent = sockets.deliver(event())
      await until(() => came.length === 1)
      sockets.asksToLeave(reason)
      sockets.asksToLeave(reason)
      await until(() => sockets.count() === 2)
      expect(mode.problem()).toBeUndefined()
      saved.resolve({ status: 200 })
      // By the one that is leaving.
      expect(await sent).toEqual({ status: 200, body: undefined })
      await until(() => sockets.count() === 1)
      expect(sockets.opened()).toBe(2)
      expect(asked).toHaveLength(2)
    },
  )

  it('keeps the one that it is asked to leave for as long as no other is to be had', async () => {
    await start().connect()
    instead = { status: 500, body: {} }
    sockets.asksToLeave('refresh_requested')
    await until(() => asked.length > 3)
    expect(mode.problem()).toBeUndefined()
    expect(await sockets.deliver(event())).toMatchObject({ status: 200 })
    instead = undefined
    await until(() => sockets.opened() === 2 && sockets.count() === 1)
  })

  it('is opened anew when it breaks, and what was lost with it comes again', async () => {
    await start().connect()
    const saved = Promise.withResolvers<Reply>()
    answers = () => saved.promise
    const sent = sockets.deliver(event())
    await until(() => came.length === 1)
    answers = async () => ({ status: 200 })
    sockets.cut()
    await until(() => mode.problem() !== undefined)
    expect(await sent).toMatchObject({ status: 200 })
    expect(mode.problem()).toBeUndefined()
    saved.resolve({ status: 200 })
  })

  it('is opened anew when nothing at all comes through any more, though nobody closed it', async () => {
    await start({ pace: { ...PACE, beat: 25 } }).connect()
    sockets.goSilent()
    await until(() => sockets.opened() > 1 && mode.problem() === undefined)
  })

  it('is red while Socket Mode is off, says what to do once, and is back when it is on again', async () => {
    await start().connect()
    sockets.enabled = false
    instead = { status: 200, body: { ok: false, error: 'socket_mode_not_enabled' } }
    sockets.asksToLeave('link_disabled')
    await until(() => asked.length > 3)
    expect(mode.problem()).toBe('slackSocket')
    expect(log.filter((line) => line.includes('Socket Mode is switched off'))).toHaveLength(1)
    ;[sockets.enabled, instead] = [true, undefined]
    await until(() => mode.problem() === undefined)
    expect(log.at(-1)).toContain('again')
  })

  it('waits longer each time where there are too many already', async () => {
    const others = Array.from({ length: 10 }, () => new WebSocket(sockets.open().url))
    await until(() => sockets.count() === 10)
    start()
    void mode.connect()
    await until(() => asked.length > 4)
    const gaps = asked.slice(1).map((at, before) => at - (asked[before] ?? at))
    expect(Math.max(...gaps)).toBeGreaterThanOrEqual(20)
    expect(log.filter((line) => line.includes('ten connections'))).toHaveLength(1)
    others[0]?.close()
    await until(() => mode.problem() === undefined)
    for (const other of others) other.close()
  })

  it('waits as long as Slack asks', async () => {
    instead = { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } }
    start()
    void mode.connect()
    await until(() => asked.length === 1)
    instead = undefined
    await until(() => asked.length === 2)
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(990)
  })

  it.each(['invalid_auth', 'not_allowed_token_type', 'missing_scope'])(
    'says once what to do about a token that Slack doesn’t take: %s',
    async (error) => {
      instead = { status: 200, body: { ok: false, error } }
      start()
      void mode.connect()
      await until(() => asked.length > 2)
      expect(mode.problem()).toBe('slackSocket')
      expect(log).toHaveLength(1)
      expect(log[0]).toContain('SLACK_APP_TOKEN')
    },
  )

  it('takes nothing of another app, and says whose token it is', async () => {
    sockets.appId = 'A0ELSE'
    start()
    void mode.connect()
    await until(() => asked.length > 1)
    expect(mode.problem()).toBe('slackSocket')
    expect(log).toEqual([expect.stringContaining('another app')])
  })

  it.each(['https://slack.com', 'ws://elders.example.org/link', 'nowhere', ''])(
    'is opened nowhere but at Slack: not at %j',
    async (url) => {
      instead = { status: 200, body: { ok: true, url } }
      start()
      void mode.connect()
      await until(() => asked.length > 1)
      expect(sockets.opened()).toBe(0)
    },
  )

  it('stays open whatever comes through it', async () => {
    await start().connect()
    for (const said of ['{', '7', 'null', '{"type":"iets"}', '{"envelope_id":7}', 'x'.repeat(BODY_LIMIT + 1)])
      sockets.says(said)
    await until(() => log.length === 6)
    expect(log.filter((line) => line.includes('body too large'))).toHaveLength(1)
    expect(await sockets.deliver(event())).toMatchObject({ status: 200 })
    expect(sockets.opened()).toBe(1)
  })

  it('answers what it took before it closes, and takes nothing more', async () => {
    const saved = Promise.withResolvers<Reply>()
    await start().connect()
    answers = () => saved.promise
    const sent = sockets.deliver(window)
    await until(() => came.length === 1)
    const closed = mode.close()
    const after = sockets.deliver(form({ command: '/quickscan', team_id: 'T0TEAM' })).catch(() => 'not taken')
    expect(await soonUndone(closed)).toBe('not yet')
    saved.resolve({ status: 200 })
    await closed
    expect(await sent).toMatchObject({ status: 200 })
    expect(await after).toBe('not taken')
    expect(came).toHaveLength(1)
  })

  it('goes through a proxy where one is set', async () => {
    const through: string[] = []
    server.on('connect', (request, socket) => {
      through.push(request.url ?? '')
      socket.destroy()
    })
    instead = { status: 200, body: { ok: true, url: 'wss://wss-primary.slack.test/link/?ticket=1' } }
    start({ agent: tunnelAgent({ HTTPS_PROXY: address }), isSocket: () => true })
    void mode.connect()
    await until(() => through.length > 0)
    expect(through[0]).toBe('wss-primary.slack.test:443')
  })
})
