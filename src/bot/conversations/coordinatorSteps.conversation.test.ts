import { describe, expect, it } from 'vitest'
import { readAs, type Team, withTeam } from '../../../test/practiceTeam.ts'
import { at, SIX } from '../../../test/stages.ts'
import { leave } from '../../practice/world.ts'

const ZONE = 'Europe/Brussels'
/** The day it is in the story, as "wo 25 nov". */
const today = (team: Team): string => {
  const { weekday, day, month, year } = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: ZONE,
      weekday: 'short',
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
    })
      .formatToParts(team.room.clock.now())
      .map(({ type, value }) => [type, value]),
  )
  return `${year}-${month}-${day} ${weekday}`
}
const others = ['📅 Opvolging', 'Nog niet ingediend', 'Je gaf nog geen sterren', 'Jouw sterren', 'Jouw kopie']
/** What she was told about the round: each new message of the days that pass, with its day and how it begins. */
const toldWhile = async (team: Team, days: number, name = 'Lotte'): Promise<readonly string[]> => {
  const person = name.toLowerCase()
  const told: string[] = []
  // Half a day at a time: what comes in the morning is seen in the evening.
  for (let half = 0; half < 2 * days; half++) {
    const before = new Set(team.privately(name).messages())
    await team.later('PT12H')
    for (const message of team.privately(name).messages())
      if (!before.has(message)) told.push(`${today(team)}: ${kindOf(readAs(message, person))}`)
  }
  return told
}
const KINDS: readonly (readonly [string, string])[] = [
  ['Verder, later of stoppen?', 'question'],
  ['Een herinnering', 'reminder'],
  ['tijd voor een tweede scan?', 'again'],
  ['dienden in. Je kunt afsluiten', 'allIn'],
  ['Beslis je niets, dan wis ik', 'short'],
  ['De scan is afgesloten', 'talk'],
  ['gaven sterren. Je kunt ze afsluiten', 'allStarred'],
  ['De sterren zijn afgesloten', 'confirm'],
  ['Jullie prioriteiten staan', 'directions'],
  ['Van vroeger', 'carryOver'],
  ['Het plan is nog leeg', 'plan'],
]
const kindOf = (read: string): string =>
  KINDS.find(([words]) => read.includes(words))?.[1] ?? others.find((words) => read.includes(words)) ?? read
const controls = (team: Team, name = 'Lotte'): readonly string[] =>
  team
    .privately(name)
    .messages()
    .map((message) => readAs(message, name.toLowerCase()))
    .filter((read) => read.includes('Jouw beheerkaart') || read.includes('nodig om iets te tonen'))
const MOVED = 'Deze ronde gaat verder in mijn nieuwste bericht'

/** What only asks, at each stage: a tap by mistake. */
const ASKS = {
  started: ['Scan afsluiten', 'Iemand toevoegen', 'Overdragen of delen', 'Stoppen en wissen'],
  handedIn: ['Scan afsluiten'],
  result: ['Een dag kiezen', 'Overdragen of delen'],
  starring: ['Sterren afsluiten', 'Overdragen of delen'],
  ranked: ['Overdragen of delen'],
  planned: ['Prioriteiten of richting aanpassen', 'Overdragen of delen'],
} as const

describe('whoever steers a round finds her way back', () => {
  it.each(Object.keys(ASKS) as (keyof typeof ASKS)[])('from whatever she taps by mistake: %s', (name) =>
    at(name).play(async (team) => {
      const lotte = team.privately('Lotte')
      for (const label of ASKS[name]) {
        await lotte.presses(label)
        // In Slack a refusal stands beside the card, which stays as it is.
        if (!controls(team).some((read) => read.includes(label))) await lotte.does('round.show')
        expect(lotte.reads('Jouw beheerkaart'), label).toContain(label)
      }
    }),
  )
})

