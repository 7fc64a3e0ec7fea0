import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { card, heading, text } from '../../cards/card.ts'
import type { Platform } from '../../flows/ids.ts'
import { httpClient } from '../../http/client.ts'
import { listen, stopListening } from '../../http/server.ts'
import { isUnreachable, type PlatformFailed } from '../ports/platform.ts'
import { type SlackPort, slackOutbound } from './outbound.ts'
import { respondAt } from './responseUrl.ts'

interface Call {
  readonly method: string
  readonly token: string | undefined
  readonly form: Readonly<Record<string, string>>
}
interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

describe('speaking to Slack', () => {
  let calls: Call[]
  let replies: (call: Call) => Reply
  let slowly: (call: Call) => Promise<void>
  let server: Server
  let platform: Platform
  let token: string | undefined
  let port: SlackPort

  beforeEach(async () => {
    calls = []
    token = 'xoxb-first'
    slowly = async () => undefined
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const call = {
        method: (request.url ?? '').replace(/^\/api\//, '').replace('/api/', '/'),
        token: request.headers.authorization?.replace('Bearer ', ''),
        form: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())),
      }
      calls.push(call)
      await slowly(call)
      const { status = 200, headers = {}, body = { ok: true } } = replies(call)
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
    const at = await listen(server, 0, '127.0.0.1')
    platform = { name: 'slack', tenant: 'T0TEAM', serviceUrl: `http://127.0.0.1:${at}/api` }
    port = slackOutbound(
      async () => token,
      { appId: 'A0APP', uploads: [`http://127.0.0.1:${at}`], http: httpClient() },
      () => 0,
    )
  })
  afterEach(() => {
    server.closeAllConnections()
    return stopListening(server, 1000)
  })

  const says = (body: object): void => {
    replies = () => ({ body: { ok: true, ...body } })
  }
  const hello = card('Quickscan', [heading('Dag Lotte'), text('Zes vragen.')])
  const failure = async (doing: Promise<unknown>): Promise<PlatformFailed> => {
    const outcome = await doing.then(
      () => undefined,
      (error: unknown) => error as PlatformFailed,
    )
    if (!outcome) throw new Error('it should have failed')
    return outcome
  }

  it('posts a card as blocks with a text, and unfolds no links', async () => {
    says({ ts: '1.1', channel: 'C0TEAM' })
    expect(await port.post(platform, 'C0TEAM', hello)).toEqual({ platform, conversation: 'C0TEAM', message: '1.1' })
    const [call] = calls
    expect(call).toMatchObject({
      method: 'chat.postMessage',
      token: 'xoxb-first',
      form: { channel: 'C0TEAM', unfurl_links: 'false', unfurl_media: 'false' },
    })
    expect(call?.form.text).toContain('Dag Lotte')
    expect(JSON.parse(call?.form.blocks ?? '')[0]).toMatchObject({ type: 'header' })
  })

  it('edits the message it is told to, in one call', async () => {
    says({})
    await port.edit({ platform, conversation: 'D0LOTTE', message: '1.1' }, hello)
    expect(calls.map(({ method, form }) => [method, form.channel, form.ts])).toEqual([
      ['chat.update', 'D0LOTTE', '1.1'],
    ])
  })

  const file = { name: 'opvolgingen.ics', title: 'Mijn opvolgingen', type: 'text/calendar', content: 'één' }
  const takesFiles = (upload_url: string): void => {
    replies = ({ method }) => {
      if (method === 'files.getUploadURLExternal') return { body: { ok: true, upload_url, file_id: 'F0FILE' } }
      return { body: { ok: true } }
    }
  }
  const here = (): string => new URL(platform.serviceUrl).origin

  it('puts a file in a chat: asks where, sends its bytes there without a token, and shares it', async () => {
    takesFiles(`${here()}/upload/v1/ticket`)
    expect(await port.share(platform, 'D0LOTTE', file)).toBe('F0FILE')
    expect(calls.map(({ method, token: sent }) => [method, sent])).toEqual([
      ['files.getUploadURLExternal', 'xoxb-first'],
      ['/upload/v1/ticket', undefined],
      ['files.completeUploadExternal', 'xoxb-first'],
    ])
    expect(calls[0]?.form).toMatchObject({ filename: 'opvolgingen.ics', length: '5' })
    expect(calls[2]?.form).toMatchObject({
      channel_id: 'D0LOTTE',
      files: JSON.stringify([{ id: 'F0FILE', title: 'Mijn opvolgingen' }]),
    })
  })

  it('takes a file of its own away, and says when it isn’t there any more', async () => {
    await port.unshare(platform, 'F0FILE')
    expect(calls.map(({ method, form }) => [method, form.file])).toEqual([['files.delete', 'F0FILE']])
    for (const [error, kind] of [
      ['file_not_found', 'refused'],
      ['file_deleted', 'unreachable'],
      ['cant_delete_file', 'unreachable'],
    ]) {
      replies = () => ({ body: { ok: false, error } })
      expect((await failure(port.unshare(platform, 'F0FILE'))).kind, error).toBe(kind)
    }
  })

  it.each(['https://elders.example.org/upload', 'not an address', ''])(
    'sends a file’s bytes nowhere but to Slack: not to %j',
    async (address) => {
      takesFiles(address)
      expect((await failure(port.share(platform, 'D0LOTTE', file))).kind).toBe('noAnswer')
      expect(calls).toHaveLength(1)
    },
  )

  it('says when a workspace let it in without files, and what else went wrong', async () => {
    replies = () => ({ body: { ok: false, error: 'missing_scope', needed: 'files:write' } })
    expect(await port.share(platform, 'D0LOTTE', file)).toBeUndefined()
    replies = () => ({ status: 429, headers: { 'retry-after': '7' } })
    expect(await failure(port.share(platform, 'D0LOTTE', file))).toMatchObject({ kind: 'throttled', retryAfter: 7000 })
    replies = ({ method }) =>
      method.startsWith('/upload')
        ? { status: 500 }
        : { body: { ok: true, upload_url: `${here()}/upload`, file_id: 'F' } }
    expect((await failure(port.share(platform, 'D0LOTTE', file))).kind).toBe('busy')
  })

  it('opens a private chat', async () => {
    says({ channel: { id: 'D0LOTTE' } })
    expect(await port.openChat(platform, 'U0LOTTE')).toBe('D0LOTTE')
    expect(calls[0]).toMatchObject({ method: 'conversations.open', form: { users: 'U0LOTTE' } })
  })

  const users: Readonly<Record<string, object>> = {
    U0LOTTE: { id: 'U0LOTTE', team_id: 'T0TEAM', profile: { display_name: 'Lotte', real_name: 'Lotte Peeters' } },
    U0SAMIR: {
      id: 'U0SAMIR',
      team_id: 'T0TEAM',
      profile: { display_name: '', real_name: 'Samir' },
      is_restricted: true,
    },
    U0ELSE: { id: 'U0ELSE', team_id: 'T0OTHER', profile: { display_name: 'Fatima' } },
    U0GONE: { id: 'U0GONE', team_id: 'T0TEAM', deleted: true, profile: { display_name: 'Weg' } },
    U0BOT: { id: 'U0BOT', team_id: 'T0TEAM', is_bot: true, profile: { display_name: 'Quickscan' } },
    USLACKBOT: { id: 'USLACKBOT', team_id: 'T0TEAM', is_bot: false, profile: { display_name: 'Slackbot' } },
  }

  it('finds everyone in a channel, all pages, once, and says who is a bot or has left', async () => {
    replies = ({ method, form }) => {
      if (method === 'users.info') return { body: { ok: true, user: users[form.user ?? ''] } }
      return form.cursor === 'second'
        ? {
            body: {
              ok: true,
              members: ['U0ELSE', 'U0GONE', 'U0BOT', 'USLACKBOT'],
              response_metadata: { next_cursor: '' },
            },
          }
        : { body: { ok: true, members: ['U0LOTTE', 'U0SAMIR'], response_metadata: { next_cursor: 'second' } } }
    }
    expect(await port.roster(platform, 'C0TEAM')).toEqual([
      { id: 'U0LOTTE', alias: 'U0LOTTE', name: 'Lotte', guest: false },
      { id: 'U0SAMIR', alias: 'U0SAMIR', name: 'Samir', guest: true },
      { id: 'U0ELSE', alias: 'U0ELSE', name: 'Fatima', guest: false, stranger: true },
      { id: 'U0GONE', alias: 'U0GONE', name: 'Weg', guest: false, absent: 'deactivated' },
      { id: 'U0BOT', alias: 'U0BOT', name: 'Quickscan', guest: false, absent: 'bot' },
      { id: 'USLACKBOT', alias: 'USLACKBOT', name: 'Slackbot', guest: false, absent: 'bot' },
    ])
    const asked = calls.filter(({ method }) => method === 'users.info').length
    await port.roster(platform, 'C0TEAM')
    expect(calls.filter(({ method }) => method === 'users.info')).toHaveLength(asked)
  })

  it('takes who belongs to several workspaces of one organisation for one of ours', async () => {
    const user = { id: 'W0NOOR', team_id: 'T0OTHER', profile: { display_name: 'Noor' } }
    replies = ({ method }) =>
      method === 'users.info'
        ? { body: { ok: true, user: { ...user, enterprise_user: { teams: ['T0OTHER', 'T0TEAM'] } } } }
        : { body: { ok: true, channel: { id: 'D0NOOR' } } }
    expect(await port.find(platform, 'W0NOOR')).toEqual({ id: 'W0NOOR', alias: 'W0NOOR', name: 'Noor', guest: false })
  })

  it('looks people up eight at a time, however many there are', async () => {
    const ids = Array.from({ length: 30 }, (_, at) => `U0NR${at}`)
    let [asked, most] = [0, 0]
    slowly = async ({ method }) => {
      if (method !== 'users.info') return
      asked += 1
      most = Math.max(most, asked)
      await new Promise((resolve) => setTimeout(resolve, 3))
      asked -= 1
    }
    replies = ({ method, form }) => ({
      body:
        method === 'users.info' ? { ok: true, user: { id: form.user, name: 'iemand' } } : { ok: true, members: ids },
    })
    expect((await port.roster(platform, 'C0TEAM')).map(({ id }) => id)).toEqual(ids)
    expect(most).toBe(8)
  })

  it('goes through a proxy where one is set, with calls, answers and files alike', async () => {
    replies = () => ({ body: { ok: true, upload_url: 'http://files.slack.test/upload/v1/ticket', file_id: 'F0FILE' } })
    const http = httpClient({ HTTP_PROXY: here(), NO_PROXY: 'elders.example' })
    const apart = { ...platform, serviceUrl: 'http://slack.test/api' }
    const settings = { appId: 'A0APP', uploads: ['http://files.slack.test'], http }
    const through = slackOutbound(
      async () => token,
      settings,
      () => 0,
    )
    expect(await through.share(apart, 'D0LOTTE', file)).toBe('F0FILE')
    await respondAt(['http://hooks.slack.test'], http)('http://hooks.slack.test/actions/x', {})
    expect(calls.map(({ method }) => method)).toEqual([
      ...['http://slack.test/files.getUploadURLExternal', 'http://files.slack.test/upload/v1/ticket'],
      ...['http://slack.test/files.completeUploadExternal', 'http://hooks.slack.test/actions/x'],
    ])
  })

  it('is no member of its own channels', async () => {
    replies = ({ method }) =>
      method === 'users.info'
        ? { body: { ok: true, user: { id: 'U0US', is_bot: true, profile: { api_app_id: 'A0APP' } } } }
        : { body: { ok: true, members: ['U0US'] } }
    expect(await port.roster(platform, 'C0TEAM')).toEqual([])
  })

  it('knows whether it is in a channel, and takes a channel it can’t see for one it isn’t in', async () => {
    says({ channel: { is_member: true } })
    expect(await port.isIn(platform, 'C0TEAM')).toBe(true)
    says({ channel: { is_member: false } })
    expect(await port.isIn(platform, 'C0TEAM')).toBe(false)
    replies = () => ({ body: { ok: false, error: 'channel_not_found' } })
    expect(await port.isIn(platform, 'C0TEAM')).toBe(false)
    replies = () => ({ status: 500 })
    expect((await failure(port.isIn(platform, 'C0TEAM'))).status).toBe(500)
  })

  it.each(['U0GONE', 'U0BOT', 'USLACKBOT'])('has nobody to find behind %s', async (id) => {
    says({ user: users[id] })
    expect(isUnreachable(await failure(port.find(platform, id)))).toBe(true)
  })

  it.each([
    ['channel_not_found', 404, true],
    ['message_not_found', 404, true],
    ['user_disabled', 403, true],
    ['not_in_channel', 403, true],
    ['token_revoked', 401, false],
    ['invalid_blocks', 400, false],
    ['a_word_slack_has_yet_to_make', 400, false],
    ['constructor', 400, false],
    ['internal_error', 503, false],
  ])('takes "%s" for %i', async (error, status, unreachable) => {
    replies = () => ({ body: { ok: false, error } })
    const failed = await failure(port.edit({ platform, conversation: 'C', message: '1' }, hello))
    expect(failed.status).toBe(status)
    expect(isUnreachable(failed)).toBe(unreachable)
  })

  it.each([
    ['is_archived', 'unreachable', 'archived'],
    ['channel_not_found', 'unreachable', 'gone'],
    ['not_in_channel', 'unreachable', 'outside'],
    ['restricted_action', 'unreachable', 'restricted'],
    ['restricted_action_read_only_channel', 'unreachable', 'restricted'],
    ['edit_window_closed', 'unreachable', 'refused'],
    ['team_added_to_org', 'busy', 'refused'],
    ['org_login_required', 'busy', 'refused'],
    ['ekm_access_denied', 'administrator', 'refused'],
    ['missing_scope', 'administrator', 'refused'],
    ['msg_too_long', 'refused', 'refused'],
    ['a_word_slack_has_yet_to_make', 'unknown', 'refused'],
  ])('knows what can be done about "%s": %s', async (error, kind, trouble) => {
    replies = () => ({ body: { ok: false, error } })
    expect(await failure(port.post(platform, 'C0TEAM', hello))).toMatchObject({ kind, trouble })
  })

  it('leaves out who can’t be looked up, and names the others', async () => {
    replies = ({ method, form }) => {
      if (method === 'conversations.members') return { body: { ok: true, members: ['U0LOTTE', 'U0HIDDEN'] } }
      if (form.user === 'U0HIDDEN') return { body: { ok: false, error: 'user_not_visible' } }
      return { body: { ok: true, user: users[form.user ?? ''] } }
    }
    expect(await port.roster(platform, 'C0TEAM')).toEqual([
      { id: 'U0LOTTE', alias: 'U0LOTTE', name: 'Lotte', guest: false },
      { id: 'U0HIDDEN', alias: 'U0HIDDEN', name: '', guest: false, absent: 'unknown' },
    ])
    expect(isUnreachable(await failure(port.person(platform, 'C0TEAM', 'U0HIDDEN')))).toBe(true)
  })

  it('waits as long as Slack asks by telling whoever called, not by holding the call', async () => {
    replies = () => ({ status: 429, headers: { 'retry-after': '30' }, body: { ok: false, error: 'ratelimited' } })
    expect(await failure(port.post(platform, 'C0TEAM', hello))).toMatchObject({ status: 429, retryAfter: 30_000 })
    says({ ts: '2.2', channel: 'C0OTHER' })
    // The rest of the workspace isn't held for it.
    expect((await port.post(platform, 'C0OTHER', hello)).message).toBe('2.2')
    expect(calls).toHaveLength(2)
  })

  it.each([
    ['a server that broke', { status: 500, body: 'oops' }, 500],
    ['an answer that is none', { body: '<html>' }, 0],
    ['an answer that says nothing', { body: 'null' }, 0],
    ['a word that is none of Slack’s', { body: { ok: false, error: '<html>' } }, 0],
    ['an answer elsewhere', { status: 302, headers: { location: '/elsewhere' } }, 302],
    ['a wait of which nobody says how long', { status: 429 }, 429],
  ])('tries %s once, and says so', async (_, reply, status) => {
    replies = () => reply
    expect((await failure(port.openChat(platform, 'U0LOTTE'))).status).toBe(status)
    expect(calls).toHaveLength(1)
  })

  it('says that nobody answered when nobody did', async () => {
    server.closeAllConnections()
    await stopListening(server, 1000)
    expect((await failure(port.openChat(platform, 'U0LOTTE'))).status).toBe(0)
  })

  it('privacy.5.10 keeps token and text out of its errors', async () => {
    replies = () => ({ status: 500, body: 'Dag Lotte' })
    const error = await failure(port.post(platform, 'C0TEAM', hello))
    const told = [error.message, error.stack, String(error.cause), JSON.stringify(error)].join('\n')
    expect(told).not.toMatch(/xoxb|Lotte/)
  })

  it('speaks with the token of today, and not at all once the app was removed', async () => {
    says({ channel: { id: 'D' } })
    await port.openChat(platform, 'U0LOTTE')
    token = 'xoxb-second'
    await port.openChat(platform, 'U0SAMIR')
    expect(calls.map((call) => call.token)).toEqual(['xoxb-first', 'xoxb-second'])
    token = undefined
    expect(isUnreachable(await failure(port.openChat(platform, 'U0FATIMA')))).toBe(true)
    expect(calls).toHaveLength(2)
  })
})
