import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPractice, type Practice, slackEnvironment } from '../../src/cli/demo.ts'
import { readSettings } from '../../src/config.ts'
import { type Running, startBot } from '../../src/main.ts'
import { textsOf } from '../../src/practice/cardReading.ts'
import { createPlayer } from '../../src/practice/play/player.ts'
import { commandText, eventText } from '../../src/practice/slack/payloads.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import { DIRECTORY, practiceTeam as people } from '../../src/practice/world.ts'
import { MONDAY } from '../practiceTeam.ts'
import { askRedis, type RedisServer, startRedis, until } from '../redisServer.ts'

describe('two bots on one Redis, each with a socket to Slack', () => {
  let server: RedisServer
  let practice: Practice
  let second: Running
  const settled = async (): Promise<void> => {
    await Promise.all([practice.running.answered(), second.answered()])
    await Promise.all([practice.settled(), second.settled()])
  }
  beforeAll(async () => {
    server = await startRedis()
    askRedis(server, 'flushall')
    const clock = standingClock(MONDAY)
    const redis = { REDIS_URL: server.url, DATA_FILE: '', DATA_KEYS: `one:${Buffer.alloc(32, 7).toString('base64')}` }
    practice = await openPractice({
      ...{ platform: 'slack', inSockets: true, clock, people: [...people(), ...DIRECTORY], environment: redis },
    })
    const { room } = practice
    second = await startBot(readSettings({ ...slackEnvironment(room, practice.folder, true), ...redis }), { clock })
    await until('both are connected', async () => room.slack().sockets().count() === 2)
    const answered = async (): Promise<void> => {
      await Promise.all([practice.running.answered(), second.answered()])
    }
    room.connect({ address: '', settled, answered, nextDue: practice.running.store.nextDue })
  })
  afterAll(async () => {
    await second.stop()
    await practice.stop()
    await server.stop()
  })

  const inChannel = () => practice.room.world.messages.filter(({ place, card }) => place === 'channel' && card)
  const deliver = (text: string, type: 'json' | 'form', again: number) =>
    practice.room.slack().sockets().deliver({ text, type }, again)

  it('answer each mention once, whichever hears it, and also when it comes again to the other, at once or long after', async () => {
    const { accounts, sockets } = practice.room.slack()
    const { ids } = practice.room.world
    for (const id of ['EvEen', 'EvTwee', 'EvDrie']) {
      const before = inChannel().length
      const event = { type: 'app_mention', user: ids.person('lotte'), channel: ids.channel, text: 'start' }
      const text = eventText(accounts.app, accounts.botUser, id, event)
      // At the same moment, each to another.
      await Promise.all([deliver(text, 'json', 0), deliver(text, 'json', 1)])
      await settled()
      expect(inChannel().length - before, id).toBe(1)
      for (const again of [2, 3]) {
        await deliver(text, 'json', again)
        await settled()
      }
      expect(inChannel().length - before, `${id} again`).toBe(1)
    }
    expect(sockets().wrong).toEqual([])
  })

  it('answer a command that comes again once', async () => {
    const { accounts, tickets } = practice.room.slack()
    const { ids } = practice.room.world
    const before = inChannel().length
    const text = commandText(accounts.app, 'lotte', ids.channel, 'start', tickets.trigger('lotte'))
    for (const again of [0, 1, 2]) {
      await deliver(text, 'form', again)
      await settled()
    }
    expect(inChannel().length - before).toBe(1)
  })

  it('play a round together: each press is counted once, though each comes twice', async () => {
    const { room } = practice
    room.troubles.duplicates = 1
    const player = (name: string) => createPlayer(room, name, settled)
    const lotte = player('lotte')
    await lotte.says('channel', 'start')
    const card = inChannel().at(-1)
    if (!card) throw new Error('the channel is empty')
    await lotte.pressesIn(card, 'Quickscan starten')
    const names = ['lotte', 'samir', 'fatima'].map(room.world.ids.person).join(',')
    await lotte.presses('Nakijken', { title: 'Online', date: '2026-12-04', people: names })
    await lotte.presses('Starten')
    const samir = player('samir')
    await samir.presses('Beginnen')
    for (const element of ['1.1', '1.2', '1.3', '1.4']) await samir.picks(element, 'green')
    await samir.does('sheet.pause')
    expect(textsOf(samir.card() ?? {}).join()).toContain('4 van 42')
    expect(room.slack().sockets().wrong).toEqual([])
  })

  it('go on when one of them stops: what it didn’t take goes to the other', async () => {
    practice.room.troubles.duplicates = 0
    const before = inChannel().length
    await second.stop()
    await createPlayer(practice.room, 'samir', practice.settled).says('channel', 'status')
    expect(practice.room.slack().sockets().count()).toBe(1)
    expect(inChannel().length - before).toBe(1)
  })
})
