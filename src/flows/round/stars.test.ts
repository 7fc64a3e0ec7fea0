import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import {
  ADA,
  CHANNEL,
  controlRedrawn,
  deliveryDue,
  LOTTE,
  RANKING,
  RESULT,
  roundWith,
  starsRedrawn,
  stepTold,
  waits,
} from '../../../test/given/roundWith.ts'
import { DAY, type Instant, SECOND } from '../../kit/calendar/instant.ts'
import { decideRound, type RoundEvent } from './decideRound.ts'
import { starsStand } from './pressedAgain.ts'
import type { Round } from './round.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)

/** A week on at five. */
const CLOSE = Date.parse('2026-11-30T17:00:00+01:00')
const closed = roundWith({ status: 'closed', closedAt: NOW, result: RESULT })
const starring = roundWith({ ...closed, status: 'starring', starsCloseAt: CLOSE, starsCast: [], starsTallied: [] })
const lotte = { actor: LOTTE } as const
const every: readonly Round['status'][] = [
  ...(['draft', 'open', 'short', 'closing', 'closed', 'starring'] as const),
  ...(['starsClosing', 'ranked', 'prioritised', 'stopped'] as const),
]
const butFor = (status: Round['status']): readonly Round['status'][] => every.filter((other) => other !== status)

const eachPage = <E>(effect: (page: number) => E): readonly E[] => [0, 1].map(effect)
const starsAsked = (due: Instant) =>
  eachPage((page) => ({ id: `starsAsked/r/${page}`, due, tell: { type: 'starsAsked', round: 'r', page } }) as const)
const deadline = (due: Instant) =>
  ({ id: 'starsDeadline/r', due, tell: { type: 'starsDeadline', round: 'r' } }) as const

/** Sixty days after the result, or a day after the stars. */
const rosterForgotten = (due: Instant) =>
  eachPage(
    (page) =>
      ({
        id: `rosterForgotten/r/${page}`,
        due,
        tell: { type: 'rosterForgotten', round: 'r', page, platform: PLATFORM },
      }) as const,
  )

describe('a team that has talked about its result', () => {
  const talkDone = { type: 'talkDone', ...lotte } as const
  const asked = (now: Instant, closesAt: Instant) => [
    { id: 'post/stars/r', due: now, post: { screen: 'stars', round: 'r' }, to: CHANNEL } as const,
    ...starsAsked(now),
    deadline(closesAt),
    deliveryDue(now),
    ...rosterForgotten(Math.max(NOW + 60 * DAY, closesAt + DAY)),
    controlRedrawn(now),
  ]

  it('is asked for stars, everyone of it, for a week', () => {
    given(closed)
      .when(talkDone)
      .thenChanged(
        { status: 'starring', starsCloseAt: CLOSE, starsCast: [], starsTallied: [], waiting: undefined },
        ...asked(NOW, CLOSE),
      )
  })

  it('has until Monday when the week ends in a weekend', () => {
    const saturday = Date.parse('2026-11-28T10:00:00+01:00')
    const monday = Date.parse('2026-12-07T17:00:00+01:00')
    given(closed)
      .when(talkDone, saturday)
      .thenChanged(
        { status: 'starring', starsCloseAt: monday, starsCast: [], starsTallied: [], waiting: undefined },
        ...asked(saturday, monday),
      )
  })

  it('is not asked when there was nothing to show, nor twice, nor before there is a result', () => {
    given(roundWith({ ...closed, result: { ...RESULT, depth: 'nothing' } }))
      .when(talkDone)
      .thenRefused('scanOverEmpty')
    for (const status of butFor('closed'))
      given(roundWith({ ...closed, status }))
        .when(talkDone)
        .thenRefused(starsStand(roundWith({ ...closed, status })))
  })

  it('can be asked for sixty days: whom to ask is forgotten then, or a day after the stars', () => {
    const last = NOW + 60 * DAY
    given(closed).when(talkDone, last).thenRefused('tooLate')
    given(closed)
      .when(talkDone, last - 1)
      .thenChanged(
        {
          status: 'starring',
          starsCloseAt: Date.parse('2027-01-29T17:00:00+01:00'),
          starsCast: [],
          starsTallied: [],
          waiting: undefined,
        },
        ...asked(last - 1, Date.parse('2027-01-29T17:00:00+01:00')),
      )
  })
})

describe('while stars are given', () => {
  it('privacy.5.5 the channel’s card is drawn anew only where its band changes, so that nobody watches who just gave theirs', () => {
    const six = roundWith({ ...starring, asked: 6, starsCast: [1, 0] })
    const told = (cast: number): RoundEvent => ({ type: 'starsCounted', page: 0, cast })
    for (const cast of [2, 3])
      given(six)
        .when(told(cast))
        .thenChanged({ starsCast: [cast, 0] }, controlRedrawn(NOW + 5 * SECOND))
    given(six)
      .when(told(4))
      .thenChanged({ starsCast: [4, 0] }, ...starsRedrawn(NOW + 5 * SECOND))
  })

  it('the team sees how many gave theirs, within five seconds however fast it goes', () => {
    given(starring)
      .when({ type: 'starsCounted', page: 1, cast: 2 })
      .thenChanged({ starsCast: [0, 2] }, ...starsRedrawn(NOW + 5 * SECOND))
  })

  it('that drops when stars are erased, and the newest word of a page stands, whatever comes last', () => {
    const told = (cast: number, change: number) => ({ type: 'starsCounted', page: 1, cast, change }) as const
    given(roundWith({ ...starring, starsCast: [0, 2] }))
      .when(told(1, 3))
      .thenChanged({ starsCast: [0, 1], starsCastChanges: { 1: 3 } }, ...starsRedrawn(NOW + 5 * SECOND))
    for (const late of [told(2, 2), told(1, 3)])
      given(roundWith({ ...starring, starsCast: [0, 2] }), told(1, 3))
        .when(late)
        .thenUnchanged()
  })

  it('that a word of before it could drop only raises, and none counts afterwards', () => {
    for (const cast of [1, 2])
      given(roundWith({ ...starring, starsCast: [0, 2] }))
        .when({ type: 'starsCounted', page: 1, cast })
        .thenUnchanged()
    for (const status of butFor('starring'))
      given(roundWith({ ...starring, status }))
        .when({ type: 'starsCounted', page: 1, cast: 2 })
        .thenUnchanged()
  })
})

