import { describe, expect, it } from 'vitest'
import { carriedIn, readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'
import { stage } from '../../../test/stages.ts'
import { LARGER_TEAM } from '../../practice/world.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']

/** Answers the first block and hands in, after saying what she does. */
const fillsInAs = async (team: Team, name: string, role: string, grade: string): Promise<void> => {
  const player = team.privately(name)
  await player.presses('Beginnen')
  await player.presses(role)
  for (const { id } of team.running.voice.kit.blocks[0]?.elements ?? []) await player.picks(id, grade)
  await player.does('sheet.remark')
  await player.does('sheet.review')
  await player.presses('Indienen')
}

/** Five agreed on everything, and the scan was closed. */
const closed = stage(SIX, async (team) => {
  await team.starts('Online')
  for (const name of SIX.slice(0, 5)) await team.answersBlock1(name, 'orange', '')
  await team.closes()
})

describe('roles', () => {
  it('are asked of no team that didn’t choose to look per role, however large', () =>
    withTeam(LARGER_TEAM, async (team) => {
      await team.starts('Groot')
      const samir = team.privately('Samir')
      await samir.presses('Wat gebeurt er met mijn antwoorden?')
      expect(samir.reads()).not.toContain('Je functie')
      await samir.presses('Beginnen')
      expect(samir.reads()).toContain('Strategie · ')
    }))

  it('can’t be chosen for fewer than two groups of the floor, and the form says why', () =>
    withTeam(LARGER_TEAM, async (team) => {
      const lotte = await team.opensForm()
      const asked = (count: number) => ({
        title: 'Online',
        date: '2026-12-04',
        people: LARGER_TEAM.slice(0, count).map(team.id).join(','),
        perRole: 'true',
      })
      await lotte.presses('Meer instellingen')
      expect(lotte.reads()).toContain('Per functie bekijken, in plaats van als team')
      expect(lotte.reads()).toContain('geen woorden voor het hele team')
      await lotte.presses('Nakijken', asked(9))
      expect(lotte.reads()).toContain('Per functie bekijken kan pas met 10 mensen; jullie zijn nu met 9.')
      await lotte.presses('Nakijken', { ...asked(10), floor: '6' })
      expect(lotte.reads()).toContain('kan pas met 12 mensen; jullie zijn nu met 10.')
      await lotte.presses('Nakijken', { ...asked(10), floor: '5' })
      expect(lotte.reads()).toContain('Klopt dit?')
      await lotte.presses('Aanpassen')
      expect(lotte.reads()).toMatch(/Per functie bekijken, in plaats van als team.*(true|☑|✓|ja)/i)
    }))

  it('are asked of no team that is too small ever to show them', () =>
    withTeam(SIX, async (team) => {
      const lotte = await team.opensForm()
      await lotte.presses('Meer instellingen')
      expect(lotte.reads()).toContain('Per functie bekijken kan vanaf 10 mensen.')
      const people = SIX.map(team.id).join(',')
      await lotte.presses('Nakijken', { title: 'Klein', date: '2026-12-04', people })
      await lotte.presses('Starten')
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      expect(samir.reads()).toContain('Strategie · ')
      const [card] = samir.messages()
      const round = carriedIn(card?.card, 'round')
      if (!card) throw new Error('no card')
      await team.room.client.press('samir', card, {
        verb: 'sheet.role',
        data: { v: 1, round, role: 'dpo' },
        inputs: {},
      })
      expect(readAs(card, 'samir')).toContain('Deze knop ken ik niet')
    }))

  it('can be kept to oneself, and changed until the close', () =>
    withTeam(LARGER_TEAM, async (team) => {
      await team.starts('Groot', { perRole: 'true' })
      const samir = team.privately('Samir')
      await samir.presses('Wat gebeurt er met mijn antwoorden?')
      expect(samir.reads()).toContain('Je functie: alleen als je ze zelf zegt.')
      await samir.presses('Beginnen')
      expect(samir.reads()).toContain('Wat doe jij in of rond het team?')
      await samir.presses('Liever niet zeggen')
      expect(samir.reads()).toContain('Strategie · ')
      await samir.picks('1.1', 'green')
      await samir.presses('Overzicht')
      await samir.presses('Mijn functie')
      await samir.presses('Jeugdwerk')
      await samir.presses('Overzicht')
      expect(samir.reads()).toContain('Jeugdwerk')
    }))

  it('privacy.5.2 are shown in words in place of the team’s own, once each side passes the floor', () =>
    withTeam(LARGER_TEAM, async (team) => {
      await team.starts('Groot', { perRole: 'true' })
      for (const [at, name] of LARGER_TEAM.slice(0, 11).entries())
        await fillsInAs(
          team,
          name,
          at < 6 ? 'Jeugdwerk' : at < 9 ? 'Preventie' : 'Straathoekwerk',
          at < 6 ? 'red' : 'green',
        )
      await team.closes()
      await team.later('PT5S')
      const result = team.channel.withText('Wat jullie invulden')
      const said = readAs(result, 'samir')
      expect(said).toContain('per functie, in plaats van als team')
      expect(said).toMatch(/1 Strategie\nJeugdwerk\n.*\n8 rood\n(?:.*\n)?Alle anderen samen\n.*\n8 groen/)
      // Three and two people: neither stands alone.
      expect(said).not.toContain('Preventie')
      expect(said).not.toContain('Straathoekwerk')
      expect(said.split('verschillend:')[1]).toContain('🟥🟢 Visie op online werken')
      await team.privately('Samir').pressesIn(result, 'Per onderwerp')
      expect(readAs(result, 'samir')).toContain('Jeugdwerk: vooral rood · Alle anderen samen: vooral groen')
    }))

  it('privacy.5.2 are not shown where one of two sides is too small: the team speaks as a whole', () =>
    withTeam(LARGER_TEAM, async (team) => {
      await team.starts('Groot', { perRole: 'true' })
      for (const [at, name] of LARGER_TEAM.slice(0, 9).entries())
        await fillsInAs(team, name, at < 6 ? 'Jeugdwerk' : 'Preventie', 'red')
      await team.closes()
      await team.later('PT5S')
      const said = readAs(team.channel.withText('Wat jullie invulden'), 'samir')
      expect(said).not.toContain('Jeugdwerk')
      expect(said).toContain('8 rood')
    }))
})

