import { describe, expect, it } from 'vitest'
import { carriedIn, readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'
import { at, handIns, mixed } from '../../../test/stages.ts'
import { resultScreen } from '../../cards/screens/result/resultScreen.ts'
import { gate } from '../../kit/gate.ts'
import { GRADES } from '../../kit/kit.ts'
import { addSheet, EMPTY_TALLY } from '../../kit/tally.ts'
import { textsOf } from '../../practice/cardReading.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']
const roundIn = (team: Team): string => carriedIn(team.channel.withText('Mijn scan openen').card, 'round')

describe('a round', () => {
  it('goes from the first word in the channel to the frozen result, and the figures are right', () =>
    handIns(5).play(async (team) => {
      await team.later('PT5S')
      expect(team.channel.reads()).toContain('Al ingediend: bijna iedereen')
      const id = roundIn(team)
      await team.closes()
      const { kit } = team.running.voice
      const sheets = SIX.slice(0, 5).map((_, person) => ({
        grades: Object.fromEntries(kit.elements.map(({ id }, at) => [id, mixed(person)(id, at)])),
        remarks: {},
      }))
      const result = gate(kit, sheets.reduce(addSheet, EMPTY_TALLY), 5)
      const expected = resultScreen(team.running.voice, { title: 'Online werken 2026', asked: 6, id }, result)
      expect(textsOf(team.channel.newest().card ?? {})).toEqual(textsOf(team.drawn(expected)))
      expect(readAs(team.channel.withText('Het resultaat staat in dit kanaal'), 'samir')).not.toContain(
        'Mijn scan openen',
      )
    }))

  it('edits the channel card once for hand-ins that come together, and never more than every five seconds', () =>
    at('started').play(async (team) => {
      const card = team.channel.newest()
      const before = card.edits
      for (const name of SIX.slice(0, 4)) await team.answersBlock1(name, 'orange', '')
      expect(card.edits).toBe(before)
      await team.later('PT4.9S')
      expect(card.edits).toBe(before)
      await team.later('PT0.1S')
      expect(card.edits).toBe(before + 1)
      expect(team.channel.reads()).toContain('Al ingediend: meer dan de helft')
    }))

  it('shows the result per element and the remarks to who asks, and to nobody else’s view', () =>
    at('started').play(async (team) => {
      for (const [at, name] of SIX.slice(0, 5).entries())
        await team.fillsIn(name, mixed(at), `opmerking ${'edcba'[at]}`)
      await team.closes()
      const card = team.channel.newest()
      const samir = team.privately('Samir')
      await samir.pressesIn(card, 'Per onderwerp')
      expect(readAs(card, 'samir')).toContain('Wat het meeste aandacht vraagt, staat eerst')
      expect(readAs(card, 'fatima')).toContain('Wat jullie invulden')
      await samir.pressesIn(card, 'Terug')
      await samir.pressesIn(card, 'Opmerkingen')
      expect(readAs(card, 'samir')).toMatch(/opmerking a\nopmerking b\nopmerking c\nopmerking d\nopmerking e/)
      expect(readAs(card, 'samir')).not.toContain('Verbergen')
      const lotte = team.privately('Lotte')
      await lotte.pressesIn(card, 'Opmerkingen')
      await lotte.pressesIn(card, 'Verbergen')
      expect(readAs(card, 'lotte')).toContain('Deze opmerking is verborgen')
      await samir.pressesIn(card, 'Terug')
      await samir.pressesIn(card, 'Opmerkingen')
      expect(readAs(card, 'samir')).not.toContain('opmerking a')
    }))

  it('closes by itself at the deadline', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online werken 2026', { date: '2026-11-27' })
      for (const [at, name] of SIX.slice(0, 3).entries())
        await team.answersBlock1(name, GRADES[at % GRADES.length] ?? 'red', '')
      await team.later('P4DT7H59M')
      expect(team.channel.reads()).toContain('Al ingediend: nog maar enkele')
      await team.later('PT1M')
      expect(team.channel.reads()).toContain('Jullie waren met te weinig om per onderwerp iets te tonen')
    }))

  it('asks the coordinator when too few handed in, and goes on a week longer', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online werken 2026', { date: '2026-11-27' })
      for (const [at, name] of SIX.slice(0, 2).entries())
        await team.answersBlock1(name, GRADES[at % GRADES.length] ?? 'red', '')
      const lotte = team.privately('Lotte')
      await team.later('P5D')
      const samir = team.privately('Samir')
      await samir.presses('Antwoorden aanpassen')
      // Nothing is erased yet, and nobody is told so.
      expect(samir.reads()).toContain('De einddatum is voorbij, dus je kunt nu niets aanpassen.')
      await lotte.presses('Een week langer')
      expect(samir.reads()).toContain('Aanpassen kan tot vr 4 dec, 17u.')
      expect(team.channel.withText('Loopt tot vr 4 dec, 17u')).toBeDefined()
      await team.answersBlock1('Joris', 'orange', '')
      await team.closes()
      expect(team.channel.reads()).toContain('3 van 6 dienden in')
    }))

  it('gives no result for fewer than three, whoever presses', () =>
    at('started').play(async (team) => {
      await team.answersBlock1('Samir', 'orange', '')
      const lotte = team.privately('Lotte')
      await lotte.presses('Scan afsluiten')
      expect(lotte.reads('Nog 2 nodig om iets te tonen')).toContain('Een week langer')
      expect(team.channel.reads()).toContain('Mijn scan openen')
    }))

  it('stops and erases when the coordinator says so twice', () =>
    at('started').play(async (team) => {
      await team.answersBlock1('Samir', 'orange', '')
      const lotte = team.privately('Lotte')
      await lotte.presses('Stoppen en wissen')
      expect(lotte.reads('Alle antwoorden worden gewist')).toContain('Toch niet')
      await lotte.presses('Toch niet')
      expect(lotte.reads('Jouw beheerkaart')).toContain('Scan afsluiten')
      await lotte.presses('Stoppen en wissen')
      await lotte.presses('Ja, stoppen en wissen')
      expect(team.channel.reads()).toContain('Gestopt. Alle antwoorden zijn gewist.')
      expect(readAs(team.privately('Samir').messages()[0] ?? team.channel.newest(), 'nobody')).toContain(
        'Deze scan is gestopt',
      )
      await team.starts('Opnieuw')
      expect(team.channel.reads()).toContain('Al ingediend: nog niemand')
    }))

  it('has one open round a channel', () =>
    withTeam(SIX, async (team) => {
      await team.privately('Samir').says('channel', 'start')
      const welcome = team.channel.newest()
      await team.starts('Eerste')
      await team.privately('Samir').pressesIn(welcome, 'Quickscan starten')
      expect(readAs(welcome, 'samir')).toContain('In dit kanaal loopt al een ronde')
    }))

  it('checks the form at the field, and loses nothing that was typed', () =>
    withTeam(SIX, async (team) => {
      const lotte = await team.opensForm()
      await lotte.presses('Nakijken', { title: '', people: team.id('samir'), date: '2026-11-01' })
      expect(lotte.reads()).toContain('Geef de ronde een naam.')
      expect(lotte.reads()).toContain('Kies een dag die nog moet komen.')
      expect(lotte.reads()).toContain(team.id('samir'))
      await lotte.presses('Nakijken', { title: 'x'.repeat(81), people: '', date: 'morgen' })
      expect(lotte.reads()).toContain('Nog 1 teken te veel. Hier passen er 80.')
      expect(lotte.reads()).toContain('Duid minstens één collega aan.')
      await lotte.presses('Nakijken', {
        title: 'Goed',
        people: ['samir', 'fatima', 'joris', 'anke'].map(team.id).join(','),
        date: '2026-12-04',
      })
      expect(lotte.reads()).toContain(
        'Jullie zijn met 4: dienen jullie allemaal in, dan toon ik alleen bouwstenen, elk in één woord.',
      )
      await lotte.presses('Aanpassen')
      expect(lotte.reads()).toContain('Hoe noemen jullie deze ronde?: Goed')
    }))

  it('tells the coordinator who could not be reached, and goes on with the others', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online werken 2026')
        await team.later('PT5S')
        expect(team.privately('Lotte').reads('Jouw beheerkaart')).toContain('Eén collega kon ik niet bereiken: Wout.')
        expect(team.privately('Samir').reads()).toContain('Beginnen')
        expect(team.channel.reads()).toContain('Al ingediend: nog niemand')
      },
      { notInstalled: ['Wout'] },
    ))

  it('sends the copy that was asked for, once, after the close', () =>
    handIns(4).play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Antwoorden aanpassen')
      await samir.presses('Opnieuw indienen', { wantsCopy: 'true' })
      expect(samir.reads()).toContain('Na het afsluiten stuur ik je een kopie')
      await team.closes()
      await team.later('P2D')
      const copies = samir.messages().filter((message) => readAs(message, 'samir').includes('Jouw kopie'))
      expect(copies).toHaveLength(1)
      expect(readAs(copies[0] ?? team.channel.newest(), 'samir')).toContain('🟠 Visie op online werken')
    }))
})

