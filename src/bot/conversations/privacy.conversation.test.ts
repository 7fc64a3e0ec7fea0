import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { bytesOnDisk, carriedIn, readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'
import { at, handIns, mixed } from '../../../test/stages.ts'
import { GRADES } from '../../kit/kit.ts'
import { pinoLog } from '../../observability/pinoLog.ts'
import type { Message } from '../../practice/world.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']
const everythingSaid = (team: Team): string =>
  JSON.stringify(team.room.world.messages.map(({ card, views }) => [card, ...views.values()]))
const inChannel = (team: Team): Message[] => team.room.world.messages.filter(({ place }) => place === 'channel')

describe('privacy.5.1 confidential is the only mode', () => {
  it('says "vertrouwelijk" in the invitation, and never "anoniem" anywhere', () =>
    handIns(5).play(async (team) => {
      expect(team.privately('Wout').reads()).toContain('Vertrouwelijk, niet naamloos: ik zeg nooit wie wat antwoordde.')
      await team.closes()
      expect(everythingSaid(team)).not.toMatch(/anoniem/i)
    }))
})

describe('privacy.5.2 the floor, as people meet it', () => {
  it('is said in words at the start: what the number of people means', () =>
    withTeam(SIX, async (team) => {
      const lotte = await team.opensForm()
      for (const [names, said] of [
        [SIX.slice(0, 2), 'Jullie zijn met 2. Dat is te weinig'],
        [
          SIX.slice(0, 4),
          'Jullie zijn met 4: dienen jullie allemaal in, dan toon ik alleen bouwstenen, elk in één woord.',
        ],
        [SIX, 'Jullie zijn met 6. Dienen er minstens 5 in, dan toon ik elk onderwerp in een woord.'],
      ] as const) {
        await lotte.presses('Nakijken', {
          title: 'x',
          date: '2026-12-04',
          people: names.map(team.id).join(','),
        })
        expect(lotte.reads()).toContain(said)
        await lotte.presses('Aanpassen')
      }
    }))

  it('shows three sheets as one word a block', () =>
    at('started').play(async (team) => {
      for (const [at, name] of SIX.slice(0, 3).entries()) await team.fillsIn(name, mixed(at), 'een opmerking')
      await team.closes()
      expect(team.channel.reads()).toMatch(/1 Strategie: (verdeeld|vooral|te weinig)/)
      expect(team.channel.reads()).not.toMatch(/\d (groen|oranje|rood)/)
      expect(team.channel.reads()).not.toContain('gelijk')
      expect(team.channel.reads()).not.toContain('Per onderwerp')
      expect(everythingSaid(team)).not.toContain('een opmerking","')
    }))
})

describe('privacy.5.3 one snapshot', () => {
  it('tells the channel bands alone, drawn anew at a change of band; that all are in hears who coordinates, alone', () =>
    at('started').play(async (team) => {
      const shown: (readonly [string, number])[] = []
      for (const [at, name] of SIX.entries()) {
        await team.answersBlock1(name, GRADES[at % 3] ?? 'green', '')
        await team.later('PT5S')
        const card = team.channel.withText('Al ingediend')
        shown.push([/Al ingediend: (.*)/.exec(readAs(card, 'nobody'))?.[1] ?? '', card.edits])
      }
      expect(shown.map(([band]) => band)).toEqual([
        ...['nog maar enkele', 'nog maar enkele', 'nog maar enkele', 'meer dan de helft'],
        ...['bijna iedereen', 'bijna iedereen'],
      ])
      expect(new Set(shown.map(([, edits]) => edits)).size).toBe(3)
      expect(team.privately('Lotte').reads('Alle 6 dienden in.')).toBeTruthy()
      const channel = JSON.stringify(inChannel(team).map(({ card, views }) => [card, ...views.values()]))
      expect(channel).not.toMatch(/dienden in|diende in|\d van 6/)
    }))

  it('shows only the count of hand-ins before the close, and never who', () =>
    at('started').play(async (team) => {
      await team.answersBlock1('Samir', 'orange', '')
      await team.later('PT5S')
      const channel = JSON.stringify(inChannel(team).map(({ card }) => card))
      expect(channel).toContain('Al ingediend: nog maar enkele')
      expect(channel).not.toContain('Samir')
      expect(team.privately('Lotte').reads('Jouw beheerkaart')).not.toContain('Samir')
    }))

  it('keeps the number of people asked when someone declines or withdraws, and counts who handed in as it is', () =>
    at('started').play(async (team) => {
      await team.answersBlock1('Samir', 'orange', '')
      await team.answersBlock1('Fatima', 'orange', '')
      await team.later('PT5S')
      await team.privately('Wout').presses('Niet deelnemen')
      expect(team.privately('Wout').reads()).toContain('Je doet niet mee, en ik zeg dat niemand.')
      await team.privately('Samir').presses('Niet deelnemen en mijn scan wissen')
      await team.privately('Samir').presses('Ja, niet deelnemen')
      await team.later('PT1M')
      expect(team.channel.reads()).toContain('Al ingediend: nog maar enkele')
    }))

  it('counts only what is still handed in at the close', () =>
    handIns(5).play(async (team) => {
      await team.privately('Samir').presses('Niet deelnemen en mijn scan wissen')
      await team.privately('Samir').presses('Ja, niet deelnemen')
      await team.privately('Wout').presses('Beginnen')
      await team.privately('Wout').picks('1.1', 'red')
      await team.closes()
      expect(team.channel.reads()).toContain('4 van 6 dienden in')
    }))
})

