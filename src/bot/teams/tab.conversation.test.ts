import { describe, expect, it } from 'vitest'
import { type Browsing, browser, wordsOf } from '../../../test/browsing.ts'
import type { Team } from '../../../test/practiceTeam.ts'
import { at } from '../../../test/stages.ts'
import { signOnToken } from '../../../test/teamsHost.ts'

/** She opens a tab: her Teams signs her on, and says where. */
const signsOn = async (team: Team, name: string, said: object, change: object = {}) => {
  const hers = browser(`http://127.0.0.1:${team.running.port}`)
  const answer = await hers.send('/tab/sign-on', JSON.stringify(said), {
    authorization: `Bearer ${signOnToken(team.room, team.alias(name), change)}`,
    'content-type': 'application/json',
  })
  return { hers, answer }
}
const goesTo = (answer: { readonly text: string }): string => (JSON.parse(answer.text) as { to: string }).to
const opens = async (team: Team, name: string, said: object): Promise<Browsing> => {
  const { hers, answer } = await signsOn(team, name, said)
  expect(answer.status).toBe(200)
  await hers.get(goesTo(answer))
  return hers
}

describe('a tab of Teams', () => {
  it('in a channel is the team’s page, for who is in it', () =>
    at('planned').play(async (team) => {
      const { channel } = team.room.world.ids
      const hers = await opens(team, 'Fatima', { channel, theme: 'dark', locale: 'en-gb' })
      expect(wordsOf(hers.page())).toContain('Online werken 2026')
      expect(hers.page()).toContain('data-theme="dark"')
      expect(hers.page()).toContain('<html lang="en"')
      // Nobody signs out there: Teams says who looks.
      expect(hers.page()).not.toContain('action="/leave"')
    }))

  it('of one’s own is her own page, also for who was never spoken to', () =>
    at('started').play(async (team) => {
      const hers = await opens(team, 'Wout', { theme: 'default', locale: 'nl' })
      expect(wordsOf(hers.page())).toContain('Scan · Online werken 2026')
    }))

  it('may be opened again all day, and each time shows what is there then', () =>
    at('started').play(async (team) => {
      for (let times = 0; times < 3; times++) await opens(team, 'Wout', {})
    }))

  it('shows nothing of a channel that she isn’t in, whatever the frame says', () =>
    at('planned').play(async (team) => {
      const hers = await opens(team, 'Fatima', { channel: '19:another@thread.tacv2' })
      expect(wordsOf(hers.page())).toContain('Wat staat er voor jou open?')
    }))

  it('is shown in a frame of Teams alone', () =>
    at('started').play(async (team) => {
      const hers = await opens(team, 'Wout', {})
      for (const path of ['/me', '/tab', '/tab/config']) {
        const { headers } = await hers.get(path)
        const policy = headers.get('content-security-policy') ?? ''
        expect(policy, path).toContain(
          'frame-ancestors https://*.cloud.microsoft https://teams.microsoft.com https://*.teams.microsoft.com',
        )
        expect(policy).not.toMatch(/unsafe|\*(?!\.)/)
      }
    }))

  it('opens nothing for a token of another organisation, for another app, or sent by no page of ours', () =>
    at('started').play(async (team) => {
      const tid = '55555555-5555-4555-8555-555555555555'
      for (const change of [{ tid }, { aud: 'another' }, { exp: 1 }, { azp: tid }]) {
        const { hers, answer } = await signsOn(team, 'Wout', {}, change)
        expect([answer.status, answer.text, hers.cookie()]).toEqual([401, '', ''])
      }
      const hers = browser(`http://127.0.0.1:${team.running.port}`)
      const token = signOnToken(team.room, team.alias('Wout'))
      const elsewhere = {
        authorization: `Bearer ${token}`,
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
      }
      expect((await hers.send('/tab/sign-on', '{}', elsewhere)).status).toBe(403)
      expect(hers.cookie()).toBe('')
    }))
})
