import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { practiceTeam, type Team } from '../practiceTeam.ts'

describe('the signing secret of Slack, changed while the bot runs', () => {
  let team: Team
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-signing-'))
  const [newest, old] = [join(folder, 'newest'), join(folder, 'old')]
  beforeAll(async () => {
    team = await practiceTeam(['Lotte', 'Samir'], {
      platform: 'slack',
      environment: (room) => {
        writeFileSync(newest, `${room.slack().accounts.app.signingSecret}\n`)
        writeFileSync(old, '')
        return { SLACK_SIGNING_SECRET: '', SLACK_SIGNING_SECRET_FILE: newest, SLACK_SIGNING_SECRET_OLD_FILE: old }
      },
    })
  })
  afterAll(async () => {
    await team.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is answered all along: by the first, by both, by the second', async () => {
    const { app } = team.room.slack().accounts
    const [first, second] = [app.signingSecret, '900150983cd24fb0d6963f7d28e17f72']
    let count = 0
    const asks = async (secret: string): Promise<number> => {
      count += 1
      const { tenant, channel } = team.room.world.ids
      const event = { type: 'app_mention', user: team.id('lotte'), channel, text: 'status' }
      const text = JSON.stringify({
        ...{ type: 'event_callback', team_id: tenant, api_app_id: app.id, event_id: `Ev${count}`, event },
      })
      const { status } = await team.room.slack().client.knock({ text, type: 'json', secret })
      await team.settled()
      return status
    }
    expect([await asks(first), await asks(second)]).toEqual([200, 401])
    writeFileSync(old, `${first}\n`)
    writeFileSync(newest, `${second}\n`)
    expect([await asks(first), await asks(second)]).toEqual([200, 200])
    writeFileSync(old, '')
    expect([await asks(first), await asks(second)]).toEqual([401, 200])
  })
})
