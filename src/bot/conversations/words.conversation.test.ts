import { describe, expect, inject, it } from 'vitest'
import { type Team, withTeam } from '../../../test/practiceTeam.ts'
import { at, SIX, type Stage, stage } from '../../../test/stages.ts'
import { sentencesFor } from '../../../test/typedSentences.ts'
import { textsOf } from '../../practice/cardReading.ts'

const none = stage(SIX, async () => undefined)
const draft = none.followedBy(async (team) => {
  const lotte = await team.opensForm()
  const people = SIX.map(team.id).join(',')
  await lotte.presses('Nakijken', { title: 'Online werken 2026', date: '2026-12-04', people })
})
const stopped = at('started').followedBy(async (team) => {
  await team.privately('Lotte').presses('Stoppen en wissen')
  await team.privately('Lotte').presses('Ja, stoppen en wissen')
})
const STAGES = {
  none,
  draft,
  open: at('handedIn'),
  short: at('started').followedBy((team) => team.later('P12D')),
  stopped,
  closed: at('result'),
  starring: at('starring'),
  ranked: at('ranked'),
  prioritised: at('planned'),
} as const satisfies Readonly<Record<string, Stage>>
type StageName = keyof typeof STAGES
type Wish = 'status' | 'result' | 'stars' | 'priorities' | 'plan'

const WORDS: Readonly<Record<Wish, readonly string[]>> = {
  status: ['status', 'Stand van zaken?', 'how are we doing'],
  result: ['resultaat', 'Resultaten!', 'result'],
  stars: ['sterren', 'stars'],
  priorities: ['prioriteiten', 'Priorities.'],
  plan: ['plan', 'Het plan', 'the plan'],
}

/** Of the sentences that ask the same, others at each stage: `test/typed.test.ts` holds that all of them are understood alike. */
const sentencesAt = (name: StageName, wish: 'status' | 'result' | 'plan'): readonly string[] => {
  const stages = Object.keys(STAGES)
  return sentencesFor('nl', wish)
    .filter((_, index) => index % stages.length === stages.indexOf(name))
    .slice(0, 3)
}

const WELCOME = 'Waar staan jullie met online werken?'
const RUNS = 'Al ingediend: bijna iedereen'
const SHORT = 'De scan wacht op een beslissing van de coördinator.'
const RESULT = 'Wat jullie invulden'
const CLOSED = 'Afgesloten. Het resultaat staat in dit kanaal.'
const STARS = 'Al sterren gegeven: nog niemand'
const PROPOSAL = 'Een voorstel'
const PLAN = 'Nog geen acties.'
const PRIORITIES = 'Hier werken jullie aan'

/** What the channel hears to each word, at each stage of its round. */
const CHANNEL: Readonly<Record<StageName, Readonly<Record<Wish, string>>>> = {
  none: { status: WELCOME, result: WELCOME, stars: WELCOME, priorities: WELCOME, plan: WELCOME },
  // Of a draft nobody but its coordinator knows.
  draft: { status: WELCOME, result: WELCOME, stars: WELCOME, priorities: WELCOME, plan: WELCOME },
  open: { status: RUNS, result: RUNS, stars: RUNS, priorities: RUNS, plan: RUNS },
  short: { status: SHORT, result: SHORT, stars: SHORT, priorities: SHORT, plan: SHORT },
  stopped: {
    status: 'Gestopt. Alle antwoorden zijn gewist.',
    result: 'Gestopt. Alle antwoorden zijn gewist.',
    stars: 'Gestopt. Alle antwoorden zijn gewist.',
    priorities: 'Gestopt. Alle antwoorden zijn gewist.',
    plan: PLAN,
  },
  closed: { status: CLOSED, result: RESULT, stars: CLOSED, priorities: CLOSED, plan: PLAN },
  starring: { status: STARS, result: RESULT, stars: STARS, priorities: STARS, plan: PLAN },
  ranked: { status: PROPOSAL, result: RESULT, stars: 'De sterren zijn gegeven.', priorities: PROPOSAL, plan: PLAN },
  prioritised: {
    status: PRIORITIES,
    result: RESULT,
    stars: 'De sterren zijn gegeven.',
    priorities: PRIORITIES,
    plan: PLAN,
  },
}

/** What someone who was asked hears in private to each word but the plan's. */
const PRIVATE: Readonly<Record<StageName, string>> = {
  none: 'Ik ken geen ronde waar jij bij bent.',
  draft: 'Ik ken geen ronde waar jij bij bent.',
  open: 'De scan loopt tot vr 4 dec, 17u.',
  short: 'De scan wacht op een beslissing',
  stopped: 'Deze ronde is gestopt.',
  closed: 'Het resultaat is er.',
  starring: 'De sterren lopen tot',
  ranked: 'De sterren zijn geteld.',
  prioritised: 'De prioriteiten zijn gekozen.',
}

const HAVE_RESULT: readonly StageName[] = ['closed', 'starring', 'ranked', 'prioritised']

