import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { webApi } from '../../src/bot/slack/webApi.ts'
import { slackAt } from '../../src/build/platforms.ts'
import { httpClient } from '../../src/http/client.ts'
import { askToken, type TokenAnswer, tokensIn } from '../../src/operating/tokenWatch.ts'
import { keyRingEncryption } from '../../src/store/encryption.ts'
import { openSqliteRawRows } from '../../src/store/sqlite/rawRows.ts'
import { practiceTeam, type Team } from '../practiceTeam.ts'
import { SIX } from '../stages.ts'
import { installs, manyWorkspaces } from './installs.ts'

const tells = async (team: Team, type: string, seconds: number) => {
  const { accounts, client } = team.room.slack()
  const event = type === 'app_uninstalled' ? { type } : { type, tokens: { oauth: [], bot: [accounts.botUser] } }
  const whole = { type: 'event_callback', team_id: team.room.world.ids.tenant, api_app_id: accounts.app.id }
  const text = JSON.stringify({ ...whole, event_id: `Ev${type}${seconds}`, event_time: seconds, event })
  const said = await client.knock({ type: 'json', text })
  await team.settled()
  return said
}

/** What Slack says of the bot's token in each workspace that is kept. */
const answersOf = async (team: Team): Promise<readonly TokenAnswer[]> => {
  const encryption = keyRingEncryption([{ id: 'practice', secret: Buffer.alloc(32, 9) }])
  const open = async () => openSqliteRawRows(join(team.folder, 'quickscan.db'), 'maintenance')
  const tokens = await tokensIn({ open, encryption })
  const { serviceUrl } = slackAt(team.room.address)
  return Promise.all([...tokens.values()].map((token) => askToken(webApi(httpClient({}), serviceUrl, token))))
}

/** Removed and added again within a minute, say for another scope, while what tells of the removal is late. */
describe.each(['app_uninstalled', 'tokens_revoked'])('%s of before an app was installed again', (type) => {
  it('takes nothing away; one of after that does', async () => {
    const team = await practiceTeam(SIX, {
      platform: 'slack',
      environment: (room) => ({
        ...manyWorkspaces(room),
        DATA_KEYS: `practice:${Buffer.alloc(32, 9).toString('base64')}`,
      }),
    })
    try {
      expect(await installs(team)).toBe(200)
      await team.starts('Online')
      await team.answersBlock1('Samir', 'red', '')
      const gone = Math.floor(Date.now() / 1000) - 60
      expect(await answersOf(team)).toEqual(['taken'])
      team.room.slack().accounts.revoke(team.room.world.ids.tenant)
      expect(await answersOf(team)).toEqual(['refused'])
      expect(await installs(team)).toBe(200)
      expect(await answersOf(team)).toEqual(['taken'])
      expect((await tells(team, type, gone)).status).toBe(200)
      await team.privately('Lotte').says('channel', 'status')
      expect(team.channel.reads()).toContain('Online')
      await team.answersBlock1('Fatima', 'red', '')
      expect((await tells(team, type, gone + 7200)).status).toBe(200)
      expect((await team.room.slack().client.command('lotte', 'C0PRAKTIJK', 'status')).status).toBe(403)
      // Nobody asks about that workspace any more.
      expect(await answersOf(team)).toEqual([])
    } finally {
      await team.stop()
    }
  })
})
