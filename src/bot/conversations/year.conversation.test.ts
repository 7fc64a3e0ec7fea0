import { describe, expect, it } from 'vitest'
import { readAs, type Team } from '../../../test/practiceTeam.ts'
import { at, SIX } from '../../../test/stages.ts'
import { dateIn } from '../../kit/calendar/calendar.ts'
import { isWithin, usualHours } from '../../kit/calendar/hours.ts'
import { isWorkday } from '../../kit/calendar/workdays.ts'
import type { Message } from '../../practice/world.ts'

const ZONE = 'Europe/Brussels'
/** Samir has two actions, Fatima one that belongs to no block, and one is nobody's by name. */
const ACTIONS = [
  { what: 'TikTok verkennen', block: '1', who: 'Samir', repeat: 'monthly' },
  { what: 'Afspraken maken', block: '4', who: 'Samir', repeat: 'quarterly' },
  { what: 'Een telefoon kopen', block: '', who: 'Fatima', repeat: '' },
  { what: 'Chatten op woensdag', block: '2', who: '', repeat: 'monthly' },
] as const
const planned = at('planned').followedBy(async (team) => {
  const samir = team.privately('Samir')
  for (const { who, ...action } of ACTIONS) {
    await samir.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
    const whose = who === '' ? { people: '', owner: 'de vrijwilligers' } : { people: team.id(who) }
    const fields = { ...action, ...whose, term: 'middle', followUp: '2026-12-04' }
    await samir.presses('Meer velden', fields)
    await samir.presses('Bewaren', fields)
  }
  await team.later('PT2H')
})
/** What each gets who answers nothing, two owners and who steers: in a whole year, and in its fullest month. */
const UNASKED: Readonly<Record<string, readonly [number, number]>> = {
  channel: [11, 1],
  'private:samir': [15, 2],
  'private:fatima': [6, 2],
  'private:lotte': [20, 4],
}

interface Told {
  readonly place: string
  readonly at: number
  readonly says: string
}
const told = ({ place, at: posted, ...message }: Message): Told => ({
  place,
  at: posted,
  says: readAs({ ...message, place, at: posted }, place.replace('private:', '')),
})
/** A day goes by, or the weekend with it: nobody does anything. What the bot wrote meanwhile. */
const nextDay = async (team: Team): Promise<readonly Told[]> => {
  const friday = new Date(team.room.clock.now()).getUTCDay() === 5
  const before = team.room.world.messages.length
  await team.later(friday ? 'P3D' : 'P1D')
  return team.room.world.messages
    .slice(before)
    .filter(({ from }) => from === 'bot')
    .map(told)
}
/** @param days of story time @param each what is done and looked at on each working day */
const live = async (team: Team, days: number, each: () => Promise<void> | void): Promise<readonly Told[]> => {
  const all: Told[] = []
  const until = team.room.clock.now() + days * 86_400_000
  while (team.room.clock.now() < until) {
    all.push(...(await nextDay(team)))
    await each()
  }
  return all
}
/** How often something comes, by what it is counted by. */
const most = (all: readonly Told[], by: (one: Told) => string): number =>
  Math.max(0, ...Object.values(Object.groupBy(all, by)).map((some) => some?.length ?? 0))
const dayOf = ({ at: posted }: Told): string => dateIn(ZONE, posted)
const inHours = (one: Told): boolean => isWorkday(dayOf(one)) && isWithin(usualHours(ZONE), one.at)

const MONTHS = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec']
/** The next date that the action's own card in the channel says, as `2026-12-04`. */
const nextOf = (team: Team, what: string): string => {
  const card = team.room.world.messages.findLast(
    (one) => one.place === 'channel' && readAs(one, 'nobody').startsWith(`📅 Actie\n${what}`),
  )
  const [, day = '', month = '', year = ''] =
    /Volgende opvolging: (\d+) (\w+) (\d{4})/.exec(card ? readAs(card, 'nobody') : '') ?? []
  return `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
}
const steering = (team: Team): readonly string[] =>
  team
    .privately('Lotte')
    .messages()
    .map((message) => readAs(message, 'lotte'))
    .filter((read) => read.includes('Jouw beheerkaart'))

describe('a team that answers nothing for a year', () => {
  it('is asked kindly and rarely, within its hours; every action keeps a next date, and its coordinator what is next', () =>
    planned.play(async (team) => {
      const all = await live(team, 365, () => {
        const today = dateIn(ZONE, team.room.clock.now())
        for (const { what } of ACTIONS) expect(nextOf(team, what) > today, `${what} on ${today}`).toBe(true)
        expect(steering(team)).toHaveLength(1)
        expect(steering(team)[0]).toMatch(/weet ik nog niet waar jullie naartoe willen|tijd voor een tweede scan/)
      })
      expect(all.filter((one) => !inHours(one))).toEqual([])
      const followUps = all.filter(({ says }) => says.includes('📅 Opvolging') || says.includes('nieuwere kaart'))
      expect(most(followUps, (one) => `${one.place} ${dayOf(one)}`)).toBe(1)
      for (const [place, [inAll, aMonth]] of Object.entries(UNASKED)) {
        const here = all.filter((one) => one.place === place)
        expect([here.length, most(here, (one) => dayOf(one).slice(0, 7))], place).toEqual([inAll, aMonth])
      }
      expect(all.filter(({ place }) => !(place in UNASKED))).toEqual([])
      const [first] = followUps.filter(({ place }) => place === 'private:fatima')
      expect(first?.says).toContain('Een telefoon kopen\nNog niet bij een bouwsteen')
    }))
})

describe('a team that only answers its cards', () => {
  it('has a living plan fourteen months later', () =>
    planned.play(async (team) => {
      const players = SIX.map(team.privately)
      const fatima = team.privately('Fatima')
      await fatima.says('private:fatima', 'language')
      await fatima.does('language.set', { language: 'en' })
      const all = await live(team, 425, async () => {
        for (const player of players) {
          while (player.canDo('evaluation.report', { outcome: 'onTrack' }))
            await player.does('evaluation.report', {}, { outcome: 'onTrack' })
        }
      })
      const today = dateIn(ZONE, team.room.clock.now())
      for (const { what } of ACTIONS) expect(nextOf(team, what) > today, what).toBe(true)
      await team.privately('Wout').says('channel', 'plan')
      expect(team.channel.reads()).toContain('4 acties lopen\n')
      expect(team.channel.reads().match(/🟢 op schema · opvolging \d+ \w+ 2028/g)).toHaveLength(4)
      expect(all.filter((one) => !inHours(one))).toEqual([])
      expect(all.filter(({ says }) => says.includes('How is it going?')).length).toBeGreaterThan(3)
      expect(all.filter(({ says }) => says.includes('Ik vroeg het ook al'))).toEqual([])
    }))
})