describe('privacy.5.4 gone at the close', () => {
  it('leaves cards without answers in every private chat, also those posted twice', () =>
    at('started').play(async (team) => {
      for (const [at, name] of SIX.slice(0, 5).entries())
        await team.answersBlock1(name, GRADES[at % GRADES.length] ?? 'red', 'mijn opmerking')
      await team.privately('Samir').pressesIn(team.channel.newest(), 'Mijn scan openen')
      await team.privately('Wout').presses('Beginnen')
      await team.privately('Wout').picks('1.1', 'red')
      await team.privately('Wout').presses('⏸ Pauze')
      await team.closes()
      for (const name of SIX) {
        for (const message of team.privately(name).messages()) {
          const said = readAs(message, 'nobody')
          expect(said).not.toMatch(/[🟢🟠🔴➖]|jouw keuze|mijn opmerking|ingevuld, alles is bewaard/u)
        }
      }
    }))

  it('keeps no sheet, no tally and no answer on disk, in any state it ever had', () =>
    handIns(5).play(async (team) => {
      const held = bytesOnDisk(team).toString('latin1')
      expect(held).toMatch(/sheet\/[\w-]{32}\/[\w-]{32}/)
      await team.closes()
      const left = bytesOnDisk(team).toString('latin1')
      expect(left).not.toMatch(/sheet\/[\w-]{32}\/[\w-]{32}/)
      expect(left).not.toMatch(/tally\/[\w-]{32}/)
    }))

  it('leaves no piece of any ciphertext of a sheet, a tally or an answer on its way', () =>
    withTeam(SIX, async (team) => {
      const traces = new Set<string>()
      /** What a reader of the disk could have copied at this moment. */
      const copyDisk = (): void => {
        const db = new DatabaseSync(join(team.folder, 'quickscan.db'), { readOnly: true })
        const rows = db.prepare("SELECT value FROM state WHERE place LIKE 'sheet/%' OR place LIKE 'tally/%'").all()
        const passing = db.prepare("SELECT value FROM effect WHERE id LIKE 'added/%'").all()
        for (const { value } of [...rows, ...passing]) {
          const sealed = Buffer.from(value as Uint8Array)
          for (const at of [40, Math.floor(sealed.length / 2), sealed.length - 30]) {
            traces.add(sealed.subarray(at, at + 24).toString('latin1'))
          }
        }
        db.close()
      }
      await team.starts('Online werken 2026')
      for (const [at, name] of SIX.slice(0, 5).entries()) {
        await team.answersBlock1(name, GRADES[at % GRADES.length] ?? 'red', 'een opmerking')
        copyDisk()
      }
      await team.closes()
      expect(traces.size).toBeGreaterThan(40)
      const left = bytesOnDisk(team).toString('latin1')
      expect([...traces].filter((trace) => left.includes(trace))).toEqual([])
    }))

  it('leaves nothing on disk of what someone who declines had answered, once the minute is over in which she can undo it', () =>
    at('started').play(async (team) => {
      const wout = team.privately('Wout')
      await wout.presses('Beginnen')
      await wout.picks('1.1', 'red')
      const db = new DatabaseSync(join(team.folder, 'quickscan.db'), { readOnly: true })
      const sheets = () =>
        db
          .prepare("SELECT value FROM state WHERE place LIKE 'sheet/%' ORDER BY place")
          .all()
          .map(({ value }) => Buffer.from(value as Uint8Array))
      const sealed = sheets()
      await wout.presses('Overzicht')
      await wout.presses('Niet deelnemen')
      await wout.presses('Ja, niet deelnemen')
      const keptBack = sheets()
      db.close()
      await team.later('PT1M')
      const left = bytesOnDisk(team)
      const kept = sealed.filter((value) => left.includes(value.subarray(40, 80)))
      // Five others have answered nothing and are as they were; Wout's is gone, also what was kept for that minute.
      expect(kept).toHaveLength(5)
      expect(keptBack.filter((value) => left.includes(value.subarray(40, 80)))).toEqual(kept)
    }))

  it('sends a copy only to who asked, and forgets it after a day when it cannot be sent', () =>
    handIns(3).play(async (team) => {
      await team.privately('Samir').presses('Antwoorden aanpassen')
      await team.privately('Samir').presses('Opnieuw indienen', { wantsCopy: 'true' })
      team.room.troubles.add({ on: 'post', times: 500, status: 502 })
      await team.closes()
      expect(bytesOnDisk(team).toString('latin1')).toMatch(/sheet\/[\w-]{32}\/[\w-]{32}/)
      for (let hour = 0; hour < 25; hour++) await team.later('PT1H')
      expect(bytesOnDisk(team).toString('latin1')).not.toMatch(/sheet\/[\w-]{32}\/[\w-]{32}/)
      expect(everythingSaid(team)).not.toContain('Jouw kopie')
    }))

  it('stores no moment of any answer', () =>
    at('started').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      await samir.picks('1.1', 'red')
      const { store } = team.running
      const [key] = /sheet\/[\w-]{32}\/[\w-]{32}/.exec(bytesOnDisk(team).toString('latin1')) ?? ['']
      const [kind = '', place = '', id = ''] = key.split('/')
      const saved = await store.load<Record<string, unknown>>({ kind, place, id })
      const moments = JSON.stringify(saved?.state).match(/\d{13}/g) ?? []
      // The deadline is the only moment in a sheet.
      expect(new Set(moments).size).toBe(1)
    }))

  it('stores nobody’s name, not even sealed: names are fetched when a card is drawn', () =>
    at('started').play(async (team) => {
      await team.answersBlock1('Samir', 'orange', '')
      const db = new DatabaseSync(join(team.folder, 'quickscan.db'), { readOnly: true })
      const places = db
        .prepare('SELECT place FROM state')
        .all()
        .map(({ place }) => String(place))
      db.close()
      const states = await Promise.all(
        places.map((one) => {
          const [kind = '', place = '', id = ''] = one.split('/')
          return team.running.store.load<unknown>({ kind, place, id })
        }),
      )
      expect(places.length).toBeGreaterThan(10)
      expect(JSON.stringify(states)).toContain(team.id('samir'))
      for (const name of SIX) expect(JSON.stringify(states)).not.toContain(name)
    }))

  it('says what it cannot undo', () =>
    at('started').play(async (team) => {
      await team.privately('Samir').presses('Wat gebeurt er met mijn antwoorden?')
      expect(team.privately('Samir').reads()).toMatch(
        /Je organisatie bepaalt hoelang (Teams|Slack) berichten bewaart\./,
      )
    }))
})

