import { describe, expect, it } from 'vitest'
import { TEAM, TENANT } from '../../src/practice/world.ts'
import { withTeam } from '../practiceTeam.ts'
import { SIX } from '../stages.ts'
import { activityOf } from '../teamsActivity.ts'

const TELLS = { tenant: { id: TENANT }, team: { id: TEAM } }

describe('an app that is upgraded while a scan runs', () => {
  it.each(['upgrade', 'add-upgrade', 'remove-upgrade'])('neither begins nor ends anything: %s', (action) =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online')
        await team.answersBlock1('Samir', 'red', '')
        const before = team.room.world.messages.length
        const { address, client } = team.room
        const from = activityOf({ id: `f:${action}`, address, person: 'lotte', place: 'channel' })
        const said = await client.deliver({ ...from, type: 'installationUpdate', action, channelData: TELLS })
        await team.settled()
        expect(said.status).toBe(200)
        expect(team.room.world.messages).toHaveLength(before)
        await team.answersBlock1('Fatima', 'red', '')
      },
      { platform: 'teams' },
    ),
  )
})

describe('a channel or team that is deleted while a scan runs', () => {
  it.each(['channelDeleted', 'teamDeleted'])('ends the round, and who steers it is told: %s', (eventType) =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online')
        for (const name of SIX.slice(0, 5)) await team.answersBlock1(name, 'red', '')
        const { address, client, world } = team.room
        const from = activityOf({ id: `f:${eventType}`, address, person: 'lotte', place: 'channel' })
        const channelData = { ...TELLS, eventType, channel: { id: world.ids.channel } }
        world.channelIs = 'gone'
        expect((await client.deliver({ ...from, type: 'conversationUpdate', channelData })).status).toBe(200)
        await team.settled()
        expect(team.privately('Lotte').reads('Jullie ronde is gestopt')).toContain('Alle antwoorden zijn gewist')
        const wout = team.privately('Wout').messages().length
        await team.later('P16D')
        expect(team.privately('Wout').messages()).toHaveLength(wout)
        expect(await team.running.store.dead()).toEqual([])
      },
      { platform: 'teams' },
    ),
  )
})
