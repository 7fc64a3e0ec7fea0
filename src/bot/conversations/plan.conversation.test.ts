import { describe, expect, it } from 'vitest'
import { carriedIn, readAs, type Team } from '../../../test/practiceTeam.ts'
import { at } from '../../../test/stages.ts'

/** A team that has chosen its priorities. */
const prioritised = at('planned')
const add = async (team: Team, name: string, fields: Readonly<Record<string, string>>): Promise<void> => {
  const player = team.privately(name)
  await player.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
  await player.presses('Meer velden', fields)
  await player.presses('Bewaren', fields)
}
const tiktok = (team: Team) => ({
  what: 'TikTok verkennen',
  people: [team.id('samir'), team.id('lotte')].join(','),
  followUp: '2026-12-04',
  repeat: 'monthly',
  end: '2027-06-30',
  indicator: 'nieuwe volgers uit de wijk',
})

/** … and an action of Samir and Lotte, looked back at each month. */
const planned = prioritised.followedBy((team) => add(team, 'Samir', tiktok(team)))

describe('direction and plan', () => {
  it('asks the coordinator per priority where the team wants to be', () =>
    prioritised.play(async (team) => {
      const lotte = team.privately('Lotte')
      expect(lotte.reads('over zes maanden')).toContain('1 Strategie')
      await lotte.presses('Richting bewaren', { text: 'Iedereen kan in één zin zeggen waarom.' })
      expect(lotte.reads('over zes maanden')).toContain('4 Beeldvorming')
      await lotte.presses('Richting bewaren', { text: 'We weten wat er leeft.' })
      await team.privately('Samir').pressesIn(team.channel.newest(), 'Het plan')
      expect(readAs(team.channel.newest(), 'samir')).toContain('Iedereen kan in één zin zeggen waarom.')
      expect(readAs(team.channel.newest(), 'samir')).toContain('Nog geen acties.')
    }))

  it('lets anyone of the channel add an action, four fields first, every field behind one button', () =>
    prioritised.play(async (team) => {
      const samir = team.privately('Samir')
      const card = team.channel.newest()
      await samir.pressesIn(card, 'Actie toevoegen')
      expect(samir.reads()).not.toContain('Waaraan merken we dat het werkt?')
      await samir.presses('Meer velden', { what: 'TikTok verkennen', people: team.id('samir') })
      expect(samir.reads()).toContain('Wat gaan we doen?: TikTok verkennen')
      await samir.presses('Bewaren', tiktok(team))
      expect(samir.reads()).toContain('Bewaard. De actie staat in jullie plan.')
      expect(team.channel.reads()).toContain('TikTok verkennen')
      expect(team.channel.reads()).toContain('Wie: Lotte, Samir')
      expect(team.channel.reads()).toContain('Volgende opvolging: 4 dec 2026')
      await samir.pressesIn(card, 'Het plan')
      expect(readAs(card, 'samir')).toContain('loopt · opvolging 4 dec 2026')
    }))

  it('checks the form at the field, and loses nothing that was typed', () =>
    prioritised.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.pressesIn(team.channel.newest(), 'Actie toevoegen')
      await samir.presses('Bewaren', { what: '', people: '', followUp: '2020-01-01', owner: '' })
      for (const said of ['Zeg in een paar woorden', 'Duid iemand aan', 'Kies een dag die nog moet komen.']) {
        expect(samir.reads()).toContain(said)
      }
      await samir.presses('Meer velden')
      await samir.presses('Bewaren', { ...tiktok(team), what: 'x'.repeat(121), end: '2026-12-01' })
      expect(samir.reads()).toContain('Nog 1 teken te veel. Hier passen er 120.')
      expect(samir.reads()).toContain('Het einde ligt voor de start of de eerste opvolging.')
      expect(samir.reads()).toContain('x'.repeat(121))
    }))

  it('is changed and ended by the channel, and the channel’s card follows', () =>
    planned.play(async (team) => {
      const card = team.channel.newest()
      await team.privately('Fatima').pressesIn(card, 'Aanpassen')
      await team.privately('Fatima').presses('Bewaren', { what: 'TikTok en Snapchat verkennen' })
      expect(readAs(card, 'nobody')).toContain('TikTok en Snapchat verkennen')
      await team.privately('Joris').pressesIn(card, 'Afgerond')
      expect(readAs(card, 'nobody')).toContain('afgerond')
      await team.later('P20D')
      expect(
        team
          .privately('Samir')
          .messages()
          .filter((one) => readAs(one, 'samir').includes('Hoe staat het ermee?')),
      ).toEqual([])
    }))

  it('is not for people outside the channel, whatever their buttons say', () =>
    planned.play(async (team) => {
      const action = carriedIn(team.channel.newest().card, 'action')
      const own = team.privately('Fatima').messages()[0] ?? team.channel.newest()
      const report = { v: 1, action, due: '2026-12-04', outcome: 'stop' }
      await team.later('P12D')
      await team.room.client.press('fatima', own, { verb: 'evaluation.report', data: report, inputs: {} })
      expect(readAs(own, 'fatima')).toContain('Deze kaart is niet voor jou.')
    }))
})

