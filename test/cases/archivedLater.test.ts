import { describe, expect, it } from 'vitest'
import { readAs, type Team } from '../practiceTeam.ts'
import { at, SIX } from '../stages.ts'

const archives = async (team: Team): Promise<void> => {
  await team.room.client.channelBecomes('archived')
  await team.later('PT1M')
}
const opens = async (team: Team): Promise<void> => {
  await team.room.client.channelBecomes('open')
  await team.later('PT1H')
}

describe('a channel that is archived, and comes back', () => {
  it('in the middle of the stars: the ranking is posted, and the card that asked for stars says that they are over', () =>
    at('starring').play(async (team) => {
      const asked = team.channel.newest()
      await archives(team)
      for (const name of SIX.slice(0, 5)) await team.privately(name).presses('Bewaren', { 'stars.1': '5' })
      const lotte = team.privately('Lotte')
      await lotte.presses('Sterren afsluiten')
      await lotte.presses('Ja, afsluiten')
      await team.later('P2D')
      expect(lotte.reads('Dit kon ik niet in het kanaal zetten')).toContain('Een voorstel, geen besluit')
      await opens(team)
      expect(team.channel.withText('Een voorstel, geen besluit')).toBeDefined()
      expect(readAs(asked, 'nobody')).not.toContain('Mijn sterren openen')
      expect(await team.running.store.dead()).toEqual([])
    }))

  it('in the middle of the plan: the day’s question comes, and each card says how its action stands', () =>
    at('planned').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
      await samir.presses('Bewaren', { what: 'Snapchat', people: team.id('samir'), followUp: '2026-12-11' })
      await team.later('PT5S')
      const action = team.channel.newest()
      await archives(team)
      const said = team.privately('Lotte').reads('Jullie kanaal neemt niets aan')
      expect(said).toContain('Jullie resultaat en jullie plan blijven bewaard')
      expect(said).not.toContain('De ronde loopt')
      await team.later('P20D')
      await samir.does('evaluation.report', {}, { outcome: 'done' })
      await opens(team)
      expect(readAs(action, 'nobody')).not.toContain('(Afgerond)')
      expect(await team.running.store.dead()).toEqual([])
    }))
})
