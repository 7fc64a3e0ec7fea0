import { expect, it } from 'vitest'
import { inputsOf } from '../../src/practice/cardReading.ts'
import type { Player } from '../../src/practice/play/player.ts'
import { type DrawnCard, seenBy } from '../../src/practice/world.ts'
import { withTeam } from '../practiceTeam.ts'

const NAMES = Array.from({ length: 120 }, (_, at) => (at === 0 ? 'Lotte' : `Persoon${at}`))
const THIRTY = NAMES.slice(40, 70)

type Node = Readonly<Record<string, unknown>>
const fieldIn = (node: unknown, id: string): Node | undefined => {
  if (Array.isArray(node)) return node.map((one) => fieldIn(one, id)).find(Boolean)
  if (typeof node !== 'object' || node === null) return undefined
  const known = node as Node
  return known.id === id ? known : fieldIn(Object.values(known), id)
}
const formOf = (player: Player): DrawnCard => {
  const message = player.messages().at(-1)
  return (message && seenBy(message, player.id)) ?? {}
}
const chosenIn = (player: Player): string[] =>
  String(inputsOf(formOf(player)).people ?? '')
    .split(',')
    .filter(Boolean)

it('lets thirty of a hundred and twenty be chosen with one paste, in a private form', () =>
  withTeam(
    NAMES,
    async (team) => {
      // Given a form in the coordinator's private chat, where only she and the bot are
      const lotte = await team.opensForm()
      expect(lotte.messages().at(-1)?.place).toBe('private:lotte')
      // Then the field doesn't search that chat
      const field = fieldIn(formOf(lotte), 'people')
      expect(field?.type).toBe('Input.ChoiceSet')
      expect(field?.['choices.data']).toBeUndefined()
      // When she pastes thirty names, one of them wrong and one of several
      await lotte.presses('Zoeken', { title: 'Online werken', peopleNames: [...THIRTY, 'Klaas Vaak'].join('\n') })
      // Then the thirty are ticked, what wasn't found is said and still stands there, and the title too
      expect(chosenIn(lotte)).toEqual(THIRTY.map(team.alias))
      expect(lotte.reads()).toContain('Gevonden en aangevinkt: 30 mensen.')
      expect(lotte.reads()).toContain('In dit kanaal vond ik “Klaas Vaak” niet.')
      expect(inputsOf(formOf(lotte))).toMatchObject({ title: 'Online werken', peopleNames: 'Klaas Vaak' })
      // When she looks for one more, none of the thirty is lost
      await lotte.presses('Zoeken', { peopleNames: 'persoon119' })
      expect(chosenIn(lotte)).toEqual([...THIRTY, 'Persoon119'].map(team.alias))
      // And the round is for exactly those
      await lotte.presses('Nakijken', { date: '2026-12-04' })
      await team.later('PT1S')
      expect(lotte.reads()).toContain('31')
      await lotte.presses('Starten')
      await team.later('PT5S')
      const asked = NAMES.filter((name) => team.privately(name).canDo('sheet.next', {}))
      expect(asked).toEqual([...THIRTY, 'Persoon119'])
    },
    { platform: 'teams' },
  ))

it('says who could be meant before it goes on, and lets nobody who was typed be forgotten', () =>
  withTeam(
    NAMES,
    async (team) => {
      const lotte = await team.opensForm()
      // When a name fits several, or nobody
      const filledIn = { title: 'Online werken', date: '2026-12-04' }
      await lotte.presses('Nakijken', { ...filledIn, peopleNames: 'Persoon11\nPersoon3\nNiemand' })
      // Then the form comes back: exact names win, and the others are asked about
      expect(chosenIn(lotte)).toEqual(['Persoon3', 'Persoon11'].map(team.alias))
      expect(lotte.reads()).toContain('“Niemand”')
      // And once the field says nothing wrong, it goes on
      await lotte.presses('Nakijken', { peopleNames: '' })
      await team.later('PT1S')
      expect(lotte.canDo('round.start', {})).toBe(true)
    },
    { platform: 'teams' },
  ))

it('asks everyone of the channel with one tick', () =>
  withTeam(
    NAMES,
    async (team) => {
      const lotte = await team.opensForm()
      await lotte.presses('Nakijken', { title: 'Online werken', date: '2026-12-04', everyone: 'true' })
      await team.later('PT5S')
      expect(lotte.reads()).toContain('120')
      // And the form, opened again, says so without a hundred and twenty names
      await lotte.presses('Aanpassen')
      expect(inputsOf(formOf(lotte))).toMatchObject({ everyone: 'true' })
      expect(chosenIn(lotte)).toEqual([])
    },
    { platform: 'teams' },
  ))

it('finds who takes an action on, who steers, and who joins late, out of a hundred and twenty', () =>
  withTeam(NAMES, async (team) => {
    const teams = team.room.world.platform === 'teams'
    const chosen = (names: readonly string[]) =>
      teams ? { peopleNames: names.join('\n') } : { people: names.map(team.id).join(',') }
    // Given a round for three
    const lotte = await team.opensForm()
    const three = ['Lotte', 'Persoon1', 'Persoon2']
    await lotte.presses('Nakijken', { title: 'Online werken', date: '2026-12-04', ...chosen(three) })
    await team.later('PT1S')
    await lotte.presses('Starten')
    await team.later('PT5S')
    // When somebody is added who stands beyond the first hundred, she is shown before she is asked
    await lotte.presses('Iemand toevoegen')
    if (teams) await lotte.does('round.addMember', { peopleNames: 'persoon115' }, { find: true })
    await lotte.presses('Toevoegen', teams ? {} : chosen(['Persoon115']))
    await team.later('PT5S')
    expect(team.privately('Persoon115').canDo('sheet.next', {})).toBe(true)
    // And someone beyond the first hundred steers along
    await lotte.presses('Overdragen of delen')
    if (teams) await lotte.does('round.handOver', { personNames: 'persoon118' }, { find: true })
    await lotte.presses('Doorvoeren', teams ? {} : { person: team.id('persoon118') })
    await team.later('PT5S')
    expect(team.privately('Persoon118').canDo('round.close', {})).toBe(true)
    // And an action is for someone beyond it as well
    await lotte.says('channel', 'actie')
    const filledIn = { what: 'Vaste uren afspreken', followUp: '2026-12-04' }
    if (teams) await lotte.does('action.form', { ...filledIn, peopleNames: 'Persoon117' }, { more: false })
    await lotte.presses('Bewaren', teams ? {} : { ...filledIn, people: team.id('persoon117') })
    await team.later('PT5S')
    expect(team.channel.reads()).toContain('Persoon117')
  }))
