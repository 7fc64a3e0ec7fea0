import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../../test/deciderSpecification.ts'
import {
  ADA,
  BEN,
  CHANNEL,
  controlRedrawn,
  LOTTE,
  overdue,
  RANKING,
  RESULT,
  roundWith,
} from '../../../../test/given/roundWith.ts'
import { dateIn } from '../../../kit/calendar/calendar.ts'
import { isWithin, usualHours, withinHours } from '../../../kit/calendar/hours.ts'
import { HOUR, type Instant } from '../../../kit/calendar/instant.ts'
import { isWorkday } from '../../../kit/calendar/workdays.ts'
import { FORGOTTEN } from '../../decision.ts'
import type { Effect } from '../../effect.ts'
import { decideRound, type RoundEvent } from '../decideRound.ts'
import type { Round } from '../round.ts'
import type { Step } from './step.ts'
import { canRest, stepOf } from './stepOf.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)

const ZONE = 'Europe/Brussels'
const morning = (date: string): Instant => Date.parse(`${date}T09:30:00+01:00`)
const message = (id: string) => ({ platform: PLATFORM, conversation: 'chat', message: id })
const today = { person: LOTTE, message: message('m1'), date: '2026-11-23' }
const earlier = { ...today, date: '2026-11-20' }
/** Five working days after Monday 23 November, and fifteen. */
const [FIFTH, FIFTEENTH] = [morning('2026-11-30'), morning('2026-12-14')]
const handOver = (step: Step) => ({ step, since: NOW, heard: 'handOver' }) as const
const STEPS: readonly (readonly [Step, Round])[] = [
  ['allIn', roundWith({ handedIn: [2, 1] })],
  ['short', roundWith({ status: 'short' })],
  ['talk', roundWith({ status: 'closed' })],
  ['allStarred', roundWith({ status: 'starring', starsCast: [2, 1] })],
  ['confirm', roundWith({ status: 'ranked' })],
  ['directions', roundWith({ status: 'prioritised' })],
  ['carryOver', roundWith({ status: 'prioritised', directions: { '1': 'samen' }, carry: ['a'] })],
  ['plan', roundWith({ status: 'prioritised', directions: { '1': 'samen' } })],
]
const quiet: readonly Round[] = [
  ...(['draft', 'open', 'closing', 'starring', 'starsClosing', 'stopped'] as const).map((status) =>
    roundWith({ status }),
  ),
  roundWith({ status: 'prioritised', directions: { '1': 'samen' }, actions: ['a'] }),
]
const waits = (told: number, gone: readonly string[] = []): RoundEvent => ({ type: 'stepWaits', told, gone })
const posted = (person: string, told: number, at = 0, isQuiet = true) =>
  ({
    id: `post/step/r/${at}`,
    due: NOW,
    post: { screen: 'control', round: 'r', person, told },
    to: { in: 'private', platform: PLATFORM, person },
    ...(isQuiet ? { quiet: true as const } : {}),
  }) as const
const askedInChannel = (told: number) =>
  ({
    id: `post/takeOver/r/${told}`,
    due: NOW,
    post: { screen: 'takeOver', round: 'r' },
    to: CHANNEL,
    quiet: true,
  }) as const

