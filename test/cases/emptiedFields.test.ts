import { describe, expect, it } from 'vitest'
import { carriedIn, readAs, type Team } from '../practiceTeam.ts'
import { at, SIX, stage } from '../stages.ts'

/** Clients of Teams leave a field out in which nothing stands; whoever emptied it meant it. */
const form = stage(SIX, async (team) => void (await team.opensForm()))
const everyone = (team: Team) => SIX.map(team.id).join(',')
const typed = { title: 'Online', date: '2026-12-04' }

const action = at('planned').followedBy(async (team) => {
  const samir = team.privately('Samir')
  await samir.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
  const fields = {
    what: 'TikTok verkennen',
    people: [team.id('samir'), team.id('lotte')].join(','),
    owner: 'de jeugddienst',
    followUp: '2026-12-04',
    end: '2027-06-30',
    repeat: 'monthly',
    remarks: 'Gaat over gezin De Smet.',
  }
  await samir.presses('Meer velden', fields)
  await samir.presses('Bewaren', fields)
})
const changes = async (team: Team, fields: Readonly<Record<string, string>>): Promise<string> => {
  const card = team.channel.newest()
  await team.privately('Fatima').pressesIn(card, 'Aanpassen')
  await team.privately('Fatima').presses('Bewaren', fields)
  return readAs(card, 'nobody')
}

describe('what someone empties in a form', () => {
  it('is asked for where it is needed: blocks, people and a date for a scan', () =>
    form.play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.presses('Nakijken', { ...typed, people: '' })
      expect(lotte.reads()).toContain('Duid minstens één collega aan.')
      await lotte.presses('Nakijken', { title: 'Online', people: everyone(team), date: '' })
      expect(lotte.reads()).toContain('Kies een dag.')
      await lotte.presses('Meer instellingen', { ...typed, people: everyone(team) })
      await lotte.presses('Nakijken', { ...typed, people: everyone(team), blocks: '' })
      expect(lotte.reads()).toContain('Duid minstens één bouwsteen aan.')
      expect(lotte.reads()).not.toContain('Klopt dit?')
    }))

  it('stays empty when more of the form is shown', () =>
    form.play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.presses('Meer instellingen', { ...typed, people: '' })
      expect(lotte.reads()).toMatch(/Wie vult de scan in\?: *\n/)
    }))

  it('is gone from an action: its people, its function, its end and its remarks', () =>
    action.play(async (team) => {
      expect(await changes(team, { people: '' })).toContain('Wie: de jeugddienst\n')
      const reads = await changes(team, { people: team.id('wout'), owner: '', end: '', remarks: '' })
      expect(reads).toContain('Wout')
      expect(reads).not.toMatch(/jeugddienst|30 jun|De Smet/)
    }))

  it('is no day at all for who unticks each of them in her hours', () =>
    form.play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.says('private:lotte', 'uren')
      await lotte.does('hours.set', { days: '' })
      expect(lotte.reads()).toContain('Duid minstens één dag aan.')
    }))

  it('is gone from what a team agreed: the reason, and a direction says that it needs words', () =>
    at('planned').play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.does('priorities.change')
      await lotte.does('priorities.confirm', { reason: '' })
      await team.privately('Samir').pressesIn(team.channel.withText('Hier werken jullie aan'), 'Het plan')
      expect(readAs(team.channel.withText('Hier werken jullie aan'), 'nobody')).not.toContain('Daar zit de druk.')
      await lotte.does('direction.save', { text: '' })
      expect(carriedIn(lotte.card(), 'round')).not.toBe('')
      expect(lotte.reads('over zes maanden')).toContain('Schrijf')
    }))
})
