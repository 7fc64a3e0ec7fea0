import { describe, expect, it } from 'vitest'
import { bytesOnDisk, carriedIn, readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'
import { at } from '../../../test/stages.ts'
import { pressablesOf } from '../../practice/cardReading.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']
/** A round whose result stands, with the talk card in the channel. */
const talked = at('started').followedBy(async (team) => {
  for (const name of SIX.slice(0, 5))
    await team.fillsIn(name, (_id, at) => (at % 3 === 0 ? 'red' : at % 3 === 1 ? 'orange' : 'green'))
  await team.closes()
  await team.later('PT2S')
})
const starring = talked.followedBy((team) => team.privately('Lotte').presses('We hebben het besproken'))
const taps = async (team: Team, name: string, stars: Readonly<Record<string, number>>) => {
  for (const [block, given] of Object.entries(stars)) await team.privately(name).stars(block, given)
}
const gives = async (team: Team, name: string, stars: Readonly<Record<string, number>>) => {
  await taps(team, name, stars)
  await team.privately(name).presses('Bewaren')
}
const filledIn = (text: string): number => [...text].filter((sign) => sign === '★').length

describe('the talk and the stars', () => {
  it('asks for a talk before anything else', () =>
    talked.play(async (team) => {
      expect(team.channel.reads()).toContain('Bespreek dit samen, 45 minuten')
      expect(team.channel.reads()).toContain('bouwsteen 1. Is onze visie duidelijk')
      expect(team.privately('Lotte').reads('Jouw beheerkaart')).toContain('Toch meteen sterren geven')
      expect(team.privately('Samir').reads()).not.toContain('sterren')
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
      expect(team.channel.reads()).toMatch(/1\. (Beeldvorming|Samenwerking) · ⭐ 5 van 5/)
      // By name alone, and without a word that few know.
      expect(team.channel.reads()).not.toMatch(/bouwsteen \d|mediaan/)
      expect(team.channel.reads()).toContain('Begin bij Strategie')
      expect(team.channel.reads()).toContain('van wie daar sterren gaf, gaf de helft er zoveel of meer')
      expect(team.channel.reads()).toContain(
        'Bij evenveel sterren staat eerst wat in jullie resultaat meer oranje en rood',
      )
      // Of a block that nobody gave stars it says so, and of no two blocks that they stood level.
      expect(team.channel.reads()).toMatch(/7\. [\w ]+ · te weinig sterren/)
      expect(team.channel.reads()).not.toContain('Gelijke stand')
      await lotte.presses('Bevestigen', { blocks: '1,4', reason: 'Daar zit de druk.' })
      expect(team.channel.reads()).toContain('Hier werken jullie aan')
      expect(team.channel.reads()).toContain('1 Strategie')
      expect(team.channel.reads()).toContain('Daar zit de druk.')
      expect(team.channel.reads()).not.toContain('5 Samenwerking')
    }))

  it('asks "zeker?" for another number than the Quickscan advises, and keeps what was typed', () =>
    starring.play(async (team) => {
      for (const name of SIX.slice(0, 3)) await gives(team, name, { '1': 4 })
      const lotte = team.privately('Lotte')
      await lotte.presses('Sterren afsluiten')
      await lotte.presses('Ja, afsluiten')
      await lotte.presses('Bevestigen', { blocks: '', reason: 'om te beginnen' })
      expect(lotte.reads()).toContain('Duid minstens één bouwsteen aan.')
      await lotte.presses('Bevestigen', { blocks: '7', reason: 'om te beginnen' })
      expect(lotte.reads()).toContain('Dat is er 1. De Quickscan raadt er twee of drie aan')
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

describe('giving stars', () => {
  it('shows what the kit proposes for the first block, which is no vote before she takes it over', () =>
    starring.play(async (team) => {
      const samir = team.privately('Samir')
      expect(samir.reads()).toContain('Strategie · nog geen sterren')
      expect(samir.reads()).toContain('De Quickscan stelt 5 sterren voor, omdat een duidelijke visie het fundament is.')
      expect(filledIn(samir.reads())).toBe(0)
      await samir.presses('Bewaren')
      expect(samir.reads()).toContain('Je gaf nog geen sterren.')
      await samir.presses('5 sterren overnemen')
      expect(samir.reads()).toContain('Strategie · 5 van 5 sterren')
      expect(samir.reads()).not.toContain('De Quickscan stelt')
      await samir.stars('1', 2)
      expect(samir.reads()).toContain('Strategie · 2 van 5 sterren')
    }))

  it('leaves the kit’s proposal out of the sum where nobody took it over', () =>
    starring.play(async (team) => {
      for (const name of SIX.slice(0, 5)) await gives(team, name, { '2': 1 })
      await team.privately('Lotte').presses('Sterren afsluiten')
      await team.privately('Lotte').presses('Ja, afsluiten')
      expect(team.channel.reads()).toContain('1. Afspraken · ⭐ 1 van 5')
      expect(team.channel.reads()).toMatch(/\d\. Strategie · te weinig sterren/)
    }))

  it('has beside each block what the result says of it, and names each star for who doesn’t see it', () =>
    starring.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.stars('4', 3)
      expect(samir.reads()).toMatch(/Beeldvorming · 3 van 5 sterren\n.*🟢.*\n.*groen/)
      expect(filledIn(samir.reads())).toBe(3)
      const labels = pressablesOf(samir.card()).map(({ label }) => label)
      expect(labels).toContain('1 ster voor Strategie')
      expect(labels).toContain('4 sterren voor Beeldvorming')
      expect(labels).toContain('Toch geen stem voor Beeldvorming')
    }))

  it('saves each tap as it is made, for who never comes to the end as well', () =>
    starring.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.stars('4', 3)
      await samir.stars('4', 5)
      await samir.stars('6', 2)
      await team.room.client.reload('samir')
      expect(samir.reads()).toContain('Beeldvorming · 5 van 5 sterren')
      expect(samir.reads()).toContain('Regels en ethiek · 2 van 5 sterren')
      await samir.stars('6', 0)
      expect(samir.reads()).toContain('Regels en ethiek · nog geen sterren')
      for (const name of SIX.slice(2, 6)) await taps(team, name, { '4': 5 })
      await team.later('PT5S')
      expect(team.channel.reads()).toContain('Al sterren gegeven: bijna iedereen')
      await team.privately('Lotte').presses('Sterren afsluiten')
      await team.privately('Lotte').presses('Ja, afsluiten')
      expect(team.channel.reads()).toContain('1. Beeldvorming · ⭐ 5 van 5')
      expect(team.channel.reads()).toMatch(/\d\. Regels en ethiek · te weinig sterren/)
    }))

  it('writes her ballot at a tap, and nothing else', () =>
    starring.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.stars('4', 3)
      await team.later('PT1M')
      const edits = () => team.room.world.messages.reduce((sum, one) => sum + one.edits, 0)
      const ofOthers = () => edits() - samir.messages().reduce((sum, one) => sum + one.edits, 0)
      const [{ writes }, before] = [team.running.storeCalls(), ofOthers()]
      await samir.stars('5', 3)
      await team.later('PT1S')
      expect(team.running.storeCalls().writes - writes).toBe(1)
      expect(ofOthers()).toBe(before)
    }))

  it('says which blocks have none, and saves it like that', () =>
    starring.play(async (team) => {
      const samir = team.privately('Samir')
      await taps(team, 'Samir', { '1': 2, '4': 4, '5': 1, '6': 3 })
      expect(samir.reads()).toContain('Nog zonder stem: Afspraken, Vaardigheden, Investeren. Zo bewaren mag.')
      await samir.presses('Bewaren')
      expect(samir.reads()).toContain('⭐⭐ Strategie\n⭐⭐⭐⭐ Beeldvorming')
      expect(samir.reads()).toContain('Zonder stem: Afspraken, Vaardigheden, Investeren.')
      await samir.presses('Sterren aanpassen')
      expect(samir.reads()).toContain('Strategie · 2 van 5 sterren')
      await taps(team, 'Samir', { '1': 0, '4': 0, '5': 0, '6': 0 })
      await samir.presses('Bewaren')
      expect(samir.reads()).toContain('Je gaf nog geen sterren.')
      await taps(team, 'Samir', { '1': 1, '2': 1, '3': 1, '4': 1, '5': 1, '6': 1, '7': 1 })
      expect(samir.reads()).not.toContain('onder stem')
    }))

  it('takes a tap on an older card for what it says, however often it comes', () =>
    starring.play(async (team) => {
      const samir = team.privately('Samir')
      const [ballot] = samir.messages()
      if (!ballot) throw new Error('no ballot')
      const message = samir.messages().findLast((one) => readAs(one, 'samir').includes('Jouw sterren')) ?? ballot
      const old = pressablesOf(samir.card()).find(({ verb, data }) => verb === 'ballot.star' && data.block === '3')
      if (!old) throw new Error('no star')
      await gives(team, 'Samir', { '2': 4, '3': 5 })
      for (let taps = 0; taps < 2; taps++) {
        await team.room.client.press('samir', message, { verb: old.verb, data: old.data, inputs: {} })
        await team.settled()
        expect(samir.reads()).toContain('Vaardigheden · 1 van 5 sterren')
        expect(samir.reads()).toContain('Afspraken · 4 van 5 sterren')
      }
      const nowhere = { verb: old.verb, data: { ...old.data, block: '9' }, inputs: {} }
      await team.room.client.press('samir', message, nowhere)
      await team.settled()
      await team.room.client.reload('samir')
      await samir.presses('Bewaren')
      expect(samir.reads()).toContain('⭐⭐⭐⭐ Afspraken\n⭐ Vaardigheden')
    }))

  it('goes on with the cards of before, which had a list for each block', () =>
    starring.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.stars('7', 3)
      await samir.presses('Bewaren', { 'stars.1': '2', 'stars.4': '4' })
      expect(samir.reads()).toContain('⭐⭐ Strategie\n⭐⭐⭐⭐ Beeldvorming')
      expect(samir.reads()).not.toContain('⭐ Investeren')
      await samir.presses('Sterren aanpassen')
      await samir.presses('Zeggen waarom', { 'stars.1': '5', 'stars.2': '3' })
      // Five for the first block stood there by itself.
      expect(samir.reads()).toContain('Strategie · 2 van 5 sterren')
      expect(samir.reads()).toContain('Afspraken · 3 van 5 sterren')
    }))

  it('keeps a reason that was typed when she taps another star, and one that she emptied gone', () =>
    starring.play(async (team) => {
      const samir = team.privately('Samir')
      const taps = (stars: number, inputs: object) =>
        samir.does('ballot.star', { ...inputs }, { block: '2', stars, explain: true })
      await samir.presses('Zeggen waarom')
      await taps(4, { 'reasons.2': 'Daar zit de druk.' })
      expect(samir.reads()).toContain('Afspraken · 4 van 5 sterren')
      expect(samir.reads()).toContain('Daar zit de druk.')
      await taps(3, { 'reasons.2': 'x'.repeat(201) })
      expect(samir.reads()).toContain('Afspraken · 3 van 5 sterren')
      expect(samir.reads()).toContain('Nog 1 teken te veel. Hier passen er 200.')
      expect(samir.reads()).toContain('x'.repeat(201))
      await taps(2, { 'reasons.2': '' })
      expect(samir.reads()).not.toContain('Daar zit de druk.')
    }))

  it('reminds who only began of what has no stars yet, and nobody who tapped them all', () =>
    starring.play(async (team) => {
      await taps(team, 'Samir', { '1': 5, '4': 3 })
      await taps(team, 'Fatima', { '1': 1, '2': 1, '3': 1, '4': 1, '5': 1, '6': 1, '7': 1 })
      await team.later('P6D')
      const read = (name: string) =>
        team
          .privately(name)
          .messages()
          .map((one) => readAs(one, name.toLowerCase()))
          .join('\n')
      expect(read('Samir')).toContain('Je begon met sterren geven')
      expect(read('Samir')).toContain('Nog zonder stem: Afspraken, Vaardigheden, Samenwerking')
      expect(read('Samir')).not.toContain('Je gaf nog geen sterren')
      expect(read('Fatima')).not.toMatch(/Je begon met sterren|Je gaf nog geen/)
      await team.privately('Samir').presses('Sterren geven')
      expect(team.privately('Samir').reads()).toContain('Beeldvorming · 3 van 5 sterren')
    }))

  it('refuses a tap after the close kindly, and one of who was not asked', () =>
    starring.play(async (team) => {
      const samir = team.privately('Samir')
      const message = samir.messages().findLast((one) => readAs(one, 'samir').includes('Jouw sterren'))
      const star = pressablesOf(samir.card()).find(({ verb }) => verb === 'ballot.star')
      if (!message || !star) throw new Error('no ballot')
      const press = { verb: star.verb, data: star.data, inputs: {} }
      for (const name of SIX.slice(0, 3)) await gives(team, name, { '1': 4 })
      await team.privately('Lotte').presses('Sterren afsluiten')
      await team.privately('Lotte').presses('Ja, afsluiten')
      await team.room.client.press('samir', message, press)
      expect(readAs(message, 'samir')).toContain('De sterren zijn net afgesloten')
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