describe('evaluations', () => {
  it('come on their morning to each owner, once, and again a month later', () =>
    planned.play(async (team) => {
      const samir = team.privately('Samir')
      await team.later('P11D')
      expect(samir.reads()).not.toContain('Hoe staat het ermee?')
      await team.later('PT1H')
      expect(samir.reads()).toContain('📅 Opvolging')
      expect(samir.reads()).toContain('met Lotte · tot 30 jun 2027')
      expect(samir.reads()).toContain('Loopt het?')
      expect(team.privately('Lotte').reads('Hoe staat het ermee?')).toContain('TikTok verkennen')
      await samir.presses('Meer')
      expect(samir.reads()).toContain('Waaraan merken we dat het werkt: nieuwe volgers uit de wijk')
      await samir.presses('Bewaren', { outcome: '', note: 'twijfel' })
      expect(samir.reads()).toContain('Kies hoe het ermee staat.')
      expect(samir.reads()).toContain('Opmerking: twijfel')
      await samir.presses('Bewaren', { outcome: 'onTrack', value: '31', note: 'loopt vlot' })
      expect(samir.reads()).toContain(
        '✓ Op schema, volgens jou op 4 dec 2026. “loopt vlot” Volgende opvolging: 4 jan 2027',
      )
      const card = team.channel.withText('Laatst gemeten: 31')
      expect(readAs(card, 'nobody')).toContain('4 dec 2026: Op schema. loopt vlot')
      expect(readAs(card, 'nobody')).toContain('Volgende opvolging: 4 jan 2027')
      await team.later('P31D')
      expect(samir.reads('Hoe staat het ermee?')).toContain('nieuwe volgers uit de wijk: 31')
      expect(samir.reads('Hoe staat het ermee?')).toContain('Brengt het wat jullie hoopten?')
    }))

  it('are answered once, with one tap: whoever comes second hears so, and sees who did', () =>
    planned.play(async (team) => {
      await team.later('P12D')
      const lotte = team.privately('Lotte')
      const asked = lotte.messages().findLast((one) => readAs(one, 'lotte').includes('Hoe staat het ermee?'))
      await team.privately('Samir').presses('Op schema')
      await team.later('PT1M')
      if (!asked) throw new Error('Lotte was not asked')
      expect(readAs(asked, 'lotte')).not.toContain('Hoe staat het ermee?')
      expect(readAs(asked, 'lotte')).toContain('✓ Op schema, volgens Samir op 5 dec 2026.')
      const action = carriedIn(team.channel.newest().card, 'action')
      const report = { v: 1, action, due: '2026-12-04', outcome: 'stop' }
      await team.room.client.press('lotte', asked, { verb: 'evaluation.report', data: report, inputs: {} })
      expect(team.room.world.messages.map((one) => readAs(one, 'lotte')).join()).toContain(
        'Hier is al op geantwoord: ✓ Op schema, volgens Samir',
      )
    }))

  it('can wait until later today, tomorrow, or next week', () =>
    prioritised.play(async (team) => {
      await add(team, 'Samir', { ...tiktok(team), people: team.id('samir') })
      const samir = team.privately('Samir')
      const asks = (): number => samir.messages().filter((one) => readAs(one, 'samir').includes('Loopt het?')).length
      await team.later('P11DT1H')
      await samir.presses('Meer')
      await samir.presses('Later vandaag')
      expect(samir.reads('TikTok')).toContain('Goed, ik vraag het opnieuw op vr 4 dec, 13u')
      await team.later('PT3H1M')
      expect(asks()).toBe(1)
      await samir.presses('Meer')
      await samir.presses('Volgende week')
      await team.later('P6D')
      expect(asks()).toBe(0)
      await team.later('P1D')
      expect(samir.reads()).toContain('Loopt het?')
    }))

  it('ask the owners once more after three working days of silence, and only then the coordinator', () =>
    prioritised.play(async (team) => {
      await add(team, 'Samir', { ...tiktok(team), people: team.id('samir') })
      const asked = (name: string): number =>
        team
          .privately(name)
          .messages()
          .filter((one) => /Hoe staat het ermee\?|een nieuwere kaart/.test(readAs(one, name.toLowerCase()))).length
      await team.later('P11DT1H')
      expect([asked('Samir'), asked('Lotte')]).toEqual([1, 0])
      // Friday: three working days on is Wednesday.
      await team.later('P4D')
      expect([asked('Samir'), asked('Lotte')]).toEqual([1, 0])
      await team.later('P1D')
      expect([asked('Samir'), asked('Lotte')]).toEqual([2, 0])
      expect(team.privately('Samir').reads()).toContain('Ik vroeg het ook al op')
      await team.later('P5D')
      expect([asked('Samir'), asked('Lotte')]).toEqual([2, 1])
      expect(team.privately('Lotte').reads('Opvolging')).toContain('Nog geen antwoord van Samir')
      await team.later('P18D')
      expect([asked('Samir'), asked('Lotte')]).toEqual([2, 1])
    }))

  it('end with the action: "afgerond" asks no more', () =>
    planned.play(async (team) => {
      await team.later('P12D')
      await team.privately('Samir').presses('Meer')
      await team.privately('Samir').presses('Bewaren', { outcome: 'done', value: '40' })
      expect(readAs(team.channel.newest(), 'nobody')).toContain('afgerond')
      const before = team.privately('Samir').messages().length
      await team.later('P90D')
      expect(team.privately('Samir').messages()).toHaveLength(before)
    }))
})
