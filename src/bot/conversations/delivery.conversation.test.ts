import { describe, expect, it } from 'vitest'
import { withTeam } from '../../../test/practiceTeam.ts'
import { textsOf } from '../../practice/cardReading.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']

describe('whoever steers a round', () => {
  it('reads nothing of cards that arrived', () =>
    withTeam(SIX, async (team) => {
      const lotte = await team.opensForm()
      await lotte.presses('Nakijken', { title: 'Online werken', people: SIX.map(team.id).join(',') })
      await lotte.presses('Starten')
      // Nothing is said of cards that arrived.
      await team.later('PT3M')
      const control = (): string =>
        lotte
          .messages()
          .map(({ card }) => textsOf(card ?? {}).join('\n'))
          .filter((said) => said.includes('hebben ingediend') || said.includes('bezorgd'))
          .join('\n')
      expect(control()).not.toContain('nog niet bezorgd')
    }))

  it('hears who can’t be reached where a private card is refused, which is logged and no message given up', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online werken')
        await team.later('PT1M')
        const lines = team.log.filter(({ kind, came }) => kind === 'effect' && came === 'unreachable')
        expect(lines).toEqual([
          expect.objectContaining({
            ...{ effect: 'post sheet', outcome: 'unreachable', platform: team.room.world.platform },
          }),
        ])
        expect(JSON.stringify(lines)).not.toContain(team.id('Wout'))
        const said = team
          .privately('Lotte')
          .messages()
          .map(({ card }) => textsOf(card ?? {}).join('\n'))
        expect(said.join('\n')).toContain('Eén collega kon ik niet bereiken: Wout')
        expect(await team.running.store.dead()).toEqual([])
      },
      { notInstalled: ['Wout'] },
    ))
})