describe('whoever steers a round is carried', () => {
  it('also on the card that her list turned into: it says how the round stands, and steers no more once it goes on below', () =>
    at('started').play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.says('private:lotte', 'open')
      const list = lotte.messages().at(-1) ?? team.channel.newest()
      await lotte.does('round.show')
      expect(readAs(list, 'lotte')).toContain('0 van 6 ingediend')
      await team.fillsIn('Samir', () => 'green')
      await team.later('PT5M')
      expect(readAs(list, 'lotte')).toContain('1 van 6 ingediend')
      for (const name of SIX.slice(2)) await team.fillsIn(name, () => 'green')
      await team.later('P1D')
      await team.closes()
      await team.later('PT15M')
      expect(readAs(list, 'lotte')).toContain(MOVED)
      expect(controls(team)).toHaveLength(1)
    }))

  it('from the close to the talk: a new card at the bottom, and only one that steers', () =>
    at('handedIn').play(async (team) => {
      await team.later('P1D')
      await team.closes()
      await team.later('PT5S')
      const lotte = team.privately('Lotte')
      expect(readAs(lotte.messages().at(-1) ?? team.channel.newest(), 'lotte')).toContain('De scan is afgesloten')
      expect(controls(team)).toHaveLength(1)
      expect(lotte.reads(MOVED)).not.toContain('Scan afsluiten')
    }))

  it('hears that everyone handed in, the next day that anything does', () =>
    at('handedIn').play(async (team) => {
      await team.later('P1D')
      const before = team.privately('Lotte').messages().length
      await team.fillsIn('Wout', () => 'green')
      await team.later('PT1H')
      const lotte = team.privately('Lotte')
      expect(lotte.messages().length).toBe(before + 1)
      expect(lotte.reads()).toContain('Alle 6 dienden in. Je kunt afsluiten')
      expect(lotte.reads()).toContain('Doe je niets, dan sluit ik af op vr 4 dec, 17u.')
      await lotte.presses('Scan afsluiten')
      await lotte.presses('Ja, afsluiten')
      await team.later('PT5S')
      // The same day: the newest says it, and there is no second.
      expect(lotte.messages().length).toBe(before + 1)
      expect(lotte.reads('De scan is afgesloten')).toContain('We hebben het besproken')
    }))

  it('is reminded once of a step that nobody does, asked once whether to go on, and then left alone', () =>
    at('result').play(async (team) => {
      // Monday 23 November; Christmas is a Friday.
      expect(await toldWhile(team, 45)).toEqual(['2026-11-30 Mon: reminder', '2026-12-14 Mon: question'])
      const lotte = team.privately('Lotte')
      expect(lotte.reads('Verder, later of stoppen?')).toContain('Dit wacht al sinds ma 23 nov.')
      expect(controls(team)).toHaveLength(1)
      expect(await toldWhile(team, 90)).toEqual([])
    }))

  it('is reminded no more once the step is done, and starts afresh with the next', () =>
    at('result').play(async (team) => {
      expect(await toldWhile(team, 8)).toEqual(['2026-11-30 Mon: reminder'])
      const lotte = team.privately('Lotte')
      expect(lotte.reads()).toContain('Een herinnering: dit wacht al sinds ma 23 nov.')
      await lotte.presses('We hebben het besproken')
      // While stars are given nothing waits for her; they close by themselves, and then it is her turn.
      for (const name of SIX.slice(1, 4))
        await team.privately(name).presses('Bewaren', { 'stars.1': '5', 'stars.4': '5' })
      expect((await toldWhile(team, 20)).filter((one) => !/sterren/.test(one))).toEqual([
        '2026-12-09 Wed: confirm',
        '2026-12-15 Tue: reminder',
      ])
    }))

  it('later means a month, and stopping means peace: the result stays, and going on is one tap', () =>
    at('result').play(async (team) => {
      await toldWhile(team, 22)
      const lotte = team.privately('Lotte')
      await lotte.presses('Later: over een maand')
      expect(lotte.reads()).toContain('Goed, op vr 15 jan vraag ik het opnieuw.')
      expect(await toldWhile(team, 40)).toEqual(['2027-01-15 Fri: question'])
      await lotte.presses('Stoppen')
      expect(lotte.reads()).toContain('Jullie stopten hier. Het resultaat en het plan blijven van jullie')
      expect(await toldWhile(team, 60)).toEqual([])
      await lotte.presses('Toch verder')
      expect(lotte.reads('De scan is afgesloten')).toContain('We hebben het besproken')
    }))

  it('through directions to a first action, each said in a card with its one button', () =>
    at('ranked').play(async (team) => {
      const lotte = team.privately('Lotte')
      await team.later('P1D')
      await lotte.presses('Bevestigen', { blocks: '1,4', reason: 'Daar zit de druk.' })
      await team.later('PT5S')
      expect(lotte.reads(MOVED)).toBeTruthy()
      expect(lotte.reads()).toContain('Van 2 prioriteiten weet ik nog niet waar jullie naartoe willen.')
      await lotte.presses('Richting bewaren', { text: '' })
      expect(lotte.reads()).toContain('Er staat nog niets.')
      const long = 'x'.repeat(501)
      await lotte.presses('Richting bewaren', { text: long })
      expect(lotte.reads()).toContain('Nog 1 teken te veel. Hier passen er 500.')
      expect(lotte.reads()).toContain(long)
      await lotte.presses('Richting bewaren', { text: 'Iedereen weet waarom.' })
      await lotte.presses('Richting bewaren', { text: 'We weten wat er leeft.' })
      expect(lotte.reads()).toContain('Het plan is nog leeg')
      expect(controls(team)).toHaveLength(1)
      expect(await toldWhile(team, 30)).toEqual(['2026-12-01 Tue: reminder', '2026-12-15 Tue: question'])
      await lotte.presses('Verder')
      await lotte.presses('Actie toevoegen')
      const fields = { what: 'TikTok verkennen', people: team.id('samir'), followUp: '2027-01-11' }
      await lotte.presses('Bewaren', fields)
      expect(lotte.reads('Bewaard.')).toBeTruthy()
      // What was said is left to be read first.
      await team.later('PT2M')
      // In Teams the answer to her press stays her own view of the card; the card itself goes on.
      const stored = lotte.messages().map((message) => readAs(message, 'nobody'))
      expect(stored.find((read) => read.includes('Het plan loopt'))).toContain(
        'Op 25 okt 2027 vraag ik of het tijd is voor een tweede scan.',
      )
    }))

  it('can change priorities and directions later: the channel’s card follows, and says who', () =>
    at('planned').play(async (team) => {
      const lotte = team.privately('Lotte')
      for (const text of ['Iedereen weet waarom.', 'We weten wat er leeft.'])
        await lotte.presses('Richting bewaren', { text })
      const card = team.channel.withText('Hier werken jullie aan')
      expect(readAs(card, 'nobody')).toContain('We weten wat er leeft.')
      await lotte.presses('Prioriteiten of richting aanpassen')
      await lotte.presses('Richting: Beeldvorming', {})
      await lotte.presses('Richting bewaren', { text: 'We volgen wat er leeft.' })
      await team.later('PT5S')
      expect(readAs(card, 'nobody')).toContain('We volgen wat er leeft.')
      await lotte.presses('Prioriteiten of richting aanpassen')
      await lotte.presses('Bevestigen', { blocks: '1,2', reason: 'Anders bekeken.' })
      await team.later('PT5S')
      expect(readAs(card, 'nobody')).toContain('Anders bekeken.')
      expect(readAs(card, 'nobody')).toContain('Aangepast op ma 23 nov door Lotte.')
      expect(readAs(card, 'nobody')).not.toContain('We volgen wat er leeft.')
      expect(lotte.reads()).toContain('Van één prioriteit weet ik nog niet waar jullie naartoe willen.')
    }))
})