describe('who steers a round hears what waits', () => {
  const told = roundWith({ status: 'closed', told: 1, controlCards: [earlier] })

  it('in a new message below everything else, within her hours', () => {
    given(told).when(waits(1)).thenChanged({}, posted(LOTTE, 1))
  })

  it('in her newest message where that is of the same day: never two on one day', () => {
    given(roundWith({ ...told, controlCards: [today] }))
      .when(waits(1))
      .thenChanged({ controlCards: [{ ...today, told: 1 }] }, controlRedrawn(NOW))
  })

  it('once, however often it is told; nothing when it is not the last', () => {
    given(roundWith({ ...told, controlCards: [{ ...earlier, told: 1 }] }))
      .when(waits(1))
      .thenUnchanged()
    given(roundWith({ ...told, told: 2 }))
      .when(waits(1))
      .thenUnchanged()
    for (const round of quiet)
      given(roundWith({ ...round, told: 1 }))
        .when(waits(1))
        .thenUnchanged()
  })

  it('at once where it answers her own press; the other within her hours', () => {
    const waiting = { ...handOver('talk'), by: LOTTE }
    const both = { coordinators: [LOTTE, BEN], controlCards: [earlier, { ...earlier, person: BEN }] }
    given(roundWith({ ...told, ...both, waiting }))
      .when(waits(1))
      .thenChanged({}, posted(LOTTE, 1, 0, false), posted(BEN, 1, 1))
  })

  it('the second too when the first has left; when both have, the channel is asked who takes over', () => {
    const both = roundWith({ ...told, coordinators: [LOTTE, BEN], controlCards: [] })
    given(both)
      .when(waits(1, [LOTTE]))
      .thenChanged({ waiting: { ...handOver('talk'), missed: [LOTTE] } }, posted(BEN, 1, 1))
    given(both)
      .when(waits(1, [LOTTE, BEN, ADA]))
      .thenChanged({ waiting: { ...handOver('talk'), missed: [LOTTE, BEN] } }, askedInChannel(1))
    given(both, waits(1, [LOTTE, BEN]))
      .when(waits(1, [LOTTE, BEN]))
      .thenChanged({})
  })

  it('not at all where she can’t be reached: then the channel is asked, once', () => {
    const missed: RoundEvent = { type: 'coordinatorMissed', told: 1, person: LOTTE }
    given(told)
      .when(missed)
      .thenChanged({ waiting: { ...handOver('talk'), missed: [LOTTE] } }, askedInChannel(1))
    given(told, missed).when(missed).thenUnchanged()
    given(roundWith({ ...told, told: 2 }))
      .when(missed)
      .thenUnchanged()
  })

  it('from a card that was on its way while something happened, as things stand by then', () => {
    const card = { type: 'controlPosted', person: LOTTE, message: message('m5'), told: 1 } as const
    const shown = { controlCards: [{ person: LOTTE, message: message('m5'), date: '2026-11-23', told: 1 }] }
    given(roundWith({ ...told, controlCards: [] }))
      .when(card)
      .thenChanged(shown)
    given(roundWith({ ...told, controlCards: [], told: 2 }))
      .when(card)
      .thenChanged(shown, controlRedrawn(NOW))
  })
})

describe('a step that nobody does', () => {
  const due: RoundEvent = { type: 'stepOverdue' }
  const tells = (told: number, at: Instant) =>
    ({ id: 'stepWaits/r', due: at, tell: { type: 'stepWaits', round: 'r', told } }) as const

  it.each(STEPS)('is asked about after five working days, and after fifteen if it can be left: %s', (step, round) => {
    const reminder = { step, since: NOW, heard: 'reminder' } as const
    const later = { id: 'stepOverdue/r', due: FIFTEENTH, tell: { type: 'stepOverdue', round: 'r' } } as const
    given(round)
      .when(due, FIFTH - 1)
      .thenUnchanged()
    given(round)
      .when(due, FIFTH)
      .thenChanged({ told: 1, waiting: reminder }, tells(1, FIFTH), ...(canRest(step) ? [later] : []))
    const reminded = roundWith({ ...round, told: 1, waiting: reminder })
    given(reminded).when(due, FIFTH).thenUnchanged()
    if (!canRest(step)) return given(reminded).when(due, FIFTEENTH).thenUnchanged()
    const question = { step, since: NOW, heard: 'question' } as const
    given(reminded).when(due, FIFTEENTH).thenChanged({ told: 2, waiting: question }, tells(2, FIFTEENTH))
    given(roundWith({ ...round, told: 2, waiting: question }))
      .when(due, FIFTEENTH + 90 * 24 * HOUR)
      .thenUnchanged()
  })

  it('isn’t there where nothing waits, and a next round is proposed once', () => {
    for (const round of quiet) given(round).when(due, FIFTEENTH).thenUnchanged()
    given(roundWith({ status: 'prioritised', restsAt: 'directions', again: { due: NOW, state: 'asked' } }))
      .when(due, FIFTEENTH)
      .thenUnchanged()
  })

  it('is told anew where an earlier version kept a round without it', () => {
    const { waiting: _, ...kept } = roundWith({ status: 'closed' })
    given(kept as Round)
      .when({ type: 'remarkHidden', actor: LOTTE, block: '1', remark: 7 })
      .thenChanged({ told: 1, waiting: { ...handOver('talk'), by: LOTTE } }, tells(1, NOW), overdue(NOW))
  })
})

