import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { request } from 'node:https'
import { textsOf } from '../../src/practice/cardReading.ts'
import { createPlayer, type Player } from '../../src/practice/play/player.ts'
import type { PracticeRoom } from '../../src/practice/types.ts'
import { seenBy } from '../../src/practice/world.ts'
import { until } from './run.ts'

/** Passes on over TLS what the room posts, as Teams does itself: the room speaks plain HTTP. @param authority whose certificates hold */
export const throughTls = (port: number, authority: string): Server => {
  const ca = readFileSync(authority)
  return createServer((asked, answer) => {
    const { method, url, headers } = asked
    const passed = request(
      { host: 'localhost', port, path: url, method, headers: { ...headers, host: 'localhost' }, ca },
      (back) => {
        answer.writeHead(back.statusCode ?? 502, back.headers)
        back.pipe(answer)
      },
    )
    passed.on('error', (error) => answer.writeHead(502).end(String(error)))
    asked.pipe(passed)
  })
}

/** People at their Teams, whose bot is elsewhere: what it sends by itself is waited for. */
export const teamIn = (room: PracticeRoom) => {
  const player = (name: string): Player => createPlayer(room, name, async () => undefined)
  const readsOf = (name: string): string[] =>
    player(name)
      .messages()
      .map((message) => textsOf(seenBy(message, name) ?? {}).join('\n'))
  const inChannel = (text: string) =>
    room.world.messages.findLast(
      ({ place, card }) =>
        place === 'channel' &&
        textsOf(card ?? {})
          .join('\n')
          .includes(text),
    )
  const sees = (name: string, text: string): Promise<string> =>
    until(`"${text}" for ${name}`, () => readsOf(name).find((said) => said.includes(text)))
  /** Asks for her own card. Unasked the bot writes to nobody outside working hours, and this is run at any hour. */
  const opens = async (name: string): Promise<void> => {
    const [card, open] = [await until('the round’s card', () => inChannel('Mijn scan openen')), 'Mijn scan openen']
    await player(name).pressesIn(card, open)
  }
  return {
    player,
    readsOf,
    sees,
    /** From a mention in the channel to a round for everyone. @returns what was read before it was started */
    starts: async (): Promise<string> => {
      const lotte = player('lotte')
      await lotte.says('channel', 'start')
      await lotte.pressesIn(await until('a welcome', () => inChannel('Quickscan')), 'Quickscan starten')
      const people = room.world.people.map(({ id }) => room.world.ids.person(id)).join(',')
      await until('the form', () => (lotte.canDo('round.check', {}) ? true : undefined))
      await lotte.presses('Nakijken', { title: 'Een repetitie', people })
      const check = await sees('lotte', 'niet bereiken: Wout')
      await lotte.presses('Starten')
      return check
    },
    opens,
    /** Answers one statement and hands in. */
    handsIn: async (name: string): Promise<void> => {
      const person = player(name)
      if (!person.canDo('sheet.next', {})) await opens(name)
      await until(`a card for ${name}`, () => (person.canDo('sheet.next', {}) ? true : undefined))
      await person.does('sheet.next')
      await person.picks('1.1', 'red')
      await person.does('sheet.review')
      await person.does('sheet.handIn')
    },
  }
}