/** Red for one block, orange for the others of the first three; the rest stays open. */
const answersThreeBlocks = async (team: Team, name: string, red: string): Promise<void> => {
  const player = team.privately(name)
  await player.does('sheet.next')
  for (const block of team.running.voice.kit.blocks.slice(0, 3)) {
    for (const { id } of block.elements) await player.picks(id, block.id === red ? 'red' : 'orange')
    await player.does('sheet.remark')
  }
  await player.does('sheet.review')
  await player.does('sheet.handIn')
}

describe('a second round', () => {
  it('shows per block how the team moved, as a direction and never a score', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Eerste')
      for (const name of SIX.slice(0, 5)) await answersThreeBlocks(team, name, '1')
      await team.closes()
      await team.later('P1D')
      await team.starts('Tweede', { date: '2026-12-18' })
      for (const name of SIX.slice(0, 5)) await answersThreeBlocks(team, name, '2')
      await team.closes()
      await team.later('PT5S')
      const result = readAs(team.channel.withText('Tweede · 5 van 6'), 'samir')
      expect(result).toContain('Sinds de vorige keer')
      expect(result).toContain('1 Strategie: meer groen')
      expect(result).toContain('2 Afspraken: minder groen')
      expect(result).toContain('3 Vaardigheden: ongeveer gelijk')
    }))
})

