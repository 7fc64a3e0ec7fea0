import { describe, it } from 'vitest'
import { deciderSpecification, NOW, type Without } from '../../../test/deciderSpecification.ts'
import { EMPTY_TALLY, type SheetAnswers } from '../../kit/tally.ts'
import type { SheetTallyMessage } from './messages.ts'
import { decideSheetTally, newSheetTallyPage, type SheetTallyPage } from './sheetTally.ts'

const fresh = newSheetTallyPage('r', 2)
type Told = Without<SheetTallyMessage, 'round' | 'page'>
const { given, expectSafeIds } = deciderSpecification<SheetTallyPage, Told>((page, event, now) =>
  decideSheetTally(page ?? fresh, { round: 'r', page: fresh.page, ...event }, now),
)

const ANSWERS: SheetAnswers = { grades: { '1.1': 'green', '1.2': 'skipped' }, remarks: { '1': 'tijd' } }
const SUM = {
  sheets: 1,
  grades: { '1.1': { green: 1, orange: 0, red: 0 } },
  authors: 1,
  remarks: [{ block: '1', text: 'tijd' }],
  roles: {},
}
const counted = (sheet: string, counts = true, change = 1): Told => ({ type: 'counted', sheet, counts, change })
const expected = (sheets: number): Told => ({ type: 'expected', sheets })
const added = (sheet: string, answers?: SheetAnswers): Told => ({ type: 'added', sheet, answers })
const whole = { id: 'pageTallied/r/2', due: NOW, tell: { type: 'pageTallied', round: 'r', page: 2 } } as const
const handedIn = (count: number, change: number) =>
  ({
    id: 'pageCounted/r/2',
    due: NOW,
    tell: { type: 'pageCounted', round: 'r', page: 2, handedIn: count, change },
  }) as const

describe('while the round is open, a page of the tally', () => {
  it('tells the round how many have handed in', () => {
    given(fresh)
      .when(counted('s1'))
      .thenChanged({ given: ['s1'], changes: { s1: 1 }, told: 1 }, handedIn(1, 1))
    given(fresh, counted('s1'))
      .when(counted('s2'))
      .thenChanged({ given: ['s1', 's2'], changes: { s1: 1, s2: 1 }, told: 2 }, handedIn(2, 2))
  })

  it('counts nobody twice, and who withdraws no more', () => {
    given(fresh, counted('s1'), counted('s2')).when(counted('s1')).thenUnchanged()
    given(fresh, counted('s1'), counted('s2'))
      .when(counted('s1', false, 2))
      .thenChanged({ given: ['s2'], changes: { s1: 2, s2: 1 }, told: 3 }, handedIn(1, 3))
  })

  it('hears late of what was undone since, and leaves the round in peace', () => {
    given(fresh, counted('s1'), counted('s1', false, 2))
      .when(counted('s1'))
      .thenUnchanged()
    given(fresh, counted('s1'))
      .when(counted('s1', true, 3))
      .thenChanged({ changes: { s1: 3 } })
    given(fresh, counted('s1'), counted('s1', true, 3))
      .when(counted('s1', false, 2))
      .thenUnchanged()
  })

  it('takes what an earlier version said for its first word', () => {
    const old = { type: 'counted', sheet: 's1' } as const
    given(fresh)
      .when(old)
      .thenChanged({ given: ['s1'], changes: { s1: 0 }, told: 1 }, handedIn(1, 1))
    given(fresh, counted('s1', false, 1))
      .when(old)
      .thenUnchanged()
    given({ ...fresh, given: ['s1'] })
      .when(counted('s1', false, 1))
      .thenChanged({ given: [], changes: { s1: 1 }, told: 1 }, handedIn(0, 1))
  })
})

describe('at the close, a page of the tally', () => {
  it('sums what was handed in', () => {
    given(fresh, expected(2))
      .when(added('s1', ANSWERS))
      .thenChanged({ added: ['s1'], sum: SUM })
  })

  it('waits for a sheet that wasn’t handed in like for the others, and adds nothing of it', () => {
    given(fresh, expected(2))
      .when(added('s1'))
      .thenChanged({ added: ['s1'] })
  })

  it('tells the round when the last sheet is in', () => {
    given(fresh, expected(2), added('s1', ANSWERS))
      .when(added('s2'))
      .thenChanged({ added: ['s1', 's2'] }, whole)
  })

  it('tells the round when it hears last how many to wait for', () => {
    given(fresh, added('s1'), added('s2', ANSWERS)).when(expected(2)).thenChanged({ expected: 2 }, whole)
    given(fresh, added('s1')).when(expected(2)).thenChanged({ expected: 2 })
  })

  it('has nobody’s answers in it twice, however often it is told', () => {
    given(fresh, expected(2), added('s1', ANSWERS)).when(added('s1', ANSWERS)).thenUnchanged()
    given(fresh, expected(2), added('s1', ANSWERS)).when(added('s1')).thenUnchanged()
  })

  it('waits for as many as it heard of first', () => {
    given(fresh, expected(2)).when(expected(2)).thenUnchanged()
    given(fresh, expected(2)).when(expected(3)).thenUnchanged()
  })

  it('is forgotten with what it was made of', () => {
    given(fresh, added('s1', ANSWERS)).when({ type: 'tallyForgotten' }).thenForgotten()
  })

  it('names nobody in an effect’s id, and gives the same id to the same event', () => {
    expectSafeIds([undefined, { ...fresh, expected: 1 }, { ...fresh, added: ['s2'], sum: EMPTY_TALLY }], {
      counted: { type: 'counted', sheet: 's1' },
      expected: { type: 'expected', sheets: 1 },
      added: { type: 'added', sheet: 's1', answers: ANSWERS },
      tallyForgotten: { type: 'tallyForgotten' },
    })
  })
})
