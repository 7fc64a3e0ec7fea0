import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { ADA, actionWith, BEN, decideApartFromCalendar, LOTTE } from '../../../test/given/actionWith.ts'
import type { Outcome } from '../../kit/plan.ts'
import type { PersonId } from '../ids.ts'
import type { Action } from './action.ts'
import type { ActionEvent } from './decideAction.ts'

const { given } = deciderSpecification<Action, ActionEvent>(decideApartFromCalendar)

/** A Thursday; a month later it is a Sunday. */
const DATE = '2026-12-17'
const NEXT = '2027-01-17'
const morning = (date: string): number => Date.parse(`${date}T09:30:00+01:00`)
const message = { platform: PLATFORM, conversation: 'chat', message: 'm1' }

const due = { type: 'followUpDue', date: DATE } as const
const silence = (times: number, coordinator: PersonId = LOTTE) =>
  ({ type: 'silence', date: DATE, times, coordinator }) as const
const reported = (outcome: Outcome, value = '5') =>
  ({ type: 'reported', date: DATE, outcome, value, note: 'loopt' }) as const
const snoozed = { type: 'snoozed', date: DATE, until: morning('2026-12-18') } as const

const asks = (person: PersonId, round: string, number: number, at: number) =>
  ({
    id: `post/evaluation/a/${round}/${number}`,
    due: at,
    post: { screen: 'evaluation', action: 'a', person },
    to: { in: 'private', platform: PLATFORM, person },
    quiet: true,
  }) as const
const waits = (times: number, until: string) =>
  ({ id: 'silence/a', due: morning(until), tell: { type: 'silence', action: 'a', date: DATE, times } }) as const
const comesBack = (date: string, at: number) =>
  ({ id: 'followUp/a', due: at, tell: { type: 'followUpDue', action: 'a', date } }) as const
/** The channel's row and the card that asked say how it stands. */
const redrawn = [
  { id: 'edit/action/a', due: NOW, edit: { screen: 'action', action: 'a' }, message: 'own' },
  { id: 'edit/evaluated/a/m1', due: NOW, edit: { screen: 'evaluation', action: 'a', person: ADA }, message },
] as const
const keptOn = {
  id: 'actionForgotten/a',
  due: Date.parse('2028-11-23T09:30:00+01:00'),
  tell: { type: 'actionForgotten', action: 'a' },
} as const

describe('on the date of looking back', () => {
  it('each owner is asked privately, within her hours', () => {
    given(actionWith({ owners: [ADA, BEN] }))
      .when(due, morning(DATE))
      .thenChanged(
        { asked: DATE },
        asks(ADA, DATE, 0, morning(DATE)),
        asks(BEN, DATE, 1, morning(DATE)),
        waits(1, '2026-12-22'),
      )
  })

  it('the coordinator is asked where nobody of the team owns the action', () => {
    given(actionWith({ owners: [] }))
      .when(due, morning(DATE))
      .thenChanged({ asked: DATE }, asks(LOTTE, DATE, 0, morning(DATE)), waits(1, '2026-12-22'))
  })

  it('nobody is asked twice, nor about an action that is done or stopped', () => {
    given(actionWith({}), due).when(due).thenUnchanged()
    for (const status of ['done', 'stopped'] as const) given(actionWith({ status })).when(due).thenUnchanged()
  })

  it('the owner is asked also while the date before still waits for her answer', () => {
    given(actionWith({ asked: '2026-11-17' }))
      .when(due, morning(DATE))
      .thenChanged({ asked: DATE }, asks(ADA, DATE, 0, morning(DATE)), waits(1, '2026-12-22'))
  })
})

