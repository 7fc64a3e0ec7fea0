import { describe, expect, inject, it } from 'vitest'
import { type Team, withTeam } from '../../../test/practiceTeam.ts'

const TEAM = ['Lotte', 'Samir', 'Fatima']
const onTeams = (): boolean => inject('platform') === 'teams'

/** A mention that stands in a thread, as this platform says it. */
const inThread = (team: Team, root: string): Readonly<Record<string, unknown>> =>
  onTeams()
    ? { conversation: { id: `${team.room.world.ids.channel};messageid=${root}`, conversationType: 'channel' } }
    : { thread_ts: root }

describe('where the bot answers', () => {
  it('is the thread she spoke in, and the card there follows the round like every card of it', () =>
    withTeam(TEAM, async (team) => {
      await team.starts('Online werken')
      const root = onTeams() ? '1700000000123' : '1700000000.000123'
      // When someone asks in a thread how it stands, the answer stands in that thread
      await team.privately('Samir').says('channel', 'status', inThread(team, root))
      const answer = team.channel.newest()
      expect(answer.thread).toBe(root)
      // And is edited there once someone handed in
      await team.answersBlock1('Samir', 'green', '')
      await team.later('PT5M')
      expect(answer.edits).toBeGreaterThan(0)
      // And the words are answered there too
      for (const word of ['resultaat', 'sterren', 'plan', 'bouwsteen 2', 'zoek privacy', 'hallo daar']) {
        const before = team.room.world.messages.length
        await team.privately('Samir').says('channel', word, inThread(team, root))
        expect(team.room.world.messages.length).toBeGreaterThan(before)
        expect(team.channel.newest().thread).toBe(root)
      }
    }))

  it('is the channel itself where nobody spoke in a thread, in Slack; in Teams every message begins one', () =>
    withTeam(TEAM, async (team) => {
      await team.privately('Lotte').says('channel', 'status')
      if (onTeams()) expect(team.channel.newest().thread).toMatch(/./)
      else expect(team.channel.newest().thread).toBeUndefined()
    }))

  it('is the channel where the thread is gone by then', () =>
    withTeam(TEAM, async (team) => {
      team.room.troubles.add({ on: 'post', times: 1, status: 404 })
      await team.privately('Lotte').says('channel', 'status', inThread(team, '1700000000.000999'))
      expect(team.channel.newest().thread).toBeUndefined()
    }))
})

describe('a message in another guise', () => {
  const guises: readonly (readonly [string, (word: string) => Readonly<Record<string, unknown>>])[] = onTeams()
    ? [
        [
          'with a picture',
          () => ({ attachments: [{ contentType: 'image/*', contentUrl: 'https://kwaad.example/x.png' }] }),
        ],
        [
          'as HTML alone',
          (word) => ({ text: '', attachments: [{ contentType: 'text/html', content: `<p>${word}</p>` }] }),
        ],
        ['with blanks that don’t break', (word) => ({ text: `&nbsp;${word}&nbsp;!` })],
        ['with the mention behind it', (word) => ({ text: `${word} <at>Quickscan</at>` })],
        [
          'under a quote',
          (word) => ({ text: `<blockquote>iets anders</blockquote><p><at>Quickscan</at>&nbsp;${word}</p>` }),
        ],
      ]
    : [
        [
          'with a file',
          () => ({ subtype: 'file_share', files: [{ id: 'F1', url_private: 'https://kwaad.example/x' }] }),
        ],
        ['sent to the channel too', () => ({ subtype: 'thread_broadcast', thread_ts: '1700000000.000001' })],
        ['in the third person', () => ({ subtype: 'me_message' })],
        ['with a name behind a mention', (word) => ({ text: `<@U0QUICKSCAN|quickscan>\u00a0${word}.` })],
        ['with the mention behind it, and two of them', (word) => ({ text: `<@U0LOTTE> ${word} <@U0QUICKSCAN>` })],
        ['under a quote, with a smile', (word) => ({ text: `&gt; iets anders\n<@U0QUICKSCAN> ${word} :smile:` })],
      ]

  it.each(guises)('is heard like its text: %s', (_guise, guise) =>
    withTeam(TEAM, async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'Help', guise('Help'))
      expect(samir.reads()).toContain('Wat staat er voor mij open?')
      await samir.says('channel', 'STATUS', guise('STATUS'))
      expect(team.channel.reads()).toContain('Quickscan starten')
      // A word that is read shows something else than one that isn't
      await samir.says('channel', 'Bouwsteen 2', guise('Bouwsteen 2'))
      expect(team.channel.reads()).not.toContain('Quickscan starten')
    }),
  )

  it('that is only a file is let be, and told once', () =>
    withTeam(TEAM, async (team) => {
      const samir = team.privately('Samir')
      const file = onTeams()
        ? { text: '', attachments: [{ contentType: 'image/*', contentUrl: 'https://kwaad.example/x.png' }] }
        : { text: '', subtype: 'file_share', files: [{ id: 'F1', url_private: 'https://kwaad.example/x' }] }
      for (let sent = 0; sent < 3; sent++) await samir.says('private:samir', '', file)
      expect(samir.messages()).toHaveLength(1)
      expect(samir.reads()).toContain('ik haal ze ook niet op')
      // Another day it may be said again
      await team.later('P1D')
      await samir.says('private:samir', '', file)
      expect(samir.messages()).toHaveLength(2)
    }))

  const others: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = onTeams()
    ? [
        ['edited', { type: 'messageUpdate' }],
        ['deleted', { type: 'messageDelete' }],
        ['of a bot', { from: { id: '28:other', role: 'bot' } }],
      ]
    : [
        ['edited', { subtype: 'message_changed' }],
        ['deleted', { subtype: 'message_deleted' }],
        ['of a bot', { subtype: 'bot_message', bot_id: 'B1' }],
        ['of a bot too', { bot_id: 'B1' }],
      ]
  it.each(others)('that was not said to it is ignored: %s', (_what, guise) =>
    withTeam(TEAM, async (team) => {
      await team.privately('Samir').says('private:samir', 'help', guise)
      expect(team.privately('Samir').messages()).toHaveLength(0)
    }),
  )
})
