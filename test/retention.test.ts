import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coordinatorsOf } from '../src/bot/plan/aroundAction.ts'
import type { Action } from '../src/flows/action/action.ts'
import { everyoneIn } from '../src/flows/action/changes.ts'
import type { Channel } from '../src/flows/channel/state.ts'
import { type Key, keyText, type PersonId } from '../src/flows/ids.ts'
import * as aggregateKeys from '../src/flows/keys.ts'
import { personKey } from '../src/flows/keys.ts'
import type { ErasedMark } from '../src/flows/person/erasedMark.ts'
import type { Person } from '../src/flows/person/person.ts'
import { durationOf, type Item, RETENTION, type Term, termEnd } from '../src/flows/retention.ts'
import { hasResult, isOpen, type Round } from '../src/flows/round/round.ts'
import { DAY, type Instant } from '../src/kit/calendar/instant.ts'
import { NOW } from './deciderSpecification.ts'
import { PEOPLE, type Years, years } from './given/years.ts'

const UTC = 'UTC'
/** What was held up is looked at once a month; everything else goes on its moment. */
const A_LOOK = 32 * DAY
const A_MOMENT = DAY

/** What a story knows by itself of when things ended: never read from what the bot keeps. */
interface Chronicle {
  readonly ends: Map<string, Instant>
  readonly lastOf: Map<PersonId, Instant>
  readonly closed: Map<string, Instant>
  /** What isn't kept any more, since when that was seen. */
  readonly gone: Map<string, Instant>
  removedAt: Instant | undefined
  usedAt: Instant
  /** Someone erased everything of hers: what she steered alone is offered to the channel. */
  erased: boolean
}

const kept = (world: Years) =>
  [...world.store.states].map(([key, text]) => ({
    key,
    kind: key.split('/')[0] ?? '',
    state: JSON.parse(text) as unknown,
  }))
const ofKind = <S>(world: Years, kind: string): S[] =>
  kept(world).flatMap((one) => (one.kind === kind ? (one.state as S) : []))

const months24 = (from: Instant): Instant => termEnd('round', UTC, from)
const latest = (moments: Iterable<Instant>): Instant => Math.max(0, ...moments)

/** What a person's lists say is kept elsewhere. */
const listedOf = ({ askedIn = [], steered = [], answered = [], handedOn = [] }: Person): readonly string[] => [
  ...askedIn.map((round) => `roster/${round}/0`),
  ...steered.map((round) => `round/${round}/round`),
  ...[...answered, ...handedOn].map((action) => `action/${action}/action`),
]

