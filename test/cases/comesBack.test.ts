import { describe, expect, it } from 'vitest'
import type { Team } from '../practiceTeam.ts'
import { at } from '../stages.ts'

const returns = ({ room }: Team, person: string): void => {
  const [channel] = room.world.places
  if (channel) channel.people = [...channel.people, person]
}

describe('someone who leaves the channel, and comes back', () => {
  it('is reminded like the others, and whoever steers reads of nobody who left', () =>
    at('started').play(async (team) => {
      await team.room.client.leaves('joris')
      await team.later('PT1M')
      const lotte = team.privately('Lotte')
      expect(lotte.reads('Jouw beheerkaart')).toContain('Niet meer in jullie kanaal: Joris')
      returns(team, 'joris')
      const [joris, wout] = ['Joris', 'Wout'].map((name) => team.privately(name))
      const had = joris?.messages().length ?? 0
      await team.later('P10D')
      expect(joris?.messages().length).toBeGreaterThan(had)
      expect(joris?.messages().length).toBe(wout?.messages().length)
      expect(lotte.reads('Jouw beheerkaart')).not.toContain('Niet meer in jullie kanaal')
    }))

  it('isn’t, who was taken out meanwhile', () =>
    at('started').play(async (team) => {
      await team.room.client.leaves('joris')
      await team.later('PT1M')
      const lotte = team.privately('Lotte')
      await lotte.does('round.takeOut', {})
      await lotte.does('round.takeOut', { person: team.id('joris') })
      returns(team, 'joris')
      const had = team.privately('Joris').messages().length
      await team.later('P10D')
      expect(team.privately('Joris').messages()).toHaveLength(had)
    }))
})
