import { describe, expect, it } from 'vitest'
import { practiceTeam, withTeam } from '../practiceTeam.ts'
import { SIX } from '../stages.ts'
import { installs, manyWorkspaces } from './installs.ts'

/** A channel that two organisations share: https://docs.slack.dev/apis/slack-connect/using-the-events-api-with-slack-connect */
describe('someone of another organisation, in a channel the two share', () => {
  it('is heard, fills in her scan, and opens the bot’s page: all of it is of the workspace that has the app', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online')
        const wout = team.privately('Wout')
        await wout.says('channel', 'status')
        expect(team.channel.reads()).toContain('Online')
        await team.answersBlock1('Wout', 'red', '')
        expect(await team.room.slack().client.opensPage('wout')).toBe(200)
        expect(team.log.filter(({ kind }) => kind === 'refused')).toEqual([])
      },
      { platform: 'slack', strangers: ['Wout'] },
    ))

  it('presses the bot’s message of the other organisation, where both have the app', async () => {
    const team = await practiceTeam(SIX, { platform: 'slack', strangers: ['Wout'], environment: manyWorkspaces })
    try {
      expect(await installs(team)).toBe(200)
      expect(await installs(team, 'T0ELDERS')).toBe(200)
      await team.starts('Online')
      await team.answersBlock1('Wout', 'red', '')
      expect(team.privately('Wout').reads()).toContain('Je scan is ingediend')
    } finally {
      await team.stop()
    }
  })

  it('is nobody to a bot whose app neither workspace has', () =>
    withTeam(
      SIX,
      async (team) => {
        const { accounts, client } = team.room.slack()
        const event = { type: 'app_mention', user: 'U0WOUT', channel: 'C0PRAKTIJK', text: 'status' }
        const elsewhere = [{ team_id: 'T0ELDERS', user_id: 'U0BOT', is_bot: true }]
        const whole = { type: 'event_callback', team_id: 'T0ELDERS', api_app_id: accounts.app.id, event_id: 'Ev1' }
        const text = JSON.stringify({ ...whole, event, authorizations: elsewhere })
        expect((await client.knock({ type: 'json', text })).status).toBe(403)
      },
      { platform: 'slack' },
    ))
})