/** What is older than its term, in words; nothing where all is well. */
const overdue = (world: Years, story: Chronicle): string[] => {
  const now = world.now()
  const rounds = new Map(ofKind<Round>(world, 'round').map((round) => [round.id, round]))
  const actions = ofKind<Action>(world, 'action')
  const running = actions.filter(({ status }) => status === 'running')
  const gone = story.removedAt !== undefined && now > months24(story.removedAt) + A_MOMENT
  const lastEnd = latest(story.ends.values())
  const problems: string[] = []
  const says = (bad: boolean, what: string): void =>
    void (bad && problems.push(`${what} at ${new Date(now).toISOString()}`))
  const roundStands = (key: string, test: (round: Round) => boolean): void => {
    const round = rounds.get(key.split('/')[1] ?? '')
    says(!round || !test(round), key)
  }
  for (const { key, kind, state } of kept(world)) {
    switch (kind) {
      case 'sheet':
        roundStands(key, (round) => isOpen(round) || ['closing', 'stopped'].includes(round.status))
        break
      case 'tally':
        roundStands(key, (round) => isOpen(round) || round.status === 'closing')
        break
      case 'ballot':
      case 'stars':
        roundStands(key, ({ status }) => status === 'starring' || status === 'starsClosing')
        break
      case 'roster':
        roundStands(
          key,
          (round) => now <= (story.closed.get(round.id) ?? now) + durationOf('roster') + 3 * 7 * DAY + A_MOMENT,
        )
        break
      case 'round': {
        const round = state as Round
        if (round.status === 'draft') says(now > NOW + 100 * 366 * DAY, key)
        else if (round.status === 'stopped')
          says(
            running.length === 0 &&
              now > Math.max(story.closed.get(round.id) ?? now, lastEnd) + durationOf('stoppedRound') + A_LOOK,
            key,
          )
        else if (hasResult(round)) {
          const since = Math.max(story.closed.get(round.id) ?? now, lastEnd)
          says(gone || (running.length === 0 && now > months24(since) + A_LOOK), key)
        }
        break
      }
      case 'action': {
        const { id, status } = state as Action
        says(gone || (status !== 'running' && now > months24(story.ends.get(id) ?? 0) + A_MOMENT), key)
        break
      }
      case 'person': {
        const person = PEOPLE.find((one) => key === keyText(personKey(world.personKeyOf(one)))) ?? ''
        const holds =
          running.some((action) => everyoneIn(action).includes(person)) ||
          [...rounds.values()].some(
            (round) => round.coordinators.includes(person) || !hasResult(round) || 'starsCloseAt' in round,
          )
        const asked = running.length > 0
        says(
          !holds && !asked && now > months24(Math.max(story.lastOf.get(person) ?? 0, lastEnd)) + A_LOOK,
          `${key} (${person})`,
        )
        for (const what of listedOf(state as Person)) {
          const seen = story.gone.get(what) ?? now
          if (world.store.states.has(what)) story.gone.delete(what)
          else story.gone.set(what, seen)
          says(story.gone.has(what) && now > seen + A_LOOK, `${what}, which ${key} still lists,`)
        }
        break
      }
      case 'erased':
        says(now > (state as ErasedMark).at + durationOf('erasedMark') + A_MOMENT, key)
        break
      case 'subscription': {
        const owner = ofKind<Person>(world, 'person').some(
          ({ calendar }) => calendar?.subscription === key.split('/')[1],
        )
        says(!owner, key)
        break
      }
      case 'team': {
        const needed = [...rounds.values()].length > 0 || actions.length > 0
        says(
          !needed &&
            now > months24(Math.max(story.usedAt, lastEnd, ...story.closed.values(), story.removedAt ?? 0)) + A_LOOK,
          key,
        )
        break
      }
    }
  }
  for (const { effect, due } of world.store.effects.values())
    says(
      due === Number.POSITIVE_INFINITY
        ? now > effect.due + durationOf('deadLetter') + A_MOMENT + DAY
        : due < now - A_MOMENT,
      `effect ${effect.id}`,
    )
  return problems
}

/** What a running action needs and isn't there. */
const missing = async (world: Years, story: Chronicle): Promise<string[]> => {
  if (story.removedAt !== undefined) return []
  const problems: string[] = []
  const load = async <S>(key: Key<S>): Promise<S | undefined> => (await world.store.load(key))?.state
  const team = await load<Channel>(world.channelKeyOf())
  for (const action of ofKind<Action>(world, 'action').filter(({ status }) => status === 'running')) {
    const { id, owners } = action
    if (!team?.actions?.includes(id)) problems.push(`${id} is in no plan`)
    if (!world.store.effects.has(`followUp/${id}`)) problems.push(`${id} is asked about no more`)
    if (!ofKind<Round>(world, 'round').some((round) => round.id === action.round)) problems.push(`the round of ${id}`)
    if (!story.erased && (await coordinatorsOf(world.deps, action)).length === 0) problems.push(`who steers ${id}`)
    for (const owner of owners)
      if ((await load(personKey(world.personKeyOf(owner))))?.chat === undefined)
        problems.push(`${owner}, owner of ${id}`)
  }
  // Never called done or stopped, and forgotten all the same.
  for (const id of world.actions)
    if (!story.ends.has(id) && !world.store.states.has(`action/${id}/action`)) problems.push(`${id} itself`)
  return problems
}

const HAPPENS = [
  'start',
  'answer',
  'decline',
  'close',
  'stop',
  'talk',
  'star',
  'closeStars',
  'confirm',
  'write',
  'writeFar',
  'report',
  'end',
  'reopen',
  'passOn',
  'handOver',
  'speak',
  'follow',
  'erase',
  'uninstall',
  'say',
  'upgrade',
] as const

/** A year of a team as it mostly goes, so that random ones reach that far. */
const USUAL: readonly (typeof HAPPENS)[number][] = ['start', 'answer', 'close', 'talk', 'star', 'closeStars', 'confirm']