describe('privacy.5.5 the stars', () => {
  it('say that nobody is shown who gave which, and don’t suggest that someone is later', () =>
    at('starring').play(async (team) => {
      const samir = team.privately('Samir')
      expect(team.channel.withText('Ik toon niemand wie wat gaf')).toBeTruthy()
      await samir.presses('Bewaren', { 'stars.1': '4' })
      expect(samir.reads()).toContain('Ik toon niemand welke sterren jij gaf, ook later niet.')
      expect(everythingSaid(team)).not.toMatch(/[Nn]iemand ziet ze/)
    }))
})

describe('privacy.5.5 the stars, while they are given', () => {
  it('are told the channel in a band alone, drawn anew at a change of band', () =>
    at('starring').play(async (team) => {
      const shown: (readonly [string, number])[] = []
      for (const name of SIX) {
        await team.privately(name).presses('Bewaren', { 'stars.1': '4' })
        await team.later('PT5S')
        const card = team.channel.withText('Al sterren gegeven')
        shown.push([/Al sterren gegeven: (.*)/.exec(readAs(card, 'nobody'))?.[1] ?? '', card.edits])
      }
      expect(shown.map(([band]) => band)).toEqual([
        ...['nog maar enkele mensen', 'nog maar enkele mensen', 'nog maar enkele mensen', 'meer dan de helft'],
        ...['bijna iedereen', 'bijna iedereen'],
      ])
      expect(new Set(shown.map(([, edits]) => edits)).size).toBe(3)
      const card = team.channel.withText('Al sterren gegeven')
      expect(JSON.stringify([card.card, ...card.views.values()])).not.toMatch(/\d van \d/)
      // Who coordinates may know the number.
      expect(team.privately('Lotte').reads('Alle 6 gaven sterren.')).toBeTruthy()
    }))
})

