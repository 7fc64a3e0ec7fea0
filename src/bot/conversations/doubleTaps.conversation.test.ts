import { describe, expect, it } from 'vitest'
import type { Team } from '../../../test/practiceTeam.ts'
import { at, SIX, stage } from '../../../test/stages.ts'
import { inputsOf, pressablesOf, textsOf } from '../../practice/cardReading.ts'
import { seenBy } from '../../practice/world.ts'

/** An impatient tap comes twice, as two presses of their own: Teams has no "only once" on a button. */
const tapsTwice = async (
  team: Team,
  name: string,
  label: string,
  inputs: Readonly<Record<string, string>> = {},
  how: 'press' | 'submit' = 'press',
): Promise<void> => {
  const id = name.toLowerCase()
  const message = team
    .privately(name)
    .messages()
    .findLast((one) => pressablesOf(seenBy(one, id) ?? {}).some((button) => button.label === label))
  const card = (message && seenBy(message, id)) ?? {}
  const button = pressablesOf(card).find((one) => one.label === label)
  if (!message || !button) throw new Error(`${name} has no '${label}'`)
  const pressed = { verb: button.verb, data: button.data, inputs: { ...inputsOf(card), ...inputs } }
  await Promise.all([1, 2].map(() => team.room.client[how](id, message, pressed)))
  await team.settled()
}
const inChannel = (team: Team): number => team.room.world.messages.filter(({ place }) => place === 'channel').length
/** Cards of actions in the channel: each is made with one of its own. */
const actions = (team: Team): number =>
  team.room.world.messages.filter(
    ({ place, card }) => place === 'channel' && pressablesOf(card ?? {}).some(({ verb }) => verb === 'action.done'),
  ).length
const opensAction = (team: Team) =>
  team.privately('Samir').pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
const snapchat = (team: Team) => ({ what: 'Snapchat proberen', people: team.id('samir'), followUp: '2026-12-11' })
const checks = stage(SIX, async (team) => void (await team.opensForm()))

describe('an impatient double tap', () => {
  it.each(['press', 'submit'] as const)('on [Bewaren] of an action makes one (%s), with one follow-up', (how) =>
    at('planned').play(async (team) => {
      await opensAction(team)
      const before = inChannel(team)
      await tapsTwice(team, 'Samir', 'Bewaren', snapchat(team), how)
      await team.later('PT5S')
      expect(actions(team)).toBe(1)
      // Its own card, and the plan's, which is the first.
      expect(inChannel(team) - before).toBe(2)
      await team.later('P18DT1H')
      const asked = team
        .privately('Samir')
        .messages()
        .filter(({ card }) => pressablesOf(card ?? {}).some(({ verb }) => verb === 'evaluation.report'))
      expect(asked).toHaveLength(1)
    }),
  )

  it('leaves room for another action from a form that still stands somewhere', () =>
    at('planned').play(async (team) => {
      // In Slack a window is gone once it was sent.
      if (team.room.world.platform === 'slack') return
      await opensAction(team)
      const samir = team.privately('Samir')
      const form = samir.messages().at(-1)
      const button = pressablesOf((form && seenBy(form, 'samir')) ?? {}).find(({ label }) => label === 'Bewaren')
      if (!form || !button) throw new Error('no form')
      const before = actions(team)
      for (const what of ['Snapchat proberen', 'Pleinfilmpje'])
        await team.room.client.press('samir', form, { ...button, inputs: { ...snapchat(team), what } })
      await team.settled()
      expect(actions(team) - before).toBe(2)
    }))

  it('on [Noteren] notes once', () =>
    at('result').play(async (team) => {
      const card = team.channel.withText('Nu starten')
      await team.privately('Lotte').pressesIn(card, 'Nu starten')
      await team.privately('Lotte').pressesIn(card, 'Volgende')
      await team.privately('Samir').pressesIn(card, 'Noteren')
      await tapsTwice(team, 'Samir', 'Noteren', { text: 'Eén keer is genoeg.' })
      await team.privately('Lotte').pressesIn(card, 'Noteren')
      expect(
        team
          .privately('Lotte')
          .reads()
          .match(/Eén keer is genoeg\./g),
      ).toHaveLength(1)
    }))

  it('on [Nakijken] and on [Starten] begins one round', () =>
    checks.play(async (team) => {
      await tapsTwice(team, 'Lotte', 'Nakijken', {
        title: 'Online',
        date: '2026-12-04',
        people: SIX.map(team.id).join(','),
      })
      await tapsTwice(team, 'Lotte', 'Starten')
      await team.later('PT5S')
      expect(team.privately('Samir').messages()).toHaveLength(1)
      const control = team
        .privately('Lotte')
        .messages()
        .filter(({ card }) =>
          textsOf(card ?? {})
            .join(' ')
            .includes('Jouw beheerkaart'),
        )
      expect(control).toHaveLength(1)
    }))

  it('on [Een week langer] makes it one week longer', () =>
    at('started').play(async (team) => {
      await tapsTwice(team, 'Lotte', 'Een week langer')
      expect(team.privately('Lotte').reads('Jouw beheerkaart')).toContain('11 dec')
    }))

  it('on [Herinnering sturen] reminds once', () =>
    at('started').play(async (team) => {
      const before = team.privately('Samir').messages().length
      await tapsTwice(team, 'Lotte', 'Herinnering sturen')
      await team.later('PT5M')
      expect(team.privately('Samir').messages().length - before).toBe(1)
    }))

  it('on [Bijsturen] leaves the form that it opens', () =>
    at('planned').play(async (team) => {
      await opensAction(team)
      await team.privately('Samir').presses('Bewaren', snapchat(team))
      await team.later('P18DT1H')
      await tapsTwice(team, 'Samir', 'Bijsturen')
      expect(pressablesOf(team.privately('Samir').card()).map(({ label }) => label)).toContain('Bewaren')
    }))

  it('on [Toevoegen] asks the one who was added once', () =>
    stage([...SIX, 'Noor'], (team) => team.starts('Online', { people: SIX })).play(async (team) => {
      await team.privately('Lotte').presses('Iemand toevoegen')
      await tapsTwice(team, 'Lotte', 'Toevoegen', { people: team.id('noor') })
      await team.later('PT5S')
      expect(team.privately('Noor').messages()).toHaveLength(1)
      // Whichever tap was answered last: her control card comes back.
      await team.later('PT16M')
      expect(team.privately('Lotte').reads('Jouw beheerkaart')).toContain('0 van 7')
    }))
})
