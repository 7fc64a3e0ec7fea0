import { describe, expect, it } from 'vitest'
import { readSettings } from '../config.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../kit/calendar/instant.ts'
import { StoreUnfit } from '../store/store.ts'
import type { Around, Check } from './checks.ts'
import { EVERY_CHECK } from './everyCheck.ts'
import type { FileFacts } from './machine.ts'
import { clock, proxy, publicAddress, secretExpiry, teamsKeys } from './networkChecks.ts'
import { slackWorkspaces, teamsToken } from './platformChecks.ts'
import { settings } from './settingsChecks.ts'
import { backup, effectsLate, keys, owner, store } from './storeChecks.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const KEY = (byte: number): string => Buffer.alloc(32, byte).toString('base64')
const IN_TEAMS = {
  DATA_KEYS: `new:${KEY(1)}`,
  DATA_FILE: '/data/quickscan.db',
  TEAMS_CLIENT_ID: '22222222-2222-4222-8222-222222222222',
  TEAMS_TENANT_ID: '11111111-1111-4111-8111-111111111111',
  TEAMS_CLIENT_SECRET: 'geheim-en-lang',
  PUBLIC_URL: 'https://quickscan.example.be',
}
const file = (owner: number, written = NOW, usable = owner === 995): FileFacts => ({
  ...{ owner, mode: 0o600, isFolder: false, usable, written },
})

interface World {
  readonly settings?: Readonly<Record<string, string>>
  /** The status each address answers with; no answer where it isn't named. */
  readonly answers?: Readonly<Record<string, number>>
  readonly text?: string
  readonly date?: number
  readonly files?: Readonly<Record<string, FileFacts>>
  readonly names?: Readonly<Record<string, readonly string[]>>
  readonly backups?: string
  readonly counts?: { readonly due: number; readonly dead: number; readonly since?: number }
  readonly broken?: Error
}
const around = (world: World): Around => ({
  settings: readSettings({ ...IN_TEAMS, ...world.settings }),
  machine: {
    user: 995,
    nameOf: (user) => (user === 995 ? 'quickscan' : undefined),
    facts: (path) => world.files?.[path],
    names: (folder) => world.names?.[folder] ?? [],
    has: () => true,
    free: () => undefined,
    environment: [],
  },
  http: async ({ url, method }) => {
    const status = world.answers?.[`${method} ${url}`] ?? world.answers?.['*']
    if (status === undefined) throw new Error('no answer in time')
    return { status, headers: { date: new Date(world.date ?? NOW).toUTCString() }, text: world.text ?? '{"keys":[]}' }
  },
  now: () => NOW,
  version: '1.0.0',
  backups: world.backups,
  withStore: (look) => {
    if (world.broken) return Promise.reject(world.broken)
    const { due = 0, dead = 0, since } = world.counts ?? {}
    return look({
      counts: async () => ({ due, waiting: 0, dead }),
      nextDue: async () => since,
      probe: async () => undefined,
      ready: async () => true,
    } as never)
  },
})

const AT = 'https://quickscan.example.be'
const OPEN = {
  [`GET ${AT}/`]: 200,
  [`GET ${AT}/privacy/nl`]: 200,
  [`GET ${AT}/terms/nl`]: 200,
  [`POST ${AT}/api/messages`]: 401,
}
const late = (ago: number, dead = 0) => ({ counts: { due: 3, dead, since: NOW - ago } })

