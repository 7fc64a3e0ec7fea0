import { beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from '../chatService.ts'
import { createTroubles, type Troubles } from '../trouble.ts'
import { createWorld, type Message, practiceTeam, SLACK_IDS, type World } from '../world.ts'
import { createAccounts } from './accounts.ts'
import { createSlackService, type SlackService } from './service.ts'
import { createTickets, type Tickets } from './tickets.ts'

const TEXT = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Dag' }] }] }
const SCOPES = ['chat:write', 'im:write', 'channels:read', 'users:read', 'files:write']

/** A stand-in that is kinder than Slack would hide our mistakes: it is tried like anything else. */
describe('the stand-in for Slack', () => {
  let now: { story: number; real: number }
  let world: World
  let troubles: Troubles
  let tickets: Tickets
  let service: SlackService
  let accounts: ReturnType<typeof createAccounts>

  beforeEach(() => {
    now = { story: 0, real: 0 }
    const clocks = { storyNow: () => now.story, realNow: () => now.real }
    world = createWorld(practiceTeam(['Lotte', 'Samir', 'Fatima'], ['Fatima']), 'slack')
    troubles = createTroubles()
    tickets = createTickets(clocks)
    accounts = createAccounts(SCOPES)
    service = createSlackService({
      sockets: undefined,
      world,
      troubles,
      tickets,
      accounts,
      address: () => 'http://stand-in',
      ...clocks,
      changed: () => undefined,
      called: () => undefined,
    })
  })

  const call = async (path: string, body: object, token = accounts.token): Promise<Answer> => {
    const query = new URLSearchParams()
    const authorization = `Bearer ${token}`
    const parts = path.split('/')
    const answer = await service.answer({ method: 'POST', path: parts, query, body: { ...body }, authorization })
    if (answer === undefined || answer === 'cut') throw new Error(`answered ${answer}`)
    return answer
  }
  const api = (method: string, body: object, token?: string) => call(`api/${method}`, body, token)
  const word = async (answering: Promise<Answer>): Promise<unknown> => {
    const { body } = (await answering) as { readonly body: { readonly ok: boolean; readonly error?: string } }
    return body.ok ? 'ok' : body.error
  }
  const channel = SLACK_IDS.channel
  const hello = { channel, text: 'Dag', blocks: [TEXT] }
  const button = (value = 'x') => ({ type: 'button', action_id: 'a', text: { type: 'plain_text', text: 'Ja' }, value })

  it('knows tokens, those it revoked, and methods', async () => {
    expect(await word(api('chat.postMessage', hello))).toBe('ok')
    expect(await word(api('chat.postMessage', hello, 'xoxb-guess'))).toBe('not_authed')
    expect(await word(api('chat.delete', {}))).toBe('unknown_method')
    accounts.revoke(SLACK_IDS.tenant)
    expect(await word(api('chat.postMessage', hello))).toBe('token_revoked')
  })

  it('takes a file in three steps, each once and whole', async () => {
    const begin = { filename: 'opvolgingen.ics', length: 5 }
    const asked = async () => (await api('files.getUploadURLExternal', begin)).body as Record<string, string>
    const put = async (address = '', bytes = 'abcde', authorization?: string): Promise<number> => {
      const path = new URL(address).pathname.split('/').filter(Boolean)
      const answer = await service.answer({
        ...{ method: 'POST', path, query: new URLSearchParams(), body: { bytes }, authorization },
      })
      return typeof answer === 'object' ? answer.status : 0
    }
    const chat = SLACK_IDS.chat('lotte')
    const complete = (id = '', channel_id = chat) =>
      word(api('files.completeUploadExternal', { files: [{ id }], channel_id }))
    const { upload_url: address, file_id: id } = await asked()
    expect(await complete(id)).toBe('file_update_failed')
    expect([await put(address, 'abcd'), await put(address, 'abcde', 'Bearer x'), await put(address)]).toEqual([
      400, 400, 200,
    ])
    expect(await put(address)).toBe(404)
    expect(await complete(id, 'C0ELDERS')).toBe('channel_not_found')
    expect(await complete(id, SLACK_IDS.chat('fatima'))).toBe('user_not_visible')
    expect([await complete(id), await complete(id), await complete('F0GUESS')]).toEqual([
      'ok',
      'file_not_found',
      'file_not_found',
    ])
    expect(world.messages.at(-1)).toMatchObject({
      place: 'private:lotte',
      file: { name: 'opvolgingen.ics', text: 'abcde' },
    })
    const deletes = (file = '') => word(api('files.delete', { file }))
    expect([await deletes('F0GUESS'), await deletes(id), await deletes(id)]).toEqual([
      'file_not_found',
      'ok',
      'file_deleted',
    ])
    expect(world.messages.at(-1)?.file).toBeUndefined()
    const late = await asked()
    now.real += 5 * 60_000 + 1
    expect(await put(late.upload_url)).toBe(404)
    for (const wrong of [{}, { filename: 'a/b', length: 1 }, { filename: 'a', length: 0 }])
      expect(await word(api('files.getUploadURLExternal', wrong))).toBe('invalid_arguments')
  })

  it('wants the scope each method needs', async () => {
    const narrow = createAccounts(['users:read'])
    const clocks = { storyNow: () => 0, realNow: () => 0 }
    const nothing = { changed: () => undefined, called: () => undefined }
    const given = { world, troubles, tickets, accounts: narrow, address: () => '', sockets: undefined }
    const strict = createSlackService({ ...given, ...clocks, ...nothing })
    const asked = { method: 'POST', path: ['api', 'chat.postMessage'], query: new URLSearchParams(), body: hello }
    const answer = (await strict.answer({ ...asked, authorization: `Bearer ${narrow.token}` })) as Answer
    expect(answer.body).toEqual({ ok: false, error: 'missing_scope', needed: 'chat:write' })
  })

  it.each<[string, object]>([
    ['no text', { ...hello, text: '' }],
    ['no blocks', { ...hello, blocks: [] }],
    ['too many blocks', { ...hello, blocks: Array(51).fill(TEXT) }],
    ['a long header', { ...hello, blocks: [{ type: 'header', text: { text: 'x'.repeat(151) } }] }],
    ['an empty section', { ...hello, blocks: [{ type: 'section', text: { text: '' } }] }],
    ['a long button value', { ...hello, blocks: [{ type: 'actions', elements: [button('x'.repeat(2001))] }] }],
    ['one action twice', { ...hello, blocks: [{ type: 'actions', elements: [button(), button()] }] }],
    ['a block nobody knows', { ...hello, blocks: [{ type: 'chart' }] }],
  ])('refuses a message with %s', async (_, body) => {
    expect(['invalid_blocks', 'no_text']).toContain(await word(api('chat.postMessage', body)))
    expect(world.messages).toEqual([])
  })

  it('knows who can’t be written to, and channels it isn’t in', async () => {
    expect(await word(api('conversations.open', { users: SLACK_IDS.person('fatima') }))).toBe('user_not_visible')
    expect(await word(api('chat.postMessage', { ...hello, channel: 'C0OTHER' }))).toBe('channel_not_found')
    world.botGone = true
    expect(await word(api('chat.postMessage', hello))).toBe('not_in_channel')
    expect(await word(api('conversations.members', { channel }))).toBe('channel_not_found')
  })

  it('opens one window for a trigger, within three seconds', async () => {
    const view = { type: 'modal', title: { type: 'plain_text', text: 'Dag' }, blocks: [TEXT] }
    const trigger_id = tickets.trigger('lotte')
    expect(await word(api('views.open', { trigger_id, view }))).toBe('ok')
    expect(await word(api('views.open', { trigger_id, view }))).toBe('exchanged_trigger_id')
    const late = tickets.trigger('lotte')
    now.real += 3001
    expect(await word(api('views.open', { trigger_id: late, view }))).toBe('expired_trigger_id')
    expect(await word(api('views.open', { trigger_id: 'made up', view }))).toBe('expired_trigger_id')
    const input = {
      type: 'input',
      block_id: 'a',
      label: { text: 'a' },
      element: { type: 'datepicker', action_id: 'a' },
    }
    const unsent = { trigger_id: tickets.trigger('lotte'), view: { ...view, blocks: [input] } }
    expect(await word(api('views.open', unsent))).toBe('invalid_arguments')
  })

  it('takes five answers to a press, within half an hour', async () => {
    await api('chat.postMessage', hello)
    const message = world.messages[0] as Message
    const at = tickets.response({ message, person: 'lotte', own: false })
    const answer = { replace_original: true, text: 'Anders', blocks: [TEXT] }
    for (let times = 0; times < 5; times++) expect((await call(`actions/${at}`, answer)).status).toBe(200)
    expect((await call(`actions/${at}`, answer)).body).toBe('used_url')
    const old = tickets.response({ message, person: 'lotte', own: false })
    now.story += 30 * 60_000 + 1
    expect((await call(`actions/${old}`, answer)).body).toBe('expired_url')
    expect(message.card).toMatchObject({ text: 'Anders' })
  })

  it('shows an answer beside a message to the presser alone', async () => {
    await api('chat.postMessage', hello)
    const message = world.messages[0] as Message
    const at = tickets.response({ message, person: 'lotte', own: false })
    await call(`actions/${at}`, { response_type: 'ephemeral', replace_original: false, text: 'Psst', blocks: [TEXT] })
    expect(message.card).toMatchObject({ text: 'Dag' })
    expect([...message.views.keys()]).toEqual(['lotte'])
  })

  it('takes so many posts a channel and so many calls of a kind a minute, and says when to come back', async () => {
    const waits = async (method: string, body: object): Promise<number> => {
      for (let times = 0; times < 500; times++) {
        const { status, retryAfter = 0 } = await api(method, body)
        if (status === 429) {
          expect(retryAfter).toBeGreaterThan(0)
          return times
        }
      }
      return Number.POSITIVE_INFINITY
    }
    expect(await waits('chat.postMessage', hello)).toBe(10)
    expect(await waits('conversations.open', { users: SLACK_IDS.person('lotte') })).toBe(50)
    expect(await waits('users.info', { user: SLACK_IDS.person('lotte') })).toBe(100)
    now.story += 1000
    expect(await waits('chat.postMessage', hello)).toBe(1)
  })

  it('has bad days on demand, and keeps a record', async () => {
    troubles.add({ on: 'post', times: 1, status: 503 })
    expect((await api('chat.postMessage', hello)).status).toBe(503)
    troubles.add({ on: 'post', times: 1, status: 429, retryAfter: 7 })
    expect(await api('chat.postMessage', hello)).toMatchObject({ status: 429, retryAfter: 7 })
    expect(await word(api('chat.postMessage', hello))).toBe('ok')
    expect(service.calls.map(({ outcome }) => outcome)).toEqual(['503', '429', 'ok'])
    expect([...service.scopes]).toEqual(['chat:write'])
  })
})
