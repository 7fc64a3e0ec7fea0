import { describe, expect, it } from 'vitest'
import { takesAlong } from '../../../test/ownData.ts'
import { readAs, withTeam } from '../../../test/practiceTeam.ts'
import { SIX, stage } from '../../../test/stages.ts'
import { loadReading } from '../../build/content.ts'
import type { Language } from '../../kit/languages.ts'

/** Four agreed on everything, and the scan was closed. */
const closed = stage(SIX, async (team) => {
  await team.starts('Online')
  for (const name of SIX.slice(0, 4)) await team.fillsIn(name, () => 'orange')
  await team.closes()
})

describe('“wat staat er voor mij open?”', () => {
  it('lists the scan, and says so when nothing is open', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'Wat staat er voor mij open?')
      expect(samir.reads()).toContain('Niets open. Fijn.')
      await team.starts('Online')
      await samir.says('private:samir', 'open')
      expect(samir.reads()).toContain('Scan · Online')
      expect(samir.reads()).toContain('0 van 42 ingevuld, nog niet ingediend')
      await samir.presses('Scan · Online')
      expect(samir.reads()).toContain('Lotte nodigt je uit.')
      await team.answersBlock1('Samir', 'green', '')
      await samir.says('private:samir', 'OPEN!')
      expect(samir.reads('Wat staat er voor jou open?')).toContain('Niets open. Fijn.')
    }))

  it('lists stars, evaluations, actions, and the rounds one steers', () =>
    closed.play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.presses('We hebben het besproken')
      await lotte.says('private:lotte', 'sterren')
      expect(lotte.reads()).toContain('⭐ Sterren · Online')
      expect(lotte.reads()).toContain('Jouw ronde · Online')
      expect(lotte.reads()).toMatch(/de sterren.* · tot \w\w \d+ \w+, 17u/)
      for (const name of SIX.slice(0, 3))
        await team.privately(name).does('ballot.cast', { 'stars.1': '5', 'stars.2': '4' })
      await lotte.presses('Sterren afsluiten')
      await lotte.presses('Ja, afsluiten')
      await lotte.presses('Bevestigen')
      await team.later('PT5S')
      const samir = team.privately('Samir')
      await samir.pressesIn(team.channel.withText('Hier werken jullie aan'), 'Actie toevoegen')
      await samir.presses('Bewaren', { what: 'TikTok verkennen', people: team.id('samir'), followUp: '2026-12-04' })
      await samir.says('private:samir', 'open')
      expect(samir.reads()).toContain('Jouw actie · TikTok verkennen')
      expect(samir.reads()).toContain('Volgende opvolging: 4 dec 2026')
      await team.later('P12D')
      await samir.says('private:samir', 'mijn taken')
      expect(samir.reads()).toContain('📅 Opvolging · TikTok verkennen')
      expect(samir.reads()).toContain('Hoe staat het ermee? Gevraagd sinds 4 dec 2026.')
      await samir.presses('📅 Opvolging · TikTok verkennen')
      expect(samir.reads()).toContain('Hoe staat het ermee?')
      await lotte.says('private:lotte', 'open')
      await lotte.presses('Jouw ronde · Online')
      expect(lotte.reads()).toContain('over zes maanden')
    }))
})

describe('a language of one’s own', () => {
  it('turns her open cards, her next cards, and what she asks for, and nobody else’s', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'taal')
      expect(samir.reads()).toContain('In welke taal spreek ik je aan?')
      await samir.presses('Taal bewaren', { language: 'en' })
      expect(samir.reads()).toContain("Fine, I'll use English from now on.")
      expect(samir.reads('Lotte has invited you.')).toContain('Begin')
      await samir.does('sheet.next')
      expect(samir.reads('Strategy · 0 of 42 filled in')).toContain('Vision for online work')
      await samir.says('private:samir', 'open')
      expect(samir.reads()).toContain("What's waiting for you?")
      expect(team.channel.reads()).toContain('Mijn scan openen')
      expect(team.privately('Fatima').reads()).toContain('Lotte nodigt je uit.')
    }))

  it('can be any of them, at any time, in the middle of a scan too', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      const samir = team.privately('Samir')
      await samir.does('sheet.next')
      const said = {
        nl: ['Goed, vanaf nu in het Nederlands.', 'Strategie · 0 van 42 ingevuld', 'Visie op online werken'],
        en: ["Fine, I'll use English from now on.", 'Strategy · 0 of 42', 'Vision for online work'],
        fr: [
          'D’accord, à partir de maintenant en français.',
          'Stratégie · 0 sur 42 sujets',
          'Vision du travail en ligne',
        ],
      } as const satisfies Record<Language, readonly string[]>
      for (const language of ['fr', 'en', 'nl', 'fr'] as const) {
        await samir.says('private:samir', 'langue')
        await samir.does('language.set', { language })
        const [agreed, place, title] = said[language]
        expect(samir.reads()).toContain(agreed)
        expect(samir.reads(place)).toContain(title)
      }
      await samir.says('private:samir', "qu'est-ce qui m'attend ?")
      expect(samir.reads()).toContain('Qu’est-ce qui t’attend')
    }))

  it('is that of the word she used, as long as she chose none', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'my data')
      expect(samir.reads()).toContain('How I reach you: our chat here')
      await samir.says('private:samir', 'mijn gegevens')
      expect(samir.reads('Mijn gegevens')).toContain('Dit bewaar ik van jou')
    }))
})

