import { describe, expect, it } from 'vitest'
import { deadProcess, tells } from '../../../test/deadProcess.ts'
import { carriedIn, readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'
import { at, SIX } from '../../../test/stages.ts'

/** Longer than any lease. */
const PAST_A_LEASE = 'PT1M'
const started = at('started')

const roundOf = (team: Team): string => carriedIn(team.channel.withText('ingediend').card, 'round')
/** Presses something on a card of hers, whatever it shows now. @returns what she then reads there */
const pressing = async (team: Team, name: string, verb: string, data = {}, card = 0): Promise<string> => {
  const message = team.privately(name).messages().at(card)
  if (!message) throw new Error(`${name} has no card`)
  const id = name.toLowerCase()
  await team.room.client.press(id, message, { verb, data: { v: 1, round: roundOf(team), ...data }, inputs: {} })
  await team.settled()
  return readAs(message, id)
}
/** The newest card in her chat that says it. */
const has = (team: Team, name: string, text: string): boolean =>
  team
    .privately(name)
    .messages()
    .some((one) => readAs(one, name.toLowerCase()).includes(text))

describe('a deadline that is extended', () => {
  const closesOn = 'P11DT7H59M50S'

  it('holds for who answers at once, though her sheet hasn’t heard of it', () =>
    started.play(async (team) => {
      // Ten seconds before the deadline of 4 December at five.
      await team.later(closesOn)
      const dead = deadProcess(team.running.store, tells('deadlineMoved', 'extended'))
      await pressing(team, 'Lotte', 'round.extend', { date: '2026-12-11' })
      expect(dead.took()).toBe(1)
      await team.later('PT15S')
      // On the last reminder, where it goes on.
      const answer = { element: '1.1', grade: 'red' }
      expect(await pressing(team, 'Samir', 'sheet.answer', answer, -1)).toContain('1 van 42')
      dead.isGone()
    }))

  it('still comes, when the process that had the old one in hand was killed', () =>
    started.play(async (team) => {
      for (const name of SIX.slice(0, 3)) await team.answersBlock1(name, 'orange', '')
      await team.later(closesOn)
      const dead = deadProcess(team.running.store, tells('deadlineReached'))
      await team.later('PT15S')
      expect(dead.took()).toBe(1)
      await pressing(team, 'Lotte', 'round.extend', { date: '2026-12-11' })
      dead.isGone()
      await team.later(PAST_A_LEASE)
      await team.later('P8D')
      expect(readAs(team.channel.withText('dienden in'), 'lotte')).toContain('3 van 6 dienden in')
    }))
})

describe('who is asked', () => {
  it('isn’t told that it is not for her while her invitation is on its way', () =>
    withTeam(SIX, async (team) => {
      const dead = deadProcess(team.running.store, tells('invited'))
      await team.starts('Online werken 2026', { people: SIX.slice(0, 5) })
      const samir = team.privately('Samir')
      const card = team.channel.withText('Mijn scan openen')
      await samir.pressesIn(card, 'Mijn scan openen')
      expect(readAs(card, 'samir')).toContain('over een minuutje opnieuw')
      await team.privately('Wout').pressesIn(card, 'Mijn scan openen')
      expect(readAs(card, 'wout')).toContain('niet voor jou')
      dead.isGone()
      await team.later(PAST_A_LEASE)
      expect(samir.reads()).toContain('Lotte nodigt je uit.')
    }))

  it('and was added later isn’t either', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online werken 2026', { people: SIX.slice(0, 5) })
      const dead = deadProcess(team.running.store, tells('assembled'))
      const lotte = team.privately('Lotte')
      await lotte.presses('Iemand toevoegen')
      await lotte.presses('Toevoegen', { people: team.id('wout') })
      expect(dead.took()).toBe(1)
      const card = team.channel.withText('Mijn scan openen')
      await team.privately('Wout').pressesIn(card, 'Mijn scan openen')
      expect(readAs(card, 'wout')).toContain('probeer zo dadelijk opnieuw')
      dead.isGone()
    }))

  it('privacy.5.12 to be left alone is, also by a reminder that waits for her hours', () =>
    started.play(async (team) => {
      const fatima = team.privately('Fatima')
      await fatima.says('private:fatima', 'uren')
      await fatima.does('hours.set', { days: '1,2,3,4,5', from: '18', until: '20' })
      // A reminder of that morning waits for the evening.
      await team.later('P7DT3H')
      await pressing(team, 'Fatima', 'sheet.snooze', { until: 'never' })
      await team.later('P1D')
      expect(has(team, 'Fatima', 'Nog niet ingediend')).toBe(false)
    }))
})

describe('an address for her calendar', () => {
  it('gives what it says it gives from the moment she reads it', async () => {
    await at('planned').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.says('private:samir', 'agenda')
      const dead = deadProcess(team.running.store, tells('subscriptionOpened'))
      await samir.presses('Abonneren')
      const url = /https?:\/\/[^"\s]+\.ics/.exec(JSON.stringify(samir.card()))?.[0] ?? ''
      expect((await fetch(url)).status).toBe(200)
      dead.isGone()
    })
  })
})

describe('an action that comes back to who handed it on', () => {
  it('stays among what is hers, whatever a dead process still had to say', () =>
    at('planned').play(async (team) => {
      const samir = team.privately('Samir')
      await samir.pressesIn(team.channel.withText('Hier werken jullie aan'), 'Actie toevoegen')
      await samir.presses('Bewaren', { what: 'TikTok', people: team.id('samir'), followUp: '2026-12-04' })
      const owned = async (owner: string): Promise<void> => {
        await samir.pressesIn(team.channel.newest(), 'Aanpassen')
        await samir.presses('Bewaren', { people: team.id(owner) })
        await team.later('PT1S')
      }
      await owned('joris')
      const dead = deadProcess(team.running.store, tells('taskClosed'))
      await owned('samir')
      await owned('joris')
      expect(dead.took()).toBe(2)
      dead.isGone()
      await team.later(PAST_A_LEASE)
      await team.privately('Joris').says('private:joris', 'open')
      expect(team.privately('Joris').reads('Wat staat er voor jou open?')).toContain('Jouw actie')
    }))
})
