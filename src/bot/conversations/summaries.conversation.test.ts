import { describe, expect, it } from 'vitest'
import type { Team } from '../../../test/practiceTeam.ts'
import { at } from '../../../test/stages.ts'
import type { Message } from '../../practice/world.ts'

/** What a notification, a list of chats and a screen reader have of a message: its first sentence. */
const summaryOf = ({ card }: Message): string => String(card?.fallbackText ?? card?.text ?? '').split('\n')[0] ?? ''
/** Of all that the bot said in a place, oldest first. */
const summariesIn = (team: Team, place: string): string[] =>
  team.room.world.messages
    .filter((one) => one.place === place && one.from === 'bot' && one.card?.type !== 'modal')
    .map(summaryOf)
const CONTROL = 'Je beheerkaart voor deze ronde'

const HELLO = 'Hallo, ik ben Quickscan.'
const CLOSED = 'Afgesloten. Het resultaat staat in dit kanaal.'
const AFTER = [HELLO, CLOSED, 'Wat jullie invulden']
const TALKED = [...AFTER, 'Jullie bespraken het resultaat']
const GIVE = 'Geef sterren aan de bouwstenen'
const GIVEN = 'De sterren zijn afgesloten.'
const OVER = 'Deze scan is afgesloten.'
const FORM = 'Start een Quickscan'
/** In Slack the form is a window: it stands in no list of messages. */
const without = (team: Team, summaries: readonly string[]): string[] =>
  summaries.filter((one) => team.room.world.platform === 'teams' || one !== FORM)

const expectSummaries = (team: Team, channel: readonly string[], lotte: readonly string[]): void => {
  expect(summariesIn(team, 'channel')).toEqual(channel)
  expect(summariesIn(team, 'private:lotte')).toEqual(without(team, lotte))
}

describe('the sentence that a notification and a screen reader have of each message', () => {
  it('is true while the scan runs', () =>
    at('started').play(async (team) => {
      const invited = 'Je collega nodigt je uit: Quickscan over online werken'
      expectSummaries(team, [HELLO, 'Quickscan. Al ingediend: nog niemand'], [FORM, CONTROL, invited])
      expect(summariesIn(team, 'private:wout')).toEqual([invited])
    }))

  it('is true when all handed in, and when that is closed', () =>
    at('handedIn').play(async (team) => {
      await team.fillsIn('Wout', () => 'red')
      await team.later('PT6S')
      const thanks = 'Bedankt, je scan is ingediend.'
      const all =
        'Alle 6 dienden in. Je kunt afsluiten: dan zien jullie samen het resultaat. Doe je niets, dan sluit ik af op vr 4 dec, 17u.'
      expectSummaries(team, [HELLO, 'Quickscan. Al ingediend: bijna iedereen'], [FORM, all, thanks])
      await team.closes()
      await team.later('PT6S')
      const talk =
        'De scan is afgesloten: het resultaat staat in het kanaal, de antwoorden zijn gewist. Bespreek het eerst samen; daarna geeft ieder sterren.'
      expectSummaries(team, [...AFTER, 'Bespreek dit samen'], [FORM, talk, OVER])
      expect(team.room.world.messages.map(summaryOf).join()).not.toMatch(/\d van 6/)
    }))

  it('is true while stars are given, once they are ranked, and once the team agreed', async () => {
    await at('starring').play(async (team) => expectSummaries(team, [...TALKED, GIVE], [FORM, CONTROL, OVER, GIVE]))
    const proposal = 'Waar jullie aan willen werken, een voorstel'
    const confirm =
      'De sterren zijn afgesloten: het voorstel staat in het kanaal. Spreek samen af waar jullie aan werken, en bevestig dat hier.'
    await at('ranked').play(async (team) => {
      await team.later('PT6S')
      expectSummaries(team, [...TALKED, GIVEN, proposal], [FORM, confirm, OVER, GIVEN])
      expect(summariesIn(team, 'private:wout')).toEqual([OVER, GIVEN])
    })
    const directions =
      'Jullie prioriteiten staan in het kanaal. Van 2 prioriteiten weet ik nog niet waar jullie naartoe willen.'
    await at('planned').play(async (team) =>
      expectSummaries(team, [...TALKED, GIVEN, proposal, 'Hier werken jullie aan'], [FORM, directions, OVER, GIVEN]),
    )
  })

  it('is true of what is to be looked back at, before and after', () =>
    at('planned').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
      await samir.presses('Bewaren', { what: 'Pleinfilmpje', people: team.id('wout'), followUp: '2026-12-11' })
      await team.later('P18DT1H')
      expect(summariesIn(team, 'private:wout').at(-1)).toBe('Opvolging: Pleinfilmpje')
      await team.privately('Wout').presses('Afgerond')
      await team.later('PT1H')
      expect(summariesIn(team, 'private:wout').at(-1)).toBe('Opvolging van jullie acties')
    }))
})