describe('privacy.5.3 a message that says when it was edited', () => {
  it('isn’t edited when someone can’t be reached, is added or answers, while the channel’s card says the same', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online', { people: SIX.slice(0, 5) })
        const lotte = team.privately('Lotte')
        const edits = (): number => team.channel.withText('Al ingediend').edits
        await team.later('PT1M')
        expect(edits()).toBe(0)
        await lotte.presses('Iemand toevoegen')
        await lotte.presses('Toevoegen', { people: team.id('wout') })
        await team.privately('Samir').presses('Beginnen')
        await team.privately('Samir').picks('1.1', 'red')
        await team.privately('Joris').presses('Niet deelnemen')
        await team.later('PT2M')
        expect(edits()).toBe(0)
        await lotte.presses('Een week langer')
        await team.later('PT5S')
        expect(edits()).toBe(1)
      },
      { notInstalled: ['Anke'] },
    ))
})

describe('privacy.5.5 a coordinator who is also the boss', () => {
  it('reads before the start to say herself that it is free', () =>
    withTeam(SIX, async (team) => {
      const lotte = await team.opensForm()
      await lotte.presses('Nakijken', { title: 'x', date: '2026-12-04', people: SIX.map(team.id).join(',') })
      expect(lotte.reads()).toContain(
        'Ben je ook leidinggevende? Zeg dan zelf dat meedoen vrij is, en dat je niet ziet wie meedoet.',
      )
    }))
})

const ASKED = ['Lotte', 'Samir', 'Fatima', 'Joris']
const words = (text: string): number => text.split(/\s+/).filter((one) => /\p{L}/u.test(one)).length

