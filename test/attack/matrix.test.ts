import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executePress } from '../../src/bot/teams/inbound.ts'
import { verbTable } from '../../src/bot/verbs/table.ts'
import type { Verb } from '../../src/bot/verbs/verb.ts'
import type { Platform } from '../../src/flows/ids.ts'
import { TENANT } from '../../src/practice/world.ts'
import { bytesOnDisk, carriedIn, practiceTeam, type Team } from '../practiceTeam.ts'
import { anyData, pressActivity } from '../teamsActivity.ts'
import { kit } from '../voice.ts'

const ASKED = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke']
const verbs = [...verbTable(kit).values()]
const NOWHERE = 'z'.repeat(32)

/** Each stage of a round, reached from the one before it. */
const STAGES: readonly (readonly [string, (team: Team) => Promise<void>])[] = [
  [
    'checked and not started',
    async (team) => {
      const lotte = await team.opensForm()
      const people = ASKED.map(team.id).join(',')
      await lotte.presses('Nakijken', { title: 'Online werken', date: '2026-12-04', people })
    },
  ],
  ['open', async (team) => team.privately('Lotte').presses('Starten')],
  [
    'closed, with a result',
    async (team) => {
      for (const name of ASKED) await team.answersBlock1(name, 'orange', '')
      await team.closes()
    },
  ],
  ['giving stars', async (team) => team.privately('Lotte').presses('We hebben het besproken')],
  [
    'ranked',
    async (team) => {
      for (const name of ASKED.slice(1, 4))
        await team.privately(name).does('ballot.cast', { 'stars.1': '5', 'stars.2': '4' })
      await team.privately('Lotte').presses('Sterren afsluiten')
      await team.privately('Lotte').presses('Ja, afsluiten')
    },
  ],
  [
    'planned, with an action that is asked about',
    async (team) => {
      await team.privately('Lotte').presses('Bevestigen')
      await team.later('PT5S')
      const samir = team.privately('Samir')
      await samir.pressesIn(team.channel.withText('Hier werken jullie aan'), 'Actie toevoegen')
      await samir.presses('Bewaren', { what: 'TikTok verkennen', people: team.id('samir'), followUp: '2026-12-04' })
      await team.later('P12D')
    },
  ],
]

/** As Teams' side of the bot knows it from a verified activity. The door itself is tried in authenticate.test.ts and by the fuzz. */
const platformOf = ({ room }: Team): Platform => ({ name: 'teams', tenant: TENANT, serviceUrl: room.address })

type Who = 'stranger' | 'wout' | 'fatima' | 'samir' | 'lotte'
/** Nobody here; of the channel, but not asked; asked; asked, and the owner of the action; who steers. */
const WHO: readonly Who[] = ['stranger', 'wout', 'fatima', 'samir', 'lotte']
const PLACES = ['private', 'channel'] as const

const GRANTED: Readonly<Record<Verb['who'], readonly Who[]>> = {
  coordinator: ['lotte'],
  member: ['fatima', 'samir', 'lotte'],
  channel: ['wout', 'fatima', 'samir', 'lotte'],
  owner: ['samir', 'lotte'],
  person: WHO,
  anyone: WHO,
}
/** Of the wrong type, of no length, of too much, or with a name that means something to JavaScript. */
const ODD: readonly unknown[] = [null, 7, '', 'x'.repeat(40), [], {}, { toString: 1 }, '__proto__']

/** A form is promised within the reply, and who is in the channel looked up when it is drawn: to who isn't, none is sent. */
const ASKED_FOR: ReadonlySet<string> = new Set(['round.form', 'action.form'])
const isGranted = ({ who, where }: Verb, person: Who, place: (typeof PLACES)[number]): boolean =>
  GRANTED[who].includes(person) && (where === 'both' || where === place)

