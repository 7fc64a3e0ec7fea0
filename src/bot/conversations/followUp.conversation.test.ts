import { describe, expect, it } from 'vitest'
import { readAs, type Team } from '../../../test/practiceTeam.ts'
import { at } from '../../../test/stages.ts'
import { leave } from '../../practice/world.ts'

/** A Monday; its first look back is on Friday 4 December, at half past nine. */
const prioritised = at('planned')

const add = async (team: Team, name: string, fields: Readonly<Record<string, string>>): Promise<void> => {
  const player = team.privately(name)
  await player.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
  await player.presses('Meer velden', fields)
  await player.presses('Bewaren', fields)
  await team.later('PT1M')
}
const action = (team: Team, what: string, owners: readonly string[], part: Readonly<Record<string, string>> = {}) => ({
  what,
  people: owners.map(team.id).join(','),
  followUp: '2026-12-04',
  repeat: 'monthly',
  end: '2028-12-31',
  ...part,
})
const NAMES = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']
/** The cards about actions that each person got, by day: the only unasked ones. */
const cardsOf = (team: Team, name: string): readonly string[] =>
  team
    .privately(name)
    .messages()
    .filter((one) => /📅 (Opvolging|Nieuw|Looking|New)|een nieuwere kaart/.test(readAs(one, name.toLowerCase())))
    .map(({ at: posted }) => new Date(posted).toISOString().slice(0, 10))
const told = (team: Team, name: string): number => cardsOf(team, name).length
const neverTwiceADay = (team: Team): void => {
  for (const name of NAMES) expect(new Set(cardsOf(team, name)).size, name).toBe(cardsOf(team, name).length)
}
const leaves = (team: Team, name: string): void => leave(team.room.world, name.toLowerCase())

describe('an owner who stays silent for a year', () => {
  it('is asked on each date of a monthly and of a quarterly action, kindly and ever more rarely', () =>
    prioritised.play(async (team) => {
      await add(team, 'Samir', action(team, 'Elke maand', ['Samir']))
      await add(team, 'Samir', action(team, 'Elk kwartaal', ['Samir'], { repeat: 'quarterly' }))
      await team.later('P60D')
      const [samir, lotte] = [told(team, 'Samir'), told(team, 'Lotte')]
      expect(samir).toBeGreaterThan(2)
      await team.later('P300D')
      const later = cardsOf(team, 'Samir').slice(samir)
      // Once a month, and now and then once more for the quarter.
      expect(later.length).toBeGreaterThanOrEqual(9)
      expect(later.length).toBeLessThanOrEqual(16)
      expect(told(team, 'Lotte') - lotte).toBeLessThanOrEqual(3)
      expect(cardsOf(team, 'Samir').at(-1)).toMatch(/^2027-11/)
      neverTwiceADay(team)
      await team.privately('Samir').says('private:samir', 'open')
      await team.privately('Samir').says('channel', 'plan')
      expect(team.channel.reads()).toContain('2027')
    }))
})

describe('six actions of one owner on one morning', () => {
  it('are one card, answered with one tap each', () =>
    prioritised.play(async (team) => {
      for (const number of [1, 2, 3, 4, 5, 6]) await add(team, 'Samir', action(team, `Stap ${number}`, ['Samir']))
      const samir = team.privately('Samir')
      await team.later('P11DT1H')
      expect(told(team, 'Samir')).toBe(1)
      expect(samir.reads()).toContain('📅 Opvolging · 6 acties')
      expect(samir.reads()).toContain('Stap 5')
      expect(samir.reads()).not.toContain('Stap 6')
      for (const _ of [1, 2, 3, 4, 5]) await samir.presses('Op schema')
      await samir.presses('Nog 1 actie')
      expect(samir.reads()).toContain('Stap 6')
      await samir.presses('Op schema')
      expect(samir.reads()).toContain('Alles is beantwoord.')
      await team.later('P20D')
      expect(told(team, 'Samir')).toBe(1)
      expect(told(team, 'Lotte')).toBe(0)
    }))
})