describe('hours of one’s own', () => {
  it('hold the invitation until they begin', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'uren')
      await samir.presses('Uren bewaren', { days: '2,4', from: '18', until: '21' })
      expect(samir.reads()).toContain('Bewaard. Daar hou ik me aan.')
      await team.starts('Online')
      const invited = (): boolean => samir.messages().some((one) => readAs(one, 'samir').includes('nodigt je uit'))
      await team.later('P1DT9H')
      expect(invited()).toBe(false)
      await team.later('PT1H')
      expect(invited()).toBe(true)
    }))

  it('must make sense, and what she chose stays when they don’t', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'hours')
      for (const [wrong, said] of [
        [{ days: '', from: '9', until: '17' }, 'Duid minstens één dag aan.'],
        [{ days: '1', from: '17', until: '9' }, 'Dat einde komt niet na het begin.'],
      ] as const) {
        await samir.does('hours.set', wrong)
        expect(samir.reads()).toContain(said)
      }
      // What no card offers, in a press that was made by hand.
      for (const wrong of [
        { days: '8', from: '9', until: '17' },
        { days: '1', from: '3', until: '17' },
        { days: '1', from: '9', until: '17', zone: 'Mars/Phobos' },
      ]) {
        const [card] = samir.messages().slice(-1)
        if (!card) throw new Error('no card')
        await team.room.client.press('samir', card, { verb: 'hours.set', data: { v: 1, ...wrong }, inputs: {} })
        expect(readAs(card, 'samir')).toContain('Dat staat niet in de lijst.')
      }
      await samir.does('hours.set', { days: '1,2,3,4,5', from: '9', until: '17' })
      expect(samir.reads()).toContain('Bewaard: weekdagen van 9 tot 17 uur.')
    }))
})