describe('presses that come late, double, out of order, or from someone else', () => {
  it('are refused kindly after the close, and change nothing', () =>
    at('started').play(async (team) => {
      const round = roundIn(team)
      for (const [at, name] of SIX.slice(0, 3).entries())
        await team.answersBlock1(name, GRADES[at % GRADES.length] ?? 'red', '')
      const wout = team.privately('Wout')
      const [card] = wout.messages()
      await team.closes()
      const before = team.channel.reads()
      if (!card) throw new Error('no card')
      const late = { verb: 'sheet.answer', data: { v: 1, round, element: '1.1', grade: 'red' }, inputs: {} }
      await team.room.client.press('wout', card, late)
      expect(readAs(card, 'wout')).toContain('Deze scan is net afgesloten, dus dit antwoord komt te laat.')
      expect(team.channel.reads()).toBe(before)
    }))

  it('count once when the service delivers them three times', () =>
    withTeam(SIX, async (team) => {
      team.room.troubles.duplicates = 2
      await team.starts('Online werken 2026')
      for (const [at, name] of SIX.slice(0, 3).entries())
        await team.answersBlock1(name, GRADES[at % GRADES.length] ?? 'red', '')
      await team.closes()
      expect(team.channel.reads()).toContain('3 van 6 dienden in')
      const inChannel = team.room.world.messages.filter(({ place, from }) => place === 'channel' && from === 'bot')
      expect(inChannel).toHaveLength(3)
      for (const name of SIX) {
        const cards = team
          .privately(name)
          .messages()
          .filter((message) => readAs(message, name.toLowerCase()).includes('afgesloten'))
        expect(cards.length, name).toBeLessThanOrEqual(2)
      }
    }))

  it('overwrite and never skip when an old card is tapped again', () =>
    at('started').play(async (team) => {
      const round = roundIn(team)
      const samir = team.privately('Samir')
      const [card] = samir.messages()
      if (!card) throw new Error('no card')
      const tap = (element: string, grade: string) =>
        team.room.client.press('samir', card, {
          verb: 'sheet.answer',
          data: { v: 1, round, element, grade },
          inputs: {},
        })
      await tap('1.2', 'green')
      await tap('1.1', 'red')
      await tap('1.2', 'orange')
      await samir.presses('Overzicht')
      expect(samir.reads()).toContain('🔴🟠⚪')
    }))

  it('reach nobody else’s sheet, whoever’s button is pressed', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online werken 2026', { people: ['Lotte', 'Samir', 'Fatima'] })
      const round = roundIn(team)
      const samir = team.privately('Samir')
      const [card] = samir.messages()
      if (!card) throw new Error('no card')
      await team.room.client.press('wout', card, {
        verb: 'sheet.answer',
        data: { v: 1, round, element: '1.1', grade: 'red' },
        inputs: {},
      })
      expect(readAs(card, 'wout')).toContain('Deze kaart is niet voor jou.')
      await samir.presses('Beginnen')
      expect(samir.reads()).toContain('0 van 42 ingevuld')
    }))

  it('steer nothing when they are not the coordinator’s', () =>
    at('started').play(async (team) => {
      const round = roundIn(team)
      for (const [at, name] of SIX.slice(0, 3).entries())
        await team.answersBlock1(name, GRADES[at % GRADES.length] ?? 'red', '')
      const samir = team.privately('Samir')
      const [card] = samir.messages()
      if (!card) throw new Error('no card')
      for (const verb of ['round.close', 'round.cancel', 'round.extend', 'round.show', 'round.start']) {
        await team.room.client.press('samir', card, { verb, data: { v: 1, round, confirmed: true }, inputs: {} })
        expect(readAs(card, 'samir'), verb).toContain('Alleen de coördinator van deze ronde kan dit.')
      }
      await team.later('PT5S')
      expect(team.channel.reads()).toContain('Al ingediend: nog maar enkele')
    }))

  it('are answered with a sentence when nobody knows the button, or its data makes no sense', () =>
    withTeam(['Lotte', 'Samir'], async (team) => {
      await team.starts('Online werken 2026')
      const round = roundIn(team)
      const [card] = team.privately('Samir').messages()
      if (!card) throw new Error('no card')
      for (const [verb, data] of [
        ['sheet.explode', { v: 1, round }],
        ['sheet.answer', { v: 2, round, element: '1.1', grade: 'red' }],
        ['sheet.answer', { v: 1, round, element: '9.9', grade: 'red' }],
        ['sheet.answer', { v: 1, round, element: '1.1', grade: 'blue' }],
        ['sheet.answer', { v: 1, round: '../../etc', element: '1.1', grade: 'red' }],
        ['sheet.answer', {}],
        ['__proto__', { v: 1 }],
      ] as const) {
        const { status } = await team.room.client.press('samir', card, { verb, data, inputs: {} })
        expect(status).toBe(200)
        expect(readAs(card, 'samir')).toContain('Deze knop ken ik niet (meer). Er is niets veranderd.')
      }
    }))
})

