import { describe, expect, it } from 'vitest'
import { readAs, withTeam } from '../practiceTeam.ts'
import { SIX } from '../stages.ts'
import { prioritised } from './prioritised.ts'

/** Slack lists someone in a channel and then says nothing about her: https://docs.slack.dev/reference/methods/users.info#errors */
describe('one member of a channel who can’t be looked up', () => {
  it('is named, and keeps nobody else from starting a round', () =>
    withTeam(
      SIX,
      async (team) => {
        team.room.world.hidden = ['wout']
        const lotte = await team.opensForm()
        expect(lotte.reads()).toContain('Hoe noemen jullie deze ronde?')
        expect(lotte.reads()).toContain('Eén collega in dit kanaal kon ik niet opzoeken.')
        const people = SIX.slice(0, 5).map(team.id).join(',')
        await lotte.presses('Nakijken', { title: 'Online', date: '2026-12-04', people })
        await lotte.presses('Starten')
        await team.answersBlock1('Samir', 'red', '')
      },
      { platform: 'slack' },
    ))

  it('doesn’t shut the others out later on, nor herself', () =>
    withTeam(
      SIX,
      async (team) => {
        await prioritised(team)
        await team.later('PT15M')
        team.room.world.hidden = ['wout']
        const talk = team.channel.withText('Actie toevoegen')
        for (const name of ['Samir', 'Wout']) {
          await team.privately(name).pressesIn(talk, 'Actie toevoegen')
          expect(readAs(talk, name.toLowerCase())).not.toContain('Je zit niet in dit kanaal')
        }
      },
      { platform: 'slack' },
    ))
})
