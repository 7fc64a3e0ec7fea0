import { describe, expect, it } from 'vitest'
import { carriedIn, readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'
import { leave } from '../../practice/world.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']
const roundIn = (team: Team): string => carriedIn(team.channel.withText('ingediend').card, 'round')

describe('adding someone', () => {
  it('gives a late joiner a card of her own, a place in the count, and her answers in the result', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online', { people: SIX.slice(0, 5) })
        const lotte = team.privately('Lotte')
        await lotte.presses('Iemand toevoegen')
        expect(lotte.reads('Wie je toevoegt')).toContain('Wie uit het kanaal?')
        await lotte.presses('Toevoegen', { people: team.id('wout'), outsiders: team.alias('hilde') })
        await team.later('PT5S')
        expect(team.channel.reads()).toContain('Al ingediend: nog niemand')
        for (const name of ['Samir', 'Wout', 'Hilde']) await team.answersBlock1(name, 'orange', '')
        await team.closes()
        await team.later('PT5S')
        expect(team.channel.withText('Wat jullie invulden')).toBeDefined()
        expect(readAs(team.channel.withText('Wat jullie invulden'), 'samir')).toContain('3 van 7 dienden in')
      },
      { outside: ['Hilde'] },
    ))

  it('adds nobody twice, however often it is asked, and says when everyone takes part already', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online', { people: SIX.slice(0, 5) })
      const lotte = team.privately('Lotte')
      const [control] = lotte.messages().filter((one) => readAs(one, 'lotte').includes('Jouw beheerkaart'))
      if (!control) throw new Error('no control card')
      const press = {
        verb: 'round.addMember',
        data: { v: 1, round: roundIn(team), people: team.id('wout') },
        inputs: {},
      }
      const event = team.room.client.nextEvent()
      for (const id of [event, event, team.room.client.nextEvent()])
        await team.room.client.press('lotte', control, press, id)
      expect(readAs(control, 'lotte')).toContain('Deze collega is al gevraagd.')
      await team.later('PT5S')
      expect(team.channel.reads()).toContain('Al ingediend: nog niemand')
      expect(team.privately('Wout').messages()).toHaveLength(1)
      await team.room.client.press('lotte', control, { ...press, data: { v: 1, round: roundIn(team) } })
      expect(readAs(control, 'lotte')).toContain('Iedereen van het kanaal is al gevraagd.')
    }))

  it('takes out who was asked by mistake, from where people are added', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      const lotte = team.privately('Lotte')
      await lotte.presses('Iemand toevoegen')
      await lotte.presses('Iemand uit de ronde halen')
      await lotte.presses('Iemand uit de ronde halen', { person: team.id('wout') })
      await team.later('PT5S')
      expect(lotte.reads('Jouw beheerkaart')).toContain('Wout')
    }))

  it('says so when an outsider can’t be reached', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online')
        const lotte = team.privately('Lotte')
        await lotte.presses('Iemand toevoegen')
        await lotte.presses('Toevoegen', { outsiders: team.alias('karim') })
        expect(lotte.reads('Deze collega kan ik niet bereiken.')).toContain('Iemand toevoegen')
      },
      { outside: ['Karim'], notInstalled: ['Karim'] },
    ))

  it('is over once the scan is', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online', { people: SIX.slice(0, 5) })
      const [control] = team
        .privately('Lotte')
        .messages()
        .filter((one) => readAs(one, 'lotte').includes('Jouw beheerkaart'))
      const round = roundIn(team)
      for (const name of SIX.slice(0, 3)) await team.answersBlock1(name, 'green', '')
      await team.closes()
      await team.later('PT5S')
      if (!control) throw new Error('no control card')
      await team.room.client.press('lotte', control, { verb: 'round.addMember', data: { v: 1, round }, inputs: {} })
      expect(readAs(control, 'lotte')).toContain('De scan is al afgesloten')
    }))
})