describe('a service that has a bad day', () => {
  it('is asked again as it wishes, and everyone gets exactly one invitation', () =>
    withTeam(SIX, async (team) => {
      team.room.troubles.add({ on: 'post', times: 4, status: 429, retryAfter: 3 })
      team.room.troubles.add({ on: 'open', times: 3, status: 502 })
      team.room.troubles.add({ on: 'edit', times: 3, status: 504 })
      const lotte = team.privately('Lotte')
      await lotte.says('channel', 'start')
      expect(team.room.world.messages.filter(({ from }) => from === 'bot')).toEqual([])
      for (let at = 0; at < 12; at++) await team.later('PT5S')
      await lotte.pressesIn(team.channel.newest(), 'Quickscan starten')
      for (let at = 0; at < 12; at++) await team.later('PT5S')
      const filledIn = { title: 'Toch', date: '2026-12-04', people: SIX.map(team.id).join(',') }
      for (let at = 0; at < 5 && !lotte.reads().includes('Starten'); at++) await lotte.presses('Nakijken', filledIn)
      await lotte.presses('Starten')
      for (let at = 0; at < 20; at++) await team.later('PT5S')
      for (const name of SIX) {
        const invitations = team
          .privately(name)
          .messages()
          .filter((message) => readAs(message, name.toLowerCase()).includes('nodigt je uit'))
        expect(invitations, name).toHaveLength(1)
      }
      expect(await team.running.store.dead()).toEqual([])
    }))

  it('posts at most twice where "ok" was lost on its way back', () =>
    withTeam(['Lotte', 'Samir', 'Fatima'], async (team) => {
      await team.privately('Lotte').says('channel', 'start')
      await team.privately('Lotte').pressesIn(team.channel.newest(), 'Quickscan starten')
      await team.privately('Lotte').presses('Nakijken', {
        title: 'Ok',
        date: '2026-12-04',
        people: ['lotte', 'samir', 'fatima'].map(team.id).join(','),
      })
      team.room.troubles.add({ on: 'post', times: 1, status: 0, afterwards: true })
      await team.privately('Lotte').presses('Starten')
      for (let at = 0; at < 10; at++) await team.later('PT5S')
      const posted = team.room.world.messages.filter(({ from }) => from === 'bot').length
      // Welcome, form, progress, control, three invitations: seven, and one of them twice.
      expect(posted).toBe(8)
    }))

  it('keeps the people’s patience: a slow service still gets its press answered', () =>
    withTeam(['Lotte', 'Samir', 'Fatima'], async (team) => {
      await team.starts('Online werken 2026')
      team.room.troubles.delay = 40
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      await samir.picks('1.1', 'green')
      expect(samir.reads()).toContain('1 van 42 ingevuld')
    }))
})