describe('privacy.5.5 notice, not false consent', () => {
  it('says in the invitation that it is a choice, what this number of people means, and who reads along; shortly', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online', { people: ASKED })
      const four = team.privately('Samir').reads()
      for (const said of [
        'Meedoen is een keuze.',
        'Vertrouwelijk, niet naamloos',
        'Jullie zijn met 4: je team ziet één woord per bouwsteen, en pas als 3 collega’s'.replace('’', "'"),
        'In het kanaal lezen 2 mensen het resultaat mee.',
      ])
        expect(four).toContain(said)
      expect(four).not.toContain('per onderwerp')
      // Who made it, in a sentence, comes on top.
      const credit = team.running.voice.say('credit.invitation')
      expect(four).toContain(credit)
      expect(words(four.replace(credit, ''))).toBeLessThan(95)
    }))

  it('says for five or more that it is one word per topic, and nothing of readers where everyone takes part', () =>
    at('started').play(async (team) => {
      const six = team.privately('Samir').reads()
      expect(six).toContain(
        "Jullie zijn met 6: je team ziet één woord per onderwerp, en pas als 5 collega's indienden.",
      )
      expect(six).not.toContain('het resultaat mee')
    }))

  it('says how many are asked by now once others are added, and who reads along no more', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online', { people: ASKED })
      const lotte = team.privately('Lotte')
      await lotte.presses('Iemand toevoegen')
      await lotte.presses('Toevoegen', { people: team.id('wout') })
      await team.later('PT5S')
      for (const name of ['Samir', 'Wout']) {
        const five = team.privately(name).reads()
        expect(five).toContain("Jullie zijn met 5: je team ziet één woord per onderwerp, en pas als 5 collega's")
        expect(five).toContain('In het kanaal leest 1 persoon het resultaat mee.')
      }
    }))

  it('says one tap deeper who could read answers and until when, and speaks of no other platform', () =>
    at('started').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Wat gebeurt er met mijn antwoorden?')
      const notice = samir.reads()
      for (const said of [
        'Nooit voor evaluatie, loon of sanctie',
        'ook Lotte niet',
        'ook leiding, gasten en wie niet meedoet',
        'alle sleutels en de opslag heeft, kan antwoorden lezen zolang de scan loopt. Na het afsluiten niet meer',
        'meedoen is een keuze',
      ])
        expect(notice).toContain(said)
      expect(notice).not.toContain('ziet niemand')
      await samir.presses('Meer over je rechten')
      const rights = samir.reads()
      const [own, others] =
        team.room.world.platform === 'slack' ? [/Slack/, /Teams|Microsoft|Azure/] : [/Microsoft 365 \(Teams\)/, /Slack/]
      for (const text of [notice, rights]) expect(text).not.toMatch(others)
      expect(rights).toMatch(own)
      await samir.presses('Terug')
      expect(samir.reads()).toBe(notice)
      await samir.presses('Terug')
      expect(samir.reads()).toContain('Meedoen is een keuze.')
    }))

  it('names who is responsible, whom to ask, the ground, rights and the way to complain, with a link that is there', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online')
        const samir = team.privately('Samir')
        await samir.presses('Wat gebeurt er met mijn antwoorden?')
        expect(samir.reads()).toContain('wie de bot draait (Koepel Jeugd vzw) en alle sleutels en de opslag heeft')
        await samir.presses('Meer over je rechten')
        for (const said of [
          'Wie is verantwoordelijk: Jeugddienst Testdorp.',
          'Vragen over je gegevens: privacy@testdorp.be.',
          'DPO): dpo@testdorp.be.',
          'en wie de bot voor je organisatie draait: Koepel Jeugd vzw.',
          'een taak van algemeen belang, of een gerechtvaardigd belang',
          'typ mijn gegevens',
          'Zeg het eerst aan je organisatie: privacy@testdorp.be. Daarna',
          'Gegevensbeschermingsautoriteit',
          'Ik gebruik geen AI. Ik maak geen profiel',
        ])
          expect(samir.reads()).toContain(said)
        const card = everythingSaid(team)
        const [link = ''] = /http:\/\/127\.0\.0\.1:\d+\/privacy\/nl/.exec(card) ?? []
        const page = await fetch(link)
        expect(page.status).toBe(200)
        const text = await page.text()
        for (const said of ['Jeugddienst Testdorp', 'privacy@testdorp.be', 'dpo@testdorp.be', 'Koepel Jeugd vzw'])
          expect(text).toContain(said)
      },
      {
        environment: {
          ORGANISATION: 'Jeugddienst Testdorp',
          PRIVACY_CONTACT: 'privacy@testdorp.be',
          DPO_CONTACT: 'dpo@testdorp.be',
          HOSTED_BY: 'Koepel Jeugd vzw',
        },
      },
    ))

  it('links to the organisation’s own notice where it has one, and says whom to ask where nobody was named', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online')
        const samir = team.privately('Samir')
        await samir.presses('Wat gebeurt er met mijn antwoorden?')
        await samir.presses('Meer over je rechten')
        expect(everythingSaid(team)).toContain('https://testdorp.be/privacy')
        for (const said of ['Wie is verantwoordelijk: je organisatie.', 'vraag aan Lotte bij wie je terechtkunt'])
          expect(samir.reads()).toContain(said)
        expect(samir.reads()).not.toMatch(/DPO|undefined/)
      },
      { environment: { NOTICE_URL: 'https://testdorp.be/privacy' } },
    ))

  it('says for how long this team has its results kept, as it chose', () =>
    at('planned').play(async (team) => {
      const lotte = team.privately('Lotte')
      const notice = async (name: string): Promise<string> => {
        await team.privately(name).presses('Wat gebeurt er met mijn antwoorden?')
        return team.privately(name).reads()
      }
      await lotte.says('private:lotte', 'instellingen')
      await lotte.presses('Bewaren', { kept: '36' })
      await team.starts('Nog eens', { date: '2027-01-29' })
      expect(await notice('Samir')).toContain('Wat het team ziet, blijft 36 maanden')
      await lotte.says('private:lotte', 'instellingen')
      await lotte.presses('Bewaren', { kept: '12' })
      await team.privately('Samir').presses('Terug')
      expect(await notice('Samir')).toContain('Wat het team ziet, blijft 12 maanden')
    }))

  it('says in a round that is seen per function what that shows, in the invitation, the notice and the check', () => {
    const TEN = [...SIX, 'Noor', 'Bram', 'Yasmine', 'Pieter']
    return withTeam(TEN, async (team) => {
      const lotte = await team.opensForm()
      const [title, date, people] = ['Online', '2026-12-04', TEN.map(team.id).join(',')]
      await lotte.presses('Meer instellingen', { title, date, people })
      await lotte.presses('Nakijken', { title, date, people, perRole: 'true' })
      const PER = 'Per functie, als elke groep minstens 5 mensen telt; anders voor het hele team.'
      expect(lotte.reads()).toContain(PER)
      await lotte.presses('Starten')
      expect(lotte.reads('Jouw beheerkaart')).toContain(PER)
      const samir = team.privately('Samir')
      expect(samir.reads()).toContain(
        'je team ziet per functie één woord per onderwerp, als elke groep minstens 5 mensen telt, en anders hoogstens één woord voor het hele team.',
      )
      await samir.presses('Wat gebeurt er met mijn antwoorden?')
      expect(samir.reads()).toContain('per functie als elke groep minstens 5 mensen telt, en anders voor het hele team')
    })
  })

  it('says for ten and more that about how many is shown too', () => {
    const TEN = [...SIX, 'Noor', 'Bram', 'Yasmine', 'Pieter']
    return withTeam(TEN, async (team) => {
      await team.starts('Online')
      expect(team.privately('Samir').reads()).toContain('één woord per onderwerp, met hoeveel ongeveer (op vijf)')
    })
  })

  it('lets someone decline in one tap, unseen, and come back', () =>
    at('started').play(async (team) => {
      const before = JSON.stringify(inChannel(team).map(({ card }) => card))
      const wout = team.privately('Wout')
      await wout.presses('Niet deelnemen')
      await team.later('PT1M')
      expect(JSON.stringify(inChannel(team).map(({ card }) => card))).toBe(before)
      expect(team.privately('Lotte').reads('Jouw beheerkaart')).not.toContain('Wout')
      await wout.presses('Toch meedoen')
      expect(wout.reads()).toContain('Strategie · ')
    }))
})

