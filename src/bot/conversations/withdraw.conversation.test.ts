import { describe, expect, inject, it } from 'vitest'
import { takesAlong } from '../../../test/ownData.ts'
import { bytesOnDisk, carriedIn, playedBy, practiceTeam, readAs, type Team } from '../../../test/practiceTeam.ts'
import { at, handIns, SIX, stage } from '../../../test/stages.ts'
import { openRoomServer } from '../../practice/serviceServer.ts'
import { copyWorld, type Message, seenBy } from '../../practice/world.ts'

const control = (team: Team): string => team.privately('Lotte').reads('Jouw beheerkaart')
const progress = (team: Team): string => readAs(team.channel.withText('ingediend'), 'nobody')
const withdraws = async (team: Team, name: string): Promise<void> => {
  await team.privately(name).presses('Niet deelnemen en mijn scan wissen')
  await team.privately(name).presses('Ja, niet deelnemen')
  await team.later('PT5S')
}
/** What she would press on a card that still has the button, and what she then reads there. */
const pressing = async (team: Team, name: string, verb: string, more: object = {}): Promise<string> => {
  const id = name.toLowerCase()
  const message = team.privately(name).messages().at(-1) as Message
  const round = team.room.world.messages.map(({ card }) => carriedIn(card, 'round')).find(Boolean)
  await team.room.client.press(id, message, { verb, data: { v: 1, round, ...more }, inputs: {} })
  await team.settled()
  return readAs(message, id)
}
const everythingSaid = (team: Team, but: string): string =>
  JSON.stringify(
    team.room.world.messages
      .filter(({ place }) => place !== `private:${but.toLowerCase()}`)
      .map(({ card, views }) => [card, ...views.values()]),
  )

describe('privacy.5.3 who withdraws after handing in', () => {
  it('is counted no more: the card, the question before the close and the result say the same', () =>
    at('handedIn').play(async (team) => {
      await team.later('PT5S')
      expect(control(team)).toContain('5 van 6 ingediend')
      expect(control(team)).toContain('5 tellen mee: ik toon elk onderwerp in een woord. Vanaf 10')
      await withdraws(team, 'Samir')
      expect(control(team)).toContain('4 van 6 ingediend')
      expect(control(team)).toContain(
        '4 tellen mee: ik toon dan alleen bouwstenen, elk in één woord. Met één meer ook elk onderwerp.',
      )
      expect(progress(team)).toContain('Al ingediend: meer dan de helft')
      const lotte = team.privately('Lotte')
      await lotte.presses('Scan afsluiten')
      const question = lotte.reads('De scan nu afsluiten?')
      expect(question).toContain('4 van 6 dienden in')
      expect(question).toContain('4 tellen mee: ik toon dan alleen bouwstenen')
      await lotte.presses('Ja, afsluiten')
      await team.later('PT5S')
      expect(readAs(team.channel.withText('Wat jullie invulden'), 'nobody')).toContain('4 van 6 dienden in')
      expect(control(team)).not.toContain('Samir')
    }))

  it('takes “all handed in” back, and brings it again when she undoes it', () =>
    handIns(6).play(async (team) => {
      await team.later('PT10S')
      expect(control(team)).toContain('Alle 6 dienden in.')
      await withdraws(team, 'Wout')
      expect(control(team)).not.toContain('Alle 6')
      expect(control(team)).toContain('5 van 6 ingediend')
      expect(control(team)).toContain('Herinnering sturen')
      await team.privately('Wout').presses('Ongedaan maken')
      await team.later('PT5S')
      expect(control(team)).toContain('Alle 6 dienden in.')
    }))

  it('while the question is read has it asked again, with what is true by then', () =>
    at('handedIn').play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.presses('Scan afsluiten')
      expect(lotte.reads('De scan nu afsluiten?')).toContain('5 tellen mee')
      // Her card follows within five seconds; this is sooner.
      await team.privately('Samir').presses('Niet deelnemen en mijn scan wissen')
      await team.privately('Samir').presses('Ja, niet deelnemen')
      await lotte.presses('Ja, afsluiten')
      expect(lotte.reads('De scan nu afsluiten?')).toContain('4 tellen mee: ik toon dan alleen bouwstenen')
      await lotte.presses('Ja, afsluiten')
      await team.later('PT5S')
      expect(readAs(team.channel.withText('Wat jullie invulden'), 'nobody')).toContain('4 van 6 dienden in')
    }))

  it('or has everything of hers erased, counts no more; nor do stars that are erased', () =>
    at('handedIn').play(async (team) => {
      const erases = async (name: string): Promise<void> => {
        await team.privately(name).says(`private:${name.toLowerCase()}`, 'mijn gegevens')
        await team.privately(name).presses('Alles van mij wissen')
        await team.privately(name).presses('Ja, alles wissen')
        await team.later('PT10S')
      }
      await erases('Samir')
      expect(progress(team)).toContain('Al ingediend: meer dan de helft')
      expect(control(team)).toContain('4 van 6 ingediend')
      await team.closes()
      await team.later('PT5S')
      await team.privately('Lotte').presses('We hebben het besproken')
      await team.privately('Fatima').presses('Bewaren', { 'stars.1': '5' })
      await team.privately('Joris').presses('Bewaren', { 'stars.1': '4' })
      await team.later('PT10S')
      expect(control(team)).toContain('2 van 6 gaven er al')
      await erases('Fatima')
      expect(control(team)).toContain('1 van 6 gaven er al')
    }))
})

