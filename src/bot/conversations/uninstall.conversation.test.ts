import { describe, expect, inject, it } from 'vitest'
import { openedIn } from '../../../test/keptIn.ts'
import type { Team } from '../../../test/practiceTeam.ts'
import { SIX, stage } from '../../../test/stages.ts'
import { keyRingEncryption } from '../../store/encryption.ts'

const secret = Buffer.alloc(32, 8)
const encryption = keyRingEncryption([{ id: 'practice', secret }])

/** Answers, a remark, and someone with hours of her own. */
const begun = stage(
  SIX,
  async (team) => {
    await team.starts('Online werken')
    for (const name of SIX.slice(0, 3)) await team.answersBlock1(name, 'orange', 'MERK-opmerking')
    await team.privately('Anke').says('private:anke', 'help')
  },
  { environment: { DATA_KEYS: `practice:${secret.toString('base64')}` } },
)

/** All that is kept of the organisation, by the names of its values. */
const keptOf = async (team: Team): Promise<string[]> =>
  [...(await openedIn(team, encryption)).keys()].filter((place) => !/^(secret|noted)\//.test(place))

const channelOf = (team: Team) => {
  const [channel] = team.room.world.places
  if (!channel) throw new Error('no channel')
  return channel
}
const takesOut = async (team: Team): Promise<void> => {
  await team.room.client.install('lotte', channelOf(team), 'remove')
  if (inject('platform') === 'slack') await team.room.slack().client.uninstall()
  await team.settled()
}

describe('privacy.5.13 an app that is taken out of its last place', () => {
  it('leaves nothing of the organisation thirty days later', () =>
    begun.play(async (team) => {
      await takesOut(team)
      await team.later('P29D')
      expect((await keptOf(team)).filter((place) => place.startsWith('person/')).length).toBeGreaterThan(0)
      await team.later('P2D')
      expect(await keptOf(team)).toEqual([])
      expect([...(await openedIn(team, encryption)).values()].join()).not.toMatch(/MERK|29:|19:/)
    }))

  it('comes back within the term, and keeps all it had', () =>
    begun.play(async (team) => {
      if (inject('platform') === 'slack') await team.room.client.install('lotte', channelOf(team), 'remove')
      else await takesOut(team)
      await team.later('P20D')
      const people = (await keptOf(team)).filter((place) => place.startsWith('person/'))
      await team.room.client.install('lotte', channelOf(team), 'add')
      await team.later('P20D')
      expect(await keptOf(team)).toEqual(expect.arrayContaining(people))
      expect(people.length).toBeGreaterThan(0)
    }))
})