/** What is said newly in a place after someone says a word there. */
const heard = async (team: Team, name: string, place: string, word: string): Promise<string> => {
  // Slack takes one message a second in a channel.
  await team.later('PT2S')
  const before = team.room.world.messages.length
  await team.privately(name).says(place, word)
  const fresh = team.room.world.messages.slice(before).filter((message) => message.place === place && message.card)
  expect(fresh, `to '${word}' in ${place}`).toHaveLength(1)
  return textsOf(fresh[0]?.card ?? {}).join('\n')
}

describe.each(Object.keys(STAGES) as StageName[])('what people ask by a word, %s', (name) => {
  it('is answered in the channel with what is true now', () =>
    STAGES[name].play(async (team) => {
      for (const [wish, words] of Object.entries(WORDS) as [Wish, readonly string[]][])
        for (const word of words)
          expect(await heard(team, 'Samir', 'channel', word), word).toContain(CHANNEL[name][wish])
    }))

  it('is answered in a sentence as in a word', () =>
    STAGES[name].play(async (team) => {
      for (const wish of ['status', 'result', 'plan'] as const)
        for (const sentence of sentencesAt(name, wish)) {
          expect(await heard(team, 'Samir', 'channel', sentence), sentence).toContain(CHANNEL[name][wish])
          const said = await heard(team, 'Samir', 'private:samir', wish === 'result' ? 'resultaat' : wish)
          expect(await heard(team, 'Samir', 'private:samir', sentence), sentence).toBe(said)
        }
    }))

  it('is answered in private, to who was asked and to who steers', () =>
    STAGES[name].play(async (team) => {
      // Whoever is in no round that began is in no team that the bot can know of.
      const isKnown = name !== 'none' && name !== 'draft'
      for (const [wish, words] of Object.entries(WORDS) as [Wish, readonly string[]][])
        for (const word of words)
          for (const person of ['Samir', 'Lotte'] as const) {
            const answer = await heard(team, person, `private:${person.toLowerCase()}`, word)
            const english = /^How|^What|^Your team|^The plan/.test(answer)
            if (english) expect(WORDS[wish].indexOf(word), answer).toBeGreaterThan(0)
            if (wish === 'plan')
              expect(answer, word).toMatch(isKnown ? /Nog geen acties|No actions/ : /Ik vond geen team|find a team/)
            // Who is in the channel may read its result where she asks for it.
            else if (wish === 'result' && HAVE_RESULT.includes(name))
              expect(answer, word).toMatch(/Wat jullie invulden|What your team filled in/)
            else if (!english) expect(answer, word).toContain(PRIVATE[name])
            if (wish !== 'plan' && wish !== 'result' && name === 'starring')
              expect(answer, word).toMatch(/⭐ (Sterren|Stars) · Online werken 2026/)
          }
    }))
})

describe('what people ask by a word', () => {
  it('is answered for the round that runs, where there was one before', () =>
    at('planned').play(async (team) => {
      await team.starts('Een jaar later')
      for (const word of ['status', 'resultaat', 'prioriteiten'])
        expect(await heard(team, 'Samir', 'channel', word)).toContain('Een jaar later')
      const both = await heard(team, 'Samir', 'private:samir', 'status')
      expect(both.indexOf('Een jaar later')).toBeLessThan(both.indexOf('Online werken 2026'))
      expect(both).toContain('De prioriteiten zijn gekozen.')
    }))

  it('begins a new round by its own word, whatever there was before', () =>
    at('planned').play(async (team) => {
      expect(await heard(team, 'Lotte', 'channel', 'start')).toContain(WELCOME)
    }))

  it('is a card that counts the stars on, like the one that was posted when they began', () =>
    at('starring').play(async (team) => {
      await team.privately('Samir').says('channel', 'status')
      const answer = team.channel.newest()
      await team.privately('Samir').presses('Bewaren', { 'stars.1': '5' })
      await team.later('PT5M')
      expect(textsOf(answer.card ?? {}).join('\n')).toContain('Al sterren gegeven: nog maar enkele')
    }))

  it('is answered whoever asks it, also who was never asked', () =>
    withTeam(['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout', 'Noor'], async (team) => {
      await team.starts('Online werken', { people: SIX })
      expect(await heard(team, 'Noor', 'private:noor', 'status')).toContain('Ik ken geen ronde waar jij bij bent.')
      expect(await heard(team, 'Noor', 'channel', 'status')).toContain('Loopt tot')
    }))

  it('comes through the command too', () =>
    at('ranked').play(async (team) => {
      if (inject('platform') !== 'slack') return
      const { client, world } = team.room as unknown as {
        client: { command: (person: string, channel: string, text: string) => Promise<unknown> }
        world: Team['room']['world']
      }
      const before = world.messages.length
      await client.command('samir', world.ids.channel, 'prioriteiten')
      await team.settled()
      expect(
        world.messages.slice(before).some(({ card }) =>
          textsOf(card ?? {})
            .join()
            .includes(PROPOSAL),
        ),
      ).toBe(true)
    }))
})