describe('privacy.5.4 what is said of answers that aren’t erased yet', () => {
  it('is that they wait, while too few handed in and nobody decided; erased only once they are', () =>
    at('started').play(async (team) => {
      await team.answersBlock1('Samir', 'orange', 'mijn opmerking')
      await team.later('P12D')
      expect(team.privately('Lotte').reads('Nog 2 nodig')).toBeTruthy()
      const samir = team.privately('Samir')
      await samir.presses('Antwoorden aanpassen')
      expect(samir.reads()).toContain('Dienden te weinig mensen in, dan komt er misschien tijd bij.')
      expect(samir.reads()).not.toMatch(/gewist|telt mee/)
      expect(bytesOnDisk(team).toString('latin1')).toMatch(/sheet\/[\w-]{32}\/[\w-]{32}/)
      await team.later('P7D')
      expect(samir.reads('Deze scan is gestopt')).toContain('Alle antwoorden zijn gewist')
    }))
})

describe('privacy.5.3 who withdraws after handing in', () => {
  it('reads first that the number goes down; who hadn’t handed in doesn’t', () =>
    at('started').play(async (team) => {
      const said = 'Het aantal ingediende scans zakt dus, zonder naam.'
      await team.answersBlock1('Samir', 'orange', '')
      const [samir, wout] = [team.privately('Samir'), team.privately('Wout')]
      await samir.presses('Niet deelnemen en mijn scan wissen')
      expect(samir.reads()).toContain(said)
      await wout.presses('Beginnen')
      await wout.picks('1.1', 'red')
      await wout.presses('Overzicht')
      await wout.presses('Niet deelnemen')
      expect(wout.reads()).toContain('Wil je echt niet meer meedoen?')
      expect(wout.reads()).not.toContain(said)
    }))
})