/** What is so, which check finds it, and what it says. */
const CASES: readonly (readonly [string, Check, World, string, string])[] = [
  ['a clock that is right', clock, { answers: { '*': 200 } }, 'ok', 'agrees'],
  ['a clock two minutes ahead', clock, { answers: { '*': 200 }, date: NOW - 2 * MINUTE }, 'warn', 'ahead'],
  [
    'a clock ten minutes behind',
    clock,
    { answers: { '*': 200 }, date: NOW + 10 * MINUTE },
    'wrong',
    '600 seconds behind',
  ],
  ['a list of keys', teamsKeys, { answers: { '*': 200 } }, 'ok', 'can be fetched'],
  ['no way to the list', teamsKeys, {}, 'wrong', 'login.botframework.com (no answer)'],
  [
    'a proxy’s own page in its place',
    teamsKeys,
    { answers: { '*': 200 }, text: '<html>' },
    'wrong',
    'can’t be fetched',
  ],
  ['no proxy', proxy, { answers: { '*': 200 } }, 'ok', 'no proxy'],
  [
    'a proxy',
    proxy,
    { settings: { HTTPS_PROXY: 'http://u:p@proxy.be:3128' }, answers: { '*': 200 } },
    'ok',
    'proxy.be:3128',
  ],
  [
    'a proxy that lets nothing through',
    proxy,
    { settings: { https_proxy: 'http://u:p@proxy.be:3128' } },
    'wrong',
    'can’t reach',
  ],
  ['a proxy without an address', proxy, { settings: { HTTPS_PROXY: 'proxy.be:3128' } }, 'wrong', 'no address'],
  ['a proxy for http alone', proxy, { settings: { HTTP_PROXY: 'http://proxy.be:3128' } }, 'warn', 'HTTPS_PROXY is not'],
  ['an address that leads to the bot', publicAddress, { answers: OPEN }, 'ok', 'answer at'],
  ['no address', publicAddress, { settings: { PUBLIC_URL: '' } }, 'warn', 'PUBLIC_URL is not set'],
  ['an address that leads nowhere', publicAddress, {}, 'warn', '(no answer)'],
  ['an address that leads to something else', publicAddress, { answers: { '*': 404 } }, 'warn', '(status 404)'],
  [
    'a door that isn’t passed on',
    publicAddress,
    { answers: { ...OPEN, [`POST ${AT}/api/messages`]: 404 } },
    'wrong',
    '/api/messages',
  ],
  [
    'a page that isn’t passed on',
    publicAddress,
    { answers: { ...OPEN, [`GET ${AT}/privacy/nl`]: 404 } },
    'wrong',
    '/privacy/nl',
  ],
  ['a secret of which nothing is known', secretExpiry, {}, 'ok', 'not written down'],
  ['a secret that lasts', secretExpiry, { settings: { TEAMS_SECRET_EXPIRES: '2027-11-23' } }, 'ok', '2027-11-23'],
  ['a secret that ends soon', secretExpiry, { settings: { TEAMS_SECRET_EXPIRES: '2026-12-10' } }, 'warn', '2026-12-10'],
  ['a secret that ended', secretExpiry, { settings: { TEAMS_SECRET_EXPIRES: '2026-11-20' } }, 'wrong', 'expired'],
  ['one key', keys, {}, 'ok', 'new'],
  ['an older key', keys, { settings: { DATA_KEYS: `new:${KEY(1)},old:${KEY(2)}` } }, 'warn', 'old'],
  ['the same key twice', keys, { settings: { DATA_KEYS: `new:${KEY(1)},old:${KEY(1)}` } }, 'wrong', 'twice'],
  ['a store that works', store, {}, 'ok', '/data/quickscan.db'],
  ['a store that doesn’t open', store, { broken: new StoreUnfit('its disk is full.') }, 'wrong', 'its disk is full'],
  ['nothing late', effectsLate, {}, 'ok', 'nothing is late'],
  ['something that is just due', effectsLate, late(20 * SECOND), 'ok', 'nothing is late'],
  ['something half an hour late', effectsLate, late(30 * MINUTE), 'warn', '30 minutes'],
  ['something three hours late', effectsLate, late(3 * HOUR), 'wrong', '180 minutes'],
  ['something given up', effectsLate, { counts: { due: 0, dead: 2 } }, 'warn', '2 messages'],
  [
    'a backup of today',
    backup,
    { backups: '/b', names: { '/b': ['a'] }, files: { '/b/a': file(0, NOW - HOUR) } },
    'ok',
    '1 hours',
  ],
  [
    'an old backup',
    backup,
    { backups: '/b', names: { '/b': ['a'] }, files: { '/b/a': file(0, NOW - 9 * DAY) } },
    'warn',
    '9 days',
  ],
  ['no backup', backup, { backups: '/b' }, 'warn', 'no backup'],
  ['gaps in the notice', settings, {}, 'warn', 'gaps'],
]