describe('reasons beside stars', () => {
  const starring = stage(SIX, async (team) => {
    await team.starts('Online')
    for (const name of SIX.slice(0, 5)) await team.answersBlock1(name, 'orange', '')
    await team.closes()
    await team.privately('Lotte').presses('We hebben het besproken')
  })
  const threeGive = async (team: Team, reasonOf: (name: string) => string, silent = 2): Promise<void> => {
    for (const name of SIX.slice(0, 3)) {
      const she = team.privately(name)
      await she.presses('Zeggen waarom')
      await she.presses('Bewaren', { 'stars.1': '5', 'reasons.1': reasonOf(name) })
    }
    for (const name of SIX.slice(3, 3 + silent)) await team.privately(name).does('ballot.cast', { 'stars.1': '4' })
    await team.privately('Lotte').presses('Sterren afsluiten')
    await team.privately('Lotte').presses('Ja, afsluiten')
    await team.later('PT5S')
  }

  it('are asked for only by who wants to give them, and what was starred stays on the card', () =>
    starring.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.stars('2', 4)
      await samir.presses('Zeggen waarom')
      expect(samir.reads()).toContain('Afspraken · 4 van 5 sterren')
      expect(samir.reads()).toContain('Strategie · nog geen sterren')
      await samir.stars('2', 0)
      await samir.presses('Bewaren', { 'reasons.2': 'Zonder sterren' })
      expect(samir.reads()).toContain('Je gaf nog geen sterren.')
      expect(samir.reads()).toContain('Zonder sterren')
      await samir.stars('2', 4)
      await samir.presses('Bewaren', { 'reasons.2': 'x'.repeat(201) })
      expect(samir.reads()).toContain('Nog 1 teken te veel. Hier passen er 200.')
      await samir.presses('Bewaren', { 'reasons.2': 'Daar zit de druk.' })
      expect(samir.reads()).toContain('Je sterren zijn bewaard.')
    }))

  it('privacy.5.9 are shown once three people gave one, and the coordinator can hide one', () =>
    starring.play(async (team) => {
      await threeGive(team, (name) => `Reden van ${name === 'Lotte' ? 'ons' : name.length}`)
      const lotte = team.privately('Lotte')
      const ranking = team.channel.withText('Een voorstel, geen besluit')
      await team.privately('Samir').pressesIn(ranking, 'De redenen')
      expect(readAs(ranking, 'samir')).toContain('Reden van ons')
      expect(readAs(ranking, 'samir')).not.toContain('Verbergen')
      await lotte.pressesIn(ranking, 'De redenen')
      await lotte.pressesIn(ranking, 'Verbergen')
      expect(readAs(ranking, 'lotte')).toContain('Deze opmerking is verborgen')
      await team.privately('Samir').pressesIn(ranking, 'Terug')
      expect(readAs(ranking, 'samir')).toContain('Een voorstel, geen besluit')
    }))

  it('show nothing of three who are all that gave stars', () =>
    starring.play(async (team) => {
      await threeGive(team, () => 'Geheim', 0)
      expect(readAs(team.channel.withText('Een voorstel'), 'samir')).not.toContain('De redenen')
      expect(JSON.stringify(team.room.world.messages.map(({ card }) => card))).not.toContain('Geheim')
    }))

  it('show nothing of two', () =>
    starring.play(async (team) => {
      await threeGive(team, (name) => (name === 'Fatima' ? '' : 'Geheim'))
      expect(readAs(team.channel.withText('Een voorstel'), 'samir')).not.toContain('De redenen')
      expect(JSON.stringify(team.room.world.messages.map(({ card }) => card))).not.toContain('Geheim')
    }))
})

describe('privacy.5.12 reminders of the stars', () => {
  it('come twice at most, never to who gave hers, and can be put off or stopped', () =>
    closed.play(async (team) => {
      await team.privately('Lotte').presses('We hebben het besproken')
      for (const name of SIX.slice(0, 3)) await team.privately(name).does('ballot.cast', { 'stars.1': '5' })
      const reminded = (name: string): number =>
        team
          .privately(name)
          .messages()
          .filter((one) => readAs(one, name.toLowerCase()).includes('Je gaf nog geen sterren')).length
      // The week of the stars ends on a Monday: halfway and the last working morning are the same Friday.
      await team.later('P4DT1H')
      expect(['Samir', 'Joris', 'Wout'].map(reminded)).toEqual([0, 1, 1])
      await team.privately('Joris').presses('Niet meer herinneren')
      expect(team.privately('Joris').reads('herinner je er niet meer')).toContain('Online')
      await team.privately('Wout').presses('Later vandaag')
      expect(team.privately('Wout').reads('ik kom er later op terug')).toContain('Online')
      await team.later('PT4H')
      expect(['Samir', 'Joris', 'Wout'].map(reminded)).toEqual([0, 0, 1])
      const sent = team.privately('Wout').messages().length
      await team.later('P12D')
      expect(team.privately('Wout').messages()).toHaveLength(sent)
    }))
})

