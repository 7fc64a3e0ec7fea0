import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { practiceTeam, type Team } from '../../../test/practiceTeam.ts'
import { BODY_LIMIT } from '../../http/server.ts'
import { MINUTE } from '../../kit/calendar/instant.ts'
import type { SignedRequest } from '../../practice/slack/signedRequest.ts'

describe('privacy.5.8 at the door of Slack', () => {
  let team: Team
  let press: (change?: Record<string, unknown>) => string
  let event: (change?: Record<string, unknown>, inner?: Record<string, unknown>) => string
  let count = 0
  beforeAll(async () => {
    team = await practiceTeam(['Lotte', 'Samir', 'Fatima'], { platform: 'slack' })
    const { app } = team.room.slack().accounts
    const { tenant, channel } = team.room.world.ids
    const fresh = (): string => `fresh.${++count}`
    press = (change = {}) =>
      new URLSearchParams({
        payload: JSON.stringify({
          type: 'block_actions',
          team: { id: tenant },
          api_app_id: app.id,
          user: { id: team.id('lotte') },
          trigger_id: fresh(),
          channel: { id: channel },
          response_url: `${team.room.address}/actions/none`,
          actions: [{ type: 'button', action_id: 'round.form', value: '{"v":1}' }],
          ...change,
        }),
      }).toString()
    event = (change = {}, inner = {}) =>
      JSON.stringify({
        type: 'event_callback',
        team_id: tenant,
        api_app_id: app.id,
        event_id: fresh(),
        event: { type: 'app_mention', user: team.id('lotte'), channel, text: 'status', ...inner },
        ...change,
      })
  })
  afterAll(() => team.stop())

  /** What stands in the store, what was said, and what was asked of Slack: none of it may change. */
  const world = (): string =>
    JSON.stringify([
      team.running.storeCalls().writes,
      team.room.world.messages.map(({ card }) => card),
      team.room.slack().service.calls.length,
    ])
  const knock = async (one: SignedRequest) => {
    const said = await team.room.slack().client.knock(one)
    await team.settled()
    return said.status
  }
  const refuses = async (one: SignedRequest, status: number): Promise<void> => {
    const [before, lines] = [world(), team.log.length]
    expect(await knock(one)).toBe(status)
    expect(world()).toBe(before)
    const said = team.log.slice(lines)
    expect(said).toHaveLength(1)
    expect(said[0]).toMatchObject({ kind: 'refused', status })
    // A word of ours, and nothing of what came in.
    expect(String(said[0]?.reason)).toMatch(/^[a-z A-Z]{5,40}$/)
  }

  it('lets in what Slack really signed', async () => {
    expect(await knock({ text: event(), type: 'json' })).toBe(200)
    expect(team.channel.reads()).toContain('Quickscan starten')
  })

  it.each<[string, number, () => SignedRequest]>([
    ['forged', 401, () => ({ text: event(), type: 'json', secret: 'not the secret' })],
    ['unsigned', 401, () => ({ text: event(), type: 'json', headers: { 'x-slack-signature': '' } })],
    ['stale', 401, () => ({ text: event(), type: 'json', at: Date.now() - 5 * MINUTE - 2000 })],
    ['from the future', 401, () => ({ text: event(), type: 'json', at: Date.now() + 5 * MINUTE + 2000 })],
    ['of another app', 403, () => ({ text: event({ api_app_id: 'A0OTHER' }), type: 'json' })],
    ['of another workspace', 403, () => ({ text: event({ team_id: 'T0OTHER' }), type: 'json' })],
    ['a press from another workspace', 403, () => ({ text: press({ team: { id: 'T0OTHER' } }), type: 'form' })],
    ['a press of an organisation, of no workspace', 403, () => ({ text: press({ team: null }), type: 'form' })],
    ['malformed JSON', 400, () => ({ text: event().slice(0, -3), type: 'json' })],
    ['a form that holds malformed JSON', 400, () => ({ text: 'payload=%7B%22type%22%3A', type: 'form' })],
    ['a form that calls itself JSON', 400, () => ({ text: press(), type: 'json' })],
    ['a press without a button', 400, () => ({ text: press({ actions: [] }), type: 'form' })],
    ['a press nowhere', 400, () => ({ text: press({ channel: undefined }), type: 'form' })],
    ['a press with nowhere to answer', 400, () => ({ text: press({ response_url: 7 }), type: 'form' })],
    [
      'a press whose data is no JSON',
      400,
      () => ({ text: press({ actions: [{ type: 'button', action_id: 'a', value: '{' }] }), type: 'form' }),
    ],
    ['a window that isn’t ours', 400, () => ({ text: press({ type: 'view_submission', view: {} }), type: 'form' })],
    ['a shortcut without a name', 400, () => ({ text: press({ type: 'shortcut' }), type: 'form' })],
  ])('refuses what is %s with %i, changes nothing, and says so in one line', (_, status, one) => refuses(one(), status))

  it('takes a signed body cut short for forged', async () => {
    const text = event()
    const { signedHeaders } = await import('../../practice/slack/post.ts')
    const headers = signedHeaders({ text, type: 'json', at: Date.now() }, team.room.slack().accounts.app.signingSecret)
    const cut = { text: text.slice(0, 40), type: 'json' as const, headers }
    await refuses(cut, 401)
  })

  it('does a replayed request once', async () => {
    const at = Date.now()
    const text = event()
    const before = team.room.world.messages.length
    for (const expected of [1, 1, 1]) {
      expect(await knock({ text, type: 'json', at })).toBe(200)
      expect(team.room.world.messages.length - before).toBe(expected)
    }
  })

  it('refuses a body over its limit before looking at it', async () => {
    const before = world()
    const text = event({}, { text: 'x'.repeat(BODY_LIMIT) })
    // Told too much, it may hang up before all was said.
    const status = await knock({ text, type: 'json' }).catch(() => 413)
    expect(status).toBe(413)
    expect(world()).toBe(before)
    expect(team.log.at(-1)).toEqual({ kind: 'refused', status: 413, reason: 'body too large' })
  })

  it('answers a button nobody knows with a sentence, and logs it without its name', async () => {
    const lines = team.log.length
    const actions = [{ type: 'button', action_id: 'geheim.woord', value: '{"v":1,"round":"geheim"}' }]
    expect(await knock({ text: press({ actions }), type: 'form' })).toBe(200)
    const said = team.log.slice(lines)
    expect(said.filter(({ kind }) => kind === 'turn')).toMatchObject([{ verb: 'unknown', outcome: 'unknownButton' }])
    expect(JSON.stringify(said)).not.toContain('geheim')
  })

  it('goes only where Slack is to answer, whatever address a press brings', async () => {
    const asked = team.room.slack().service.calls.length
    for (const response_url of ['http://10.0.0.1/actions/x', 'https://hooks.slack.com.evil.example/x', 'file:///etc/x'])
      expect(
        await knock({
          text: press({ response_url, actions: [{ type: 'button', action_id: 'x', value: '{}' }] }),
          type: 'form',
        }),
      ).toBe(200)
    expect(team.room.slack().service.calls).toHaveLength(asked)
    expect(team.log.filter(({ kind }) => kind === 'fault')).toEqual([])
  })

  it('never fails on what is signed, whatever is in it', async () => {
    const wreck = (text: string, at: number, by: string): string => text.slice(0, at) + by + text.slice(at + 1)
    const anything = fc.oneof(
      fc.json().map((text): SignedRequest => ({ text, type: 'json' })),
      fc
        .tuple(fc.nat(300), fc.string({ maxLength: 3 }))
        .map(([at, by]): SignedRequest => ({ text: wreck(event(), at, by), type: 'json' })),
      fc.json().map((payload): SignedRequest => ({ text: new URLSearchParams({ payload }).toString(), type: 'form' })),
      fc
        .dictionary(fc.string(), fc.string())
        .map((form): SignedRequest => ({ text: new URLSearchParams(form).toString(), type: 'form' })),
      fc.jsonValue().map((view): SignedRequest => ({ text: press({ type: 'view_submission', view }), type: 'form' })),
      fc.jsonValue().map((channel): SignedRequest => ({ text: press({ channel }), type: 'form' })),
    )
    await fc.assert(
      fc.asyncProperty(anything, async (one) => {
        expect([200, 400, 401, 403]).toContain(await knock(one))
      }),
      { numRuns: 300 },
    )
    expect(team.log.filter(({ kind }) => kind === 'fault')).toEqual([])
  })
})
