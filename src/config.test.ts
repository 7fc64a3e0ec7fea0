import { describe, expect, it } from 'vitest'
import { BadSettings, controllerOf, missingNotice, readSettings, readStoreSettings } from './config.ts'

const good = {
  DATA_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}`,
  TEAMS_CLIENT_ID: '22222222-2222-4222-8222-222222222222',
  TEAMS_TENANT_ID: '11111111-1111-4111-8111-111111111111',
  TEAMS_CLIENT_SECRET: 'geheim',
}
const slack = {
  DATA_KEYS: good.DATA_KEYS,
  SLACK_APP_ID: 'A0APP',
  SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5',
}
const one = { SLACK_BOT_TOKEN: 'xoxb-1-a', SLACK_WORKSPACE: 'T0TEAM' }
const many = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'geheim',
  SLACK_PUBLIC_URL: 'https://quickscan.example.org/',
}
const problems = (environment: Record<string, string>): readonly string[] => {
  try {
    readSettings(environment)
  } catch (error) {
    if (error instanceof BadSettings) return error.problems
    throw error
  }
  return []
}

describe('the settings', () => {
  it('need four things for Teams, and have sensible values for the rest', () => {
    expect(readSettings(good)).toMatchObject({
      PORT: 3978,
      FLOOR: 5,
      TIME_ZONE: 'Europe/Brussels',
      DATA_FILE: 'data/quickscan.db',
      teams: { TEAMS_SERVICE_ORIGINS: ['https://smba.trafficmanager.net'] },
      slack: undefined,
    })
  })

  it('need an app of Slack, and either one workspace or a way to be installed in many', () => {
    expect(readSettings({ ...slack, ...one })).toMatchObject({ teams: undefined, slack: one })
    expect(readSettings({ ...slack, ...many }).slack?.SLACK_PUBLIC_URL).toBe('https://quickscan.example.org')
    expect(problems(slack).map((problem) => problem.split(':')[0])).toEqual(['SLACK_BOT_TOKEN', 'SLACK_WORKSPACE'])
    expect(problems({ ...slack, SLACK_CLIENT_ID: '1.2' })).toEqual([
      'SLACK_CLIENT_SECRET: set it, with SLACK_CLIENT_ID and SLACK_PUBLIC_URL',
      'SLACK_PUBLIC_URL: set it, with SLACK_CLIENT_ID and SLACK_CLIENT_SECRET',
    ])
    expect(problems({ ...slack, ...one, ...many }).join()).toContain('set those for one workspace, or those for many')
  })

  it('need no signing secret where Slack comes in through a socket, which is for one workspace', () => {
    const { SLACK_SIGNING_SECRET: _, ...unsigned } = slack
    const socket = { SLACK_APP_TOKEN: 'xapp-1-A0APP-geheim' }
    expect(readSettings({ ...unsigned, ...one, ...socket }).slack?.SLACK_APP_TOKEN).toBe('xapp-1-A0APP-geheim')
    expect(problems({ ...unsigned, ...one })).toEqual([
      expect.stringMatching(/^SLACK_SIGNING_SECRET: .*SLACK_APP_TOKEN/),
    ])
    expect(problems({ ...unsigned, ...many, ...socket })).toEqual([
      expect.stringMatching(/^SLACK_APP_TOKEN: .*one workspace/),
    ])
    expect(problems({ ...unsigned, ...one, SLACK_APP_TOKEN: 'xoxb-1' })).toEqual([
      'SLACK_APP_TOKEN: expected an app-level token (xapp-…)',
    ])
  })

  it('are those of both platforms at once, where the bot is on both', () => {
    const { teams, slack: ofSlack } = readSettings({ ...good, ...slack, ...one })
    expect([teams?.TEAMS_CLIENT_ID, ofSlack?.SLACK_APP_ID]).toEqual([good.TEAMS_CLIENT_ID, 'A0APP'])
  })

  it('take an identity of Azure in place of a secret, and not both', () => {
    const { TEAMS_CLIENT_SECRET: _, ...without } = good
    const APP = good.TEAMS_CLIENT_ID
    for (const TEAMS_MANAGED_IDENTITY of ['system', APP, '33333333-3333-4333-8333-33333333AAAA'])
      expect(problems({ ...without, TEAMS_MANAGED_IDENTITY })).toEqual([])
    expect(problems({ ...without, TEAMS_MANAGED_IDENTITY: 'workload' }).join()).toContain('AZURE_FEDERATED_TOKEN_FILE')
    expect(problems({ ...without, TEAMS_MANAGED_IDENTITY: 'yes' }).join()).toMatch(/^TEAMS_MANAGED_IDENTITY: expected/)
    expect(problems({ ...good, TEAMS_MANAGED_IDENTITY: 'system' }).join()).toContain('set not both')
    // Azure sets these for whatever it runs: a bot of Slack alone isn't asked for Teams.
    expect(
      readSettings({ ...slack, ...one, IDENTITY_ENDPOINT: 'http://127.0.0.1/x', IDENTITY_HEADER: 'y' }).teams,
    ).toBe(undefined)
  })

  it('name all that is missing at once, and what to set it to', () => {
    const said = problems({})
    const names = ['DATA_KEYS', 'TEAMS_CLIENT_ID', 'TEAMS_TENANT_ID', 'TEAMS_CLIENT_SECRET']
    expect(said.slice(0, 4).map((problem) => problem.split(':')[0])).toEqual(names)
    expect(said.slice(4).join()).toContain('for Slack in place of Teams')
    expect(said[0]).toContain('openssl rand -base64 32')
  })

  it.each([
    ['a short key', { DATA_KEYS: 'a:AAAA' }, /DATA_KEYS: .*32 bytes/],
    ['a floor under five', { FLOOR: '2' }, /^FLOOR: /],
    ['a floor over ten', { FLOOR: '11' }, /^FLOOR: /],
    ['a zone that does not exist', { TIME_ZONE: 'Europe/Brussel' }, /TIME_ZONE: expected a time zone/],
    ['an authority elsewhere', { TEAMS_LOCAL_AUTHORITY: 'http://10.0.0.1' }, /only a loopback address/],
    ['an empty secret', { TEAMS_CLIENT_SECRET: '' }, /TEAMS_CLIENT_SECRET: set it/],
    ['a user’s token', { ...slack, ...one, SLACK_BOT_TOKEN: 'xoxp-1' }, /SLACK_BOT_TOKEN: expected a bot token/],
    ['an address without a lock', { ...slack, ...many, SLACK_PUBLIC_URL: 'http://a.example' }, /SLACK_PUBLIC_URL: /],
    ['a Slack elsewhere', { ...slack, ...one, SLACK_LOCAL_SERVICE: 'http://10.0.0.1' }, /only a loopback address/],
    ['a port that is none', { PORT: 'tachtig' }, /^PORT: /],
  ])('refuse %s', (_what, change, said) => {
    expect(problems({ ...good, ...change }).join('\n')).toMatch(said)
  })

  it.each([
    ['TEAMS_CLIENTID', 'TEAMS_CLIENT_ID'],
    ['TEAMS_TENNANT_ID', 'TEAMS_TENANT_ID'],
    ['teams_client_id', 'TEAMS_CLIENT_ID'],
    ['TEAM_CLIENT_SECRET', 'TEAMS_CLIENT_SECRET'],
    ['SLACK_SIGNINGSECRET', 'SLACK_SIGNING_SECRET'],
    ['SLACK_SIGNING', 'SLACK_SIGNING_SECRET'],
    ['SLACK_BOT_TOKN', 'SLACK_BOT_TOKEN'],
    ['DATA_KEY', 'DATA_KEYS'],
    ['DATAFILE', 'DATA_FILE'],
    ['REDISURL', 'REDIS_URL'],
    ['REDIS_URI', 'REDIS_URL'],
    ['REDIS_SENTINELS', 'REDIS_SENTINEL'],
    ['ERASURE_DIR', 'ERASURES_DIR'],
    ['ERASURES_DIRECTORY', undefined],
    ['METRIC_PORT', 'METRICS_PORT'],
    ['PRESSES_PER_TENNANT', 'PRESSES_PER_TENANT'],
    ['KITDIR', 'KIT_DIR'],
    ['PUBLICURL', 'PUBLIC_URL'],
    ['TIMEZONE', 'TIME_ZONE'],
    ['BOT_LANGUAG', 'BOT_LANGUAGE'],
  ])('say that %s is none of them, and which was meant', (name, meant) => {
    const said = meant === undefined ? [] : [`${name} is no setting; did you mean ${meant}?`]
    expect(problems({ ...good, [name]: 'x' })).toEqual(said)
    // Empty is not set.
    expect(problems({ ...good, [name]: '' })).toEqual([])
  })

  it('say which was misspelt, beside what is missing because of it', () => {
    const { TEAMS_CLIENT_ID: id, ...others } = good
    expect(problems({ ...others, TEAMS_CLIENTID: id })).toEqual([
      'TEAMS_CLIENTID is no setting; did you mean TEAMS_CLIENT_ID?',
      expect.stringContaining('TEAMS_CLIENT_ID: set it to'),
    ])
  })

  it('say it to maintenance too, which would otherwise work on another file', () => {
    expect(() => readStoreSettings({ ...good, DATAFILE: '/srv/q.db' })).toThrow('did you mean DATA_FILE?')
  })

  it('leave alone what is other programs’', () => {
    const foreign = [
      ...['PATH', 'HOME', 'HOSTNAME', 'LANGUAGE', 'LANG', 'TZ', 'NODE_ENV', 'NODE_OPTIONS', 'LOGNAME', 'SHELL', 'PWD'],
      ...['GIT_DIR', 'DATABASE_URL', 'DATA_DIR', 'PORTS', 'HOSTS', 'POST', 'DOOR', 'REDIS_HOST', 'REDIS_TLS_URL'],
      ...['REDIS_SERVICE_HOST', 'REDIS_SERVICE_PORT', 'REDIS_SERVICE_PORT_REDIS', 'REDIS_PORT', 'REDIS_NAME'],
      ...['REDIS_PORT_6379_TCP', 'REDIS_PORT_6379_TCP_ADDR', 'TEAMS_SERVICE_HOST', 'SLACK_PORT_3978_TCP_PORT'],
      ...['SLACK_WEBHOOK_URL', 'SLACK_WEBHOOK', 'SLACK_CHANNEL', 'SLACK_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_CLI_X'],
      ...['TEAMS_WEBHOOK_URL', 'TEAMSFX_ENV', 'npm_config_loglevel', 'npm_package_name', 'INVOCATION_ID'],
      ...['JOURNAL_STREAM', 'STATE_DIRECTORY', 'MEMORY_PRESSURE_WATCH', 'KUBERNETES_PORT', 'DOTNET_BOT_TOKEN'],
      ...['FLOORS', 'KIT', 'METRICS', 'PUBLIC_DIR', 'WEB_PORT', 'LOG_FORMAT', 'LOG_FILE', 'BOT_NAME', 'CLOCK_AHEAD'],
    ]
    const environment = Object.fromEntries(foreign.map((name) => [name, 'x']))
    expect(problems({ ...good, ...environment })).toEqual([])
    // Another program's word for Slack doesn't put the bot in Slack.
    expect(readSettings({ ...good, SLACK_WEBHOOK_URL: 'https://hooks.example' }).slack).toBeUndefined()
  })

  it('know no way to let in who cannot be verified', () => {
    const settings = readSettings({ ...good, DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS: 'true', SKIP_AUTH: 'true' })
    expect(Object.keys(settings).filter((name) => /AUTH/.test(name))).toEqual([])
  })
})

describe('privacy.5.5 who is responsible, in the settings', () => {
  const named = {
    ORGANISATION: ' Jeugddienst Testdorp ',
    PRIVACY_CONTACT: 'privacy@testdorp.be',
    HOSTED_BY: 'Koepel Jeugd vzw',
  }

  it('is what the notice says', () => {
    const more = { DPO_CONTACT: 'dpo@testdorp.be', NOTICE_URL: 'https://testdorp.be/privacy/' }
    expect(controllerOf(readSettings({ ...good, ...named, ...more }))).toEqual({
      organisation: 'Jeugddienst Testdorp',
      contact: 'privacy@testdorp.be',
      dpo: 'dpo@testdorp.be',
      host: 'Koepel Jeugd vzw',
      noticeUrl: 'https://testdorp.be/privacy/',
    })
  })

  it('is missed at a start, by the names of the settings, and in practice isn’t', () => {
    expect(missingNotice(readSettings({ ...good, ...named }))).toBeUndefined()
    expect(missingNotice(readSettings(good))).toContain('Set ORGANISATION, PRIVACY_CONTACT, HOSTED_BY: ')
    const half = missingNotice(readSettings({ ...good, ORGANISATION: 'Testdorp' })) ?? ''
    expect(half).toContain('Set PRIVACY_CONTACT, HOSTED_BY: ')
    expect(half.split('\n')).toHaveLength(1)
    const here = { TEAMS_LOCAL_AUTHORITY: 'http://127.0.0.1:9' }
    expect(missingNotice(readSettings({ ...good, ...here }))).toBeUndefined()
  })

  it.each([
    ['ORGANISATION', 'x'.repeat(121)],
    ['ORGANISATION', 'Test\ndorp'],
    ['PRIVACY_CONTACT', 'x'.repeat(201)],
    ['HOSTED_BY', 'x'.repeat(121)],
    ['DPO_CONTACT', '   '],
    ['NOTICE_URL', 'http://testdorp.be/privacy'],
    ['NOTICE_URL', 'javascript:alert(1)'],
    ['NOTICE_URL', `https://testdorp.be/${'x'.repeat(500)}`],
  ])('%s is refused when it is %s', (name, value) => {
    expect(problems({ ...good, [name]: value }).join()).toContain(`${name}: expected`)
  })

  it.each([
    ['ORGANIZATION', 'ORGANISATION'],
    ['PRIVACY_CONTACTS', 'PRIVACY_CONTACT'],
    ['NOTICEURL', 'NOTICE_URL'],
    ['HOSTEDBY', 'HOSTED_BY'],
  ])('%s is taken for a slip', (name, meant) => {
    expect(problems({ ...good, [name]: 'x' })).toEqual([`${name} is no setting; did you mean ${meant}?`])
  })
})
