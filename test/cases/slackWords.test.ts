import { describe, expect, it } from 'vitest'
import { textsOf } from '../../src/practice/cardReading.ts'
import { withTeam } from '../practiceTeam.ts'
import { SIX } from '../stages.ts'

describe('a word of Slack that is for now', () => {
  it.each([
    'team_added_to_org',
    'accesslimited',
    'service_unavailable',
    'ekm_access_denied',
    'rollup_error',
    'messages_tab_disabled',
    'a_word_of_next_year',
  ])('"%s", for a minute at the start: everyone is invited all the same', (word) =>
    withTeam(
      SIX,
      async (team) => {
        const lotte = await team.opensForm()
        await lotte.presses('Nakijken', { title: 'Online', date: '2026-12-04', people: SIX.map(team.id).join(',') })
        team.room.troubles.add({ on: 'post', to: 'D', times: 1000, status: 0, word })
        await lotte.presses('Starten')
        await team.later('PT1M')
        team.room.troubles.clear()
        await team.later('PT2H')
        const invited = SIX.filter((name) =>
          team
            .privately(name)
            .messages()
            .some((message) =>
              textsOf(message.card ?? {})
                .join(' ')
                .includes('Beginnen'),
            ),
        )
        expect(invited).toEqual(SIX)
      },
      { platform: 'slack' },
    ),
  )

  it('goes on all day: whoever steers the round reads who wasn’t invited', () =>
    withTeam(
      SIX,
      async (team) => {
        const lotte = await team.opensForm()
        await lotte.presses('Nakijken', { title: 'Online', date: '2026-12-04', people: SIX.map(team.id).join(',') })
        team.room.troubles.add({ on: 'post', to: 'D0WOUT', times: 1000, status: 0, word: 'a_word_of_next_year' })
        await lotte.presses('Starten')
        await team.later('P1D')
        expect(lotte.reads('Wout')).toContain('Eén collega kon ik niet bereiken: Wout')
      },
      { platform: 'slack' },
    ))
})

describe('a message that Slack lets nobody edit any more', () => {
  it('leaves no dead letters, and the result comes', () =>
    withTeam(
      SIX,
      async (team) => {
        await team.starts('Online')
        team.room.troubles.add({ on: 'edit', to: 'C', times: 1000, status: 0, word: 'edit_window_closed' })
        for (const name of SIX.slice(0, 5)) await team.answersBlock1(name, 'red', '')
        await team.later('PT1H')
        await team.closes()
        await team.later('PT5S')
        expect(team.channel.withText('Wat jullie invulden')).toBeDefined()
        expect(await team.running.store.dead()).toEqual([])
      },
      { platform: 'slack' },
    ))
})