describe('privacy.5.6 my data', () => {
  it('shows, exports all that is hers, and erases it wherever it isn’t frozen', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      const samir = team.privately('Samir')
      await team.fillsIn('Samir', () => 'red', 'MERKTEKEN een opmerking')
      await samir.says('private:samir', 'mijn gegevens')
      expect(samir.reads()).toContain('Er loopt nu 1 ding van jou: een scan')
      const file = await takesAlong(team, 'Samir')
      expect(file).toContain('MERKTEKEN een opmerking')
      expect(file).toContain('"7.5": "red"')
      await samir.says('private:samir', 'mijn gegevens')
      await samir.presses('Alles van mij wissen')
      expect(samir.reads()).toContain('Dit kan niet ongedaan gemaakt worden.')
      await samir.presses('Ja, alles wissen')
      expect(samir.reads('Gewist.')).toContain('Wat van jou was, is gewist.')
      await team.later('PT5S')
      // The number handed in is the true one; who it was is said nowhere.
      await team.later('PT5S')
      expect(team.channel.reads()).toContain('Al ingediend: nog niemand')
      for (const message of samir.messages()) expect(readAs(message, 'samir')).not.toContain('MERKTEKEN')
      await samir.says('private:samir', 'mijn gegevens')
      expect(samir.reads('Mijn gegevens')).toContain('Er loopt nu niets van jou.')
      for (const name of ['Lotte', 'Fatima', 'Joris']) await team.answersBlock1(name, 'green', '')
      await team.closes()
      await team.later('PT5S')
      expect(readAs(team.channel.withText('dienden in'), 'lotte')).toContain('3 van 6 dienden in')
    }))

  it('finds her way back where she declined and types that she takes part after all', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      const samir = team.privately('Samir')
      await samir.presses('Niet deelnemen')
      await samir.says('private:samir', 'ik wil toch meedoen')
      expect(samir.reads('Wat staat er voor jou open?')).toContain('toch meedoen kan tot')
      await samir.presses('Scan · Online')
      await samir.presses('Toch meedoen')
      await samir.picks('1.1', 'green')
      expect(await takesAlong(team, 'Samir')).toContain('"1.1": "green"')
    }))

  it('finds what she gave after she erased everything and took part after all', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      const samir = team.privately('Samir')
      await team.fillsIn('Samir', () => 'red')
      await samir.says('private:samir', 'mijn gegevens')
      await samir.presses('Alles van mij wissen')
      await samir.presses('Ja, alles wissen')
      await samir.presses('Toch meedoen')
      await samir.picks('1.1', 'green')
      const file = await takesAlong(team, 'Samir')
      expect(file).toContain('"1.1": "green"')
      expect(file).not.toContain('"7.5"')
    }))

  it('erases stars and ownership too, and never what the team has frozen', () =>
    closed.play(async (team) => {
      const result = readAs(team.channel.withText('dienden in'), 'lotte')
      await team.privately('Lotte').presses('We hebben het besproken')
      const samir = team.privately('Samir')
      await samir.presses('Bewaren', { 'stars.2': '5' })
      expect(await takesAlong(team, 'Samir')).toContain('"2": 5')
      await samir.says('private:samir', 'mijn gegevens')
      await samir.presses('Alles van mij wissen')
      await samir.presses('Ja, alles wissen')
      expect(samir.reads('Jouw sterren')).toContain('Afspraken · nog geen sterren')
      expect(readAs(team.channel.withText('dienden in'), 'lotte')).toBe(result)
    }))

  it('tells someone of whom nothing is kept just that', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online', { people: SIX.slice(0, 5) })
      const wout = team.privately('Wout')
      await wout.says('private:wout', 'mijn gegevens')
      await wout.presses('Alles van mij wissen')
      await wout.presses('Ja, alles wissen')
      const message = wout.messages().at(-1)
      if (!message) throw new Error('no card')
      await team.room.client.press('wout', message, { verb: 'data.export', data: { v: 1 }, inputs: {} })
      expect(readAs(message, 'wout')).toContain('Er staat hier nu niets van jou.')
    }))
})

