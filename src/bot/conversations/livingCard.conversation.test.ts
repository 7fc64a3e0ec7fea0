import { describe, expect, it } from 'vitest'
import { carriedIn, readAs, type Team } from '../../../test/practiceTeam.ts'
import { at, SIX } from '../../../test/stages.ts'
import { inputsOf, pressablesOf } from '../../practice/cardReading.ts'
import { type Message, seenBy } from '../../practice/world.ts'

const ON_BELOW = 'Dit gaat verder in een nieuwere kaart hieronder.'
/** The bot has done what it owes, and a client that looks anew gets it. */
const settles = async (team: Team): Promise<void> => {
  await team.later('PT5S')
  await team.room.client.reload('samir')
}
const [SHEET, BALLOT] = ['sheet.', 'ballot.']

/** Her private messages from which she can go on with it. */
const living = (team: Team, verbs: string): Message[] =>
  team
    .privately('Samir')
    .messages()
    .filter((one) => pressablesOf(seenBy(one, 'samir') ?? {}).some(({ verb }) => verb.startsWith(verbs)))

const last = (messages: readonly Message[]): Message => {
  const message = messages.at(-1)
  if (!message) throw new Error('no message')
  return message
}
const reads = (message: Message): string => readAs(message, 'samir')

/** A client that didn't look anew since: what it still shows can be pressed. */
const pressesStale = async (team: Team, message: Message, verb: string, data: object, inputs: object = {}) => {
  const round = carriedIn(team.channel.withText('Online').card, 'round')
  const press = { verb, data: { v: 1, round, ...data }, inputs: { ...inputs } }
  const answered = await team.room.client.press('samir', message, press)
  await team.settled()
  return answered
}
const opensAgain = (team: Team, label: string) => team.privately('Samir').pressesIn(team.channel.withText(label), label)

/** Two copies of her scan: the second because she opened it from the channel. */
const withTwo = (story: (team: Team, old: Message, now: Message) => Promise<void>): Promise<void> =>
  at('started').play(async (team) => {
    const samir = team.privately('Samir')
    await samir.presses('Beginnen')
    await samir.picks('1.1', 'red')
    const old = last(samir.messages())
    await opensAgain(team, 'Mijn scan openen')
    await settles(team)
    await story(team, old, last(samir.messages()))
  })

const twoBallots = (story: (team: Team, old: Message, now: Message) => Promise<void>): Promise<void> =>
  at('starring').play(async (team) => {
    const samir = team.privately('Samir')
    await samir.stars('2', 3)
    const old = last(living(team, BALLOT))
    await opensAgain(team, 'Mijn sterren openen')
    await settles(team)
    await story(team, old, last(samir.messages()))
  })

