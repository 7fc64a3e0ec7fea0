import { describe, expect, it } from 'vitest'
import { readSettings } from '../config.ts'
import { type Around, type Check, type Finding, runChecks, worstOf } from './checks.ts'
import { disk } from './diskCheck.ts'
import { slackToken } from './platformChecks.ts'

const MB = 1024 * 1024
const KEYS = `a:${Buffer.alloc(32, 1).toString('base64')}`
const IN_SLACK = {
  DATA_KEYS: KEYS,
  SLACK_APP_ID: 'A0123',
  SLACK_SIGNING_SECRET: 'a'.repeat(32),
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_WORKSPACE: 'T0123',
}

/** A bot that is well, but for what is given. */
const around = (given: Partial<Around> & { readonly free?: number } = {}): Around => ({
  settings: readSettings(IN_SLACK),
  machine: {
    user: 1000,
    nameOf: () => 'quickscan',
    facts: () => undefined,
    names: () => [],
    has: () => true,
    free: () => given.free ?? 5000 * MB,
    environment: [],
  },
  http: async () => ({ status: 200, headers: {}, text: '{}' }),
  now: () => Date.parse('2026-11-23T09:00:00Z'),
  version: '1.0.0',
  withStore: async () => {
    throw new Error('no store')
  },
  ...given,
})

const check = (name: string, run: Check['run']): Check => ({ name, suffers: 'nobody', hourly: true, run })
const found = (state: Finding['state']): Finding => ({ state, words: state })

describe('checks', () => {
  it('say what each found, in their order, and leave out those that aren’t about this bot', async () => {
    const checks = [
      check('one', async () => found('ok')),
      check('two', async () => undefined),
      check('three', async () => found('wrong')),
    ]
    const results = await runChecks(checks, around())
    expect(results.map(({ name, state }) => `${name} ${state}`)).toEqual(['one ok', 'three wrong'])
    expect(worstOf(results)).toBe('wrong')
    expect(worstOf([])).toBe('ok')
  })

  it('go on where one of them fails', async () => {
    const checks = [
      check('broken', async () => {
        throw new TypeError('of ours, with a secret in it')
      }),
      check('whole', async () => found('ok')),
    ]
    const [broken, whole] = await runChecks(checks, around())
    expect(broken).toMatchObject({ name: 'broken', state: 'warn', words: 'this could not be looked at (TypeError)' })
    expect(whole).toMatchObject({ state: 'ok' })
  })
})

describe('room on the disk', () => {
  it.each([
    [5000, 'ok'],
    [400, 'warn'],
    [20, 'wrong'],
  ] as const)('with %i MB free is %s', async (free, state) => {
    expect(await disk.run(around({ free: free * MB }))).toMatchObject({ state })
  })
})

describe('Slack’s token', () => {
  const answering = (answer: object): Around['http'] => {
    return async () => ({ status: 200, headers: {}, text: JSON.stringify(answer) })
  }
  it.each([
    ['taken', { ok: true, team_id: 'T0123' }, 'ok', 'takes'],
    ['refused', { ok: false, error: 'invalid_auth' }, 'wrong', 'invalid_auth'],
    ['of another workspace', { ok: true, team_id: 'T9' }, 'wrong', 'another workspace'],
    ['answered by something else than Slack', {}, 'wrong', 'does not answer'],
  ])('%s', async (_what, answer, state, words) => {
    const result = await slackToken.run(around({ http: answering(answer) }))
    expect(result).toMatchObject({ state, words: expect.stringContaining(words) })
    expect(JSON.stringify(result)).not.toContain('xoxb')
  })

  it('says so where the network swallows the call', async () => {
    const http = async () => {
      throw new Error('no answer in time')
    }
    expect(await slackToken.run(around({ http }))).toMatchObject({
      state: 'wrong',
      todo: expect.stringContaining('HTTPS_PROXY'),
    })
  })
})