describe('a team that fell short', () => {
  it('is told so once its hours begin, with what happens when nobody decides', () =>
    withTeam(SIX, async (team) => {
      await team.starts('Online')
      const lotte = team.privately('Lotte')
      const told = (await toldWhile(team, 15)).filter((one) => !/ingediend/.test(one))
      // The deadline is Friday 4 December at five: she hears of it on Monday, for a week.
      expect(told).toEqual(['2026-12-07 Mon: short'])
      expect(lotte.reads()).toContain('Beslis je niets, dan wis ik alles op vr 11 dec, 17u.')
    }))
})

describe('a deadline on a day nobody works', () => {
  it('becomes the working day after, and the check says so', () =>
    withTeam(SIX, async (team) => {
      const lotte = await team.opensForm()
      const people = SIX.map(team.id).join(',')
      await lotte.presses('Nakijken', { title: 'Online', date: '2026-12-25', people })
      expect(lotte.reads()).toContain('Op vr 25 dec werkt bijna niemand. Ik maakte er ma 28 dec, 17u van')
      await lotte.presses('Starten')
      expect(team.channel.reads()).toContain('ma 28 dec, 17u')
      await lotte.presses('Een week langer')
      expect(team.channel.reads()).toContain('ma 4 jan, 17u')
    }))
})

describe('a coordinator who left', () => {
  it('leaves it to the second', () =>
    at('handedIn').play(async (team) => {
      const lotte = team.privately('Lotte')
      await lotte.presses('Overdragen of delen')
      await lotte.presses('Doorvoeren', { person: team.id('samir'), as: 'beside' })
      leave(team.room.world, 'lotte')
      await team.later('P1D')
      const before = lotte.messages().length
      await team.privately('Samir').presses('Scan afsluiten')
      await team.privately('Samir').presses('Ja, afsluiten')
      await team.later('PT5S')
      expect(team.privately('Samir').reads('De scan is afgesloten')).toContain('We hebben het besproken')
      expect(lotte.messages().length).toBe(before)
      expect(() => team.channel.withText('Wie neemt het over?')).toThrow()
    }))

  it('and was alone: the channel is asked who takes over, and one tap does it', () =>
    at('handedIn').play(async (team) => {
      leave(team.room.world, 'lotte')
      await team.later('P15D')
      const card = team.channel.withText('Wie neemt het over?')
      expect(readAs(card, 'nobody')).toContain('Wat er wacht: het resultaat samen bespreken.')
      await team.privately('Fatima').pressesIn(card, 'Ik neem het over')
      await team.later('PT5S')
      expect(readAs(card, 'fatima')).toContain('Deze ronde is in goede handen')
      expect(readAs(card, 'joris')).toContain('Deze ronde is in goede handen')
      expect(team.privately('Fatima').reads('Jij neemt de ronde over.')).toContain('We hebben het besproken')
    }))
})