describe('handing over', () => {
  it('gives the round to another: she gets a control card, and the first steers no more', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      const [lotte, samir] = [team.privately('Lotte'), team.privately('Samir')]
      const [control] = lotte.messages().filter((one) => readAs(one, 'lotte').includes('Jouw beheerkaart'))
      await lotte.presses('Overdragen of delen')
      await lotte.presses('Doorvoeren', { person: '', as: 'instead' })
      expect(lotte.reads('Kies iemand, en hoe.')).toBeTruthy()
      await lotte.presses('Doorvoeren', { person: team.id('samir'), as: 'instead' })
      expect(lotte.reads('Doorgegeven.')).toContain('Iemand anders is nu coördinator van deze ronde.')
      expect(samir.reads('Jouw beheerkaart')).toContain('0 van 6 ingediend')
      if (!control) throw new Error('no control card')
      await team.room.client.press('lotte', control, {
        verb: 'round.cancel',
        data: { v: 1, round: roundIn(team), confirmed: true },
        inputs: {},
      })
      expect(readAs(control, 'lotte')).toContain('Alleen de coördinator van deze ronde kan dit.')
      await samir.presses('Een week langer')
      expect(team.channel.reads()).toContain('vr 11 dec')
      // The notice names whom to ask now.
      await team.privately('Wout').presses('Wat gebeurt er met mijn antwoorden?')
      expect(team.privately('Wout').reads()).toContain('Vragen? Stel ze aan Samir')
    }))

  it('can be shared by two, each with a card that follows, and not by three', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      const [lotte, samir] = [team.privately('Lotte'), team.privately('Samir')]
      await lotte.presses('Overdragen of delen')
      await lotte.presses('Doorvoeren', { person: team.id('samir'), as: 'beside' })
      await team.answersBlock1('Fatima', 'green', '')
      await team.later('PT5S')
      for (const one of [lotte, samir]) expect(one.reads('Jouw beheerkaart')).toContain('1 van 6 ingediend')
      await samir.presses('Overdragen of delen')
      await samir.presses('Doorvoeren', { person: team.id('wout'), as: 'beside' })
      expect(samir.reads('met twee')).toContain('Jullie zijn al met twee coördinatoren.')
      await samir.presses('Terug')
      await lotte.presses('Overdragen of delen')
      await lotte.presses('Doorvoeren', { person: team.id('samir'), as: 'instead' })
      expect(lotte.reads('Doorgegeven.')).toBeTruthy()
      expect(samir.messages().filter((one) => readAs(one, 'samir').includes('Jouw beheerkaart')).length).toBe(1)
    }))

  it('goes only to people of the channel', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online')
        const lotte = team.privately('Lotte')
        await lotte.presses('Overdragen of delen')
        await lotte.presses('Doorvoeren', { person: team.id('hilde'), as: 'instead' })
        expect(lotte.reads('Kies iemand, en hoe.')).toBeTruthy()
        expect(team.room.world.messages.filter(({ place }) => place === 'private:hilde')).toEqual([])
      },
      { outside: ['Hilde'] },
    ))
})

describe('a coordinator who left the channel', () => {
  it('is replaced by the first of the others to press what only she could', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      const round = roundIn(team)
      const [own] = team.privately('Samir').messages()
      if (!own) throw new Error('no card')
      const press = { verb: 'round.show', data: { v: 1, round }, inputs: {} }
      await team.room.client.press('samir', own, press)
      expect(readAs(own, 'samir')).toContain('Alleen de coördinator van deze ronde')
      leave(team.room.world, 'lotte')
      await team.room.client.press('samir', own, press)
      await team.settled()
      expect(readAs(own, 'samir')).toContain('Jij neemt de ronde over.')
      expect(team.privately('Samir').reads('Jij neemt de ronde over.')).toContain('Scan afsluiten')
      await team.room.client.press('fatima', team.privately('Fatima').messages()[0] ?? own, press)
      expect(readAs(team.privately('Fatima').messages()[0] ?? own, 'fatima')).toContain(
        'Alleen de coördinator van deze ronde',
      )
    }))

  it('is replaced by who mentions the bot, also long after the scan closed', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      for (const name of SIX.slice(0, 3)) await team.answersBlock1(name, 'green', '')
      await team.closes()
      await team.later('P1D')
      leave(team.room.world, 'lotte')
      await team.privately('Fatima').says('channel', 'status')
      expect(team.privately('Fatima').reads('Jij neemt de ronde over.')).toContain('We hebben het besproken')
      await team.privately('Fatima').presses('We hebben het besproken')
      expect(team.channel.withText('Waar willen we aan werken?')).toBeDefined()
    }))

  it('isn’t replaced by someone from outside the channel', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online', { outsiders: team.alias('hilde') })
        leave(team.room.world, 'lotte')
        const [own] = team.privately('Hilde').messages()
        if (!own) throw new Error('no card')
        await team.room.client.press('hilde', own, {
          verb: 'round.cancel',
          data: { v: 1, round: roundIn(team), confirmed: true },
          inputs: {},
        })
        expect(readAs(own, 'hilde')).toContain('Alleen de coördinator van deze ronde')
      },
      { outside: ['Hilde'] },
    ))
})

describe('an app that is taken away', () => {
  it('from the team stops the round and erases every answer', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      await team.answersBlock1('Samir', 'red', '')
      const [channel] = team.room.world.places
      if (!channel) throw new Error('no channel')
      await team.room.client.install('lotte', channel, 'remove')
      await team.settled()
      expect(team.privately('Samir').reads()).toContain('Deze scan is gestopt. Alle antwoorden zijn gewist')
      expect(team.privately('Fatima').reads()).toContain('Deze scan is gestopt.')
      await team.room.client.install('lotte', channel, 'add')
      await team.settled()
      expect(team.channel.reads()).toContain('Quickscan starten')
    }))
})
