import { describe, it } from 'vitest'
import { deciderSpecification, NOW, type Without } from '../../../test/deciderSpecification.ts'
import type { BallotAnswers } from '../../kit/stars.ts'
import { type BallotTallyPage, decideBallotTally, newBallotTallyPage } from './ballotTally.ts'
import type { BallotTallyMessage } from './messages.ts'

const fresh = newBallotTallyPage('r', 2)
type Told = Without<BallotTallyMessage, 'round' | 'page'>
const { given, expectSafeIds } = deciderSpecification<BallotTallyPage, Told>((page, event, now) =>
  decideBallotTally(page ?? fresh, { round: 'r', page: fresh.page, ...event }, now),
)

const GIVEN: BallotAnswers = { stars: { '1': 5, '3': 2 }, reasons: { '1': 'eerst dit' } }
const SUM = {
  ballots: 1,
  votes: { '1': [0, 0, 0, 0, 1], '3': [0, 1, 0, 0, 0] },
  authors: 1,
  reasons: [{ block: '1', text: 'eerst dit' }],
}
const cast = (ballot: string, counts = true, change = 1): Told => ({ type: 'ballotCast', ballot, counts, change })
const expected = (ballots: number): Told => ({ type: 'ballotsExpected', ballots })
const added = (ballot: string, answers?: BallotAnswers): Told => ({
  type: 'starsAdded',
  ballot,
  given: answers,
})
const whole = { id: 'starsTallied/r/2', due: NOW, tell: { type: 'starsTallied', round: 'r', page: 2 } } as const
const counted = (count: number, change: number) =>
  ({
    id: 'starsCounted/r/2',
    due: NOW,
    tell: { type: 'starsCounted', round: 'r', page: 2, cast: count, change },
  }) as const

describe('while stars are given, a page of their tally', () => {
  it('tells the round how many have given theirs', () => {
    given(fresh)
      .when(cast('s1'))
      .thenChanged({ given: ['s1'], changes: { s1: 1 }, told: 1 }, counted(1, 1))
    given(fresh, cast('s1'))
      .when(cast('s2'))
      .thenChanged({ given: ['s1', 's2'], changes: { s1: 1, s2: 1 }, told: 2 }, counted(2, 2))
  })

  it('counts nobody twice, and who withdraws no more', () => {
    given(fresh, cast('s1'), cast('s2')).when(cast('s1')).thenUnchanged()
    given(fresh, cast('s1'), cast('s2'))
      .when(cast('s1', false, 2))
      .thenChanged({ given: ['s2'], changes: { s1: 2, s2: 1 }, told: 3 }, counted(1, 3))
  })

  it('hears late of what was undone since, and leaves the round in peace', () => {
    given(fresh, cast('s1'), cast('s1', false, 2))
      .when(cast('s1'))
      .thenUnchanged()
    given(fresh, cast('s1'))
      .when(cast('s1', true, 3))
      .thenChanged({ changes: { s1: 3 } })
    given(fresh, cast('s1'), cast('s1', true, 3))
      .when(cast('s1', false, 2))
      .thenUnchanged()
  })

  it('takes what an earlier version said for its first word', () => {
    const old = { type: 'ballotCast', ballot: 's1' } as const
    given(fresh)
      .when(old)
      .thenChanged({ given: ['s1'], changes: { s1: 0 }, told: 1 }, counted(1, 1))
    given(fresh, cast('s1', false, 1))
      .when(old)
      .thenUnchanged()
    given({ ...fresh, given: ['s1'] })
      .when(cast('s1', false, 1))
      .thenChanged({ given: [], changes: { s1: 1 }, told: 1 }, counted(0, 1))
  })
})

describe('when they close, a page of their tally', () => {
  it('sums the stars that were given', () => {
    given(fresh, expected(2))
      .when(added('s1', GIVEN))
      .thenChanged({ added: ['s1'], sum: SUM })
  })

  it('waits for a ballot nobody saved like for the others, and takes it for no vote', () => {
    given(fresh, expected(2))
      .when(added('s1'))
      .thenChanged({ added: ['s1'] })
  })

  it('tells the round when the last ballot is in, or when it hears last how many to wait for', () => {
    given(fresh, expected(2), added('s1', GIVEN))
      .when(added('s2'))
      .thenChanged({ added: ['s1', 's2'] }, whole)
    given(fresh, added('s1'), added('s2')).when(expected(2)).thenChanged({ expected: 2 }, whole)
    given(fresh, added('s1')).when(expected(2)).thenChanged({ expected: 2 })
  })

  it('has nobody’s stars in it twice, and waits for as many as it heard of first', () => {
    given(fresh, expected(2), added('s1', GIVEN)).when(added('s1', GIVEN)).thenUnchanged()
    given(fresh, expected(2)).when(expected(3)).thenUnchanged()
  })

  it('is forgotten with what it was made of', () => {
    given(fresh, added('s1', GIVEN)).when({ type: 'starsForgotten' }).thenForgotten()
  })

  it('names nobody in an effect’s id, and gives the same id to the same event', () => {
    expectSafeIds([undefined, { ...fresh, expected: 1 }, { ...fresh, added: ['s2'] }], {
      ballotCast: { type: 'ballotCast', ballot: 's1' },
      ballotsExpected: { type: 'ballotsExpected', ballots: 1 },
      starsAdded: { type: 'starsAdded', ballot: 's1', given: GIVEN },
      starsForgotten: { type: 'starsForgotten' },
    })
  })
})