describe('who becomes an owner', () => {
  it('hears so at once, and takes it on, on a date of her own', () =>
    prioritised.play(async (team) => {
      await add(team, 'Samir', action(team, 'TikTok verkennen', ['Samir', 'Fatima']))
      const fatima = team.privately('Fatima')
      expect(told(team, 'Samir')).toBe(0)
      expect(fatima.reads()).toContain('📅 Nieuw voor jou')
      expect(fatima.reads()).toContain('Eerste opvolging: 4 dec 2026')
      await fatima.presses('Andere datum')
      await fatima.presses('Bewaren', { date: '2020-01-01' })
      expect(fatima.reads()).toContain('Kies een dag die nog moet komen.')
      await fatima.presses('Bewaren', { date: '2026-12-12' })
      expect(fatima.reads()).toContain('Jij neemt dit op. Volgende opvolging: 14 dec 2026')
      await team.later('P11DT1H')
      expect(fatima.reads()).not.toContain('Hoe staat het ermee?')
      await team.later('P10D')
      expect(fatima.reads()).toContain('Hoe staat het ermee?')
      neverTwiceADay(team)
    }))

  it('takes it on in one tap, or passes it on to someone who then hears', () =>
    prioritised.play(async (team) => {
      await add(team, 'Samir', action(team, 'TikTok verkennen', ['Fatima']))
      const [fatima, joris] = [team.privately('Fatima'), team.privately('Joris')]
      await fatima.presses('Doorgeven')
      await fatima.presses('Doorgeven', { person: '' })
      expect(fatima.reads()).toContain('Kies een collega.')
      await fatima.presses('Doorgeven', { person: team.id('Joris') })
      await team.later('PT1M')
      expect(fatima.reads('TikTok')).toContain('Dit is nu van Joris.')
      await fatima.says('private:fatima', 'open')
      expect(fatima.reads('Wat staat er voor jou open?')).not.toContain('TikTok')
      expect(joris.reads()).toContain('Nieuw voor jou')
      await joris.presses('Ik neem het op')
      expect(joris.reads('TikTok')).toContain('✓ Jij neemt dit op.')
      await team.later('P11DT1H')
      expect([told(team, 'Fatima'), told(team, 'Joris')]).toEqual([1, 2])
    }))
})

describe('an owner who left', () => {
  it('has the coordinator asked who takes over, in one tap; the series goes on', () =>
    prioritised.play(async (team) => {
      await add(team, 'Samir', action(team, 'TikTok verkennen', ['Samir']))
      leaves(team, 'Samir')
      await team.later('P11DT1H')
      const lotte = team.privately('Lotte')
      expect(told(team, 'Samir')).toBe(0)
      expect(lotte.reads('Opvolging')).toContain('zit niet meer in jullie kanaal. Wie neemt dit over?')
      await lotte.presses('Ik neem het over')
      await team.later('PT1M')
      await lotte.presses('Op schema')
      await team.later('P31D')
      expect(lotte.reads()).toContain('Brengt het wat jullie hoopten?')
      neverTwiceADay(team)
    }))

  it('has the channel asked where the coordinator left as well', () =>
    prioritised.play(async (team) => {
      await add(team, 'Samir', action(team, 'TikTok verkennen', ['Samir']))
      leaves(team, 'Samir')
      leaves(team, 'Lotte')
      await team.later('P11DT1H')
      const card = team.channel.withText('Wie neemt dit over?')
      const joris = team.privately('Joris')
      await joris.pressesIn(card, 'Ik neem het over')
      await team.later('PT1M')
      expect(readAs(card, 'nobody')).toContain('✓ Joris neemt dit op.')
      expect(joris.reads()).toContain('Hoe staat het ermee?')
    }))
})