describe('an owner who stays silent', () => {
  const asked = actionWith({ asked: DATE, owners: [ADA, BEN] })

  it('is asked once more after three working days, and has three more: Christmas and weekends don’t count', () => {
    given(asked)
      .when(silence(1), morning('2026-12-22'))
      .thenChanged(
        {},
        asks(ADA, `${DATE}-2`, 0, morning('2026-12-22')),
        asks(BEN, `${DATE}-2`, 1, morning('2026-12-22')),
        waits(2, '2026-12-28'),
      )
  })

  it('is left alone after that: then whoever steers the round by now hears', () => {
    given(asked)
      .when(silence(2, '29:dina'), morning('2026-12-28'))
      .thenChanged({}, asks('29:dina', `${DATE}-3`, 0, morning('2026-12-28')))
  })

  it.each([1, 2])('hears nothing at step %i once it was answered or put off, or another date is asked', (times) => {
    given(asked, reported('onTrack')).when(silence(times)).thenUnchanged()
    given(asked, snoozed).when(silence(times)).thenUnchanged()
    given({ ...asked, asked: NEXT })
      .when(silence(times))
      .thenUnchanged()
  })
})

describe('an owner who answers', () => {
  const asked = actionWith({ asked: DATE, value: '3', cards: [{ person: ADA, message }] })
  const entry = (outcome: Outcome, value = '5') => ({ date: DATE, outcome, value, note: 'loopt' })

  it.each(['onTrack', 'adjust'] as const)(
    '%s is asked again a month later, on the Monday after a Sunday',
    (outcome) => {
      given(asked)
        .when(reported(outcome))
        .thenChanged(
          { asked: undefined, next: NEXT, value: '5', history: [entry(outcome)], cards: [] },
          comesBack(NEXT, morning('2027-01-18')),
          keptOn,
          ...redrawn,
        )
    },
  )

  it.each([
    ['done', 'done'],
    ['stop', 'stopped'],
  ] as const)('%s ends the action', (outcome, status) => {
    given(asked)
      .when(reported(outcome))
      .thenChanged(
        { status, asked: undefined, next: undefined, value: '5', history: [entry(outcome)], cards: [] },
        keptOn,
        ...redrawn,
      )
  })

  it.each([
    ['it was to be looked back at once', { repeat: 'once' }],
    ['the action has ended by then', { end: '2027-01-16' }],
  ] as const)('is not asked again when %s', (_why, part) => {
    given({ ...asked, ...part })
      .when(reported('onTrack'))
      .thenChanged(
        { asked: undefined, next: undefined, value: '5', history: [entry('onTrack')], cards: [] },
        keptOn,
        ...redrawn,
      )
  })

  it('keeps the last value when she gives none', () => {
    given(asked)
      .when(reported('onTrack', ''))
      .thenChanged(
        { asked: undefined, next: NEXT, history: [entry('onTrack', '')], cards: [] },
        comesBack(NEXT, morning('2027-01-18')),
        keptOn,
        ...redrawn,
      )
  })

  it('is told that it was answered, as when a colleague was first, or that the action has ended', () => {
    given(asked, reported('onTrack')).when(reported('adjust')).thenRefused('alreadyReported')
    given({ ...asked, asked: NEXT })
      .when(reported('onTrack'))
      .thenRefused('alreadyReported')
    given(asked, reported('done')).when(reported('onTrack')).thenRefused('actionEnded')
    given({ ...asked, status: 'stopped' })
      .when(reported('onTrack'))
      .thenRefused('actionEnded')
  })

  it('“later” is asked about the same date when she wants it, and puts it off once', () => {
    given(asked)
      .when(snoozed)
      .thenChanged({ asked: undefined, cards: [] }, comesBack(DATE, morning('2026-12-18')), ...redrawn)
    given(asked, snoozed).when(snoozed).thenUnchanged()
    given(actionWith({})).when(snoozed).thenUnchanged()
  })

  it('puts it on the team’s agenda: the channel hears once for each date', () => {
    const toAgenda = { type: 'toAgenda', date: DATE } as const
    given(asked)
      .when(toAgenda)
      .thenChanged(
        { agenda: [DATE] },
        {
          id: `post/agenda/a/${DATE}`,
          due: NOW,
          post: { screen: 'agenda', action: 'a' },
          to: { in: 'channel', platform: PLATFORM, channel: '19:team' },
        },
      )
    given(asked, toAgenda).when(toAgenda).thenUnchanged()
  })
})
