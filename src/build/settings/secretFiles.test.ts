import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { secretToken } from '../../bot/teams/botToken.ts'
import { BadSettings, readSettings, readStoreSettings } from '../../config.ts'
import type { Answered, HttpClient } from '../../http/client.ts'
import { HOUR } from '../../kit/calendar/instant.ts'
import { clientSecrets } from '../platforms.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quickscan-secrets-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const KEYS = `a:${Buffer.alloc(32, 1).toString('base64')}`
const ids = {
  TEAMS_CLIENT_ID: '22222222-2222-4222-8222-222222222222',
  TEAMS_TENANT_ID: '11111111-1111-4111-8111-111111111111',
}
const holds = (name: string, text: string, mode = 0o600): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  chmodSync(file, mode)
  return file
}
const good = () => ({
  ...ids,
  DATA_KEYS_FILE: holds('keys', `${KEYS}\n`),
  TEAMS_CLIENT_SECRET_FILE: holds('teams', 'geheim\r\n'),
})
const problems = (
  environment: Record<string, string>,
  read: (from: Record<string, string>) => unknown = readSettings,
) => {
  try {
    read(environment)
  } catch (error) {
    if (error instanceof BadSettings) return error.problems
    throw error
  }
  return []
}

describe('secrets in files', () => {
  it('are read without their last line’s end, those of the store too', () => {
    const settings = readSettings(good())
    expect(settings.teams?.TEAMS_CLIENT_SECRET).toBe('geheim')
    expect(settings.DATA_KEYS[0].id).toBe('a')
    const redis = { DATA_KEYS: KEYS, REDIS_URL_FILE: holds('redis', 'redis://:w@127.0.0.1:6379\n') }
    expect(readStoreSettings(redis).REDIS_URL?.[0]).toBe('redis://:w@127.0.0.1:6379')
    const slack = {
      ...{ DATA_KEYS: KEYS, SLACK_APP_ID: 'A0APP', SLACK_WORKSPACE: 'T0TEAM' },
      SLACK_SIGNING_SECRET_FILE: holds('signing', 'd41d8cd98f00b204e9800998ecf8427e\n'),
      SLACK_BOT_TOKEN_FILE: holds('token', 'xoxb-1-a\n'),
    }
    expect(readSettings(slack).slack?.SLACK_BOT_TOKEN).toBe('xoxb-1-a')
  })

  it('are checked like any other: what a file says wrong is said by the setting’s name', () => {
    expect(problems({ ...good(), DATA_KEYS_FILE: holds('short', 'a:AAAA') }).join()).toMatch(/^DATA_KEYS: .*32 bytes/)
  })

  it('stand in one place: a file and the environment together are refused', () => {
    expect(problems({ ...good(), TEAMS_CLIENT_SECRET: 'geheim' })).toEqual([
      'TEAMS_CLIENT_SECRET or TEAMS_CLIENT_SECRET_FILE: set one of them, not both',
    ])
  })

  it('say in words what is wrong with their file, and that alone', () => {
    const at = join(folder, 'nowhere')
    expect(problems({ ...good(), TEAMS_CLIENT_SECRET_FILE: at })).toEqual([
      `TEAMS_CLIENT_SECRET_FILE: ${at} isn't there`,
    ])
    mkdirSync(join(folder, 'folder'))
    expect(problems({ ...good(), DATA_KEYS_FILE: join(folder, 'folder') }).join()).toContain('DATA_KEYS_FILE: ')
    expect(problems({ ...good(), DATA_KEYS_FILE: join(folder, 'folder') }).join()).toContain('is a folder')
    const empty = holds('empty', '\n')
    expect(problems({ DATA_KEYS_FILE: empty }, readStoreSettings)).toEqual([`DATA_KEYS_FILE: ${empty} is empty`])
    expect(problems({ ...good(), DATA_KEYS_FILE: holds('large', 'x'.repeat(70_000)) }).join()).toContain('too large')
    expect(problems({ ...good(), TEAMS_CLIENT_SECRT_FILE: at }).join()).toContain(
      'did you mean TEAMS_CLIENT_SECRET_FILE?',
    )
  })

  it('say so once where everyone on the machine may read them', () => {
    expect(readSettings(good()).openFiles).toEqual([])
    const open = readSettings({ ...good(), DATA_KEYS_FILE: holds('keys', KEYS, 0o644) }).openFiles
    expect(open).toEqual([expect.stringContaining(`chmod o-r ${join(folder, 'keys')}`)])
    expect(open.join()).not.toContain(KEYS)
  })
})

/** Entra, which takes some secrets at a moment. */
const entra = (taken: () => readonly string[]) => {
  const asked: string[] = []
  const http: HttpClient = async ({ body }) => {
    const secret = new URLSearchParams(String(body)).get('client_secret') ?? ''
    asked.push(secret)
    const answer = (status: number, said: object): Answered => ({ status, headers: {}, text: JSON.stringify(said) })
    return taken().includes(secret)
      ? answer(200, { access_token: `by ${secret}`, expires_in: 3600 })
      : answer(401, { error: 'invalid_client', error_description: 'AADSTS7000222: expired' })
  }
  return { http, asked }
}
const app = { loginEndpoint: 'https://login.example', tenantId: 't', clientId: 'c', scope: 's/.default' }

describe('the secret of Teams', () => {
  it('is changed without a gap and without a restart where it stands in a file', async () => {
    let taken = ['first']
    let now = 0
    const { http } = entra(() => taken)
    const file = holds('rotated', 'first')
    const { teams } = readSettings({ ...good(), TEAMS_CLIENT_SECRET_FILE: file })
    if (!teams) throw new Error('no Teams')
    const token = secretToken({ ...app, clientSecret: clientSecrets(teams) }, http, () => now)
    expect(await token.get()).toBe('by first')
    // Made at Entra, then written; the old one is taken away at last.
    taken = ['first', 'second']
    writeFileSync(file, 'second, longer\n')
    taken = ['second, longer']
    now += HOUR
    expect(await token.get()).toBe('by second, longer')
  })

  it('is followed where a link leads to another file, and kept while there is none', async () => {
    const [one, other, link] = [holds('one', 'first'), holds('other', 'later'), join(folder, 'link')]
    symlinkSync(one, link)
    const { teams } = readSettings({ ...good(), TEAMS_CLIENT_SECRET_FILE: link })
    const read = teams ? clientSecrets(teams) : () => []
    expect(read()).toEqual(['first'])
    rmSync(link)
    expect(read()).toEqual(['first'])
    symlinkSync(other, `${link}.next`)
    renameSync(`${link}.next`, link)
    expect(read()).toEqual(['later'])
  })

  it('is tried together with the old one: whichever Entra takes', async () => {
    let taken = ['old']
    let now = 0
    const { http, asked } = entra(() => taken)
    const { teams } = readSettings({
      ...ids,
      DATA_KEYS: KEYS,
      TEAMS_CLIENT_SECRET: 'new',
      TEAMS_CLIENT_SECRET_OLD: 'old',
    })
    if (!teams) throw new Error('no Teams')
    const token = secretToken({ ...app, clientSecret: clientSecrets(teams) }, http, () => now)
    expect(await token.get()).toBe('by old')
    taken = ['new']
    now += HOUR
    expect(await token.get()).toBe('by new')
    expect(asked).toEqual(['new', 'old', 'new'])
    taken = []
    now += HOUR
    await expect(token.get()).rejects.toThrow('no token: answered 401')
  })
})