describe('a scan that was opened again', () => {
  it('goes on in the newest card alone, and the one before says so', () =>
    withTwo(async (team, old, now) => {
      expect(now).not.toBe(old)
      expect(reads(old)).toContain(ON_BELOW)
      expect(living(team, SHEET)).toEqual([now])
      await team.privately('Samir').picks('1.2', 'red')
      expect(reads(now)).toContain('2 van 42')
      await settles(team)
      expect(reads(old)).toContain(ON_BELOW)
      expect(living(team, SHEET)).toEqual([now])
    }))

  it('saves what is pressed on the one before, in a client that shows it as it was, and leaves one card to go on in', () =>
    withTwo(async (team, old, now) => {
      await pressesStale(team, old, 'sheet.answer', { element: '1.2', grade: 'red' })
      expect(reads(old)).toContain(ON_BELOW)
      await settles(team)
      expect(reads(now)).toContain('2 van 42')
      expect(living(team, SHEET)).toEqual([now])
      // A remark too.
      await pressesStale(team, old, 'sheet.remark', { block: '1' }, { text: 'Iets dat ik kwijt wil.' })
      expect(reads(old)).toContain(ON_BELOW)
      await pressesStale(team, now, 'sheet.goto', { element: '1.9' })
      await pressesStale(team, now, 'sheet.review', {})
      await pressesStale(team, old, 'sheet.handIn', {})
      await settles(team)
      expect(reads(now)).toContain('Bedankt')
      expect(living(team, SHEET)).toEqual([now])
    }))

  it('once it was withdrawn or closed shows no answer on any', () =>
    withTwo(async (team, old, now) => {
      await team.privately('Samir').does('sheet.review')
      await team.privately('Samir').does('sheet.decline')
      await team.privately('Samir').presses('Ja, niet deelnemen')
      await team.later('PT2M')
      await settles(team)
      for (const one of [old, now]) expect(reads(one)).not.toContain('van 42')
      for (const name of SIX.filter((one) => one !== 'Samir')) await team.answersBlock1(name, 'red', '')
      await team.closes()
      await team.later('PT15M')
      for (const one of [old, now]) expect(reads(one)).toContain('afgesloten')
    }))

  it('lives on in the one before, where the newest was deleted', () =>
    withTwo(async (team, old, now) => {
      const { messages } = team.room.world
      messages.splice(messages.indexOf(now), 1)
      await pressesStale(team, old, 'sheet.answer', { element: '1.2', grade: 'red' })
      await settles(team)
      expect(reads(old)).toContain('2 van 42')
      expect(living(team, SHEET)).toEqual([old])
      // And asking again posts a new one, in which it goes on from then.
      await opensAgain(team, 'Mijn scan openen')
      await settles(team)
      expect(reads(old)).toContain(ON_BELOW)
      expect(living(team, SHEET)).toHaveLength(1)
    }))

  it('from the list of what is open goes on there or below it, in one card', () =>
    withTwo(async (team, old, now) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'open')
      await samir.does('sheet.show')
      await samir.picks('1.2', 'red')
      await team.later('PT5S')
      for (const one of [old, now]) expect(reads(one)).toContain(ON_BELOW)
      expect(samir.reads('van 42')).toContain('2 van 42')
      const [only, ...others] = living(team, 'sheet.answer')
      expect([only, others]).toEqual([last(samir.messages()), []])
      // What a client asks for by itself posts nothing.
      const before = samir.messages().length
      await settles(team)
      expect(samir.messages()).toHaveLength(before)
    }))

  it('leaves a remark that is being typed alone on the one before', () =>
    at('started').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      for (const { id } of team.running.voice.kit.blocks[0]?.elements ?? []) await samir.picks(id, 'red')
      await team.later('PT20M')
      const old = last(samir.messages())
      const { edits } = old
      await opensAgain(team, 'Mijn scan openen')
      await team.later('PT5M')
      expect(old.edits).toBe(edits)
      // Too long, it is given back where it was typed.
      const words = 'woord '.repeat(100)
      await samir.pressesIn(old, 'Verder', { text: words })
      expect(inputsOf(seenBy(old, 'samir') ?? {})).toMatchObject({ text: words.trim() })
      await samir.pressesIn(old, 'Verder', { text: 'Nog een woord.' })
      expect(reads(old)).toContain(ON_BELOW)
      await team.later('PT1H')
      await settles(team)
      expect(living(team, SHEET)).toEqual([last(samir.messages())])
    }))
})

describe('a reminder', () => {
  it('is where the scan goes on from then, and the card from before says so', () =>
    at('started').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.presses('Beginnen')
      await samir.picks('1.1', 'red')
      const old = last(samir.messages())
      await team.later('P8D')
      const now = last(samir.messages())
      expect(reads(now)).toContain('Nog niet ingediend')
      expect(reads(old)).toContain(ON_BELOW)
      await samir.presses('Verder invullen')
      await samir.picks('1.2', 'red')
      expect(reads(now)).toContain('2 van 42')
      expect(living(team, SHEET)).toEqual([now])
      // Put off on the older of two, in a client that shows it as it was: she reads so.
      await pressesStale(team, old, 'sheet.snooze', { until: 'never' })
      expect(reads(old)).toContain('ik herinner je er niet meer aan')
    }))
})

describe('stars that were opened again', () => {
  it('go on in the newest card alone, and the one before says so', () =>
    twoBallots(async (team, old, now) => {
      expect(now).not.toBe(old)
      expect(reads(old)).toContain(ON_BELOW)
      expect(living(team, BALLOT)).toEqual([now])
      await team.privately('Samir').stars('1', 4)
      await settles(team)
      expect(reads(old)).toContain(ON_BELOW)
      expect(living(team, BALLOT)).toEqual([now])
    }))

  it('are saved from the one before, in a client that shows it as it was', () =>
    twoBallots(async (team, old, now) => {
      await pressesStale(team, old, 'ballot.star', { block: '1', stars: 4 })
      expect(reads(old)).toContain(ON_BELOW)
      await pressesStale(team, old, 'ballot.cast', {})
      await settles(team)
      expect(reads(now)).toContain('⭐⭐⭐⭐')
      expect(reads(old)).toContain(ON_BELOW)
      expect(living(team, BALLOT)).toEqual([now])
    }))

  it('from the list of what is open go on there or below it, in one card', () =>
    twoBallots(async (team, old, now) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'open')
      await samir.does('ballot.show')
      await samir.stars('1', 4)
      await settles(team)
      for (const one of [old, now]) expect(reads(one)).toContain(ON_BELOW)
      expect(living(team, 'ballot.star')).toEqual([last(samir.messages())])
    }))

  it('once closed are on none of them', () =>
    twoBallots(async (team, old, now) => {
      await team.privately('Lotte').presses('Sterren afsluiten')
      await team.privately('Lotte').presses('Ja, afsluiten')
      await team.later('PT15M')
      for (const one of [old, now]) expect(reads(one)).toContain('afgesloten')
    }))
})