describe('privacy.5.3 withdrawing', () => {
  const filled = at('started').followedBy(async (team) => {
    const wout = team.privately('Wout')
    await wout.presses('Beginnen')
    await wout.picks('1.1', 'red')
    await wout.picks('1.2', 'green')
    await wout.presses('Overzicht')
  })

  it('asks first once anything was filled in; with nothing filled in it is one tap', () =>
    filled.play(async (team) => {
      const wout = team.privately('Wout')
      await wout.presses('Niet deelnemen')
      expect(wout.reads()).toContain(
        'Je vulde 2 van 42 in. Wil je echt niet meer meedoen? Wat je invulde, wordt gewist.',
      )
      await wout.presses('Terug')
      expect(wout.reads()).toContain('Overzicht')
      await wout.presses('Niet deelnemen')
      await wout.presses('Ja, niet deelnemen')
      expect(wout.reads()).toContain('Je doet niet mee')
      const anke = team.privately('Anke')
      await anke.presses('Niet deelnemen')
      expect(anke.reads()).toContain('Je doet niet mee')
      expect(anke.reads()).not.toContain('Ongedaan maken')
    }))

  it('by a double tap doesn’t happen: the second tap asks once more', () =>
    filled.play(async (team) => {
      const wout = team.privately('Wout')
      const message = wout.messages().at(-1) as Message
      const round = carriedIn(seenBy(message, 'wout'), 'round')
      const tap = { verb: 'sheet.decline', data: { v: 1, round }, inputs: {} }
      await Promise.all([team.room.client.press('wout', message, tap), team.room.client.press('wout', message, tap)])
      await team.settled()
      expect(wout.reads()).toContain('Wil je echt niet meer meedoen?')
      await wout.presses('Terug')
      expect(wout.reads()).toContain('Overzicht')
    }))

  it('can be undone for a minute: answers and hand-in are as they were, and count', () =>
    at('handedIn').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Antwoorden aanpassen')
      const before = samir.reads()
      await samir.presses('Opnieuw indienen', { wantsCopy: 'true' })
      await withdraws(team, 'Samir')
      expect(samir.reads()).toContain('Je doet niet mee, en ik zeg dat niemand.')
      await team.later('PT50S')
      await samir.presses('Ongedaan maken')
      await team.later('PT1M')
      expect(samir.reads()).toContain('Je scan is ingediend')
      expect(samir.reads()).toContain('stuur ik je een kopie')
      await samir.presses('Antwoorden aanpassen')
      expect(samir.reads().match(/[🔴🟠]+/gu)).toEqual(before.match(/[🔴🟠]+/gu))
      await team.later('PT5S')
      expect(progress(team)).toContain('Al ingediend: bijna iedereen')
      await team.closes()
      expect(team.channel.reads()).toContain('5 van 6 dienden in')
    }))

  it('can’t be undone after the minute: she is told so, and can begin again', () =>
    at('handedIn').play(async (team) => {
      await withdraws(team, 'Samir')
      await team.later('PT1M')
      const samir = team.privately('Samir')
      expect(samir.reads()).toContain('Wat je invulde, is gewist.')
      expect(samir.reads()).not.toContain('Ongedaan maken')
      const said = await pressing(team, 'Samir', 'sheet.undoDecline')
      expect(said).toContain('Dat minuutje is voorbij')
      await samir.presses('Toch meedoen')
      expect(samir.reads()).toContain('0 van 42 ingevuld')
      await team.later('PT5S')
      expect(progress(team)).toContain('Al ingediend: meer dan de helft')
    }))

  it('counts at a close within the minute as what it is: nothing of hers is in it, and nothing is kept', () =>
    at('handedIn').play(async (team) => {
      await withdraws(team, 'Samir')
      await team.closes()
      await team.later('PT5S')
      expect(readAs(team.channel.withText('Wat jullie invulden'), 'nobody')).toContain('4 van 6 dienden in')
      const said = await pressing(team, 'Samir', 'sheet.undoDecline')
      expect(said).toMatch(/afgesloten|Deze kaart is niet voor jou/)
      expect(bytesOnDisk(team).toString('latin1')).not.toMatch(/sheet\/[\w-]{32}\/[\w-]{32}/)
    }))

  it('is seen by nobody in that minute, and is in her own export as long as it is kept', () =>
    filled.play(async (team) => {
      const before = everythingSaid(team, 'Wout')
      const wout = team.privately('Wout')
      await wout.presses('Niet deelnemen')
      await wout.presses('Ja, niet deelnemen')
      await team.later('PT30S')
      expect(everythingSaid(team, 'Wout')).toBe(before)
      const exported = (): Promise<string> => takesAlong(team, 'Wout')
      expect(await exported()).toContain('"red"')
      await team.later('PT1M')
      expect(await exported()).not.toContain('"red"')
      expect(everythingSaid(team, 'Wout')).toBe(before)
    }))

  it('is final after the minute also where the bot was down meanwhile', async () => {
    const server = await openRoomServer(0)
    const environment = { DATA_KEYS: `practice:${Buffer.alloc(32, 7).toString('base64')}` }
    const wishes = { platform: inject('platform'), environment }
    const before = await practiceTeam(SIX, wishes, { server })
    await before.starts('Online werken 2026')
    await before.answersBlock1('Samir', 'red', 'Een vast moment.')
    await before.privately('Samir').presses('Niet deelnemen en mijn scan wissen')
    await before.privately('Samir').presses('Ja, niet deelnemen')
    await before.settled()
    const folder = `${before.folder}-later`
    await before.stop(folder)
    const down = { world: copyWorld(before.room.world), folder, at: before.room.clock.now() + 120_000, server }
    await playedBy(await practiceTeam(SIX, wishes, down), async (team) => {
      await team.later('PT1S')
      const late = await pressing(team, 'Samir', 'sheet.undoDecline')
      expect(late).toContain('Dat minuutje is voorbij')
      await team.later('PT5S')
      expect(await pressing(team, 'Samir', 'sheet.show')).toContain('Wat je invulde, is gewist.')
      await team.later('PT5S')
      expect(progress(team)).toContain('Al ingediend: nog niemand')
    })
    await server.close()
  })
})

