import { describe, expect, it } from 'vitest'
import { leave } from '../../src/practice/world.ts'
import { type Team, withTeam } from '../practiceTeam.ts'
import { SIX } from '../stages.ts'
import { prioritised } from './prioritised.ts'

const leavesUntold = async (team: Team): Promise<void> => leave(team.room.world, 'joris')
const leavesTold = async (team: Team): Promise<void> => {
  await team.room.client.leaves('joris')
  await team.settled()
}

describe.each(['teams', 'slack'] as const)(
  'someone who leaves the channel in the middle of a scan (%s)',
  (platform) => {
    it.each([
      ['as the platform says', leavesTold],
      ['unsaid', leavesUntold],
    ])('%s: isn’t reminded, and whoever steers hears of it and can take her out', (_, leaves) =>
      withTeam(
        SIX,
        async (team) => {
          await team.starts('Online')
          await team.answersBlock1('Samir', 'red', '')
          await leaves(team)
          const had = team.privately('Joris').messages().length
          await team.later('P10D')
          expect(team.privately('Joris').messages()).toHaveLength(had)
          expect(team.privately('Wout').messages().length).toBeGreaterThan(1)
          const lotte = team.privately('Lotte')
          expect(lotte.reads('Iemand zit niet meer in het kanaal')).toContain('Niet meer in jullie kanaal: Joris')
          const total = /van 6/
          await lotte.does('round.takeOut', {})
          await lotte.does('round.takeOut', { person: team.id('joris') })
          expect(lotte.reads('Uit de ronde gehaald')).toMatch(total)
          // Whoever handed in is taken out just so: nothing that is said differs.
          await lotte.does('round.takeOut', { person: team.id('samir') })
          expect(lotte.reads('Uit de ronde gehaald')).toMatch(total)
        },
        { platform },
      ),
    )

    it('is told of also where she asked for no reminders: nobody sees by who isn’t named that she did', () =>
      withTeam(
        SIX,
        async (team) => {
          await team.starts('Online', { date: '2026-12-18' })
          const joris = team.privately('Joris')
          while (!joris.canDo('sheet.snooze', { until: 'never' })) await team.later('P1D')
          await joris.presses('Niet meer herinneren')
          await leavesUntold(team)
          await team.later('P30D')
          expect(team.privately('Lotte').reads('Iemand zit niet meer in het kanaal')).toContain('Joris')
        },
        { platform },
      ))

    it('taken out of it, isn’t asked for stars either, though still in the channel', () =>
      withTeam(
        SIX,
        async (team) => {
          await team.starts('Online')
          for (const name of SIX.slice(0, 3)) await team.answersBlock1(name, 'red', '')
          await leavesTold(team)
          await team.later('PT10S')
          const lotte = team.privately('Lotte')
          await lotte.does('round.takeOut', {})
          await lotte.does('round.takeOut', { person: team.id('wout') })
          await team.closes()
          await team.later('PT10S')
          const had = team.privately('Wout').messages().length
          await lotte.presses('We hebben het besproken')
          await team.later('P6D')
          expect(team.privately('Wout').messages()).toHaveLength(had)
          expect(team.privately('Anke').messages().length).toBeGreaterThan(1)
        },
        { platform },
      ))

    it('leaves an action without an owner: whoever steers hears of it and can hand it over', () =>
      withTeam(
        SIX,
        async (team) => {
          await prioritised(team)
          const joris = team.privately('Joris')
          await joris.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
          await joris.presses('Bewaren', { what: 'Pleinfilmpje', people: team.id('joris'), followUp: '2026-12-11' })
          await leavesTold(team)
          const had = joris.messages().length
          await team.later('P30D')
          expect(joris.messages()).toHaveLength(had)
          expect(team.privately('Lotte').reads('Pleinfilmpje')).toContain('zit niet meer in jullie kanaal')
          expect(team.privately('Lotte').canDo('action.passOn', {})).toBe(true)
        },
        { platform },
      ))
  },
)
