import { describe, expect, it } from 'vitest'
import { carriedIn, readAs, withTeam } from '../../../test/practiceTeam.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']

describe('starting with more settings', () => {
  it('asks three things, and keeps what was typed when the rest is shown', () =>
    withTeam(SIX, async (team) => {
      const lotte = await team.opensForm()
      expect(lotte.reads()).not.toContain('Vanaf hoeveel ingediende scans')
      await lotte.presses('Meer instellingen', { title: 'Half getypt', date: '2026-12-18' })
      for (const said of [
        'naam',
        'Half getypt',
        '2026-12-18',
        'Vanaf hoeveel ingediende scans',
        'Tot hoe laat?',
        'In welke taal',
      ])
        if (said !== 'naam') expect(lotte.reads()).toContain(said)
      expect(lotte.reads()).toContain('Over welke bouwstenen?: 1,2,3,4,5,6,7')
    }))

  it('sets the hour, the floor, the blocks and the language of the round', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Twee bouwstenen', { hour: '12', floor: '6', blocks: '2,4', language: 'en' })
      expect(team.channel.reads()).toContain('Open until Fri 4 Dec, 12:00')
      const samir = team.privately('Samir')
      expect(samir.reads()).toContain('Lotte has invited you. 11 topics')
      expect(samir.reads()).toContain('only once 6 colleagues have handed in')
      await samir.presses('Begin')
      expect(samir.reads()).toContain('Agreements · ')
      for (const at of [1, 2, 3, 4, 5, 6]) await samir.picks(`2.${at}`, 'orange')
      await samir.presses('Continue')
      expect(samir.reads()).toContain('6 of 11 filled in')
      for (const at of [1, 2, 3, 4, 5]) await samir.picks(`4.${at}`, 'red')
      await samir.presses('Continue')
      await samir.presses('Hand in')
      expect(samir.reads()).toContain('Thank you')
    }))

  it('refuses an element of a block the round leaves out, whatever a button says', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Zonder 1', { blocks: '2,4' })
      const samir = team.privately('Samir')
      const [card] = samir.messages()
      if (!card) throw new Error('no card')
      const round = carriedIn(card.card, 'round')
      for (const press of [
        { verb: 'sheet.answer', data: { v: 1, round, element: '1.1', grade: 'red' } },
        { verb: 'sheet.goto', data: { v: 1, round, element: '1.1' } },
        { verb: 'sheet.explain', data: { v: 1, round, element: '1.1' } },
        { verb: 'sheet.remark', data: { v: 1, round, block: '1', text: 'x' } },
      ]) {
        await team.room.client.press('samir', card, { ...press, inputs: {} })
        expect(readAs(card, 'samir'), press.verb).toContain('Deze knop ken ik niet')
      }
    }))

  it('says which field is wrong, also among the settings, and loses nothing', () =>
    withTeam(SIX, async (team) => {
      const lotte = await team.opensForm()
      await lotte.presses('Meer instellingen', { title: 'Zonder blok' })
      await lotte.presses('Nakijken', { blocks: '' })
      expect(lotte.reads()).toContain('Duid minstens één bouwsteen aan.')
      expect(lotte.reads()).toContain('Zonder blok')
    }))
})