const play = async (world: Years, story: Chronicle, what: (typeof HAPPENS)[number], who: number): Promise<void> => {
  const person = PEOPLE[who % PEOPLE.length] ?? ''
  const other = PEOPLE[(who + 1) % PEOPLE.length] ?? ''
  const action = world.actions[who % Math.max(1, world.actions.length)]
  const actor = (await world.coordinator()) ?? person
  const now = world.now()
  const did = (one: PersonId): void => void story.lastOf.set(one, now)
  const uses = (): void => {
    story.usedAt = now
    story.removedAt = undefined
  }
  switch (what) {
    case 'start':
      await world.starts(person)
      if (world.round() !== undefined) for (const one of PEOPLE) did(one)
      return uses()
    case 'answer':
      for (const one of PEOPLE.slice(0, 3)) {
        await world.toSheet(one, { type: 'answered', element: '1.1', answer: 'green' })
        await world.toSheet(one, { type: 'handedIn', wantsCopy: one === person })
      }
      return
    case 'decline':
      await world.toSheet(person, { type: 'declined', sure: true })
      return
    case 'close':
      await world.inRound({ type: 'closeAsked', actor, confirmed: true })
      return
    case 'stop':
      await world.inRound({ type: 'stopAsked', actor, confirmed: true })
      return
    case 'talk':
      await world.inRound({ type: 'talkDone', actor })
      return
    case 'star':
      for (const one of PEOPLE.slice(0, 3)) await world.stars(one)
      return
    case 'closeStars':
      await world.inRound({ type: 'starsCloseAsked', actor, confirmed: true })
      return
    case 'confirm':
      await world.inRound({ type: 'confirmed', actor, blocks: ['1'], reason: '' })
      return
    case 'write':
    case 'writeFar': {
      const before = world.actions.length
      const far = { followUp: '2031-06-02', repeat: 'once', term: 'long', end: '' } as const
      await world.writes(
        person,
        [other],
        what === 'writeFar' ? far : { repeat: who % 2 ? 'quarterly' : 'monthly', end: '' },
      )
      if (world.actions.length > before) {
        did(person)
        did(other)
        uses()
      }
      return
    }
    case 'report':
    case 'end':
    case 'reopen':
    case 'passOn': {
      if (action === undefined) return
      const state = ofKind<Action>(world, 'action').find(({ id }) => id === action)
      if (!state) return
      did(person)
      if (what === 'report' && state.asked !== undefined)
        await world.toAction(action, {
          type: 'reported',
          date: state.asked,
          outcome: 'onTrack',
          value: '',
          note: '',
          by: person,
        })
      if (what === 'end' && state.status === 'running') {
        await world.toAction(action, { type: 'ended', how: 'stopped', by: person })
        story.ends.set(action, now)
      }
      if (what === 'reopen' && state.status !== 'running') {
        await world.toAction(action, { type: 'reopened', by: person })
        story.ends.delete(action)
      }
      if (what === 'passOn') {
        await world.toAction(action, { type: 'passedOn', by: person, to: other, gone: [] })
        for (const one of [other, ...state.owners]) did(one)
      }
      return
    }
    case 'handOver':
      await world.inRound({ type: 'handedOver', actor, to: person, as: 'instead', turn: `t${now}` })
      did(actor)
      did(person)
      return
    case 'speak':
      await world.speaks(person)
      return did(person)
    case 'follow':
      await world.follows(person)
      return did(person)
    case 'erase':
      await world.erases(person)
      story.erased = true
      return
    case 'upgrade':
      // Of an app that is taken out it is the organisation's term that begins, which has a test of its own.
      if (story.removedAt !== undefined) return
      await world.upgrades()
      for (const one of PEOPLE) did(one)
      story.usedAt = now
      return
    case 'uninstall':
      await world.uninstalls()
      story.removedAt ??= now
      return
    case 'say':
      await world.says()
      return uses()
  }
}

/** When rounds ended, as they are seen to on the day. */
const observe = (world: Years, story: Chronicle): void => {
  for (const round of ofKind<Round>(world, 'round')) {
    const over = hasResult(round) || round.status === 'stopped'
    if (over && !story.closed.has(round.id)) {
      story.closed.set(round.id, world.now())
      for (const person of PEOPLE) story.lastOf.set(person, Math.max(story.lastOf.get(person) ?? 0, world.now()))
    }
    // Stars are the last thing asked of everyone.
    if (round.status === 'starring' || round.status === 'starsClosing' || round.status === 'ranked')
      for (const person of PEOPLE) story.lastOf.set(person, world.now())
  }
}

const expectTerms = async (world: Years, story: Chronicle): Promise<void> => {
  observe(world, story)
  expect(overdue(world, story)).toEqual([])
  expect(await missing(world, story)).toEqual([])
}