describe('a sheet on which everything is skipped', () => {
  const skips = stage(SIX, async (team) => {
    await team.starts('Online werken 2026')
    await team.answersBlock1('Samir', 'skipped', '')
    await team.later('PT5S')
  })

  it('can be handed in, to be left in peace; it doesn’t count, and only she is told', () =>
    skips.play(async (team) => {
      const said = 'Je sloeg alles over, dus je scan telt niet mee, en een opmerking die je schreef evenmin.'
      expect(team.privately('Samir').reads()).toContain(said)
      expect(everythingSaid(team, 'Samir')).not.toContain('sloeg')
      expect(progress(team)).toContain('Al ingediend: nog niemand')
      expect(control(team)).toContain('Er telt nog niemand mee, dus kan ik nog niets tonen. Vanaf 3')
    }))

  it('counts once there is an answer on it, and no more once that is skipped again', () =>
    skips.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Antwoorden aanpassen')
      await samir.does('sheet.block', {}, { block: '1' })
      await samir.does('sheet.goto', {}, { element: '1.1' })
      await samir.picks('1.1', 'green')
      await team.later('PT10S')
      expect(progress(team)).toContain('Al ingediend: nog maar enkele')
      await samir.does('sheet.block', {}, { block: '1' })
      await samir.does('sheet.goto', {}, { element: '1.1' })
      await samir.picks('1.1', 'skipped')
      await team.later('PT10S')
      expect(progress(team)).toContain('Al ingediend: nog niemand')
    }))

  it('isn’t in the result either', () =>
    skips.play(async (team) => {
      for (const name of SIX.slice(2, 6)) await team.answersBlock1(name, 'green', '')
      await team.later('PT5S')
      await team.closes()
      await team.later('PT5S')
      expect(readAs(team.channel.withText('Wat jullie invulden'), 'nobody')).toContain('4 van 6 dienden in')
    }))
})