describe('privacy.5.6 retention', () => {
  /** Every card of the round in the channel says what it is called, or which blocks there are. */
  const ofRound = ({ room, running }: Team): Message[] => {
    const words = ['Online werken 2026', ...running.voice.kit.blocks.map(({ title }) => title)]
    return room.world.messages.filter(
      (one) => one.place === 'channel' && one.card && words.some((word) => readAs(one, 'samir').includes(word)),
    )
  }
  const emptied = 'Dit resultaat is na 24 maanden gewist, zoals afgesproken.'

  it('empties every card of a result in the channel when the store forgets it, and gives up nothing', () =>
    at('planned').play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.says('channel', 'resultaat')
      expect(ofRound(team).length).toBeGreaterThan(3)
      await team.later('P25M')
      expect(ofRound(team)).toEqual([])
      const said = team.room.world.messages.filter((one) => readAs(one, 'samir') === emptied)
      expect(said.length).toBeGreaterThan(4)
      expect(await team.running.store.dead()).toEqual([])
    }))
})

describe('privacy.5.7 at rest, in a whole round', () => {
  it('has no person in any key or effect id, also of who could not be reached', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online werken 2026')
        team.room.troubles.add({ on: 'any', times: 1000, status: 502 })
        await team.privately('Samir').presses('Niet deelnemen')
        const db = new DatabaseSync(join(team.folder, 'quickscan.db'), { readOnly: true })
        const ids = [
          ...db
            .prepare('SELECT id FROM effect')
            .all()
            .map(({ id }) => String(id)),
          ...db
            .prepare('SELECT place FROM state')
            .all()
            .map(({ place }) => String(place)),
        ]
        db.close()
        expect(ids.length).toBeGreaterThan(10)
        expect(ids.filter((id) => SIX.map(team.id).some((person) => id.includes(person)))).toEqual([])
      },
      { notInstalled: ['Wout'] },
    ))

  it('writes no name, person id, title or remark where a reader of the disk could see it', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Zichtbare titel')
      await team.answersBlock1('Samir', 'orange', 'Een zichtbare opmerking')
      const bytes = bytesOnDisk(team).toString('latin1')
      // Whole ids: three characters of one stand among so many sealed bytes by chance.
      for (const word of [
        'Zichtbare',
        'zichtbare',
        'Samir',
        'samir',
        'lotte',
        ...SIX.map(team.id),
        'thread.tacv2',
        'C0PRAKTIJK',
      ]) {
        expect(bytes).not.toContain(word)
      }
    }))
})

