import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { CLOSES, draftWith, LOTTE, redrawn, roundWith, stepTold, waits } from '../../../test/given/roundWith.ts'
import { DAY, type Instant, MINUTE } from '../../kit/calendar/instant.ts'
import { decideRound, type RoundEvent } from './decideRound.ts'
import type { Round } from './round.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)

const enough = roundWith({ asked: 4, handedIn: [2, 1] })
const few = roundWith({ handedIn: [1, 1] })
const AFTER_CLOSE = ['closing', 'closed', 'starring', 'starsClosing', 'ranked', 'prioritised', 'stopped'] as const
const note = (due: Instant) => ({ id: 'note/round', due, erases: true, note: { what: 'round', round: 'r' } }) as const
const gaveUp = { id: 'gaveUp/r', due: CLOSES + 7 * DAY, tell: { type: 'gaveUp', round: 'r' } } as const

/** Everyone's sheet is called in, to be counted. */
const calledIn = (due: Instant) => [
  ...[0, 1].map(
    (page) =>
      ({
        id: `pageClosed/r/${page}`,
        due,
        tell: { type: 'pageClosed', round: 'r', page, counting: true, live: true },
      }) as const,
  ),
  note(due),
  ...redrawn(due),
]

describe('when the deadline has passed, a round', () => {
  const reached = { type: 'deadlineReached' } as const

  it('closes with three hand-ins or more: every sheet is called in', () => {
    given(enough)
      .when(reached, CLOSES)
      .thenChanged({ status: 'closing' }, ...calledIn(CLOSES))
  })

  it('with fewer waits a week for who steers it to decide', () => {
    given(few)
      .when(reached, CLOSES)
      .thenChanged({ status: 'short', ...waits('short', CLOSES) }, gaveUp, ...redrawn(CLOSES), ...stepTold(CLOSES))
  })

  it('goes on when the deadline was moved on meanwhile', () => {
    given(enough)
      .when(reached, CLOSES - 1)
      .thenUnchanged()
  })

  it.each<Round['status']>(['draft', 'short', ...AFTER_CLOSE])(
    'isn’t closed twice, nor before it began: %s',
    (status) => {
      given(roundWith({ status, handedIn: [3] }))
        .when(reached, CLOSES)
        .thenUnchanged()
    },
  )
})

describe('a round that fell short', () => {
  const short = roundWith({ status: 'short', handedIn: [1, 1] })

  it('closes after all when who handed in in time is heard of too late', () => {
    given(short)
      .when({ type: 'pageCounted', page: 1, handedIn: 2 }, CLOSES)
      .thenChanged({ status: 'closing', handedIn: [1, 2], waiting: undefined }, ...calledIn(CLOSES))
  })

  it('goes on waiting while they are still too few', () => {
    given(roundWith({ status: 'short' }))
      .when({ type: 'pageCounted', page: 0, handedIn: 2 }, CLOSES)
      .thenChanged({ handedIn: [2, 0] }, ...redrawn(CLOSES + 5000))
  })

  it.each<Round['status']>(['draft', 'open', ...AFTER_CLOSE])('is not given up once someone decided: %s', (status) => {
    given(roundWith({ status })).when({ type: 'gaveUp' }).thenUnchanged()
  })
})

describe('who steers a round that is open', () => {
  it.each(['open', 'short'] as const)('closes it when she is sure, before the deadline or after: %s', (status) => {
    given(roundWith({ ...enough, status }))
      .when({ type: 'closeAsked', actor: LOTTE, confirmed: true })
      .thenChanged({ status: 'closing', ...(status === 'short' ? { waiting: undefined } : {}) }, ...calledIn(NOW))
  })
})

describe('a round is stopped, everything anyone gave is erased, and a late press is answered kindly for a week', () => {
  const later = Date.parse('2026-11-30T09:30:00+01:00')
  const eachPage = [0, 1].flatMap(
    (page) =>
      [
        {
          id: `pageClosed/r/${page}`,
          due: NOW,
          tell: { type: 'pageClosed', round: 'r', page, counting: false, live: false },
        },
        { id: `tallyForgotten/r/${page}`, due: NOW, tell: { type: 'tallyForgotten', round: 'r', page } },
        { id: `pageReleased/r/${page}`, due: later, tell: { type: 'pageReleased', round: 'r', page } },
        {
          id: `rosterForgotten/r/${page}`,
          due: later + DAY,
          tell: { type: 'rosterForgotten', round: 'r', page, platform: PLATFORM },
        },
      ] as const,
  )
  const erased = [
    ...eachPage,
    note(NOW),
    { id: 'roundForgotten/r', due: later + DAY, tell: { type: 'roundForgotten', round: 'r' } } as const,
    {
      id: 'roundEnded/r',
      due: NOW,
      tell: { type: 'roundEnded', round: 'r', channel: '19:team', platform: PLATFORM },
    } as const,
    // Once every sheet has heard of it.
    { id: 'destroyKey/scan/r', due: NOW + MINUTE, destroyKey: 'scan', round: 'r', erases: true } as const,
    ...redrawn(NOW),
  ]
  const told = {
    id: 'post/channelEnded/r/0',
    due: NOW,
    post: { screen: 'channelEnded', round: 'r', person: LOTTE },
    to: { in: 'private', platform: PLATFORM, person: LOTTE },
    quiet: true,
  } as const
  const stopAsked = { type: 'stopAsked', actor: LOTTE, confirmed: true } as const

  it.each<[string, Round['status'], RoundEvent]>([
    ['when who steers it is sure', 'open', stopAsked],
    ['when who steers it is sure, after too few answered', 'short', stopAsked],
    ['when nobody decided for a week', 'short', { type: 'gaveUp' }],
    ['when the app is taken out of the channel', 'open', { type: 'botRemoved' }],
    ['when the app is taken out of the channel, after too few answered', 'short', { type: 'botRemoved' }],
  ])('%s', (_when, status, event) => {
    given(roundWith({ ...few, status }))
      .when(event)
      .thenChanged(
        { status: 'stopped', ...(status === 'short' ? { waiting: undefined } : {}) },
        ...erased,
        // Nobody who steers it did that: she hears of it.
        ...(event.type === 'botRemoved' ? [told] : []),
      )
  })

  it.each(AFTER_CLOSE)('not by the app being taken out after the close: %s', (status) => {
    given(roundWith({ status })).when({ type: 'botRemoved' }).thenUnchanged()
  })

  it('not while it is a draft: that is forgotten by itself', () => {
    given(draftWith({})).when({ type: 'botRemoved' }).thenUnchanged()
  })
})
