import { describe, expect, it } from 'vitest'
import { drawnFields } from '../../../test/formFields.ts'
import { type Team, withTeam } from '../../../test/practiceTeam.ts'
import { at } from '../../../test/stages.ts'
import { pressablesOf } from '../../practice/cardReading.ts'
import type { Player } from '../../practice/play/player.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']

const standing = (player: Player): Readonly<Record<string, string>> =>
  Object.fromEntries(drawnFields(player.card()).map(({ id, stands }) => [id, stands]))
const checked = async (team: Team, inputs = {}): Promise<Player> => {
  const lotte = await team.opensForm()
  await lotte.presses('Nakijken', inputs)
  return lotte
}

describe('the form that starts a round', () => {
  it('is filled in: a name with the year, everyone of the channel, and a day two weeks on', () =>
    withTeam(SIX, async (team) => {
      const lotte = await team.opensForm()
      const { title, people = '', date } = standing(lotte)
      expect(title).toBe('Online werken 2026')
      expect(people.split(',').toSorted()).toEqual(SIX.map(team.id).toSorted())
      expect(date).toBe('2026-12-07')
      await lotte.presses('Nakijken')
      expect(lotte.reads()).toContain('Online werken 2026, tot ma 7 dec, 17u')
      await lotte.presses('Starten')
      expect(lotte.reads('De scan is gestart.')).toContain('Online werken 2026')
    }))

  it('goes by the bot’s own clock, and proposes no day on which nobody works', () =>
    withTeam(
      SIX,
      async (team) => {
        const { title, date } = standing(await team.opensForm())
        // Two weeks on is Easter Monday.
        expect([title, date]).toEqual(['Online werken 2027', '2027-03-30'])
      },
      { begins: '2027-03-15T10:00:00+01:00' },
    ))

  it('names the round in the team’s language, whatever language she who starts it reads', () =>
    at('planned').play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.says('private:lotte', 'instellingen')
      await lotte.does('team.settings', { language: 'en' })
      await lotte.says('private:lotte', 'taal')
      await lotte.does('language.set', { language: 'nl' })
      await lotte.says('channel', 'start')
      const [start] = pressablesOf(team.channel.newest().card ?? {}).filter(({ verb }) => verb === 'round.form')
      await lotte.pressesIn(team.channel.newest(), start?.label ?? '')
      expect(standing(lotte).title).toBe('Online work 2026')
      expect(lotte.reads()).toContain('Hoe noemen jullie deze ronde?')
    }))

  it('says beside the day that it has passed, with both buttons, and the rest stays', () =>
    withTeam(SIX, async (team) => {
      const lotte = await checked(team, { title: 'Ons najaar', date: '2026-11-02' })
      const said = () => drawnFields(lotte.card()).find(({ id }) => id === 'date')?.said
      expect(said()).toContain('Kies een dag die nog moet komen.')
      expect(standing(lotte)).toMatchObject({ title: 'Ons najaar', date: '2026-11-02' })
      await lotte.presses('Meer instellingen', { title: 'Ons najaar', date: '2026-11-02' })
      expect(lotte.reads()).toContain('Tot hoe laat?')
      expect(standing(lotte)).toMatchObject({ title: 'Ons najaar', date: '2026-11-02' })
      await lotte.presses('Nakijken')
      expect(said()).toContain('Kies een dag die nog moet komen.')
    }))

  it('says how much too long a name is, and cuts nothing off', () =>
    withTeam(SIX, async (team) => {
      const title = `Online werken met ${'heel '.repeat(13)}lange namen`
      const lotte = await checked(team, { title })
      expect(lotte.reads()).toContain(`Nog ${title.length - 80} tekens te veel. Hier passen er 80.`)
      expect(standing(lotte).title).toBe(title)
    }))

  it.each([
    ['a Saturday', '2026-12-05', 'Op za 5 dec werkt bijna niemand. Ik maakte er ma 7 dec, 17u van'],
    ['a Sunday', '2026-12-06', 'Op zo 6 dec werkt bijna niemand. Ik maakte er ma 7 dec, 17u van'],
    ['Christmas', '2026-12-25', 'Op vr 25 dec werkt bijna niemand. Ik maakte er ma 28 dec, 17u van'],
  ])('moves %s to the next working day, and says so', (_day, date, said) =>
    withTeam(SIX, async (team) => {
      expect((await checked(team, { date })).reads()).toContain(said)
    }),
  )

  it('says in the check when the result comes', () =>
    withTeam(SIX, async (team) => {
      const lotte = await checked(team, { date: '2026-12-04' })
      expect(lotte.reads()).toContain('Het resultaat komt in jullie kanaal na vr 4 dec, 17u.')
    }))

  it('promises no result where too few are asked', () =>
    withTeam(SIX, async (team) => {
      const lotte = await checked(team, { date: '2026-12-04', people: team.id('Lotte') })
      expect(lotte.reads()).not.toContain('Het resultaat komt')
    }))
})

describe('the next look back at an action, on a day nobody works', () => {
  it('moves to the working day after it, with a word about it', () =>
    at('planned')
      .followedBy(async (team) => {
        const samir = team.privately('Samir')
        const fields = { what: 'Samen kijken', people: team.id('Samir'), followUp: '2026-12-04' }
        await samir.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
        await samir.presses('Bewaren', fields)
        await team.later('P11DT1H')
      })
      .play(async (team) => {
        const samir = team.privately('Samir')
        await samir.does('evaluation.show')
        await samir.does('action.date')
        await samir.does('action.date', { date: '2026-12-25' })
        expect(samir.reads()).toContain('Op de dag die je koos, werkt niemand. Ik vraag het op 28 dec 2026.')
      }))
})
