import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/practice/world.ts'
import type { Team } from '../practiceTeam.ts'
import { at } from '../stages.ts'

const deletes = (team: Team, message: Message | undefined): void => {
  const { messages } = team.room.world
  const index = message ? messages.indexOf(message) : -1
  if (index === -1) throw new Error('no such message')
  messages.splice(index, 1)
}
const failed = (team: Team) => team.log.filter(({ kind, outcome }) => kind === 'effect' && outcome !== 'ok')

describe('a card that someone deleted', () => {
  it('of the channel stays away, and "status" posts it anew, to follow what happens from then on', () =>
    at('started').play(async (team) => {
      const before = team.room.world.messages.length
      deletes(team, team.channel.withText('Al ingediend'))
      for (const name of ['Samir', 'Fatima', 'Joris']) await team.answersBlock1(name, 'red', '')
      await team.later('PT1H')
      expect(() => team.channel.withText('Al ingediend')).toThrow()
      expect(team.room.world.messages).toHaveLength(before - 1)
      await team.privately('Lotte').says('channel', 'status')
      expect(team.channel.reads()).toContain('Al ingediend')
      const read = team.channel.reads()
      for (const name of ['Lotte', 'Anke', 'Wout']) await team.answersBlock1(name, 'red', '')
      await team.later('PT1H')
      expect(team.channel.reads()).not.toBe(read)
      expect(failed(team)).toEqual([])
    }))

  it('of a person’s own comes back for whoever asks what is open, and she goes on', () =>
    at('started').play(async (team) => {
      const joris = team.privately('Joris')
      await joris.presses('Beginnen')
      await joris.picks('1.1', 'red')
      deletes(team, joris.messages()[0])
      expect(joris.messages()).toHaveLength(0)
      await joris.says('private:joris', 'open')
      await joris.does('sheet.show')
      expect(joris.reads()).toContain('1 van 42 ingevuld')
      await joris.picks('1.2', 'red')
      expect(joris.reads()).toContain('2 van 42 ingevuld')
      expect(failed(team)).toEqual([])
    }))
})