describe('privacy.5.8 who may press what, where, and when', () => {
  let team: Team
  beforeAll(async () => {
    team = await practiceTeam([...ASKED, 'Wout'], { platform: 'teams', environment: { PRESSES_PER_PERSON: '1000000' } })
  })
  afterAll(() => team.stop())

  const roundIn = (): string =>
    team.room.world.messages
      .flatMap(({ card, views }) => [card, ...views.values()])
      .map((card) => carriedIn(card, 'round'))
      .find(Boolean) ?? ''
  const actionIn = (): string =>
    team.room.world.messages.map(({ card }) => carriedIn(card, 'action')).findLast(Boolean) ?? NOWHERE
  const data = () => anyData(roundIn(), actionIn())
  const press = async (who: Who, place: (typeof PLACES)[number], verb: string, sent: object): Promise<void> => {
    const { address, client } = team.room
    const pressed = executePress(
      platformOf(team),
      pressActivity({ id: client.nextEvent(), address, person: who, place }, verb, sent),
    )
    // Refused already as it comes in, before any verb.
    if (pressed) await team.running.bot.press(pressed)
  }
  const posted = (): string => JSON.stringify(team.room.world.messages.map(({ card }) => card))
  /** Nothing is written for it, whatever it was that was refused. */
  const changesNothing = async (what: string, doing: () => Promise<void>): Promise<void> => {
    const { writes } = team.running.storeCalls()
    await doing()
    expect(team.running.storeCalls().writes, what).toBe(writes)
  }
  /** … and after all of them, the store's files are what they were, byte for byte, and so is every card. */
  const nothingChanged = async (doing: () => Promise<void>): Promise<void> => {
    const [bytes, said] = [bytesOnDisk(team), posted()]
    await doing()
    await team.settled()
    expect(bytesOnDisk(team).equals(bytes), 'the store changed').toBe(true)
    expect(posted() === said, 'a card changed').toBe(true)
  }

  for (const [stage, reached] of STAGES) {
    describe(`while a round is ${stage}`, () => {
      beforeAll(async () => {
        await reached(team)
        await team.settled()
      })

      it.each(verbs.map((verb) => [verb.verb, verb] as const))(
        '%s changes nothing for anyone it isn’t for',
        (name, verb) =>
          nothingChanged(async () => {
            for (const who of WHO)
              for (const place of PLACES) {
                if (isGranted(verb, who, place) || (ASKED_FOR.has(name) && who === 'stranger' && place === 'channel'))
                  continue
                await changesNothing(`${name} by ${who} in ${place}`, () => press(who, place, name, data()))
              }
          }),
      )

      it.each([...ASKED_FOR])(
        '%s, asked for in a channel by someone who is not in it, comes to nothing',
        async (name) => {
          const before = posted()
          await press('stranger', 'channel', name, data())
          await team.settled()
          expect(posted() === before).toBe(true)
          expect(team.room.world.messages.filter(({ place }) => place.includes('stranger'))).toEqual([])
        },
      )

      it('nor does any button for a round, an action or a channel that is not there, whoever presses', () =>
        nothingChanged(async () => {
          for (const { verb, who } of verbs) {
            if (who === 'person' || who === 'anyone') continue
            const elsewhere = { ...data(), round: NOWHERE, action: NOWHERE, channel: '19:elders@thread.tacv2' }
            for (const person of ['samir', 'lotte'] as const)
              for (const place of PLACES) {
                // A form for the channel it is pressed in needs no other.
                if (verb === 'round.form' && place === 'channel') continue
                await changesNothing(`${verb} elsewhere by ${person} in ${place}`, () =>
                  press(person, place, verb, elsewhere),
                )
              }
          }
        }))

      const someoneElses = verbs.filter(({ who }) => who !== 'person' && who !== 'anyone')
      it.each(someoneElses.map((verb) => [verb.verb, verb] as const))(
        '%s gives nothing away for any of its fields tampered with',
        (name, { data: schema, where, who }) =>
          nothingChanged(async () => {
            // By someone it isn't for: in nothing here, or a member where it is the coordinator's.
            const person = who === 'coordinator' ? 'fatima' : 'stranger'
            const place = where === 'channel' && !ASKED_FOR.has(name) ? 'channel' : 'private'
            for (const field of Object.keys(schema.shape))
              for (const value of ODD)
                await changesNothing(`${name} with ${field} ${JSON.stringify(value)}`, () =>
                  press(person, place, name, { ...data(), [field]: value }),
                )
          }),
      )

      it('nor does any field that is something else than it should be, on any button of who steers', () =>
        nothingChanged(async () => {
          for (const { verb } of verbs.filter(({ who }) => who === 'coordinator')) {
            for (const value of ODD)
              await changesNothing(`${verb} with ${JSON.stringify(value)} for a round`, () =>
                press('lotte', 'private', verb, { ...data(), round: value }),
              )
            await changesNothing(`${verb} of another version`, () =>
              press('lotte', 'private', verb, { ...data(), v: 2 }),
            )
          }
        }))
    })
  }
})