describe('the check before anything is sent', () => {
  it('starts once, however often [Starten] is tapped, and says the same each time', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      const [card] = team.privately('Lotte').messages()
      const round = carriedIn(team.channel.newest().card, 'round')
      if (!card) throw new Error('no card')
      await team.room.client.press('lotte', card, { verb: 'round.start', data: { v: 1, round }, inputs: {} })
      await team.settled()
      expect(readAs(card, 'lotte')).toContain('De scan is gestart.')
      expect(team.privately('Samir').messages()).toHaveLength(1)
    }))

  it('names who can’t be reached and who is a guest, counts who reads along, and asks whose view is missing', () =>
    withTeam(
      SIX,
      async (team) => {
        const lotte = await team.opensForm()
        const people = ['Lotte', 'Samir', 'Fatima', 'Joris'].map(team.id).join(',')
        await lotte.presses('Nakijken', { title: 'Online', date: '2026-12-04', people })
        expect(lotte.reads()).toContain('Eén collega kan ik niet bereiken: Joris.')
        expect(lotte.reads()).toContain('Gast in jullie kanaal: Fatima.')
        expect(lotte.reads()).toContain("2 collega's lezen in het kanaal mee")
        expect(lotte.reads()).toContain('Wiens blik ontbreekt nog?')
        expect(lotte.reads()).toContain(
          'Jullie zijn met 4: dienen jullie allemaal in, dan toon ik alleen bouwstenen, elk in één woord.',
        )
        // Nothing was sent to anyone but her.
        expect(team.room.world.messages.filter(({ place }) => place === 'private:samir')).toEqual([])
      },
      { notInstalled: ['Joris'], guests: ['Fatima'] },
    ))

  it('comes after the reply when there are more than twenty to look up', () => {
    const names = Array.from({ length: 24 }, (_, at) => `P${at}`)
    return withTeam(
      names,
      async (team) => {
        const [first] = names
        const lotte = team.privately(first ?? '')
        await lotte.says('channel', 'start')
        await lotte.pressesIn(team.channel.newest(), 'Quickscan starten')
        const [form] = lotte.messages()
        if (!form) throw new Error('no form')
        const inputs = {
          title: 'Groot',
          date: '2026-12-04',
          people: names.map(team.id).join(','),
        }
        const { card } = await team.room.client.press('p0', form, {
          verb: 'round.check',
          data: { v: 1, channel: team.room.world.ids.channel },
          inputs,
        })
        expect(JSON.stringify(card)).toContain('Ik kijk na wie ik kan bereiken')
        expect(carriedIn(card, 'round'), 'there is nothing to start yet').toBe('')
        await team.settled()
        expect(lotte.reads('Klopt dit?')).toContain('Eén collega kan ik niet bereiken: P7.')
        await lotte.presses('Starten')
        expect(lotte.reads('De scan is gestart.')).toContain('Groot')
        expect(team.privately('P9').reads()).toContain('P0 nodigt je uit.')
      },
      { notInstalled: ['P7'] },
    )
  })

  it('asks people from outside the channel too, and tells the coordinator they won’t read the result', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Met de DPO', { outsiders: team.alias('hilde') })
        expect(team.privately('Lotte').reads('De scan is gestart.')).toBeTruthy()
        await team.answersBlock1('Hilde', 'green', '')
        await team.later('PT5S')
        expect(team.channel.reads()).toContain('Al ingediend: nog maar enkele')
      },
      { outside: ['Hilde', 'Karim'] },
    ))

  it('names an outsider in the check, and leaves out who can’t be found', () =>
    withTeam(
      SIX,
      async (team) => {
        const lotte = await team.opensForm()
        const outsiders = `${team.alias('hilde')},${team.alias('karim')}`
        await lotte.presses('Meer instellingen', { title: 'Online' })
        await lotte.presses('Nakijken', { date: '2026-12-04', outsiders })
        expect(lotte.reads()).toContain('Van buiten het kanaal: Hilde.')
        expect(lotte.reads()).toContain("7 collega's krijgen een privékaart")
        expect(lotte.reads()).toContain('Eén collega kan ik niet bereiken')
        await lotte.presses('Aanpassen')
        expect(lotte.reads()).toContain('Ook iemand van buiten het kanaal?')
      },
      { outside: ['Hilde', 'Karim'], notInstalled: ['Karim'] },
    ))

  it('won’t start a round nobody of which can be reached', () =>
    withTeam(
      SIX,
      async (team) => {
        const lotte = await team.opensForm()
        await lotte.presses('Meer instellingen', { title: 'Niemand' })
        await lotte.presses('Nakijken', { date: '2026-12-04', people: '', outsiders: team.alias('karim') })
        await lotte.presses('Starten')
        expect(lotte.reads('Pas de namen aan')).toContain('Niemand van wie je aanduidde, kan ik bereiken.')
      },
      { outside: ['Karim'], notInstalled: ['Karim'] },
    ))
})

describe('privacy.5.12 a round started at night', () => {
  it('lets the invitations wait for the morning, says so, and keeps the door open for who asks herself', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('In het weekend', { date: '2026-12-11' })
        const lotte = team.privately('Lotte')
        expect(lotte.reads('De scan is gestart.')).toContain('De kaarten vertrekken ma 23 nov, 9u30')
        expect(lotte.reads('nodigt je uit')).toContain('In het weekend')
        const fatima = team.privately('Fatima')
        expect(fatima.messages()).toEqual([])
        await fatima.pressesIn(team.channel.newest(), 'Mijn scan openen')
        expect(fatima.messages()).toHaveLength(1)
        await team.later('P1D')
        expect(team.privately('Samir').messages()).toEqual([])
        await team.later('P1D')
        expect(team.privately('Samir').messages()).toHaveLength(1)
        // Who opened it herself isn't invited once more.
        expect(fatima.messages()).toHaveLength(1)
      },
      { begins: '2026-11-21T20:15:00+01:00' },
    ))

  it('tells nobody on Monday of a round that was stopped on Sunday', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Te vroeg', { date: '2026-12-11' })
        const lotte = team.privately('Lotte')
        await lotte.presses('Stoppen en wissen')
        await lotte.presses('Ja, stoppen en wissen')
        await team.later('P3D')
        expect(team.privately('Samir').messages()).toEqual([])
      },
      { begins: '2026-11-21T20:15:00+01:00' },
    ))
})
