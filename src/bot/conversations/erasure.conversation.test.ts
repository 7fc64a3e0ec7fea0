import { describe, expect, it } from 'vitest'
import { type DeadProcess, deadProcess, tells } from '../../../test/deadProcess.ts'
import { carriedIn, readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'
import { at, SIX, stage } from '../../../test/stages.ts'
import type { Effect } from '../../flows/effect.ts'

/** Longer than any lease. */
const PAST_A_LEASE = 'PT1M'
const STAYS = 'Wat al opgeteld is, blijft in het totaal'

/** Asks for it, and confirms it with that process at work beside the bot's own. @returns what she reads, and that process */
const erases = async (
  team: Team,
  name: string,
  takes?: (effect: Effect) => boolean,
): Promise<{ readonly reads: string; readonly dead: DeadProcess }> => {
  const person = team.privately(name)
  await person.says(`private:${name.toLowerCase()}`, 'mijn gegevens')
  await person.presses('Alles van mij wissen')
  const dead = deadProcess(team.running.store, takes)
  await person.presses('Ja, alles wissen')
  dead.isGone()
  return { reads: person.reads('Gewist.'), dead }
}
/** On the first card she got, which may not be drawn anew yet. */
const answersAgain = async (team: Team, name: string): Promise<void> => {
  const [card] = team.privately(name).messages()
  if (!card) throw new Error(`${name} has no card`)
  const round = carriedIn(card.card, 'round')
  const press = (verb: string, data = {}) =>
    team.room.client.press(name.toLowerCase(), card, { verb, data: { v: 1, round, ...data }, inputs: {} })
  for (const { id } of team.running.voice.kit.blocks[0]?.elements ?? [])
    await press('sheet.answer', { element: id, grade: 'red' })
  await press('sheet.handIn')
  await team.settled()
}
const resultOf = (team: Team): string => readAs(team.channel.withText('dienden in'), 'lotte')
const rankingOf = (team: Team): string => readAs(team.channel.withText('gaven sterren. Jullie beslissen'), 'lotte')

/** Samir alone answered green. */
const handedIn = stage(SIX, async (team) => {
  await team.starts('Online werken 2026')
  for (const name of SIX.slice(0, 5)) await team.fillsIn(name, () => (name === 'Samir' ? 'green' : 'orange'))
})
/** What carries Samir's answers, or stars, to the sum. */
const carriesSamirs = ({ payload }: Effect): boolean => {
  if (payload.do !== 'tell') return false
  const { event } = payload
  if (event.type === 'starsAdded') return event.given?.stars['2'] === 5
  return event.type === 'added' && event.answers?.grades['1.1'] === 'green'
}
const starred = at('starring').followedBy(async (team) => {
  await team.privately('Samir').presses('Bewaren', { 'stars.2': '5' })
  for (const name of ['Lotte', 'Fatima', 'Joris']) await team.privately(name).presses('Bewaren', { 'stars.4': '4' })
})
const closesStars = async (team: Team): Promise<void> => {
  const lotte = team.privately('Lotte')
  await lotte.presses('Sterren afsluiten')
  await lotte.presses('Ja, afsluiten')
}

describe('privacy.5.6 what she reads as erased', () => {
  it('is not in the result, whatever a process that was killed right after has in hand', () =>
    handedIn.play(async (team) => {
      const { reads } = await erases(team, 'Samir')
      expect(reads).not.toContain(STAYS)
      await team.closes()
      await team.later('PT5S')
      expect(resultOf(team)).toContain('4 van 6 dienden in')
      await team.later(PAST_A_LEASE)
      expect(resultOf(team)).toContain('4 van 6 dienden in')
    }))

  it('is not in the result either where her answers had left her sheet and weren’t summed yet', () =>
    handedIn.play(async (team) => {
      const carrying = deadProcess(team.running.store, carriesSamirs)
      await team.closes()
      expect(carrying.took()).toBe(1)
      const { reads } = await erases(team, 'Samir')
      expect(reads).not.toContain(STAYS)
      carrying.isGone()
      await team.later(PAST_A_LEASE)
      expect(resultOf(team)).toContain('4 van 6 dienden in')
    }))

  it('and was summed already stays in the total, and she is told so', () =>
    handedIn.play(async (team) => {
      const tallying = deadProcess(team.running.store, tells('pageTallied'))
      await team.closes()
      const { reads } = await erases(team, 'Samir')
      expect(reads).toContain(STAYS)
      tallying.isGone()
      await team.later(PAST_A_LEASE)
      expect(resultOf(team)).toContain('5 van 6 dienden in')
    }))

  it('is in no ranking: still on her ballot, or on its way to the sum', async () => {
    for (const onItsWay of [false, true])
      await starred.play(async (team) => {
        const carrying = deadProcess(team.running.store, (effect) => onItsWay && carriesSamirs(effect))
        if (onItsWay) await closesStars(team)
        const { reads } = await erases(team, 'Samir')
        expect(reads).not.toContain(STAYS)
        expect(carrying.took()).toBe(onItsWay ? 1 : 0)
        carrying.isGone()
        if (!onItsWay) await closesStars(team)
        await team.later(PAST_A_LEASE)
        expect(rankingOf(team)).toContain('3 van 6')
      })
  })

  it('takes nothing of what she gives after it, when what a dead process had in hand comes back', () =>
    handedIn.play(async (team) => {
      await erases(team, 'Samir', tells('personErased'))
      await answersAgain(team, 'Samir')
      await team.later(PAST_A_LEASE)
      await team.closes()
      await team.later('PT5S')
      expect(resultOf(team)).toContain('5 van 6 dienden in')
    }))

  it('is all that is hers, also where what says that it is hers is still on its way', () =>
    withTeam(SIX, async (team) => {
      const listing = deadProcess(team.running.store, tells('taskOpened'))
      await team.starts('Online werken 2026')
      for (const name of SIX.slice(0, 4)) await team.answersBlock1(name, 'orange', '')
      await erases(team, 'Samir')
      expect(listing.took()).toBeGreaterThan(0)
      listing.isGone()
      await team.closes()
      await team.later('PT5S')
      expect(resultOf(team)).toContain('3 van 6 dienden in')
    }))
})