describe('reading, for anyone at any time', () => {
  it('opens a building block by name, with its questions, and what helps with it a press away', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'Bouwsteen 3')
      expect(samir.reads()).toContain('3 Vaardigheden')
      expect(samir.reads()).toContain('Om samen over te praten')
      await samir.presses('Hulpmiddelen en voorbeelden')
      expect(JSON.stringify(samir.card()).match(/Action.OpenUrl|"type":"link"/g)?.length).toBeGreaterThanOrEqual(4)
      await samir.presses('Alle bouwstenen')
      await samir.presses('Open Investeren')
      expect(samir.reads()).toContain('Hoe kiezen we bewust waar we online tijd in steken')
    }))

  it('finds in the library whatever the case and accents, and says when it finds nothing', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'zoek DEMOS')
      expect(samir.reads()).toContain('gevonden')
      expect(samir.reads()).toContain('Gevonden op: demos.')
      await samir.presses('Zoeken', { query: 'xyzzy' })
      expect(samir.reads()).toContain('Daar vond ik niets over')
      await samir.presses('Stappenplan openen')
      expect(samir.reads()).toContain('bel 112')
      const message = samir.messages().at(-1)
      if (!message) throw new Error('no card')
      await team.room.client.press('samir', message, {
        verb: 'library.open',
        data: { v: 1, id: 'deduidier' },
        inputs: {},
      })
      expect(readAs(message, 'samir')).toContain('deDuidier')
      await team.room.client.press('samir', message, {
        verb: 'library.open',
        data: { v: 1, id: 'nergens' },
        inputs: {},
      })
      expect(readAs(message, 'samir')).toContain('Deze knop ken ik niet')
    }))

  it('pages through all that a block has', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      const inDutch = loadReading('nl').library.filter(({ blocks }) => blocks.includes('3'))
      await samir.says('private:samir', 'bouwsteen 3')
      await samir.presses('Hulpmiddelen en voorbeelden')
      const read = [samir.reads()]
      for (let left = inDutch.length - 4; left > 0; left -= 4) {
        await samir.presses(`Meer (${left})`)
        read.push(samir.reads())
      }
      expect(inDutch.filter(({ name }) => !read.some((page) => page.includes(name)))).toEqual([])
      await samir.presses('Vorige')
      expect(samir.reads()).toBe(read.at(-2))
    }))

  it('has a block’s points a few at a time, what one can do, its story, and the way back', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'bouwsteen 2')
      await samir.presses('Waar je op let')
      expect(samir.reads()).toContain('1 tot 4 van 15')
      await samir.presses('Meer (11)')
      expect(samir.reads()).toContain('5 tot 8 van 15')
      await samir.presses('Terug naar Afspraken')
      await samir.presses('Wat kan ik doen?')
      await samir.presses('Als leidinggevende')
      expect(samir.reads()).toContain('Maak van de visie concrete afspraken')
      await samir.presses('Als praktijkwerker')
      await samir.presses('Terug naar Afspraken')
      await samir.presses('Praktijkverhaal')
      expect(samir.reads()).toContain('WhatsAppgroep')
    }))

  it('leads through the library by what one looks for, and along the steps of outreach', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'bibliotheek')
      await samir.presses('Waarvoor je online werkt')
      await samir.presses('Toon Signalen zien')
      expect(samir.reads()).toContain('Trendmonitor')
      await samir.presses('Bibliotheek')
      await samir.presses('Voor wie')
      await samir.presses('Toon Politie')
      expect(samir.reads()).toContain('Chatbots van lokale politiezones')
      await samir.presses('Bibliotheek')
      await samir.presses('Online outreach in zeven stappen')
      await samir.presses('Volgende: Stap 1 · Oriënteren')
      expect(samir.reads()).toContain('Rondkijken zoals in een nieuwe wijk')
      await samir.presses('Meer (3)')
      await samir.presses('Volgende: Stap 2 · Bekend en bereikbaar worden')
      await samir.presses('Vorig blad')
      expect(samir.reads()).toContain('Stap 1 · Oriënteren')
      await samir.says('private:samir', 'zoek preventiepiramide')
      await samir.presses('Toon De preventiepiramide')
      expect(samir.reads()).toContain('Primaire preventie')
    }))

  it('answers a sentence with why, a helpline that fits, and the guide first when it sounds like worry', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'zoek iets over racistische berichten')
      expect(samir.reads()).toContain('Unia: cyberhaat')
      expect(samir.reads()).toContain('Gevonden op:')
      await samir.presses('Zoeken', { query: 'iemand dreigt met zelfmoord' })
      expect(samir.reads()).toContain('Stappenplan verontrusting')
      expect(samir.reads()).toContain('Zelfmoordlijn 1813')
      await samir.presses('Zoeken', { query: 'xqzzy mediawijsh' })
      expect(samir.reads()).toContain('Mediawijs')
      await samir.says('channel', 'zoek ik maak me zorgen over een jongere')
      expect(team.channel.reads()).toContain('Typ in onze eigen chat: verontrusting.')
    }))

  it('is there in the channel too, and private where it is about one person', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('channel', 'bouwsteen 1')
      expect(team.channel.reads()).toContain('1 Strategie')
      await samir.says('channel', 'zoek haat')
      expect(team.channel.reads()).toContain('gevonden')
      const before = team.channel.newest()
      await samir.says('channel', 'mijn gegevens')
      expect(team.channel.newest()).toBe(before)
      expect(samir.reads('Mijn gegevens')).toContain('Dit bewaar ik van jou')
    }))
})

describe('words in the channel', () => {
  it('show how the scan stands on every card that was asked for, not on the newest alone', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      const first = team.channel.newest()
      await team.privately('Samir').says('channel', 'status')
      const second = team.channel.newest()
      expect(second).not.toBe(first)
      await team.answersBlock1('Fatima', 'green', '')
      await team.later('PT5S')
      for (const card of [first, second]) expect(readAs(card, 'joris')).toContain('Al ingediend: nog maar enkele')
    }))

  it('show the result, the stars and the plan of the round, and how things stand where there is none yet', () =>
    withTeam(SIX, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('channel', 'resultaat')
      expect(team.channel.reads()).toContain('Quickscan starten')
      await team.starts('Online')
      await samir.says('channel', 'resultaat')
      expect(team.channel.reads()).toContain('Al ingediend: nog niemand')
      for (const name of SIX.slice(0, 4)) await team.answersBlock1(name, 'orange', '')
      await team.closes()
      await team.later('PT5S')
      await samir.says('channel', 'result')
      expect(team.channel.reads()).toContain('Wat jullie invulden')
      await team.privately('Lotte').presses('Toch meteen sterren geven')
      await samir.says('channel', 'sterren')
      expect(team.channel.reads()).toContain('Mijn sterren openen')
      await samir.says('channel', 'plan')
      expect(team.channel.reads()).toContain('Nog geen acties.')
      await samir.says('channel', 'actie')
      expect(samir.reads('Wat gaan we doen?')).toContain('Wie neemt dit op?')
    }))
})