describe('what was to be looked back at once', () => {
  it('asks when again, and is asked again in the rhythm of its term when nobody says', () =>
    prioritised.play(async (team) => {
      await add(team, 'Samir', action(team, 'Eenmalig', ['Samir'], { repeat: 'once', term: 'short' }))
      const samir = team.privately('Samir')
      await team.later('P11DT1H')
      await samir.presses('Op schema')
      expect(samir.reads()).toContain('Wanneer opnieuw?')
      expect(samir.reads()).toContain('2027-01-04')
      await samir.presses('Bewaren', { date: '2027-01-20' })
      expect(samir.reads()).toContain('Volgende opvolging: 20 jan 2027')
      await team.later('P47D')
      expect(samir.reads()).toContain('Hoe staat het ermee?')
      await team.later('P34D')
      expect(samir.reads()).toContain('Eenmalig')
      expect(cardsOf(team, 'Samir').at(-1)).toMatch(/^2027-02/)
    }))

  it('bijsturen opens the action with its fields, and nothing is drawn over what is typed', () =>
    prioritised.play(async (team) => {
      await add(team, 'Samir', action(team, 'TikTok verkennen', ['Samir'], { goal: 'Weten wat leeft' }))
      const samir = team.privately('Samir')
      await team.later('P11DT1H')
      await samir.presses('Bijsturen')
      await team.later('PT1M')
      expect(samir.reads()).toContain('Pas hieronder aan wat anders moet.')
      expect(samir.reads()).toContain('Weten wat leeft')
    }))
})

describe('the end of an action', () => {
  it('asks whether it is reached, goes on or stops', () =>
    prioritised.play(async (team) => {
      await add(team, 'Samir', action(team, 'TikTok verkennen', ['Samir'], { end: '2026-12-18' }))
      const samir = team.privately('Samir')
      await team.later('P11DT1H')
      await samir.presses('Op schema')
      await team.later('P14D')
      expect(samir.reads()).toContain('Dit liep tot 18 dec 2026. Gehaald, verlengen of stoppen?')
      await samir.presses('Verlengen')
      await samir.presses('Bewaren', { end: '2027-12-31' })
      expect(samir.reads()).toContain('✓ Verlengd tot 31 dec 2027, volgens jou')
      expect(samir.reads()).toContain('Volgende opvolging: 4 jan 2027')
      await team.later('P17D')
      await samir.presses('Afgerond')
      await team.later('P90D')
      expect(told(team, 'Samir')).toBe(3)
    }))
})

describe('a snooze over New Year', () => {
  it('comes back in her hours, and no date in the past is ever said', () =>
    prioritised.play(async (team) => {
      await add(team, 'Samir', action(team, 'TikTok verkennen', ['Samir'], { followUp: '2026-12-31' }))
      const samir = team.privately('Samir')
      await team.later('P38DT1H')
      await samir.presses('Meer')
      await samir.presses('Morgen')
      expect(samir.reads('TikTok')).toContain('ik vraag het opnieuw op ma 4 jan')
      const [plan] = [team.channel.withText('TikTok verkennen')]
      expect(readAs(plan, 'nobody')).toContain('1 feb 2027')
      await team.later('P4D')
      expect(samir.reads()).toContain('Hoe staat het ermee?')
      expect(cardsOf(team, 'Samir')).toEqual(['2026-12-31', '2027-01-04'])
    }))
})

describe('a bot that was down for two months', () => {
  it('asks once about what it slept through, counts the rest, and goes on from there', () =>
    prioritised.play(async (team) => {
      await add(team, 'Samir', action(team, 'TikTok verkennen', ['Samir'], { repeat: 'weekly' }))
      // The clock jumps, and nothing is done meanwhile: it is Monday 25 January.
      team.room.clock.advance('P63DT1H')
      await team.later('PT1M')
      expect(cardsOf(team, 'Samir')).toEqual(['2027-01-25'])
      await team.privately('Samir').presses('Op schema')
      expect(team.privately('Samir').reads()).toContain('Volgende opvolging: 29 jan 2027')
      await team.later('P5D')
      expect(cardsOf(team, 'Samir')).toEqual(['2027-01-25', '2027-01-29'])
    }))
})

describe('someone who reads English', () => {
  it('has her card of the day in it', () =>
    prioritised.play(async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'language')
      await samir.does('language.set', { language: 'en' })
      await add(team, 'Fatima', action(team, 'TikTok verkennen', ['Samir']))
      expect(samir.reads()).toContain('📅 New for you')
      await samir.presses("I'll take it on")
      await team.later('P11DT1H')
      expect(samir.reads()).toContain('How is it going? One tap will do.')
      await samir.presses('On track')
      expect(samir.reads()).toContain('according to you')
    }))
})
