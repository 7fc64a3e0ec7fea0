import { describe, expect, it } from 'vitest'
import { BadSettings, readSettings } from './config.ts'

const good = {
  DATA_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}`,
  TEAMS_CLIENT_ID: '22222222-2222-4222-8222-222222222222',
  TEAMS_TENANT_ID: '11111111-1111-4111-8111-111111111111',
  TEAMS_CLIENT_SECRET: 'geheim',
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
  it('need four things, and have sensible values for the rest', () => {
    expect(readSettings(good)).toMatchObject({
      PORT: 3978,
      FLOOR: 5,
      TIME_ZONE: 'Europe/Brussels',
      DATA_FILE: 'data/quickscan.db',
      TEAMS_SERVICE_ORIGINS: ['https://smba.trafficmanager.net'],
    })
  })

  it('name all that is missing at once, and what to set it to', () => {
    const said = problems({})
    const names = ['DATA_KEYS', 'TEAMS_CLIENT_ID', 'TEAMS_TENANT_ID', 'TEAMS_CLIENT_SECRET']
    expect(said.map((problem) => problem.split(':')[0])).toEqual(names)
    expect(said[0]).toContain('openssl rand -base64 32')
  })

  it.each([
    ['a short key', { DATA_KEYS: 'a:AAAA' }, /DATA_KEYS: .*32 bytes/],
    ['a floor under five', { FLOOR: '2' }, /^FLOOR: /],
    ['a floor over ten', { FLOOR: '11' }, /^FLOOR: /],
    ['a zone that does not exist', { TIME_ZONE: 'Europe/Brussel' }, /TIME_ZONE: expected a time zone/],
    ['an authority elsewhere', { TEAMS_LOCAL_AUTHORITY: 'http://10.0.0.1' }, /only a loopback address/],
    ['an empty secret', { TEAMS_CLIENT_SECRET: '' }, /TEAMS_CLIENT_SECRET: set it/],
    ['a port that is none', { PORT: 'tachtig' }, /^PORT: /],
  ])('refuse %s', (_what, change, said) => {
    expect(problems({ ...good, ...change }).join('\n')).toMatch(said)
  })

  it('know no way to let in who cannot be verified', () => {
    const settings = readSettings({ ...good, DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS: 'true', SKIP_AUTH: 'true' })
    expect(Object.keys(settings).filter((name) => /AUTH/.test(name))).toEqual([])
  })
})
