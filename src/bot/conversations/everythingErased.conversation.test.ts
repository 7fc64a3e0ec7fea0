import { describe, expect, it } from 'vitest'
import { deadProcess, tells } from '../../../test/deadProcess.ts'
import { openedIn } from '../../../test/keptIn.ts'
import { takesAlong } from '../../../test/ownData.ts'
import { carriedIn, erases, readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'
import { at, SIX, stage } from '../../../test/stages.ts'
import type { KeptKind, KeptLine } from '../../cards/screens/person/keptLines.ts'
import { keyRingEncryption } from '../../store/encryption.ts'

/** As stages have it. */
const secret = Buffer.alloc(32, 7)
const encryption = keyRingEncryption([{ id: 'practice', secret }])
const environment = { DATA_KEYS: `practice:${secret.toString('base64')}` }

/** The places of all that names her: by the platform's id, or by the directory's. */
const placesOf = async (team: Team, name: string): Promise<string[]> => {
  const ids = [team.id(name.toLowerCase()), team.alias(name.toLowerCase())].map((id) => JSON.stringify(id))
  return [...(await openedIn(team, encryption))]
    .filter(([, value]) => ids.some((id) => value.includes(id)))
    .map(([place]) => place)
}

const roundIn = (team: Team): string => carriedIn(team.channel.newest().card, 'round')

const started = stage(SIX, async (team) => {
  await team.starts('Online werken 2026')
  for (const name of SIX.slice(0, 4)) await team.answersBlock1(name, 'orange', '')
  await team.later('PT5S')
})

describe('privacy.5.6 who had everything of hers erased', () => {
  it('hears nothing more in that round, and counts among who was asked', () =>
    started.play(async (team) => {
      await erases(team, 'Anke')
      await team.later('PT1M')
      const before = team.privately('Anke').messages().length
      await team.privately('Lotte').presses('Herinnering sturen')
      await team.later('P2D')
      await team.closes()
      await team.later('P1D')
      await team.privately('Lotte').presses('We hebben het besproken')
      await team.later('P3D')
      expect(readAs(team.channel.withText('dienden in'), 'lotte')).toContain('4 van 6 dienden in')
      expect(team.privately('Fatima').reads('sterren')).toBeTruthy()
      expect(team.privately('Anke').messages()).toHaveLength(before)
      expect(await placesOf(team, 'Anke')).toEqual([])
    }))

  it.each(['assembled', 'invited'] as const)(
    'is not invited where what says so was on its way when she erased, also in the hands of a dead process: %s',
    (type) =>
      withTeam(
        SIX,
        async (team) => {
          const dead = deadProcess(team.running.store, tells(type))
          await team.starts('Online werken 2026')
          await team.later('PT1S')
          await erases(team, 'Anke')
          expect(dead.took()).toBeGreaterThan(0)
          dead.isGone()
          const before = team.privately('Anke').messages().length
          await team.later('PT1M')
          for (const name of SIX.slice(0, 4)) await team.answersBlock1(name, 'orange', '')
          await team.later('PT5S')
          await team.closes()
          await team.later('P1D')
          await team.privately('Lotte').presses('We hebben het besproken')
          await team.later('P3D')
          expect(readAs(team.channel.withText('dienden in'), 'lotte')).toContain('4 van 6 dienden in')
          expect(team.privately('Fatima').reads('sterren')).toBeTruthy()
          expect(team.privately('Anke').messages()).toHaveLength(before)
          expect(await placesOf(team, 'Anke')).toEqual([])
        },
        { environment },
      ),
  )

  it('stands in no name of what is still to be done: a note of it has a name that says nothing', () =>
    started.play(async (team) => {
      const dead = deadProcess(team.running.store, ({ payload }) => payload.do === 'note')
      await team.privately('Wout').presses('Niet deelnemen')
      await team.later('PT2M')
      await erases(team, 'Anke')
      await team.settled()
      const places = [...(await openedIn(team, encryption)).keys()]
      const notes = places.filter((place) => place.startsWith('effect/note'))
      expect(notes.length).toBeGreaterThanOrEqual(2)
      for (const note of notes) expect(note).toMatch(/^effect\/note\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      const ids = ['anke', 'wout'].flatMap((name) => [team.id(name), team.alias(name)])
      expect(places.filter((place) => ids.some((id) => place.includes(id)))).toEqual([])
      dead.isGone()
      await team.later('PT1M')
      expect([...(await openedIn(team, encryption)).keys()].filter((one) => one.startsWith('effect/note'))).toEqual([])
    }))

  it('gets no card of the stars either where she erased between the result and the stars, and can open hers herself', () =>
    at('result').play(async (team) => {
      await erases(team, 'Samir')
      const before = team.privately('Samir').messages().length
      await team.privately('Lotte').presses('We hebben het besproken')
      await team.later('P2D')
      expect(team.privately('Samir').messages()).toHaveLength(before)
      expect(await placesOf(team, 'Samir')).toEqual([])
      await team.room.client.press('samir', team.channel.withText('Waar willen we aan werken?'), {
        verb: 'ballot.show',
        data: { v: 1, round: roundIn(team) },
        inputs: {},
      })
      await team.settled()
      expect(team.privately('Samir').messages()).toHaveLength(before + 1)
      await team.privately('Samir').presses('Bewaren', { 'stars.2': '5' })
      await team.later('PT5S')
      for (const name of ['Lotte', 'Fatima']) await team.privately(name).presses('Bewaren', { 'stars.4': '4' })
      await team.later('PT5S')
      const lotte = team.privately('Lotte')
      await lotte.presses('Sterren afsluiten')
      await lotte.presses('Ja, afsluiten')
      await team.later('PT5S')
      expect(readAs(team.channel.withText('gaven sterren. Jullie beslissen'), 'lotte')).toContain('3 van 6')
    }))

  it('can take part again by herself, and is found again when she erases once more', () =>
    started.play(async (team) => {
      await erases(team, 'Anke')
      await team.later('PT1M')
      await team.room.client.press('anke', team.channel.withText('ingediend'), {
        verb: 'sheet.show',
        data: { v: 1, round: roundIn(team) },
        inputs: {},
      })
      await team.settled()
      await team.answersBlock1('Anke', 'green', '')
      await team.later('PT5S')
      expect(team.privately('Lotte').reads('Jouw beheerkaart')).toContain('5 van 6 ingediend')
      await erases(team, 'Anke')
      await team.later('P1D')
      expect(team.privately('Lotte').reads('Jouw beheerkaart')).toContain('4 van 6 ingediend')
      expect(await placesOf(team, 'Anke')).toEqual([])
    }))
})

describe('privacy.5.6 who steers a round and has everything of hers erased', () => {
  it('is told first that she steers it; then the channel is asked who takes over, and her card steers no more', () =>
    at('result').play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.says('private:lotte', 'mijn gegevens')
      await lotte.presses('Alles van mij wissen')
      expect(lotte.reads('Alles van jou wissen?')).toContain('Je bent coördinator van 1 ronde')
      await lotte.presses('Ja, alles wissen')
      await team.later('P1D')
      expect(await placesOf(team, 'Lotte')).toEqual([])
      expect(
        lotte
          .messages()
          .map((message) => readAs(message, 'lotte'))
          .join(),
      ).not.toContain('We hebben het besproken')
      expect(readAs(team.channel.withText('Wie neemt het over?'), 'samir')).toContain('Ik neem het over')
      await team.privately('Samir').says('channel', 'status')
      await team.settled()
      await team.privately('Samir').presses('We hebben het besproken')
      expect(team.channel.withText('Waar willen we aan werken?')).toBeDefined()
    }))

  it('leaves it to who steers it beside her', () =>
    started.play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.presses('Overdragen of delen')
      await lotte.presses('Doorvoeren', { person: team.id('samir'), as: 'beside' })
      await erases(team, 'Lotte')
      await team.later('P1D')
      expect(await placesOf(team, 'Lotte')).toEqual([])
      expect(team.room.world.messages.map((one) => readAs(one, 'samir')).join()).not.toContain('Wie neemt het over?')
      await team.privately('Samir').presses('Een week langer')
    }))
})