const untilChecked = async (world: Years, story: Chronicle, days: number): Promise<void> => {
  const until = world.now() + days * DAY
  while (world.now() < until) {
    await world.until(Math.min(until, world.now() + (days > 60 ? 20 : 5) * DAY))
    await expectTerms(world, story)
  }
}

const begin = (): readonly [Years, Chronicle] => [
  years(NOW),
  {
    ends: new Map(),
    lastOf: new Map(),
    closed: new Map(),
    gone: new Map(),
    removedAt: undefined,
    usedAt: NOW,
    erased: false,
  },
]

const live = async (acts: readonly (readonly [number, number, number])[]): Promise<void> => {
  const [world, story] = begin()
  for (const what of USUAL) {
    await play(world, story, what, 0)
    await untilChecked(world, story, 1)
  }
  for (const [at, who, days] of acts) {
    await play(world, story, HAPPENS[at % HAPPENS.length] ?? 'say', who)
    await untilChecked(world, story, days)
  }
  // Everything ends, and nobody says anything any more.
  for (const action of world.actions)
    if (!story.ends.has(action)) {
      await world.toAction(action, { type: 'ended', how: 'done' })
      story.ends.set(action, world.now())
    }
  await untilChecked(world, story, 2.4 * 366)
  expect(kept(world).map(({ key }) => key)).toEqual([])
  expect([...world.store.effects.keys()]).toEqual([])
}

describe('privacy.5.6 everything that is kept', () => {
  it('has a row in the table: each kind of key, and each row an end', () => {
    const keys = Object.values(RETENTION as Readonly<Record<Item, Term>>).flatMap(({ key }) => key ?? [])
    // And the one that no aggregate has: the secret of the hashes.
    const made = Object.values(aggregateKeys).map((keyOf) => (keyOf as (...of: unknown[]) => Key<unknown>)('of', 0))
    expect(new Set(keys)).toEqual(new Set([...made.map(({ kind }) => kind), 'secret']))
    for (const { lasts, sooner } of Object.values(RETENTION as Readonly<Record<Item, Term>>))
      expect(lasts !== 'untilEnded' || sooner.length > 0).toBe(true)
  })

  it('outlives no term over years of whatever a team does, and nothing is gone that a running action needs', async () => {
    const days = fc.constantFrom(0.1, 1, 8, 40, 300, 800)
    // But for `upgrade`, which has stories of its own.
    const acts = fc.array(fc.tuple(fc.nat(HAPPENS.length - 2), fc.nat(3), days), { maxLength: 14 })
    await fc.assert(
      fc.asyncProperty(acts, async (all) => live(all)),
      { numRuns: 25, seed: 16, endOnFailure: true },
    )
  })

  it('an action that was written in a round which then ended with too few keeps that round while it runs', async () => {
    await live([
      [HAPPENS.indexOf('answer'), 0, 300],
      [HAPPENS.indexOf('end'), 2, 300],
      [HAPPENS.indexOf('start'), 2, 40],
      [HAPPENS.indexOf('report'), 1, 8],
      [HAPPENS.indexOf('start'), 0, 0.1],
      [HAPPENS.indexOf('passOn'), 3, 1],
      [HAPPENS.indexOf('writeFar'), 2, 1],
      [HAPPENS.indexOf('erase'), 0, 800],
      [HAPPENS.indexOf('say'), 2, 1],
    ])
  })

  it('of a plan that runs for six years of silence is there, and is gone 24 months after it was stopped', async () => {
    await live([
      [HAPPENS.indexOf('write'), 0, 1],
      [HAPPENS.indexOf('writeFar'), 1, 800],
      [HAPPENS.indexOf('speak'), 3, 800],
      [HAPPENS.indexOf('report'), 0, 600],
    ])
  })

  it('has a term too where an earlier version saved it without one, and nobody says anything any more', async () => {
    await live([
      [HAPPENS.indexOf('write'), 0, 1],
      [HAPPENS.indexOf('speak'), 3, 8],
      [HAPPENS.indexOf('upgrade'), 0, 900],
    ])
    const [world, story] = begin()
    await play(world, story, 'speak', 3)
    await play(world, story, 'upgrade', 0)
    await untilChecked(world, story, 2.1 * 366)
    expect(kept(world)).toEqual([])
  })

  it('goes, also what runs, 24 months after the app was taken out', async () => {
    await live([
      [HAPPENS.indexOf('write'), 0, 1],
      [HAPPENS.indexOf('uninstall'), 0, 900],
    ])
  })
})