/** From the scan to two priorities. */
const agreed = closed.followedBy(async (team) => {
  const lotte = team.privately('Lotte')
  await lotte.presses('We hebben het besproken')
  for (const name of SIX.slice(0, 3)) await team.privately(name).does('ballot.cast', { 'stars.1': '5' })
  await lotte.presses('Sterren afsluiten')
  await lotte.presses('Ja, afsluiten')
  await lotte.presses('Bevestigen', { blocks: '1,3' })
  await team.later('PT5S')
})

/** Samir took an action on, and its first date has come. */
const askedAbout = agreed.followedBy(async (team) => {
  const samir = team.privately('Samir')
  await samir.pressesIn(team.channel.withText('Hier werken jullie aan'), 'Actie toevoegen')
  await samir.presses('Bewaren', { what: 'TikTok verkennen', people: team.id('samir'), followUp: '2026-12-04' })
  await team.later('P11DT1H')
})

describe('going deeper', () => {
  it('opens a priority on the channel’s card, and leads back to it', () =>
    agreed.play(async (team) => {
      const priorities = team.channel.withText('Hier werken jullie aan')
      const samir = team.privately('Samir')
      await samir.pressesIn(priorities, 'Verdiepen: Vaardigheden')
      expect(readAs(priorities, 'samir')).toContain('Om samen over te praten')
      await samir.pressesIn(priorities, 'Terug')
      expect(readAs(priorities, 'samir')).toContain('Hier werken jullie aan')
    }))

  it('shows the kit’s own action above the empty form, and keeps what was typed', () =>
    agreed.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.pressesIn(team.channel.withText('Hier werken jullie aan'), 'Actie toevoegen')
      await samir.presses('Toon een voorbeeld', { what: 'TikTok verkennen' })
      expect(samir.reads()).toContain('Nieuwe jongeren uit de buurt bereiken')
      expect(samir.reads()).toContain('TikTok verkennen')
      await samir.presses('Bewaren', { what: 'TikTok verkennen', people: team.id('samir'), followUp: '2026-12-04' })
      expect(team.channel.withText('TikTok verkennen')).toBeDefined()
    }))

  it('explains the ways of evaluating where one is asked for, and leads back', () =>
    askedAbout.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Meer')
      await samir.presses('Hoe evalueer ik dit?')
      expect(samir.reads()).toContain('Loopt het? (proces)')
      await samir.presses('Terug')
      expect(samir.reads()).toContain('TikTok verkennen')
    }))
})

describe('putting an action on the team’s agenda', () => {
  it('asks the channel once, and leaves the card as it was', () =>
    askedAbout.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Meer')
      await samir.presses('Op de teamagenda')
      expect(samir.reads('in het kanaal op de agenda')).toContain('Hoe staat het ermee?')
      await samir.presses('Op de teamagenda')
      const asked = team.room.world.messages.filter(({ card }) =>
        JSON.stringify(card ?? {}).includes('Voor de teamagenda'),
      )
      expect(asked).toHaveLength(1)
      await samir.presses('Bewaren', { outcome: 'onTrack', note: 'x'.repeat(501) })
      expect(samir.reads()).toContain('Nog 1 teken te veel. Hier passen er 500.')
      await samir.presses('Bewaren', { outcome: 'done', note: '' })
      expect(samir.reads('✓ Afgerond, volgens jou')).toContain('TikTok verkennen')
    }))
})
