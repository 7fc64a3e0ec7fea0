import { describe, expect, it } from 'vitest'
import { readAs, type Team } from '../../../test/practiceTeam.ts'
import { at, SIX } from '../../../test/stages.ts'
import { inputsOf, pressablesOf } from '../../practice/cardReading.ts'
import { type Message, seenBy } from '../../practice/world.ts'

/** The message in which she pressed last, and how often the bot has edited it. */
const newestWith = (team: Team, name: string, label: string): Message => {
  const id = name.toLowerCase()
  const found = team
    .privately(name)
    .messages()
    .findLast((one) => pressablesOf(seenBy(one, id) ?? {}).some((button) => button.label === label))
  if (!found) throw new Error(`${name} has no '${label}'`)
  return found
}
const control = (team: Team): Message => newestWith(team, 'Lotte', 'Scan afsluiten')
const answersAll = (team: Team, names: readonly string[]) =>
  names.reduce((before, name) => before.then(() => team.answersBlock1(name, 'red', '')), Promise.resolve())

describe('a form or a question on the control card', () => {
  it('stays while others hand in, and the card says how it stands as soon as she leaves it', () =>
    at('started').play(async (team) => {
      const lotte = team.privately('Lotte')
      const card = control(team)
      await lotte.pressesIn(card, 'Iemand toevoegen')
      const [open, edits] = [readAs(card, 'lotte'), card.edits]
      expect(open).toContain('Iemand toevoegen')
      await answersAll(team, SIX.slice(1, 4))
      await team.later('PT6S')
      await team.later('PT5M')
      expect(readAs(card, 'lotte')).toBe(open)
      expect(card.edits).toBe(edits)
      await lotte.pressesIn(card, 'Terug')
      expect(readAs(card, 'lotte')).toContain('3 van 6')
      await team.later('PT1S')
      expect(readAs(card, 'nobody')).toContain('3 van 6')
    }))

  it('can be left by closing the scan, whose question stays as well', () =>
    at('handedIn').play(async (team) => {
      const lotte = team.privately('Lotte')
      const card = control(team)
      await lotte.pressesIn(card, 'Iemand toevoegen')
      await lotte.pressesIn(card, 'Scan afsluiten')
      const question = readAs(card, 'lotte')
      expect(question).toContain('Ja, afsluiten')
      await team.answersBlock1('Wout', 'red', '')
      await team.later('PT5M')
      expect(readAs(card, 'lotte')).toBe(question)
      await lotte.pressesIn(card, 'Ja, afsluiten')
      await team.later('PT5S')
      expect(readAs(card, 'lotte')).not.toContain('Ja, afsluiten')
      expect(team.channel.withText('Wat jullie invulden')).toBeDefined()
    }))

  it('is given up after a quarter of an hour', () =>
    at('started').play(async (team) => {
      const card = control(team)
      await team.privately('Lotte').pressesIn(card, 'Iemand toevoegen')
      await answersAll(team, SIX.slice(1, 3))
      await team.later('PT16M')
      expect(readAs(card, 'lotte')).toContain('2 van 6')
    }))

  it('leaves what a saved action says to be read, before the control card comes back', () =>
    at('planned').play(async (team) => {
      const lotte = team.privately('Lotte')
      for (const text of ['Iedereen kan zeggen waarom.', 'We weten wat er leeft.'])
        await lotte.presses('Richting bewaren', { text })
      const card = newestWith(team, 'Lotte', 'Actie toevoegen')
      await lotte.pressesIn(card, 'Actie toevoegen')
      await lotte.pressesIn(card, 'Bewaren', {
        what: 'Pleinfilmpje',
        people: team.id('samir'),
        followUp: '2026-12-11',
      })
      expect(readAs(card, 'lotte')).toContain('Bewaard.')
      await team.later('PT30S')
      expect(readAs(card, 'lotte')).toContain('Bewaard.')
      await team.later('PT2M')
      expect(readAs(card, 'lotte')).toContain('Jouw beheerkaart')
    }))
})