describe('the checks', () => {
  it.each(CASES)('find %s', async (_what, check, world, state, words) => {
    const found = await check.run(around(world))
    expect(found).toMatchObject({ state, words: expect.stringContaining(words) })
    if (state !== 'ok') expect(found?.todo).toMatch(/\w/)
    expect(JSON.stringify(found)).not.toMatch(/geheim|u:p@/)
  })

  it('find what root left among the files of the store, and say how to give it back', async () => {
    const names = {
      '/data': ['quickscan.db', 'quickscan.db-wal', 'round-keys.quickscan.db', 'other'],
      '/data/erasures': ['one'],
    }
    const mine = Object.fromEntries(
      ['quickscan.db', 'quickscan.db-wal', 'round-keys.quickscan.db', 'erasures', 'erasures/one'].map((name) => [
        `/data/${name}`,
        file(995),
      ]),
    )
    expect(await owner.run(around({ names, files: mine }))).toMatchObject({ state: 'ok' })
    // On a share of the network all belong to one user; a copy that someone made beside it is nothing that the bot opens.
    const shared = { ...mine, '/data/quickscan.db': file(0, NOW, true), '/data/quickscan.db.mine': file(0) }
    const copied = { ...names, '/data': [...names['/data'], 'quickscan.db.mine'] }
    expect(await owner.run(around({ names: copied, files: shared }))).toMatchObject({ state: 'ok' })
    for (const name of ['quickscan.db-wal', 'round-keys.quickscan.db', 'erasures/one'])
      expect(await owner.run(around({ names, files: { ...mine, [`/data/${name}`]: file(0) } }))).toMatchObject({
        state: 'wrong',
        todo: `Give them back: sudo chown quickscan /data/${name}`,
      })
  })

  it('don’t ask Teams where the bot isn’t in it', async () => {
    const { teams: _, ...rest } = readSettings(IN_TEAMS)
    const elsewhere = { ...around({}), settings: { ...rest, teams: undefined } }
    for (const check of [teamsKeys, teamsToken, secretExpiry]) expect(await check.run(elsewhere)).toBeUndefined()
  })

  it('have names of their own, that hold as labels', () => {
    const names = EVERY_CHECK.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z]+$/)
  })
})

describe('the workspaces of Slack that let the bot in', () => {
  const found = (asked: number, refused: readonly string[], named = false, unknown = 0) =>
    slackWorkspaces.run({ ...around({}), workspaces: async () => ({ asked, refused, unknown, named }) })

  it('are none of a bot with a token of its own', async () => {
    expect(await slackWorkspaces.run(around({}))).toBeUndefined()
  })

  it('are well while Slack takes the token in each', async () => {
    expect(await found(0, [])).toEqual({ state: 'ok', words: 'no workspace of Slack has let the bot in' })
    expect((await found(12, [], false, 3))?.words).toBe(
      'Slack takes the bot’s token in each of 12 workspaces; of 3 more it isn’t known',
    )
  })

  it('are told by name to who asks, and counted alone for a log: nothing can be sent there', async () => {
    const [plain, named] = [await found(12, ['T0AAA']), await found(12, ['T0AAA'], true)]
    expect([plain?.state, named?.state]).toEqual(['warn', 'warn'])
    expect(JSON.stringify(plain)).not.toContain('T0AAA')
    expect(plain?.todo).toContain('quickscan doctor says which')
    expect(named?.words).toContain('in 1 of 12 workspaces (T0AAA)')
  })
})