/** What "mijn gegevens" gives along. */
const exportedBy = async (team: Team, name: string): Promise<Record<string, unknown>> =>
  JSON.parse(await takesAlong(team, name))
/** What she is told of each kind of value that names her. */
const SAID_OF: Readonly<Record<string, readonly KeptKind[]>> = {
  person: ['chat'],
  sheet: ['scan', 'steered'],
  ballot: ['stars'],
  roster: ['asked'],
  round: ['steered'],
  action: ['actions', 'answered', 'steered'],
  effect: ['onItsWay'],
}

describe('privacy.5.6 mijn gegevens', () => {
  it.each(['started', 'result', 'starring', 'planned'] as const)(
    'tells of every kind of value that names her, each with its term, and erases it: %s',
    (stageName) =>
      at(stageName).play(async (team) => {
        for (const name of ['Samir', 'Lotte']) {
          const kinds = new Set((await placesOf(team, name)).map((place) => place.split('/')[0] ?? ''))
          const { kept: told } = (await exportedBy(team, name)) as { kept: readonly KeptLine[] }
          await team.privately(name).says(`private:${name.toLowerCase()}`, 'mijn gegevens')
          const card = team.privately(name).reads('Dit bewaar ik van jou')
          for (const kind of kinds) {
            expect(
              told.some((one) => SAID_OF[kind]?.includes(one.kind)),
              `${name}: ${kind}`,
            ).toBe(true)
          }
          // One more message of hers is remembered by then.
          for (const { kind, text } of told) if (kind !== 'heard') expect(card).toContain(text)
          await erases(team, name)
          await team.later('P4D')
          expect(await placesOf(team, name)).toEqual([])
        }
      }),
  )
})
