import { describe, expect, it } from 'vitest'
import { readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'
import { at, SIX } from '../../../test/stages.ts'
import { voice } from '../../../test/voice.ts'
import { inputsOf, pressablesOf } from '../../practice/cardReading.ts'
import type { Player } from '../../practice/play/player.ts'
import { leave, seenBy } from '../../practice/world.ts'

const START = 'Je maakt je zorgen'
/** Every step but what is read on the side, one after another. */
const LONG_WAY: readonly (readonly [label: string, title: string])[] = [
  ['Ik praat met de persoon', 'Praat met de persoon'],
  ['Er is hulp van anderen nodig', 'Vraag toestemming'],
  ['Nee, het mag niet', 'Overleg in je organisatie'],
  ['Iemand van buiten is nodig', 'Overleg buiten je organisatie'],
  ['Gevaar na een misdrijf', 'Gevaar na een misdrijf'],
  ['Beslist: wat nu?', 'Vertel, volg op, praat na'],
  ['Voor jezelf en je dossier', 'Noteer elke stap in je eigen dossier'],
]
const asks = async (team: Team, name = 'Samir'): Promise<Player> => {
  const player = team.privately(name)
  await player.says(`private:${name.toLowerCase()}`, 'verontrusting')
  return player
}

describe('privacy.5.11 the concern guide', () => {
  it('is walked to its end by buttons alone, with 112 first on each card and as something to tap', () =>
    withTeam(SIX, async (team) => {
      const samir = await asks(team)
      expect(samir.reads()).toContain(START)
      for (const [label, title] of LONG_WAY) {
        await samir.presses(label)
        const read = samir.reads()
        expect(read).toContain(title)
        expect(read.indexOf('Acuut gevaar: bel 112.')).toBeGreaterThanOrEqual(0)
        expect(read.indexOf('Acuut gevaar: bel 112.')).toBeLessThan(read.indexOf(title))
        expect(JSON.stringify(samir.card())).toContain('tel:112')
      }
      const end = samir.reads()
      expect(end).toContain('☐ Wat zag of las ik, en wanneer?')
      expect(end).toContain('En jij?')
      expect(JSON.stringify(samir.card())).toContain('tel:106')
      await samir.presses('Opnieuw beginnen')
      expect(samir.reads()).toContain(START)
    }))

  it('leads back at each step, the way she came', () =>
    withTeam(SIX, async (team) => {
      const samir = await asks(team)
      for (const [label] of LONG_WAY) await samir.presses(label)
      for (const [, title] of LONG_WAY.slice(0, -1).toReversed()) {
        await samir.presses('Terug')
        expect(samir.reads()).toContain(title)
      }
      await samir.presses('Terug')
      expect(samir.reads()).toContain(START)
      expect(pressablesOf(samir.card()).map(({ label }) => label)).not.toContain('Terug')
    }))

  it('leads from an acute threat to a brief consultation, and to what is read on the side and back', () =>
    withTeam(SIX, async (team) => {
      const samir = await asks(team)
      await samir.presses('Er dreigt acuut gevaar')
      expect(samir.reads()).toContain('Acute dreiging: overleg nu kort')
      await samir.presses('Het gevaar is acuut')
      expect(samir.reads()).toContain('Is iemand anders in gevaar? Verwittig die persoon ook.')
      await samir.presses('Eerst nog kort overleggen')
      await samir.presses('Niet acuut: rustig overleggen')
      await samir.presses('Wie betrek je?')
      await samir.presses('Van buiten, en wie niet')
      await samir.presses('Wie kan ik bellen?')
      for (const number of ['1712', '1813', '116000', '102', '106'])
        expect(JSON.stringify(samir.card())).toContain(`tel:${number}`)
      expect(samir.reads()).toContain('De andere nummers voegden wij toe.')
      for (const _ of [1, 2, 3]) await samir.presses('Terug')
      expect(samir.reads()).toContain('Overleg in je organisatie')
    }))

  it('takes no text, and puts nothing in a button but steps', () =>
    withTeam(SIX, async (team) => {
      const samir = await asks(team)
      const steps = voice.reading.concern.map(({ id }) => id)
      for (const [label] of LONG_WAY) {
        await samir.presses(label)
        expect(inputsOf(samir.card())).toEqual({})
        for (const { verb, data } of pressablesOf(samir.card())) {
          expect(verb).toBe('concern.step')
          const { v: _, step, trail = '', ...others } = data as Readonly<Record<string, string>>
          expect(steps).toContain(step)
          expect(trail.split('.').filter((one) => one !== '' && !steps.includes(one))).toEqual([])
          expect(Object.keys(others).filter((key) => key !== 'verb')).toEqual([])
        }
      }
    }))

  it('begins anew for a button of an earlier version, and heeds no trail that is made up', () =>
    withTeam(SIX, async (team) => {
      const samir = await asks(team)
      const message = samir.messages().at(-1)
      if (!message) throw new Error('no card')
      const press = (data: object) =>
        team.room.client.press('samir', message, { verb: 'concern.step', data: { v: 1, ...data }, inputs: {} })
      await press({ step: 'verdwenen', trail: 'x.y' })
      expect(samir.reads()).toContain(START)
      await press({ step: 'overleg', trail: 'x.zorg' })
      expect(samir.reads()).toContain('Overleg in je organisatie')
      expect(pressablesOf(samir.card()).map(({ label }) => label)).not.toContain('Terug')
    }))
})

describe('the way to the concern guide', () => {
  it('leads from blocks 2 and 6, and from no other', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      for (const block of ['1', '2', '3', '4', '5', '6', '7']) {
        await samir.says('private:samir', `bouwsteen ${block}`)
        const newest = seenBy(samir.messages().at(-1) ?? expect.fail('no card'), 'samir')
        expect(
          pressablesOf(newest ?? {}).some(({ verb }) => verb === 'concern.step'),
          block,
        ).toBe('26'.includes(block))
      }
      await samir.says('private:samir', 'bouwsteen 6')
      await samir.presses('Ik maak me zorgen over iets online')
      expect(samir.reads()).toContain(START)
    }))

  it('leads there from a block in the channel too, for her eyes alone', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('channel', 'bouwsteen 2')
      const message = team.channel.newest()
      await samir.pressesIn(message, 'Ik maak me zorgen over iets online')
      expect(readAs(message, 'joris')).not.toContain(START)
      for (const one of team.room.world.messages.filter(({ place }) => place === 'channel'))
        expect(readAs(one, 'joris')).not.toContain(START)
    }))
})