describe('a form in another message that the bot edits by itself', () => {
  it('stays on a sheet, where a remark is being typed while the scan gets longer', () =>
    at('started').play(async (team) => {
      const samir = team.privately('Samir')
      const sheet = newestWith(team, 'Samir', 'Beginnen')
      await samir.presses('Beginnen')
      const { elements, blocks } = team.running.voice.kit
      const ids = blocks[0]?.elements.map(({ id }) => id) ?? []
      expect(elements.length).toBeGreaterThan(ids.length)
      for (const id of ids) await samir.picks(id, 'red')
      const edits = sheet.edits
      expect(Object.keys(inputsOf(seenBy(sheet, 'samir') ?? {}))).toContain('text')
      await team.privately('Lotte').presses('Een week langer')
      await team.later('PT5M')
      expect(sheet.edits).toBe(edits)
      await samir.presses('Verder', { text: 'Nog een woord.' })
      await samir.does('sheet.pause')
      await team.later('PT1S')
      if (team.room.world.platform === 'teams') expect(sheet.edits).toBeGreaterThan(edits)
    }))

  it('stays on a ballot with reasons, whatever language she asks for meanwhile', () =>
    at('starring').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Zeggen waarom')
      const ballot = newestWith(team, 'Samir', 'Bewaren')
      const edits = ballot.edits
      await samir.says('private:samir', 'taal')
      await samir.does('language.set', { language: 'en' })
      await team.later('PT5M')
      expect(ballot.edits).toBe(edits)
      await samir.pressesIn(ballot, 'Bewaren', { 'stars.1': '4' })
      await team.later('PT1S')
      expect(readAs(ballot, 'samir')).toContain('⭐⭐⭐⭐')
    }))

  it('stays on the question whether she is sure not to take part', () =>
    at('started').play(async (team) => {
      const samir = team.privately('Samir')
      const sheet = newestWith(team, 'Samir', 'Niet deelnemen')
      await samir.presses('Beginnen')
      await samir.picks('1.1', 'red')
      await samir.does('sheet.review')
      await samir.does('sheet.decline')
      const question = readAs(sheet, 'samir')
      await team.privately('Lotte').presses('Een week langer')
      await team.later('PT1M')
      expect(readAs(sheet, 'samir')).toBe(question)
    }))

  it('stays on the card of her day when another action joins it', () =>
    at('planned').play(async (team) => {
      const adds = async (name: string, what: string, followUp: string) => {
        const player = team.privately(name)
        await player.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
        await player.presses('Bewaren', { what, people: team.id('samir'), followUp })
      }
      await adds('Samir', 'Pleinfilmpje', '2026-12-11')
      await team.later('P18DT1H')
      const samir = team.privately('Samir')
      await samir.presses('Op schema')
      const day = samir.messages().at(-1)
      if (!day) throw new Error('no card')
      await samir.does('evaluation.explain')
      const [open, edits] = [readAs(day, 'samir'), day.edits]
      expect(Object.keys(inputsOf(seenBy(day, 'samir') ?? {}))).toContain('note')
      await adds('Fatima', 'Snapchat proberen', '2027-01-15')
      await team.later('PT5M')
      expect(readAs(day, 'samir')).toBe(open)
      expect(day.edits).toBe(edits)
      await samir.does('evaluation.explain', { note: 'Het liep goed.' }, { saved: true })
      await team.later('PT2M')
      expect(readAs(day, 'samir')).toContain('Snapchat proberen')
    }))

  it('never stands on a card of the channel: there it has a message or a window of its own', () =>
    at('planned').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
      await samir.presses('Bewaren', { what: 'Pleinfilmpje', people: team.id('samir'), followUp: '2026-12-11' })
      const cards = team.room.world.messages.filter(({ place, card }) => place === 'channel' && card)
      for (const card of cards)
        for (const { label } of pressablesOf(card.card ?? {})) {
          if (!pressablesOf(seenBy(card, 'samir') ?? {}).some((button) => button.label === label)) continue
          await samir.pressesIn(card, label)
          expect(inputsOf(seenBy(card, 'samir') ?? {}), label).toEqual({})
          card.views.clear()
        }
    }))
})