describe('privacy.5.3 the channel that is asked who takes over', () => {
  it('doesn’t hear that everyone handed in: who steers the round hears that, alone', () =>
    at('handedIn').play(async (team) => {
      for (const name of ['Wout']) await team.answersBlock1(name, 'green', '')
      leave(team.room.world, 'lotte')
      await team.later('P7D')
      const asked = team.room.world.messages
        .filter((one) => one.place === 'channel')
        .map((one) => readAs(one, 'nobody'))
      expect(asked.join('\n')).not.toMatch(/[Aa]lle 6|iedereen diende|scan afsluiten/)
    }))
})

describe('a second round', () => {
  const add = async (team: Team, what: string): Promise<void> => {
    const samir = team.privately('Samir')
    await samir.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
    const fields = { what, people: team.id('samir'), followUp: '2026-12-04' }
    await samir.presses('Bewaren', fields)
  }
  const planned = at('planned').followedBy(async (team) => {
    const lotte = team.privately('Lotte')
    for (const text of ['Iedereen weet waarom.', 'We weten wat er leeft.'])
      await lotte.presses('Richting bewaren', { text })
    for (const what of ['TikTok verkennen', 'Afspraken maken', 'Telefoon kopen']) await add(team, what)
  })

  it('is proposed eleven months after the first, once, and can wait', () =>
    planned.play(async (team) => {
      const lotte = team.privately('Lotte')
      const told = async (days: number): Promise<readonly string[]> =>
        (await toldWhile(team, days)).filter((one) => !one.includes('Opvolging'))
      expect(await told(330)).toEqual([])
      expect(await told(10)).toEqual(['2027-10-25 Mon: again'])
      expect(lotte.reads('tweede scan?')).toContain('Jullie kozen toen voor: Strategie, Beeldvorming.')
      await lotte.presses('Over een maand')
      expect(await told(40)).toEqual(['2027-11-29 Mon: again'])
      await lotte.presses('Niet nu')
      expect(await told(40)).toEqual([])
    }))

  it('of another coordinator has her asked about what nobody answers, in place of who steered the first', () =>
    planned.play(async (team) => {
      const lotte = team.privately('Lotte')
      await team.starts('Online werken 2027', { date: '2027-01-29' })
      await lotte.presses('Overdragen of delen')
      await lotte.presses('Doorvoeren', { person: team.id('fatima'), as: 'instead' })
      await team.later('P30D')
      expect(team.privately('Fatima').reads('Nog geen antwoord van')).toContain('TikTok verkennen')
      const asked = lotte.messages().filter((one) => readAs(one, 'lotte').includes('Nog geen antwoord van'))
      expect(asked).toEqual([])
      await team.privately('Fatima').presses('Op schema')
      expect(team.privately('Fatima').reads('Op schema, volgens')).toContain('TikTok verkennen')
    }))

  it('asks of each action that still runs whether it goes on, is done or stops', () =>
    planned.play(async (team) => {
      await team.later('P30D')
      await team.starts('Online werken 2027', { date: '2027-01-29' })
      for (const name of SIX) await team.answersBlock1(name, 'green', '')
      await team.closes()
      await team.later('PT5S')
      const lotte = team.privately('Lotte')
      expect(lotte.reads('De scan is afgesloten')).toContain('Van vroeger lopen nog 3 acties.')
      await lotte.presses('Verder')
      await lotte.presses('We hebben het besproken')
      for (const name of SIX.slice(0, 3)) await team.privately(name).presses('Bewaren', { 'stars.1': '5' })
      await lotte.presses('Sterren afsluiten')
      await lotte.presses('Ja, afsluiten')
      await lotte.presses('Bevestigen', { blocks: '1,2', reason: '' })
      for (const text of ['Iedereen weet waarom.', 'We weten wat er leeft.'])
        await lotte.presses('Richting bewaren', { text })
      expect(lotte.reads()).toContain('Van vroeger lopen nog 2 acties.')
      await lotte.presses('Afronden')
      expect(lotte.reads()).toContain('Van vroeger loopt nog één actie.')
      await lotte.presses('Stoppen')
      expect(lotte.reads('Jouw beheerkaart')).toContain('Het plan loopt.')
      await team.later('PT5S')
      expect(readAs(team.channel.withText('Afspraken maken'), 'nobody')).toContain('afgerond')
      expect(readAs(team.channel.withText('Telefoon kopen'), 'nobody')).toContain('stopgezet')
      expect(readAs(team.channel.withText('Telefoon kopen'), 'nobody')).not.toContain('(Aanpassen)')
      expect(readAs(team.channel.withText('Telefoon kopen'), 'nobody')).toContain('Heropenen')
    }))
})
