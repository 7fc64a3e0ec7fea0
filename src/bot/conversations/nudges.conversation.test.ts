import { describe, expect, it } from 'vitest'
import { readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'

const TEAM = ['Lotte', 'Samir', 'Fatima', 'Joris']
/** How many she got by now, looked at before the next comes: the older then says that it goes on in the newer. */
const seen = new WeakMap<Team, Map<string, Set<string>>>()
const nudges = (team: Team, name: string): number => {
  const ofTeam = seen.get(team) ?? new Map<string, Set<string>>()
  const hers = ofTeam.get(name) ?? new Set()
  seen.set(team, ofTeam.set(name, hers))
  for (const one of team.privately(name).messages())
    if (readAs(one, 'nobody').includes('Nog niet ingediend')) hers.add(one.id)
  return hers.size
}

describe('privacy.5.12 a round that is passed on at night', () => {
  it('waits for the hours of whom it is passed to, who didn’t ask for it', () =>
    withTeam(TEAM, async (team) => {
      await team.starts('Online werken 2026', { date: '2026-12-04' })
      await team.later('PT11H')
      const [lotte, samir] = [team.privately('Lotte'), team.privately('Samir')]
      await lotte.presses('Overdragen of delen')
      await lotte.presses('Doorvoeren', { person: team.id('samir'), as: 'instead' })
      await team.later('PT1M')
      const steers = (): boolean => samir.messages().some((one) => readAs(one, 'samir').includes('Jouw beheerkaart'))
      expect(steers()).toBe(false)
      await team.later('PT14H')
      expect(steers()).toBe(true)
    }))
})

describe('privacy.5.12 reminders of an unfinished scan', () => {
  it('come twice at most, on working mornings, to who has not finished', () =>
    withTeam(TEAM, async (team) => {
      await team.starts('Online werken 2026', { date: '2026-12-04' })
      await team.answersBlock1('Fatima', 'green', '')
      await team.privately('Joris').presses('Niet deelnemen')
      await team.privately('Samir').presses('Beginnen')
      await team.privately('Samir').picks('1.1', 'red')
      const seen: string[] = []
      for (let day = 0; day < 12; day++) {
        await team.later('P1D')
        seen.push(TEAM.map((name) => nudges(team, name)).join(''))
      }
      // Lotte, Samir, Fatima, Joris: she who finished and he who declined hear nothing.
      expect([...new Set(seen)]).toEqual(['0000', '1100', '2200'])
    }))

  it('say how far she is, and take the scan as it is', () =>
    withTeam(TEAM, async (team) => {
      await team.starts('Online werken 2026', { date: '2026-12-04' })
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      for (const id of ['1.1', '1.2', '1.3']) await samir.picks(id, 'orange')
      await team.later('P8D')
      expect(samir.reads('Nog niet ingediend')).toContain('3 van 42 ingevuld. Ook zo indienen mag')
      await samir.presses('Zo indienen')
      await team.later('PT5S')
      expect(team.channel.reads()).toContain('Al ingediend: nog maar enkele')
      await team.later('P2D')
      expect(nudges(team, 'Samir')).toBe(0)
    }))

  it('can wait until tomorrow, or stop for good', () =>
    withTeam(TEAM, async (team) => {
      await team.starts('Online werken 2026', { date: '2026-12-04' })
      await team.later('P8D')
      const samir = team.privately('Samir')
      await samir.presses('Morgen')
      expect(samir.reads()).toContain('Goed, morgen dan.')
      await team.privately('Fatima').presses('Niet meer herinneren')
      const before = [nudges(team, 'Samir'), nudges(team, 'Fatima')]
      await team.later('P1DT1H')
      expect([nudges(team, 'Samir'), nudges(team, 'Fatima')]).toEqual([(before[0] ?? 0) + 1, before[1]])
    }))

  it('are sent by the coordinator to the unfinished without naming them, and never more than two', () =>
    withTeam(TEAM, async (team) => {
      await team.starts('Online werken 2026', { date: '2026-12-18' })
      await team.answersBlock1('Fatima', 'green', '')
      const lotte = team.privately('Lotte')
      for (let times = 0; times < 4; times++) {
        await lotte.presses('Herinnering sturen')
        await team.later('PT1H')
        for (const name of TEAM) nudges(team, name)
      }
      expect(lotte.reads('Jouw beheerkaart')).not.toMatch(/Samir|Joris|Fatima/)
      expect([nudges(team, 'Samir'), nudges(team, 'Joris'), nudges(team, 'Fatima')]).toEqual([2, 2, 0])
    }))

  it('asked for in the evening, wait for the morning', () =>
    withTeam(TEAM, async (team) => {
      await team.starts('Online werken 2026', { date: '2026-12-18' })
      await team.later('PT10H')
      await team.privately('Lotte').presses('Herinnering sturen')
      await team.later('PT4H')
      expect(nudges(team, 'Samir')).toBe(0)
      await team.later('PT11H')
      expect(nudges(team, 'Samir')).toBe(1)
    }))
})

describe('a reminder', () => {
  it('goes on with the same scan, and the card from before says where', () =>
    withTeam(TEAM, async (team) => {
      await team.starts('Online werken 2026', { date: '2026-12-04' })
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      for (const id of ['1.1', '1.2']) await samir.picks(id, 'orange')
      const [old] = samir.messages()
      await team.later('P8D')
      expect(samir.reads('Nog niet ingediend')).toContain('2 van 42 ingevuld')
      await samir.presses('Verder invullen')
      expect(samir.reads()).toContain('2 van 42 ingevuld')
      await samir.picks('1.3', 'red')
      expect(samir.reads()).toContain('3 van 42 ingevuld')
      if (!old) throw new Error('no card')
      expect(readAs(old, 'samir')).toContain('Dit gaat verder in een nieuwere kaart hieronder.')
    }))
})
