import { describe, expect, it } from 'vitest'
import { carriedIn, readAs, withTeam } from '../../../test/practiceTeam.ts'

const TEAM = ['Lotte', 'Samir', 'Fatima']
const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']

describe('what only Teams has', () => {
  it('works on a phone that only knows Action.Submit: the pressed card itself is edited', () =>
    withTeam(TEAM, async (team) => {
      await team.starts('Online werken 2026')
      const samir = team.privately('Samir')
      const [message] = samir.messages()
      const round = carriedIn(message?.card, 'round')
      if (!message) throw new Error('no card')
      await team.room.client.submit('samir', message, { verb: 'sheet.next', data: { v: 1, round }, inputs: {} })
      await team.room.client.submit('samir', message, {
        verb: 'sheet.answer',
        data: { v: 1, round, element: '1.1', grade: 'green' },
        inputs: {},
      })
      await team.settled()
      expect(samir.messages()).toHaveLength(1)
      expect(readAs(message, 'samir')).toContain('Meerwaarde: voor de organisatie')
    }))

  it('answers a channel press from such a phone in private, never by editing the channel’s card', () =>
    withTeam(TEAM, async (team) => {
      await team.starts('Online werken 2026')
      const card = team.channel.newest()
      const round = carriedIn(card.card, 'round')
      const before = JSON.stringify(card.card)
      await team.room.client.submit('samir', card, { verb: 'sheet.show', data: { v: 1, round }, inputs: {} })
      await team.settled()
      expect(JSON.stringify(card.card)).toBe(before)
      expect(team.privately('Samir').messages().length).toBeGreaterThan(1)
    }))

  it('from a person and back is a greeting, and her scan is still hers', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      const chat = team.room.world.places.find(({ id }) => id === 'private:samir')
      if (!chat) throw new Error('no chat')
      await team.room.client.install('samir', chat, 'remove')
      await team.room.client.install('samir', chat, 'add')
      await team.settled()
      const samir = team.privately('Samir')
      expect(samir.reads('Wat ik kan')).toContain('Wat staat er voor mij open?')
      await samir.presses('Wat staat er voor mij open?')
      expect(samir.reads('Wat staat er voor jou open?')).toContain('Scan · Online')
    }))

  it('reaches every channel of the team it was used in', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      const other = {
        id: 'general',
        kind: 'channel',
        people: ['lotte'],
        conversation: '19:algemeen@thread.tacv2',
      } as const
      await team.room.client.install('lotte', { ...other, people: [...other.people] }, 'remove')
      await team.settled()
      expect(team.privately('Fatima').reads()).toContain('Deze scan is gestopt.')
    }))

  it('sends a form to the private chat, since Teams shows a card in the channel to everyone', () =>
    withTeam(TEAM, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('channel', 'start')
      const card = team.channel.newest()
      await samir.pressesIn(card, 'Quickscan starten')
      expect(readAs(card, 'samir')).toContain('privéchat')
      expect(samir.reads()).toContain('Hoe noemen jullie deze ronde?')
    }))
})