describe('words of worry', () => {
  it('open the guide at once, in the language they are said in', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'Ik denk dat er iemand bedreigd wordt')
      expect(samir.reads()).toContain(START)
      const fatima = team.privately('Fatima')
      await fatima.says('private:fatima', 'I’m worried about someone')
      expect(fatima.reads()).toContain('You are worried')
    }))

  it('said in the channel are answered in private', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('channel', 'ik maak me zorgen om iemand')
      expect(samir.reads()).toContain(START)
      for (const one of team.room.world.messages.filter(({ place }) => place === 'channel'))
        expect(readAs(one, 'joris')).not.toContain(START)
    }))

  it('leave a search a search', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'zoek haatspraak')
      expect(samir.reads()).not.toContain(START)
    }))
})

describe('“wie bellen we hier?”', () => {
  const fills = async (team: Team, callLine: string): Promise<Player> => {
    const lotte = team.privately('Lotte')
    await lotte.says('private:lotte', 'instellingen')
    await lotte.does('team.settings', { callLine })
    return lotte
  }

  it('is filled in once by who coordinates, and then stands in the guide of everyone in the channel', () =>
    at('planned').play(async (team) => {
      const samir = await asks(team)
      await samir.presses('Wie kan ik bellen?')
      expect(samir.reads()).toContain('Je coördinator kan dat invullen')
      const lotte = await fills(team, 'De permanentie, 09 123 45 67')
      expect(lotte.reads('Instellingen van je team')).toContain('Bewaard.')
      expect(lotte.reads('Instellingen van je team')).toContain(voice.say('clients.warning'))
      await samir.presses('Terug')
      await samir.presses('Er dreigt acuut gevaar')
      expect(samir.reads()).toContain('Bij ons bel je: De permanentie, 09 123 45 67')
      const fatima = await asks(team, 'Fatima')
      await fatima.presses('Wie kan ik bellen?')
      expect(fatima.reads()).toContain('Bij ons bel je: De permanentie, 09 123 45 67')
    }))

  it('is not for who left the channel', () =>
    at('planned').play(async (team) => {
      await fills(team, 'De permanentie')
      leave(team.room.world, 'samir')
      await team.later('PT2H')
      const samir = await asks(team)
      await samir.presses('Wie kan ik bellen?')
      expect(samir.reads()).not.toContain('De permanentie')
    }))

  it('is the team’s, and no part of what is kept of a person', () =>
    at('planned').play(async (team) => {
      const lotte = await fills(team, 'De permanentie')
      await lotte.says('private:lotte', 'mijn gegevens')
      expect(lotte.reads('Mijn gegevens')).not.toContain('De permanentie')
    }))

  it('is said to be too long, and nothing typed is lost', () =>
    at('planned').play(async (team) => {
      const long = 'x'.repeat(121)
      const lotte = await fills(team, long)
      expect(lotte.reads('Instellingen van je team')).toContain('Nog 1 teken te veel. Hier passen er 120.')
      expect(Object.values(inputsOf(lotte.card()))).toContain(long)
    }))

  it('is taken away by emptying it', () =>
    at('planned').play(async (team) => {
      await fills(team, 'De permanentie')
      const lotte = await fills(team, '')
      await lotte.says('private:lotte', 'verontrusting')
      await lotte.presses('Wie kan ik bellen?')
      expect(lotte.reads()).not.toContain('Bij ons bel je')
    }))

  it('is not waited for where the platform can’t say who is in the channel', () =>
    at('planned').play(async (team) => {
      await fills(team, 'De permanentie')
      const samir = await asks(team)
      team.room.troubles.add({ on: 'roster', times: 50, status: 500 })
      await samir.presses('Er dreigt acuut gevaar')
      expect(samir.reads()).toContain('Acute dreiging: overleg nu kort')
    }))
})
