import { describe, expect, it } from 'vitest'
import { withTeam } from '../practiceTeam.ts'
import { SIX } from '../stages.ts'

describe.each(['teams', 'slack'] as const)('a channel where the bot may not post (%s)', (platform) => {
  it('answers whoever calls it there in private, with why', () =>
    withTeam(
      SIX,
      async (team) => {
        team.room.world.channelIs = 'restricted'
        const lotte = team.privately('Lotte')
        await lotte.says('channel', 'start')
        expect(lotte.reads()).toContain('Ik kan in dat kanaal niet antwoorden')
        expect(team.room.world.messages.filter(({ place }) => place === 'channel')).toEqual([])
        expect(await team.running.store.dead()).toEqual([])
      },
      { platform },
    ))
})

describe('the command in a channel where the bot may not post', () => {
  it.each(['restricted_action', 'restricted_action_read_only_channel'])('is answered in private: %s', (word) =>
    withTeam(
      SIX,
      async (team) => {
        team.room.troubles.add({ on: 'post', to: 'C', times: 1000, status: 0, word })
        expect((await team.room.slack().client.command('lotte', 'C0PRAKTIJK', 'start')).status).toBe(200)
        await team.settled()
        expect(team.privately('Lotte').reads()).toContain('In het kanaal mag niet iedereen berichten zetten')
      },
      { platform: 'slack' },
    ),
  )
})
