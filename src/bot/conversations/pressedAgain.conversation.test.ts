import { describe, expect, it } from 'vitest'
import { carriedIn, readAs, type Team } from '../../../test/practiceTeam.ts'
import { at } from '../../../test/stages.ts'

/** Lotte presses what an old control card of hers had, whatever it shows by now. */
const fromOldCard = async (team: Team, round: string, verb: string, data: object = {}): Promise<string> => {
  const lotte = team.privately('Lotte')
  const message =
    lotte.messages().findLast((shown) => readAs(shown, 'lotte').includes('Jouw beheerkaart')) ?? lotte.messages()[0]
  if (!message) throw new Error('no card')
  await team.room.client.press('lotte', message, { verb, data: { v: 1, round, ...data }, inputs: {} })
  await team.running.answered()
  // In its place, or under it for her alone.
  const read = lotte.messages().map((shown) => readAs(shown, 'lotte'))
  return (
    read.find((text) => text.includes('Dat lukt nu niet') || /al (afgesloten|gevraagd)/.test(text)) ?? read.join('\n')
  )
}
const roundOf = (team: Team): string => carriedIn(team.privately('Samir').card(), 'round')
const OF_THE_SCAN = [
  ['round.close', { confirmed: true }],
  ['round.close', {}],
  ['round.extend', {}],
  ['round.remind', {}],
  ['round.cancel', {}],
  ['round.addMember', { people: 'Bram' }],
] as const
const OVER = 'De scan is al afgesloten. Typ resultaat, dan toon ik wat eruit kwam.'

describe('who presses again what was done', () => {
  it('reads that the scan is closed, and where its result is', () =>
    at('handedIn').play(async (team) => {
      const round = roundOf(team)
      await team.closes()
      await team.later('PT5S')
      for (const [verb, data] of OF_THE_SCAN) {
        const read = await fromOldCard(team, round, verb, data)
        expect(read, verb).toContain(OVER)
        // It's no answer of hers that comes too late, and she gets back to her control card.
        expect(read, verb).not.toContain('dus dit antwoord komt te laat')
        // In Slack it stands under the card, which keeps its buttons.
        if (team.room.world.platform === 'teams') expect(read, verb).toContain('Terug')
      }
    }))

  it('reads the same when the deadline closed it', () =>
    at('handedIn').play(async (team) => {
      const round = roundOf(team)
      await team.later('P14D')
      expect(await fromOldCard(team, round, 'round.close', { confirmed: true })).toContain(OVER)
    }))

  it('reads how it stands with the stars', () =>
    at('starring').play(async (team) => {
      const round = roundOf(team)
      expect(await fromOldCard(team, round, 'talk.done')).toContain('De sterren zijn al gevraagd.')
      expect(await fromOldCard(team, round, 'round.close', { confirmed: true })).toContain(OVER)
      for (const name of ['Lotte', 'Samir', 'Fatima'])
        await team.privately(name).presses('Bewaren', { 'stars.1': '5', 'stars.4': '5' })
      await fromOldCard(team, round, 'ballot.close', { confirmed: true })
      await team.later('PT5S')
      for (const data of [{}, { confirmed: true }])
        expect(await fromOldCard(team, round, 'ballot.close', data)).toContain(
          'De sterren zijn al afgesloten: het voorstel is er.',
        )
    }))
})
