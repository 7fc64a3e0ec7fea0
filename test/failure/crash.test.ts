import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resultScreen } from '../../src/cards/screens/result/resultScreen.ts'
import { teamsCard } from '../../src/cards/teams/render.ts'
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { DAY } from '../../src/kit/calendar/instant.ts'
import { gate } from '../../src/kit/gate.ts'
import { ANSWERS, type Answer } from '../../src/kit/kit.ts'
import { addSheet, EMPTY_TALLY } from '../../src/kit/tally.ts'
import { textsOf } from '../../src/practice/cardReading.ts'
import { chance } from '../../src/practice/chance.ts'
import type { PressInput } from '../../src/practice/chatClient.ts'
import { openPracticeRoom } from '../../src/practice/practiceRoom.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import type { PracticeRoom } from '../../src/practice/types.ts'
import { type Message, practiceTeam, seenBy, teamsId } from '../../src/practice/world.ts'
import { forkBot } from '../nodeProcess.ts'
import { MONDAY } from '../practiceTeam.ts'
import { kit, voice } from '../voice.ts'

const KILLS = 20
const SEED = 20261121
const TITLE = 'Blijft staan'
/** Longer than any lease, so that what a killed bot had in hand comes back. */
const PAST_A_LEASE = 31_000

describe('a bot that is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-crash-'))
  const random = chance(SEED)
  let room: PracticeRoom
  let bot: ChildProcess | undefined
  let settings: Record<string, string>
  let ahead = MONDAY - Date.now()
  let kills = 0
  let restart: Promise<void> = Promise.resolve()

  const startBotProcess = async (): Promise<void> => {
    const child = forkBot({ settings, ahead })
    bot = child
    const [{ port }] = (await once(child, 'message')) as [{ port: number }]
    const address = `http://127.0.0.1:${port}`
    room.connect({ address, settled: async () => undefined, nextDue: async () => undefined })
  }
  const kill = (): void => {
    const dying = bot
    if (!dying || dying.killed) return
    kills += 1
    const gone = once(dying, 'exit')
    dying.kill('SIGKILL')
    restart = gone.then(startBotProcess)
  }
  /** Kills at random moments until there were so many, counted in things that pass between bot and service. */
  const killAlong = (until: number, between: number): void => {
    let next = 1 + Math.floor(random() * between)
    let aiming = false
    room.watch(() => {
      next -= 1
      if (next > 0 || aiming || kills >= until) return
      next = 2 + Math.floor(random() * between * 2)
      aiming = true
      // Now, or a little later: before the bot reads, while it saves, or after.
      const later = (turns: number): void => {
        if (turns > 0) return void setImmediate(() => later(turns - 1))
        aiming = false
        kill()
      }
      later(Math.floor(random() * 4))
    })
  }
  /** Presses until it is answered, as a person does; the same event each time, as the service does. */
  const acknowledged = async (person: string, message: Message, press: PressInput): Promise<void> => {
    const event = room.client.nextEvent()
    for (let tries = 0; tries < 50; tries++) {
      try {
        await restart
        const { status } = await room.client.press(person, message, press, event)
        if (status === 200) return
      } catch {
        // Cut off: the service will try again once the bot is back.
      }
    }
    throw new Error(`${person} was never answered`)
  }
  const quiet = async (advance: number): Promise<void> => {
    for (let tries = 0; tries < 50; tries++) {
      await restart
      const asked = bot
      if (!asked) continue
      ahead += advance
      asked.send({ advance }, () => undefined)
      const either = new AbortController()
      const { signal } = either
      const ended = once(asked, 'exit', { signal }).then(() => undefined)
      const answer = await Promise.race([once(asked, 'message', { signal }), ended]).catch(() => undefined)
      ended.catch(() => undefined)
      either.abort()
      if (answer) return
    }
    throw new Error('the bot never came to rest')
  }
  const inChannel = (): Message[] =>
    room.world.messages.filter(({ place, from }) => place === 'channel' && from === 'bot')
  const cardsOf = (person: string): Message[] =>
    room.world.messages.filter(({ place }) => place === `private:${person}`)
  const saying = (messages: readonly Message[], person: string, text: string): Message[] =>
    messages.filter((message) =>
      textsOf(seenBy(message, person) ?? {})
        .join('\n')
        .includes(text),
    )

  beforeAll(async () => {
    const realNow = (): number => Date.now()
    room = await openPracticeRoom({ people: practiceTeam(), clock: standingClock(MONDAY), realNow })
    settings = practiceEnvironment(room.address, folder)
    await startBotProcess()
  })
  afterAll(async () => {
    await restart
    bot?.kill('SIGKILL')
    await room.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it(`at ${KILLS} random moments of a round counts every acknowledged answer once and sends every message it owes`, async () => {
    const [channel] = room.world.places
    if (!channel) throw new Error('no channel')
    const people = room.world.people.map(({ id }) => id)
    const press = (verb: string, data: Record<string, unknown>, inputs = {}): PressInput => ({
      verb,
      data: { v: 1, ...data },
      inputs,
    })

    await room.client.say('lotte', channel, 'start')
    await quiet(0)
    killAlong(3, 3)
    const [welcome] = inChannel()
    if (!welcome) throw new Error('no welcome')
    await acknowledged('lotte', welcome, press('round.form', {}))
    for (let at = 0; at < 4; at++) await quiet(PAST_A_LEASE)
    const [form] = saying(cardsOf('lotte'), 'lotte', 'Hoe noemen jullie deze ronde?')
    if (!form) throw new Error('no form')
    const date = new Date(MONDAY + 30 * DAY).toISOString().slice(0, 10)
    const filledIn = { title: TITLE, date, people: people.map(teamsId).join(',') }
    await acknowledged('lotte', form, press('round.check', { channel: channel.conversation }, filledIn))
    const round = /"round":"([\w-]{32})"/.exec(JSON.stringify(form.views.get('lotte')))?.[1] ?? ''
    await acknowledged('lotte', form, press('round.start', { round }))
    for (let at = 0; at < 8; at++) await quiet(PAST_A_LEASE)

    killAlong(14, 28)
    const model = new Map<string, Record<string, Answer>>()
    await Promise.all(
      people.map(async (person) => {
        const answers: Record<string, Answer> = {}
        const [card] = saying(cardsOf(person), person, 'Beginnen')
        if (!card) throw new Error(`${person} was not invited`)
        const answer = async (element: string): Promise<void> => {
          const grade = ANSWERS[Math.floor(random() * 4)] ?? 'green'
          await acknowledged(person, card, press('sheet.answer', { round, element, grade }))
          answers[element] = grade
        }
        for (const { id } of kit.elements) {
          await answer(id)
          if (random() < 0.1) await answer(id)
        }
        if (person === 'wout') return
        await acknowledged(person, card, press('sheet.handIn', { round }))
        await answer('7.5')
        model.set(person, answers)
      }),
    )
    for (let at = 0; at < 8; at++) await quiet(PAST_A_LEASE)
    expect(saying(inChannel(), 'samir', 'Al ingediend: bijna iedereen').length).toBeGreaterThan(0)

    killAlong(KILLS, 2)
    const [control] = saying(cardsOf('lotte'), 'lotte', 'Jouw beheerkaart')
    if (!control) throw new Error('no control card')
    await acknowledged('lotte', control, press('round.close', { round, confirmed: true }))
    for (let at = 0; at < 40 && kills < KILLS; at++) {
      await quiet(PAST_A_LEASE)
      // Anything that makes the bot speak keeps the kills coming until all are spent.
      await room.client.say('samir', channel, 'status').catch(() => 0)
    }
    room.watch(() => undefined)
    for (let at = 0; at < 10; at++) await quiet(PAST_A_LEASE)

    expect(kills).toBe(KILLS)
    const tally = [...model.values()].map((grades) => ({ grades, remarks: {} })).reduce(addSheet, EMPTY_TALLY)
    const expected = resultScreen(voice, { id: round, title: TITLE, asked: people.length }, gate(kit, tally, 5))
    const results = saying(inChannel(), 'samir', 'dienden in')
    expect(results.length).toBeGreaterThan(0)
    for (const { card } of results) {
      expect(textsOf(card ?? {})).toEqual(textsOf(teamsCard(expected) as unknown as Record<string, unknown>))
    }
    for (const person of people) {
      const cards = cardsOf(person)
      expect(saying(cards, 'nobody', 'Wat ingediend was, telt mee').length, person).toBeGreaterThan(0)
      expect(saying(cards, 'nobody', 'Mijn scan'), person).toEqual([])
    }
    // The welcome answers each "status" that kept the bot busy; every other card is owed once.
    const owed = room.world.messages
      .filter(({ from }) => from === 'bot')
      .map(({ place, card }) => `${place} ${textsOf(card ?? {}).join(' ')}`)
      .filter((said) => !said.includes('Quickscan starten'))
    const twice = owed.length - new Set(owed).size
    console.log(`${kills} kills, ${owed.length} messages owed and sent, ${twice} of them twice`)
    expect(twice).toBeLessThanOrEqual(KILLS)
  })
})
