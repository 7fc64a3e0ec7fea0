import { describe, expect, it } from 'vitest'
import { bytesOnDisk, carriedIn, readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'
import { at } from '../../../test/stages.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']
const inputs = (stars: Readonly<Record<string, number>>) =>
  Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((id) => [`stars.${id}`, String(stars[id] ?? '')]))

/** A round whose result stands, with the talk card in the channel. */
const talked = at('started').followedBy(async (team) => {
  for (const name of SIX.slice(0, 5))
    await team.fillsIn(name, (_id, at) => (at % 3 === 0 ? 'red' : at % 3 === 1 ? 'orange' : 'green'))
  await team.closes()
  await team.later('PT2S')
})
const starring = talked.followedBy((team) => team.privately('Lotte').presses('We hebben het besproken'))
const gives = (team: Team, name: string, stars: Readonly<Record<string, number>>) =>
  team.privately(name).presses('Bewaren', inputs(stars))

describe('the talk and the stars', () => {
  it('asks for a talk before anything else', () =>
    talked.play(async (team) => {
      expect(team.channel.reads()).toContain('Bespreek dit samen, 45 minuten')
      expect(team.channel.reads()).toContain('bouwsteen 1. Is onze visie duidelijk')
      expect(team.privately('Lotte').reads('Jouw beheerkaart')).toContain('Toch meteen sterren geven')
      expect(team.privately('Samir').reads()).not.toContain('sterren')
    }))

  it('fills in block 1 high with the reason, and takes what is untouched for no vote', () =>
    starring.play(async (team) => {
      const samir = team.privately('Samir')
      expect(samir.reads()).toContain('1 Strategie: 5\nStaat al hoog')
      expect(samir.reads()).toContain('2 Afspraken: \n')
      await samir.presses('Bewaren', { 'stars.1': '2', 'stars.4': '4' })
      expect(samir.reads()).toContain('⭐⭐ Strategie\n⭐⭐⭐⭐ Beeldvorming')
      await samir.presses('Sterren aanpassen')
      expect(samir.reads()).toContain('1 Strategie: 2\n')
      await samir.presses('Bewaren', inputs({}))
      expect(samir.reads()).toContain('Je gaf nog geen sterren.')
    }))

  it('goes from the stars to a proposal with its rule in general, and to the priorities the team agreed on', () =>
    starring.play(async (team) => {
      for (const name of SIX.slice(0, 5)) await gives(team, name, { '1': 3, '4': 5, '5': 5, '6': 2 })
      await team.later('PT5S')
      expect(team.channel.reads()).toContain('Al sterren gegeven: bijna iedereen')
      const lotte = team.privately('Lotte')
      await lotte.presses('Sterren afsluiten')
      await lotte.presses('Ja, afsluiten')
      expect(team.channel.reads()).toContain('Een voorstel, geen besluit')
      expect(team.channel.reads()).toMatch(/1\. \w+ \(bouwsteen [45]\) · ⭐ 5/)
      expect(team.channel.reads()).toContain('van wie daar sterren gaf, gaf de helft er zoveel of meer')
      expect(team.channel.reads()).toContain(
        'Bij evenveel sterren staat eerst wat in jullie resultaat meer oranje en rood',
      )
      // Of a block that nobody gave stars it says so, and of no two blocks that they stood level.
      expect(team.channel.reads()).toMatch(/7\. \w+ \(bouwsteen \d\) · te weinig sterren/)
      expect(team.channel.reads()).not.toContain('Gelijke stand')
      await lotte.presses('Bevestigen', { blocks: '1,4', reason: 'Daar zit de druk.' })
      expect(team.channel.reads()).toContain('Hier werken jullie aan')
      expect(team.channel.reads()).toContain('1 Strategie')
      expect(team.channel.reads()).toContain('Daar zit de druk.')
      expect(team.channel.reads()).not.toContain('5 Samenwerking')
    }))

  it('asks "zeker?" for another number than the kit advises, and keeps what was typed', () =>
    starring.play(async (team) => {
      for (const name of SIX.slice(0, 3)) await gives(team, name, { '1': 4 })
      const lotte = team.privately('Lotte')
      await lotte.presses('Sterren afsluiten')
      await lotte.presses('Ja, afsluiten')
      await lotte.presses('Bevestigen', { blocks: '', reason: 'om te beginnen' })
      expect(lotte.reads()).toContain('Duid minstens één bouwsteen aan.')
      await lotte.presses('Bevestigen', { blocks: '7', reason: 'om te beginnen' })
      expect(lotte.reads()).toContain('Dat is er 1. De kit raadt er twee of drie aan')
      expect(lotte.reads()).toContain('om te beginnen')
      await lotte.presses('Toch bevestigen')
      expect(team.channel.reads()).toContain('7 Investeren')
    }))

  it('closes by itself after a week, and takes another week when fewer than three gave stars', () =>
    starring.play(async (team) => {
      for (const name of SIX.slice(0, 2)) await gives(team, name, { '2': 4 })
      const lotte = team.privately('Lotte')
      await lotte.presses('Sterren afsluiten')
      expect(lotte.reads('De sterren nu afsluiten?')).toContain('Met minder dan 3 toon ik geen volgorde')
      await team.later('P8D')
      expect(team.channel.reads()).toContain('Al sterren gegeven: nog maar enkele mensen')
      await gives(team, 'Joris', { '3': 4 })
      await team.later('P8D')
      expect(team.channel.reads()).toContain('Een voorstel, geen besluit')
      expect(team.channel.reads()).toContain('Dit is een ruwe volgorde.')
      expect(team.channel.reads()).not.toMatch(/⭐ \d/)
    }))

  it('is never stuck: without enough stars the team chooses in talk, after a second week or when the coordinator says so', () =>
    starring.play(async (team) => {
      await gives(team, 'Samir', { '2': 4 })
      await team.later('P8D')
      expect(team.channel.reads()).toContain('Al sterren gegeven: nog maar enkele mensen')
      await team.later('P8D')
      expect(team.channel.reads()).toContain('Er gaven te weinig mensen sterren om een volgorde te tonen.')
      await team.privately('Lotte').presses('Bevestigen', { blocks: '1,2', reason: '' })
      expect(team.channel.reads()).toContain('Hier werken jullie aan')
    }))

  it('refuses late stars kindly, and stars of who was not asked', () =>
    withTeam([...SIX, 'Noor'], async (team) => {
      await team.starts('Online werken 2026', { people: SIX })
      for (const name of SIX.slice(0, 3)) await team.answersBlock1(name, 'orange', '')
      await team.closes()
      await team.privately('Lotte').presses('Toch meteen sterren geven')
      const round = carriedIn(team.channel.newest().card, 'round')
      const ballot = team.privately('Samir').messages().at(-1) ?? team.channel.newest()
      const cast = { verb: 'ballot.cast', data: { v: 1, round, stars: { '1': 5 } }, inputs: {} }
      await team.room.client.press('noor', ballot, cast)
      expect(readAs(ballot, 'noor')).toContain('Deze kaart is niet voor jou.')
      for (const name of SIX.slice(0, 3)) await gives(team, name, { '1': 4 })
      await team.privately('Lotte').presses('Sterren afsluiten')
      await team.privately('Lotte').presses('Ja, afsluiten')
      await team.room.client.press('samir', ballot, cast)
      expect(readAs(ballot, 'samir')).toContain('De sterren zijn net afgesloten')
    }))

  it('opens from the channel in private, with the stars as they are', () =>
    starring.play(async (team) => {
      await gives(team, 'Samir', { '2': 1 })
      const card = team.channel.newest()
      await team.privately('Samir').pressesIn(card, 'Mijn sterren openen')
      expect(readAs(card, 'samir')).not.toContain('⭐ Afspraken')
      expect(team.privately('Samir').reads()).toContain('⭐ Afspraken')
    }))
})

describe('privacy.5.4 the stars are gone at their close, too', () => {
  it('leaves no ballot on disk and no stars in any private card', () =>
    starring.play(async (team) => {
      for (const name of SIX.slice(0, 5)) await gives(team, name, { '1': 3, '4': 5 })
      const disk = () => bytesOnDisk(team).toString('latin1')
      expect(disk()).toMatch(/ballot\/[\w-]{32}/)
      await team.privately('Lotte').presses('Sterren afsluiten')
      await team.privately('Lotte').presses('Ja, afsluiten')
      expect(disk()).not.toMatch(/(ballot|stars)\/[\w-]{32}\/[\w-]/)
      for (const name of SIX) {
        for (const message of team.privately(name).messages()) expect(readAs(message, 'nobody')).not.toContain('⭐⭐')
      }
    }))
})
