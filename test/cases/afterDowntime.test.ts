import { describe, expect, it } from 'vitest'
import { pressablesOf, textsOf } from '../../src/practice/cardReading.ts'
import type { Player } from '../../src/practice/play/player.ts'
import type { Team } from '../practiceTeam.ts'
import { at } from '../stages.ts'

/** The bot is down until then: whatever was due meanwhile comes at once. */
const isBackAt = async (team: Team, when: string): Promise<void> => {
  const clock = team.room.clock as unknown as { moveTo: (at: number) => void }
  clock.moveTo(Date.parse(when))
  await team.settled()
}
/** Hers, also those that by now say that the scan goes on in a newer one. */
const reminders = (player: Player): number =>
  player
    .messages()
    .filter(({ card }) => /Nog niet ingediend|in een nieuwere kaart hieronder/.test(textsOf(card ?? {}).join('\n')))
    .length - INVITATION
/** The invitation, which says so since the first reminder. */
const INVITATION = 1
const ofHisDay = (player: Player): number =>
  player.messages().filter(({ card }) => pressablesOf(card ?? {}).some(({ verb }) => verb === 'evaluation.report'))
    .length

describe('a bot that was down for days', () => {
  it('reminds of a scan once, on another day once more, and never after its deadline', () =>
    at('started').play(async (team) => {
      const fatima = team.privately('Fatima')
      await isBackAt(team, '2026-12-02T13:50:00+01:00')
      await team.later('PT10M')
      expect(reminders(fatima)).toBe(1)
      await team.later('P1D')
      expect(reminders(fatima)).toBe(2)
      await isBackAt(team, '2026-12-09T13:50:00+01:00')
      await team.later('PT1H')
      expect(reminders(fatima)).toBe(2)
    }))

  it('asks once after a weekly action of which four dates passed, and silently plans the next', () =>
    at('planned').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
      const fields = {
        what: 'Pleinfilmpje',
        people: team.id('samir'),
        followUp: '2026-12-04',
        repeat: 'weekly',
        end: '2027-06-30',
      }
      await samir.presses('Meer velden', fields)
      await samir.presses('Bewaren', fields)
      const before = samir.messages().length
      await isBackAt(team, '2027-01-05T10:00:00+01:00')
      await team.later('PT2H')
      expect(ofHisDay(samir)).toBe(1)
      await team.later('P3D')
      expect(samir.messages().length - before).toBeLessThan(3)
    }))
})
