import { describe, expect, it } from 'vitest'
import { readAs, type Team, withTeam } from '../practiceTeam.ts'
import { SIX } from '../stages.ts'

const allOf = (team: Team): string =>
  team
    .privately('Lotte')
    .messages()
    .map((message) => readAs(message, 'lotte'))
    .join('\n')

describe.each(['teams', 'slack'] as const)('a channel that is archived while a scan runs (%s)', (platform) => {
  it('is said at once; the deadline’s result goes to who steers, and to the channel when it is back', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online')
        for (const name of SIX.slice(0, 5)) await team.answersBlock1(name, 'red', '')
        await team.room.client.channelBecomes('archived')
        await team.later('PT1M')
        expect(allOf(team)).toContain('Jullie kanaal neemt niets aan')
        expect(allOf(team)).toContain('De ronde loopt gewoon door')
        await team.later('P15D')
        expect(allOf(team)).toMatch(/kanaal.*(niet|archief)|resultaat.*(niet)/i)
        expect(allOf(team)).toContain('Dit had er moeten staan')
        expect(allOf(team)).toContain('Wat jullie invulden')
        await team.room.client.channelBecomes('open')
        await team.later('PT10S')
        expect(team.channel.withText('Wat jullie invulden')).toBeDefined()
        expect(allOf(team)).toContain('het resultaat staat in het kanaal')
        expect(await team.running.store.dead()).toEqual([])
      },
      { platform },
    ))
})