describe('the stars close', () => {
  const reached = { type: 'starsDeadline' } as const
  const calledIn = (due: Instant) => [
    ...eachPage(
      (page) => ({ id: `starsClosed/r/${page}`, due, tell: { type: 'starsClosed', round: 'r', page } }) as const,
    ),
    { id: 'note/stars', due, erases: true, note: { what: 'stars', round: 'r' } } as const,
    ...starsRedrawn(due),
  ]

  it('at their deadline, when three or more gave theirs: every ballot is called in', () => {
    given(roundWith({ ...starring, asked: 4, starsCast: [2, 1] }))
      .when(reached, CLOSE)
      .thenChanged({ status: 'starsClosing' }, ...calledIn(CLOSE))
  })

  it('a week later when fewer did, once: then without a ranking, and the team chooses in talk', () => {
    const few = roundWith({ ...starring, starsCast: [1, 1] })
    const later = Date.parse('2026-12-07T17:00:00+01:00')
    given(few)
      .when(reached, CLOSE)
      .thenChanged(
        { starsCloseAt: later, starsLasted: true },
        deadline(later),
        ...starsAsked(CLOSE),
        ...rosterForgotten(Math.max(NOW + 60 * DAY, later + DAY)),
        ...starsRedrawn(CLOSE),
      )
    given(roundWith({ ...few, starsCloseAt: later, starsLasted: true }))
      .when(reached, later)
      .thenChanged({ status: 'starsClosing' }, ...calledIn(later))
  })

  it('not before their deadline, nor twice', () => {
    given(roundWith({ ...starring, starsCast: [3] }))
      .when(reached, CLOSE - 1)
      .thenUnchanged()
    for (const status of butFor('starring'))
      given(roundWith({ ...starring, status }))
        .when(reached, CLOSE)
        .thenUnchanged()
  })

  it('when who steers the round is sure', () => {
    given(starring)
      .when({ type: 'starsCloseAsked', ...lotte, confirmed: true })
      .thenChanged({ status: 'starsClosing' }, ...calledIn(NOW))
    given(starring)
      .when({ type: 'starsCloseAsked', ...lotte, confirmed: false })
      .thenUnchanged()
    for (const status of butFor('starring'))
      given(roundWith({ ...starring, status }))
        .when({ type: 'starsCloseAsked', ...lotte, confirmed: true })
        .thenRefused(starsStand(roundWith({ ...starring, status })))
  })

  it.each<RoundEvent>([
    { type: 'talkDone', actor: ADA },
    { type: 'starsCloseAsked', actor: ADA, confirmed: true },
  ])('$type is only for who steers the round', (event) => {
    for (const status of every)
      given(roundWith({ ...starring, status }))
        .when(event)
        .thenRefused('notCoordinator')
  })
})

describe('a ranking', () => {
  const closing = roundWith({ ...starring, status: 'starsClosing', starsCast: [4, 2] })
  const tallied = (page: number): RoundEvent => ({ type: 'starsTallied', page })
  const allStarred = { type: 'allStarred', ranking: RANKING } as const

  it('waits for each page of the stars, and is made when the last is in', () => {
    given(closing)
      .when(tallied(1))
      .thenChanged({ starsTallied: [1] })
    given(closing, tallied(1)).when(tallied(1)).thenUnchanged()
    given(closing, tallied(1))
      .when(tallied(0))
      .thenChanged(
        { starsTallied: [1, 0] },
        { id: 'allStarred/r', due: NOW, tell: { type: 'allStarred', round: 'r', pages: 2 } },
      )
  })

  it('stands, the channel hears of it, and what it was made of is forgotten', () => {
    given(closing, tallied(1), tallied(0))
      .when(allStarred)
      .thenChanged(
        {
          status: 'ranked',
          posting: ['ranking'],
          ranking: RANKING,
          starsTallied: [],
          starsCast: [],
          ...waits('confirm', NOW),
        },
        ...stepTold(NOW),
        { id: 'post/ranking/r', due: NOW, post: { screen: 'ranking', round: 'r' }, to: CHANNEL },
        controlRedrawn(NOW),
        { id: 'destroyKey/stars/r', due: NOW, destroyKey: 'stars', round: 'r', erases: true },
        ...eachPage(
          (page) =>
            ({ id: `starsForgotten/r/${page}`, due: NOW, tell: { type: 'starsForgotten', round: 'r', page } }) as const,
        ),
        ...eachPage(
          (page) =>
            ({
              id: `ballotsReleased/r/${page}`,
              due: NOW,
              tell: { type: 'ballotsReleased', round: 'r', page },
            }) as const,
        ),
      )
  })

  it.each(butFor('starsClosing'))('is made once, and only while the stars close: %s', (status) => {
    given(roundWith({ ...closing, status }))
      .when(allStarred)
      .thenUnchanged()
  })
})