/** A coordinator and the bot's queue, over weeks: what is due is delivered, some of it twice, some of it late. */
const simulate = (acts: readonly (readonly [number, number])[]) => {
  let round = roundWith({ asked: 4, controlCards: [{ ...today, date: '2026-11-23' }] })
  let now = NOW
  const queue = new Map<string, Effect>()
  const shown: { at: Instant; step: Step | undefined }[] = []
  const decide = (event: RoundEvent): void => {
    const decision = decideRound(round, event, now)
    if (decision.kind !== 'decided' || decision.state === FORGOTTEN) return
    round = decision.state
    for (const effect of decision.effects) queue.set(effect.id, effect)
  }
  const deliver = ({ payload }: Effect): void => {
    if (payload.do === 'tell') {
      const { event } = payload
      if (event.type === 'stepWaits') decide({ type: 'stepWaits', told: event.told, gone: [] })
      if (event.type === 'stepOverdue') decide({ type: 'stepOverdue' })
      return
    }
    if (payload.do !== 'post' || payload.card.screen !== 'control') return
    const { told = 0 } = payload.card
    if (round.controlCards.some((card) => (card.told ?? 0) >= told)) return
    if (payload.quiet && (!round.waiting || round.told !== told)) return
    shown.push({ at: now, step: stepOf(round) })
    decide({ type: 'controlPosted', person: LOTTE, message: message(`n${shown.length}`), told })
  }
  const run = (until: Instant): void => {
    for (let guard = 0; guard < 400; guard++) {
      const dueOf = (effect: Effect): Instant =>
        'quiet' in effect.payload ? withinHours(usualHours(ZONE), Math.max(effect.due, now)) : effect.due
      const next = [...queue.values()].filter((one) => dueOf(one) <= until).sort((a, b) => dueOf(a) - dueOf(b))[0]
      if (!next) break
      now = Math.max(now, dueOf(next))
      queue.delete(next.id)
      deliver(next)
      // Now and then a crash comes between doing it and saying so.
      if (guard % 3 === 0) deliver(next)
    }
    now = until
  }
  const events: readonly (() => RoundEvent)[] = [
    () => ({ type: 'pageCounted', page: 0, handedIn: 4 }),
    () => ({ type: 'closeAsked', actor: LOTTE, confirmed: true }),
    () => ({ type: 'allTallied', result: RESULT, growth: [], carry: ['c'] }),
    () => ({ type: 'talkDone', actor: LOTTE }),
    () => ({ type: 'starsCounted', page: 0, cast: 4 }),
    () => ({ type: 'starsCloseAsked', actor: LOTTE, confirmed: true }),
    () => ({ type: 'allStarred', ranking: RANKING }),
    () => ({ type: 'confirmed', actor: LOTTE, blocks: ['1', '2'], reason: '' }),
    () => ({ type: 'directed', actor: LOTTE, block: '1', text: 'samen' }),
    () => ({ type: 'directed', actor: LOTTE, block: '2', text: 'elke week' }),
    () => ({ type: 'carriedOver', actor: LOTTE, action: 'c', outcome: 'done' }),
    () => ({ type: 'actionSaved', action: 'a' }),
    () => ({ type: 'stepAnswered', actor: LOTTE, answer: 'later' }),
    () => ({ type: 'stepAnswered', actor: LOTTE, answer: 'rest' }),
    () => ({ type: 'stepAnswered', actor: LOTTE, answer: 'goOn' }),
  ]
  let at = 0
  /** How many messages she had by the last time anything happened. */
  let acted = 0
  for (const [which, hours] of acts) {
    // Mostly the next step of the story; now and then anything.
    const event = which < 3 ? events[at++ % 12] : events[which % events.length]
    if (event) decide(event())
    acted = shown.length
    run(now + hours * HOUR)
  }
  run(now + 2000 * HOUR)
  return { shown, since: shown.slice(acted) }
}

describe('over weeks, whoever steers a round', () => {
  const acts = fc.array(fc.tuple(fc.nat(9), fc.nat(400)), { minLength: 3, maxLength: 25 })

  it('never gets two messages a day, none outside her hours unless she just pressed, and only about what waits', () => {
    fc.assert(
      fc.property(acts, (all) => {
        const { shown } = simulate(all)
        const days = shown.map(({ at }) => dateIn(ZONE, at))
        expect(new Set(days).size).toBe(days.length)
        expect(days).not.toContain('2026-11-23')
        expect(shown.filter(({ step }) => step === undefined)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('is asked about one step three times at most while she does nothing, then left alone', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { minLength: 1, maxLength: 9 }), (hours) => {
        // Its hand-over, a reminder, and the question whether to go on.
        const { since: silent } = simulate(hours.map((wait) => [0, wait] as const))
        expect(silent.length).toBeLessThanOrEqual(3)
        expect(new Set(silent.map(({ step }) => step)).size).toBeLessThanOrEqual(1)
        for (const { at } of silent.slice(1)) {
          expect(isWorkday(dateIn(ZONE, at))).toBe(true)
          expect(isWithin(usualHours(ZONE), at)).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })
})
