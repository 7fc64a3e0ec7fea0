import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '../../kit/calendar/instant.ts'
import {
  type Authenticated,
  authenticate,
  readStamp,
  SIGNATURE_WINDOW,
  type SlackAuthSettings,
  slackSignature,
} from './authenticate.ts'

const NOW = Date.UTC(2026, 10, 16, 9)
const SECRET = '8f742231b10e8888abcd99yyyzzz85a5'
const SETTINGS: SlackAuthSettings = {
  signingSecret: SECRET,
  appId: 'A0APP',
  knows: async (workspace) => workspace === 'T0TEAM',
}
const FORM = 'application/x-www-form-urlencoded'
const JSON_TYPE = 'application/json; charset=utf-8'

const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString()
const interaction = (change: Record<string, unknown> = {}): string =>
  form({ payload: JSON.stringify({ type: 'block_actions', api_app_id: 'A0APP', team: { id: 'T0TEAM' }, ...change }) })
const event = (change: Record<string, unknown> = {}): string =>
  JSON.stringify({ type: 'event_callback', api_app_id: 'A0APP', team_id: 'T0TEAM', event: {}, ...change })
const command = (change: Record<string, string> = {}): string =>
  form({ command: '/quickscan', api_app_id: 'A0APP', team_id: 'T0TEAM', text: 'start', ...change })

interface SignedRequest {
  readonly text: string
  readonly type?: string
  /** When Slack says it signed. */
  readonly at?: number
  readonly secret?: string
  readonly headers?: Readonly<Record<string, string>>
}
const signed = ({ text, at = NOW, type = FORM, secret = SECRET }: SignedRequest): Record<string, string> => {
  const timestamp = String(Math.floor(at / SECOND))
  return {
    'content-type': type,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': slackSignature(secret, timestamp, Buffer.from(text)),
  }
}
const enter = async (
  settings: SlackAuthSettings,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): Promise<Authenticated> => {
  const stamp = readStamp(headers, NOW)
  return stamp.open ? authenticate(settings, stamp, body) : stamp
}
const knock = (one: SignedRequest, settings = SETTINGS) =>
  enter(settings, { ...signed(one), ...one.headers }, Buffer.from(one.text))

describe('privacy.5.8 at the door of Slack', () => {
  it('signs as Slack does', () => {
    // The worked example of https://docs.slack.dev/authentication/verifying-requests-from-slack
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'
    expect(slackSignature(SECRET, '1531420618', Buffer.from(body))).toBe(
      'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    )
  })

  it.each([
    ['a press', interaction(), FORM, 'interaction'],
    ['an event', event(), JSON_TYPE, 'event'],
    ['a command', command(), FORM, 'command'],
  ])('lets in %s that Slack really signed', async (_, text, type, kind) => {
    expect(await knock({ text, type })).toMatchObject({ open: true, body: { kind, workspace: 'T0TEAM' } })
  })

  it('lets in what is signed with the new secret or the old one while it is changed, and then with the new one alone', async () => {
    let held = [SECRET]
    const settings = { ...SETTINGS, signingSecret: () => held }
    const next = 'd41d8cd98f00b204e9800998ecf8427e'
    const tries = () =>
      Promise.all(
        [SECRET, next].map(async (secret) => (await knock({ text: event(), type: JSON_TYPE, secret }, settings)).open),
      )
    expect(await tries()).toEqual([true, false])
    held = [next, SECRET]
    expect(await tries()).toEqual([true, true])
    held = [next]
    expect(await tries()).toEqual([false, true])
    held = []
    expect(await tries()).toEqual([false, false])
  })

  it('says back what Slack asks when the address is set, and lets it look at the certificate', async () => {
    const text = JSON.stringify({ type: 'url_verification', challenge: '3eZb' })
    expect(await knock({ text, type: JSON_TYPE })).toEqual({
      open: true,
      body: { kind: 'challenge', challenge: '3eZb' },
    })
    expect(await knock({ text: form({ ssl_check: '1', token: 'x' }) })).toEqual({
      open: true,
      body: { kind: 'certificateCheck' },
    })
  })

  it.each<[string, number, SignedRequest]>([
    ['forged', 401, { text: interaction(), secret: 'a guess' }],
    ['unsigned', 401, { text: interaction(), headers: { 'x-slack-signature': '' } }],
    ['signed with another method', 401, { text: interaction(), headers: { 'x-slack-signature': 'v1=00' } }],
    ['without a timestamp', 401, { text: interaction(), headers: { 'x-slack-request-timestamp': '' } }],
    ['with words for a timestamp', 401, { text: interaction(), headers: { 'x-slack-request-timestamp': 'NaN' } }],
    ['stale', 401, { text: interaction(), at: NOW - SIGNATURE_WINDOW - SECOND }],
    ['from the future', 401, { text: interaction(), at: NOW + SIGNATURE_WINDOW + SECOND }],
    ['for another app', 403, { text: interaction({ api_app_id: 'A0OTHER' }) }],
    ['from another workspace', 403, { text: interaction({ team: { id: 'T0OTHER' } }) }],
    ['an event from another workspace', 403, { text: event({ team_id: 'T0OTHER' }), type: JSON_TYPE }],
    ['a command from another workspace', 403, { text: command({ team_id: 'T0OTHER' }) }],
    ['from no workspace at all', 403, { text: interaction({ team: null }) }],
    ['malformed JSON', 400, { text: '{"type":', type: JSON_TYPE }],
    ['a form with malformed JSON', 400, { text: 'payload=%7B' }],
    ['JSON that calls itself a form', 400, { text: event() }],
    ['a form that calls itself JSON', 400, { text: interaction(), type: JSON_TYPE }],
    ['of a type Slack never sends', 400, { text: event(), type: 'text/plain' }],
    ['empty', 400, { text: '' }],
  ])('refuses what is %s: %i', async (_, status, one) => {
    expect(await knock(one)).toMatchObject({ open: false, status })
  })

  it('goes by five minutes on both sides, to the second', async () => {
    for (const at of [NOW - 5 * MINUTE, NOW + 5 * MINUTE])
      expect((await knock({ text: event(), type: JSON_TYPE, at })).open).toBe(true)
  })

  it('refuses a body of which any byte was changed, or the end cut off', async () => {
    const bytes = Buffer.from(interaction())
    const headers = signed({ text: interaction() })
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ by
        expect(await enter(SETTINGS, headers, changed)).toMatchObject({ open: false, status: 401 })
        expect(await enter(SETTINGS, headers, bytes.subarray(0, at))).toMatchObject({
          open: false,
          status: 401,
        })
      }),
    )
  })

  it('never breaks on what was signed, nor says in its reason what was in it', async () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((payload) => form({ payload })),
    )
    await fc.assert(
      fc.asyncProperty(anything, fc.constantFrom(FORM, JSON_TYPE), async (text, type) => {
        const door = await knock({ text, type })
        if (!door.open) expect(['not a request of Slack', 'foreign app', 'foreign workspace']).toContain(door.reason)
        else if ('workspace' in door.body) expect(door.body.workspace).toBe('T0TEAM')
      }),
    )
  })
})
