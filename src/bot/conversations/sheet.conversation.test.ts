import { describe, expect, it } from 'vitest'
import { carriedIn, readAs } from '../../../test/practiceTeam.ts'
import { stage } from '../../../test/stages.ts'

const TEAM = ['Lotte', 'Samir', 'Fatima']
/** Everyone was invited. */
const started = stage(TEAM, (team) => team.starts('Online werken 2026'))

describe('answering', () => {
  it('takes Samir from the invitation to his hand-in, one card all the way', () =>
    started.play(async (team) => {
      const samir = team.privately('Samir')
      expect(samir.reads()).toContain('Lotte nodigt je uit. 42 onderwerpen')
      expect(samir.reads()).toContain('Graag vóór vr 4 dec, 17u.')
      await samir.presses('Beginnen')
      for (const { id } of team.running.voice.kit.elements) {
        await samir.picks(id, 'orange')
        if (samir.reads().includes('klaar.')) await samir.presses('Verder')
      }
      expect(samir.reads()).toContain('Alles ingevuld.')
      await samir.presses('Indienen')
      expect(samir.reads()).toContain('Bedankt')
      expect(samir.reads()).toContain('Aanpassen kan tot vr 4 dec, 17u.')
      expect(samir.messages()).toHaveLength(1)
      await team.later('PT5S')
      expect(team.channel.reads()).toContain('Al ingediend: nog maar enkele')
    }))

  it('skips, goes back, goes to a block, explains, and marks what was answered', () =>
    started.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      await samir.presses('Overslaan')
      await samir.picks('1.2', 'red')
      await samir.presses('Terug')
      expect(samir.reads()).toContain('🔴 Rood · jouw keuze')
      await samir.presses('Uitleg')
      expect(samir.reads()).toContain('Zouden zij hetzelfde antwoord geven')
      await samir.presses('Overzicht')
      expect(samir.reads()).toContain('Nog 40 onderwerpen open.')
      expect(samir.reads()).toContain('➖🔴⚪⚪⚪⚪⚪⚪ 1 rood, 1 overgeslagen, 6 open')
      await samir.presses('Ga naar bouwsteen 1')
      const [first, second] = team.running.voice.kit.elements.map(({ title }) => title)
      expect(samir.reads()).toMatch(new RegExp(`${first}[^\\n]*\\n(?:[^\\n]*\\n)?➖ Overgeslagen`))
      await samir.presses(second ?? '')
      expect(samir.reads()).toContain('🔴 Rood · jouw keuze')
      await samir.picks('1.2', 'green')
      expect(samir.reads()).toContain('➖🟢⚪⚪⚪⚪⚪⚪ 1 groen, 1 overgeslagen, 6 open')
    }))

  it('takes a name out of a remark he wrote before, from his overview', () =>
    started.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      const [block] = team.running.voice.kit.blocks
      for (const { id } of block?.elements ?? []) await samir.picks(id, 'green')
      await samir.presses('Verder', { text: 'Vraag het aan Jan.' })
      await samir.presses('Overzicht')
      await samir.presses('Ga naar bouwsteen 1')
      expect(samir.reads()).toContain('Vraag het aan Jan.')
      await samir.presses('Jouw opmerking')
      await samir.presses('Bewaren', { text: 'Vraag het aan een collega.' })
      expect(samir.reads()).toContain('Vraag het aan een collega.')
      expect(samir.reads()).not.toContain('Jan')
      await samir.presses('Overzicht')
      expect(samir.reads()).toContain('Nog 34 onderwerpen open.')
    }))

  it('keeps a remark he typed, whichever button he presses', () =>
    started.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      const [block] = team.running.voice.kit.blocks
      for (const { id } of block?.elements ?? []) await samir.picks(id, 'green')
      const backAt = async (typed: string): Promise<void> => {
        await samir.does('sheet.block', {}, { block: '1' })
        await samir.does('sheet.goto', {}, { element: '1.1' })
        await samir.presses('Overzicht')
        await samir.presses('Verder invullen')
        await samir.presses('Terug')
        expect(samir.reads()).toContain(`Opmerking: ${typed}`)
      }
      await samir.presses('⏸ Pauze', { text: 'Een vast moment.' })
      await samir.presses('Verder invullen')
      expect(samir.reads()).toContain('Opmerking: Een vast moment.')
      await samir.presses('Overzicht', { text: 'Een vaste plek.' })
      await backAt('Een vaste plek.')
      await samir.presses('Terug', { text: 'Een vast team.' })
      await samir.presses('Overzicht')
      await backAt('Een vast team.')
      await samir.presses('⏸ Pauze', { text: 'te lang '.repeat(100).trim() })
      expect(samir.reads()).toContain('Nog 299 tekens te veel. Hier passen er 500.')
    }))

  it('reads what comes next once he handed in, and his own answers for himself alone', () =>
    started.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      await samir.picks('1.1', 'green')
      await samir.presses('Overzicht')
      await samir.presses('Indienen')
      expect(samir.reads()).toContain(
        'Na vr 4 dec, 17u, of vroeger als iedereen klaar is, komt het resultaat in jullie kanaal',
      )
      expect(samir.reads()).toContain('1 Strategie: 1 groen, 7 open')
      expect(team.channel.reads()).not.toContain('1 groen')
    }))

  it('pauses, and goes on where he was on another device that lost the view', () =>
    started.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      await samir.picks('1.1', 'green')
      await team.room.client.reload('samir')
      expect(samir.reads()).toContain('1 van 42 ingevuld')
      await samir.presses('⏸ Pauze')
      // The stored message itself was edited: another device shows the pause without asking.
      expect(readAs(samir.messages()[0] ?? team.channel.newest(), 'nobody')).toContain(
        '1 van 42 ingevuld, alles is bewaard.',
      )
      await samir.presses('Verder invullen')
      expect(samir.reads()).toContain('Meerwaarde: voor de organisatie')
    }))

  it('says what happens to his answers, before the first and after', () =>
    started.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Wat gebeurt er met mijn antwoorden?')
      for (const said of [
        'Nooit voor evaluatie, loon of sanctie',
        'ik toon niemand wat jij antwoordde',
        'vanaf 5 één woord per onderwerp',
        'Weigeren is één tik',
        'Je organisatie bepaalt',
        'Vragen? Stel ze aan Lotte',
      ]) {
        expect(samir.reads()).toContain(said)
      }
      await samir.presses('Beginnen')
      expect(samir.reads()).toContain('Strategie · ')
    }))

  it('keeps a remark that is too long in its field, with what is wrong beside it', () =>
    started.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      for (const { id } of team.running.voice.kit.blocks[0]?.elements ?? []) await samir.picks(id, 'green')
      const long = 'te lang '.repeat(100).trim()
      await samir.presses('Verder', { text: long })
      expect(samir.reads()).toContain('Nog 299 tekens te veel. Hier passen er 500.')
      expect(samir.reads()).toContain(long)
      await samir.presses('Verder', { text: 'kort' })
      expect(samir.reads()).toContain('Afspraken · ')
      await samir.presses('Terug')
      expect(samir.reads()).toContain('Opmerking: kort')
    }))

  it('cannot be handed in empty, and says how to go on', () =>
    started.play(async (team) => {
      const samir = team.privately('Samir')
      const [message] = samir.messages()
      const round = carriedIn(message?.card, 'round')
      if (!message) throw new Error('no card')
      await team.room.client.press('samir', message, { verb: 'sheet.handIn', data: { v: 1, round }, inputs: {} })
      expect(samir.reads()).toContain('Je vulde nog niets in.')
      // Where the answer took the card's place, it leads back to it.
      if (!samir.reads().includes('nodigt je uit')) await samir.presses('Naar mijn scan')
      expect(samir.reads()).toContain('nodigt je uit')
    }))

  it('opens from the channel in the private chat, never in the channel', () =>
    started.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      await samir.picks('1.1', 'red')
      const card = team.channel.newest()
      await samir.pressesIn(card, 'Mijn scan openen')
      expect(readAs(card, 'samir')).toContain('Je kaart staat in onze privéchat.')
      expect(readAs(card, 'samir')).not.toContain('Rood')
      expect(samir.messages()).toHaveLength(2)
      expect(samir.reads()).toContain('1 van 42 ingevuld')
    }))

  it('costs one store write an answer, and no read', () =>
    started.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      // Read once, and from then on in memory.
      await samir.picks('1.1', 'green')
      const before = team.running.storeCalls()
      for (const id of ['1.2', '1.3', '1.4', '1.5', '1.6']) await samir.picks(id, 'green')
      const { reads, writes } = team.running.storeCalls()
      expect({ reads: reads - before.reads, writes: writes - before.writes }).toEqual({ reads: 0, writes: 5 })
    }))
})