describe('privacy.5.9 text from people, in a round', () => {
  it('reaches the channel literally, however it was typed', () =>
    withTeam(SIX, async (team) => {
      const hostile = '*vet* <at>iedereen</at> [klik](https://kwaad.example)\u202e {{DATE(2026)}}'
      await team.starts(hostile)
      for (const [at, name] of SIX.slice(0, 5).entries())
        await team.answersBlock1(name, GRADES[at % GRADES.length] ?? 'red', `${hostile} ${at}`)
      await team.closes()
      const card = team.channel.newest()
      await team.privately('Samir').pressesIn(card, 'Opmerkingen')
      const said = JSON.stringify([card.card, card.views.get('samir')])
      expect(readAs(card, 'samir')).toContain('*vet* <at>iedereen</at> [klik](https://kwaad.example) { DATE(2026)}} 0')
      expect(said).not.toContain('\u202e')
      expect(said).not.toContain('"entities"')
      expect(said).not.toMatch(/"type":"TextBlock","text":"[^"]*vet/)
    }))

  it('warns where a remark is typed', () =>
    at('started').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      for (const { id } of team.running.voice.kit.blocks[0]?.elements ?? []) await samir.picks(id, 'green')
      expect(samir.reads()).toContain(
        'Je team leest dit woordelijk. Geen namen van jongeren of cliënten, ook geen details waaraan iemand te herkennen is.',
      )
    }))

  it('shows no remark before three people wrote one', () =>
    at('started').play(async (team) => {
      for (const [at, name] of SIX.slice(0, 5).entries())
        await team.answersBlock1(name, GRADES[at % GRADES.length] ?? 'red', at < 2 ? 'zie je dit' : '')
      await team.closes()
      const card = team.channel.newest()
      await team.privately('Samir').pressesIn(card, 'Opmerkingen')
      expect(readAs(card, 'samir')).toContain(
        'Ik toon ze pas als genoeg mensen indienden, en minstens 3 er een schreven.',
      )
      expect(JSON.stringify([...card.views.values()])).not.toContain('zie je dit')
    }))
})

describe('privacy.5.10 logs', () => {
  it('carry round, verb, outcome and milliseconds, and nothing people said or are called', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Geheime titel')
      for (const [at, name] of SIX.slice(0, 5).entries()) await team.fillsIn(name, mixed(at), 'geheime opmerking')
      await team.closes()
      const said = JSON.stringify(team.log)
      expect(said).not.toMatch(/[Gg]eheime|Samir|29:|green|orange|Bearer|eyJ/)
      const turns = team.log.filter(({ kind }) => kind === 'turn')
      expect(turns.length).toBeGreaterThan(200)
      for (const turn of turns)
        expect(Object.keys(turn).sort()).toEqual(['kind', 'ms', 'outcome', 'platform', 'round', 'verb'])
    }))

  it('say neither when in a round someone answered nor that anyone declined, took back or erased: as they are written', async () => {
    let written = ''
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        written += chunk
        done()
      },
    })
    await withTeam(
      SIX,
      async (team) => {
        await team.starts('Online werken')
        for (const [at, name] of SIX.slice(0, 4).entries()) await team.fillsIn(name, mixed(at))
        await team.privately('Anke').does('sheet.decline')
        await team.privately('Joris').does('sheet.decline')
        await team.privately('Joris').presses('Ja, niet deelnemen')
        await team.privately('Joris').presses('Ongedaan maken')
        await team.privately('Wout').says('private:wout', 'mijn gegevens')
        await team.privately('Wout').does('data.erase', { confirmed: 'true' })
        await team.later('PT5S')
        const round = carriedIn(team.channel.withText('Mijn scan openen').card, 'round')
        await team.closes()
        const lines = written.trim().split('\n')
        // What is done for all to see is there, with its round; of what is one's own nothing is.
        expect(lines.some((line) => line.includes(`"verb":"round.close","round":"${round}"`))).toBe(true)
        expect(written).not.toMatch(/sheet|ballot|decline|erase|person|note|"own"/i)
        expect(lines.filter((line) => line.includes(round)).length).toBeLessThan(6)
        const text = await (await fetch(`http://127.0.0.1:${team.running.metricsPort}/metrics`)).text()
        const labels = [...text.matchAll(/(?:verb|effect)="([^"]*)"/g)].map(([, label]) => label)
        expect(labels).toContain('own')
        expect(
          labels.filter((label) =>
            /decline|erase|undo|data\.|sheet\.|ballot\.(?!close)|note \w|task/i.test(label ?? ''),
          ),
        ).toEqual([])
      },
      { log: pinoLog(pino({ level: 'debug' }, stream)), environment: { METRICS_PORT: '0' } },
    )
  })

  it('name a fault by its kind and place, never by its message', () => {
    let written = ''
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        written += chunk
        done()
      },
    })
    pinoLog(pino({ level: 'debug' }, stream)).fault(
      'press sheet.answer',
      new TypeError('Samir zei "rood"', { cause: new RangeError('29:samir') }),
    )
    expect(written).toContain('TypeError')
    expect(written).toContain('RangeError')
    expect(written).not.toMatch(/amir|rood/)
  })
})
