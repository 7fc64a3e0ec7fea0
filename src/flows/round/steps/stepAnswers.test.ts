import { describe, it } from 'vitest'
import { deciderSpecification, NOW } from '../../../../test/deciderSpecification.ts'
import { ADA, controlRedrawn, LOTTE, overdue, roundWith, stepTold, waits } from '../../../../test/given/roundWith.ts'
import { decideRound, type RoundEvent } from '../decideRound.ts'
import type { Round } from '../round.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)

const lotte = { actor: LOTTE } as const
const morning = (date: string) => Date.parse(`${date}T09:30:00+01:00`)
const answered = (answer: 'goOn' | 'later' | 'rest'): RoundEvent => ({ type: 'stepAnswered', ...lotte, answer })
const question = { step: 'talk', since: NOW, heard: 'question' } as const
const asked = roundWith({ status: 'closed', told: 2, waiting: question })
const stepOverdue = (date: string) =>
  ({ id: 'stepOverdue/r', due: morning(date), tell: { type: 'stepOverdue', round: 'r' } }) as const

describe('verder, later of stoppen', () => {
  it('goes on: what waits is counted anew', () => {
    given(asked)
      .when(answered('goOn'))
      .thenChanged({ waiting: { ...question, heard: 'handOver' } }, controlRedrawn(NOW), overdue(NOW))
  })

  it('comes back in a month, on a working day, as the same question', () => {
    const later = { ...question, heard: 'later', until: '2026-12-23' } as const
    given(asked).when(answered('later')).thenChanged({ waiting: later }, controlRedrawn(NOW), stepOverdue('2026-12-23'))
    given(asked, answered('later'))
      .when({ type: 'stepOverdue' }, morning('2026-12-23'))
      .thenChanged(
        { told: 3, waiting: question },
        { id: 'stepWaits/r', due: morning('2026-12-23'), tell: { type: 'stepWaits', round: 'r', told: 3 } },
      )
    given(asked, answered('later')).when({ type: 'stepOverdue' }, morning('2026-12-22')).thenUnchanged()
  })

  it('leaves the round in peace: it keeps all it has, and goes on whenever the team likes', () => {
    given(asked).when(answered('rest')).thenChanged({ restsAt: 'talk', waiting: undefined }, controlRedrawn(NOW))
    given(asked, answered('rest'))
      .when(answered('goOn'))
      .thenChanged(
        { restsAt: undefined, told: 3, waiting: { step: 'talk', since: NOW, heard: 'handOver', by: LOTTE } },
        controlRedrawn(NOW),
        { id: 'stepWaits/r', due: NOW, tell: { type: 'stepWaits', round: 'r', told: 3 } },
        overdue(NOW),
      )
  })

  it('is asked of nothing that ends by itself, nor where nothing waits, and of who steers it alone', () => {
    for (const round of [roundWith({ status: 'short' }), roundWith({ handedIn: [3] }), roundWith({})])
      for (const answer of ['goOn', 'later', 'rest'] as const) given(round).when(answered(answer)).thenUnchanged()
    given(asked).when({ type: 'stepAnswered', actor: ADA, answer: 'rest' }).thenRefused('notCoordinator')
  })
})

describe('time for a second scan', () => {
  const planned = { due: NOW, state: 'planned' } as const
  const living = roundWith({ status: 'prioritised', directions: { '1': 'samen' }, actions: ['a'], again: planned })
  const due = (newer = false): RoundEvent => ({ type: 'againDue', newer })
  const again = (answer: 'later' | 'no', actor: string = LOTTE): RoundEvent => ({
    type: 'againAnswered',
    actor,
    answer,
  })
  const proposed = roundWith({ ...living, again: { due: NOW, state: 'asked' } })
  const [tells] = stepTold(NOW)

  it('is asked almost a year after a result, once', () => {
    given(living)
      .when(due())
      .thenChanged({ again: { due: NOW, state: 'asked' }, ...waits('again', NOW) }, tells)
    given(living, due()).when(due()).thenUnchanged()
  })

  it('is not asked when the channel has a newer round, too early, or without a result', () => {
    given(living).when(due(true)).thenUnchanged()
    given(living)
      .when(due(), NOW - 1)
      .thenUnchanged()
    given(roundWith({})).when(due()).thenUnchanged()
  })

  it('leaves in peace what was waiting for all that time', () => {
    given(roundWith({ status: 'closed', again: planned }))
      .when(due())
      .thenChanged({ again: { due: NOW, state: 'asked' }, restsAt: 'talk', ...waits('again', NOW) }, tells)
  })

  it('can wait a month, or be left', () => {
    const later = { due: morning('2026-12-23'), state: 'planned' } as const
    given(proposed)
      .when(again('later'))
      .thenChanged(
        { again: later, waiting: undefined },
        { id: 'againDue/r', due: later.due, tell: { type: 'againDue', round: 'r' } },
        controlRedrawn(NOW),
      )
    given(proposed)
      .when(again('no'))
      .thenChanged({ again: { due: NOW, state: 'declined' }, waiting: undefined }, controlRedrawn(NOW))
    given(proposed, again('no')).when(again('later')).thenUnchanged()
    given(proposed).when(again('no', ADA)).thenRefused('notCoordinator')
  })
})

describe('an action of an earlier round', () => {
  const directed = { status: 'prioritised', directions: { '1': 'samen' } } as const
  const two = roundWith({ ...directed, carry: ['a', 'b'] })
  const carry = (action: string, outcome: 'goOn' | 'done' | 'stop', actor: string = LOTTE): RoundEvent => ({
    type: 'carriedOver',
    actor,
    action,
    outcome,
  })

  it('goes on as part of this plan; the next is asked about', () => {
    given(two)
      .when(carry('a', 'goOn'))
      .thenChanged({ carry: ['b'], actions: ['a'] }, controlRedrawn(NOW), overdue(NOW))
    given(two, carry('a', 'goOn'))
      .when(carry('b', 'goOn'))
      .thenChanged({ carry: [], actions: ['a', 'b'], waiting: undefined }, controlRedrawn(NOW))
  })

  it.each([
    ['done', 'done'],
    ['stop', 'stopped'],
  ] as const)('ends where it is said so: %s', (outcome, how) => {
    given(roundWith({ ...directed, carry: ['a'] }))
      .when(carry('a', outcome))
      .thenChanged(
        { carry: [], ...waits('plan', NOW, LOTTE) },
        { id: 'ended/a', due: NOW, tell: { type: 'ended', action: 'a', how } },
        controlRedrawn(NOW),
        ...stepTold(NOW),
      )
  })

  it('is decided on once, by who steers the round, also before the talk', () => {
    given(two).when(carry('c', 'stop')).thenUnchanged()
    given(two, carry('a', 'goOn')).when(carry('a', 'stop')).thenUnchanged()
    given(two)
      .when(carry('a', 'stop', ADA))
      .thenRefused('notCoordinator')
    given(roundWith({ status: 'closed', carry: ['a'] }))
      .when(carry('a', 'goOn'))
      .thenChanged({ carry: [], actions: ['a'] }, controlRedrawn(NOW), overdue(NOW))
    given(roundWith({})).when(carry('a', 'goOn')).thenUnchanged()
  })
})
