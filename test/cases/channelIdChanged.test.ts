import { describe, expect, it } from 'vitest'
import { withTeam } from '../practiceTeam.ts'
import { SIX } from '../stages.ts'
import { agreed } from './prioritised.ts'

/** A private channel that is shared with another organisation: https://docs.slack.dev/reference/events/channel_id_changed */
describe('a channel that gets another id', () => {
  it('keeps what was being prepared in it', () =>
    withTeam(
      SIX,
      async (team) => {
        const lotte = await team.opensForm()
        await lotte.presses('Nakijken', { title: 'Online', date: '2026-12-04', people: SIX.map(team.id).join(',') })
        await team.room.slack().client.channelIdBecomes('C0NIEUW')
        await lotte.presses('Starten')
        await team.later('PT5S')
        expect(team.channel.reads()).toContain('Online')
        await team.answersBlock1('Samir', 'red', '')
      },
      { platform: 'slack' },
    ))

  it('keeps its round, its messages and its plan', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online')
        for (const name of SIX.slice(0, 5)) await team.answersBlock1(name, 'red', '')
        const progress = team.channel.newest()
        await team.room.slack().client.channelIdBecomes('C0NIEUW')
        await team.settled()
        await team.closes()
        await team.later('PT5S')
        expect(team.channel.withText('Wat jullie invulden').place).toBe('channel')
        expect(JSON.stringify(progress.card)).toContain('Afgesloten')
        expect(team.privately('Lotte').reads()).toContain('het resultaat staat in het kanaal')
        await agreed(team)
        const samir = team.privately('Samir')
        const talk = team.channel.withText('Actie toevoegen')
        await samir.pressesIn(talk, 'Actie toevoegen')
        await samir.presses('Bewaren', { what: 'Pleinfilmpje', people: team.id('samir'), followUp: '2026-12-11' })
        await samir.says('channel', 'resultaat')
        expect(team.channel.reads()).toContain('Online')
        await samir.says('channel', 'plan')
        expect(team.channel.reads()).toContain('Pleinfilmpje')
        expect(await team.running.store.dead()).toEqual([])
      },
      { platform: 'slack' },
    ))

  it('keeps what was on its way to it, when it takes no posts by then', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online')
        for (const name of SIX.slice(0, 5)) await team.answersBlock1(name, 'red', '')
        await team.closes()
        // The card of the talk is to follow the result.
        await team.room.slack().client.channelIdBecomes('C0NIEUW')
        await team.room.slack().client.channelBecomes('restricted')
        await team.later('PT5S')
        expect(team.privately('Lotte').reads()).toContain('Jullie kanaal neemt niets aan')
        await team.room.slack().client.channelBecomes('open')
        await team.later('P1DT1M')
        expect(team.channel.withText('Bespreek dit samen')).toBeDefined()
        expect(await team.running.store.dead()).toEqual([])
      },
      { platform: 'slack' },
    ))
})
