import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { ADA, actionWith, BEN, decideApartFromCalendar, LOTTE } from '../../../test/given/actionWith.ts'
import type { PersonId } from '../ids.ts'
import type { AskedRow } from '../person/person.ts'
import type { Action } from './action.ts'
import type { ActionEvent } from './decideAction.ts'

const { given } = deciderSpecification<Action, ActionEvent>(decideApartFromCalendar)

/** A Thursday; a month later it is a Sunday. */
const DATE = '2026-12-17'
const NEXT = '2027-01-18'
const DINA = '29:dina'
const morning = (date: string, offset = '+01:00'): number => Date.parse(`${date}T09:30:00${offset}`)

const everyone = { coordinators: [LOTTE, DINA], present: [LOTTE, DINA, ADA, BEN] }
const due = { type: 'followUpDue', date: DATE, ...everyone } as const
const again = { type: 'askedAgain', date: DATE, ...everyone } as const
const silence = (times: number, part: object = {}) =>
  ({ type: 'silence', date: DATE, times, ...everyone, ...part }) as const

const asks = (person: PersonId, at: number, part: Partial<AskedRow> = {}, number = 0) => {
  const row = { date: DATE, role: 'owner', why: 'due', times: 1, ...part } as const
  const event = { type: 'evaluationAsked', platform: PLATFORM, person, zone: 'Europe/Brussels', action: 'a' } as const
  return {
    id: `evaluationAsked/a/${row.date}/${row.why}/${row.times}/${number}`,
    due: at,
    tell: { ...event, ...row },
  }
}
const waits = (times: number, until: string, date = DATE) =>
  ({ id: 'silence/a', due: morning(until), tell: { type: 'silence', action: 'a', date, times } }) as const
const comesBack = (date: string, at = morning(date)) =>
  ({ id: 'followUp/a', due: at, tell: { type: 'followUpDue', action: 'a', date } }) as const
const redrawn = (at: number) =>
  [
    { id: 'edit/action/a', due: at, edit: { screen: 'action', action: 'a' }, message: 'own' },
    {
      id: 'planChanged/a',
      due: at,
      tell: { type: 'planChanged', platform: PLATFORM, channel: '19:team', action: 'a' },
    },
  ] as const
const asked = actionWith({ asked: DATE, next: NEXT, owners: [ADA, BEN], told: [ADA, BEN] })

describe('on the date of looking back', () => {
  it('each owner is asked, and the next date is planned in the same decision', () => {
    given(actionWith({ owners: [ADA, BEN] }))
      .when(due, morning(DATE))
      .thenChanged(
        { asked: DATE, next: NEXT, told: [ADA, BEN] },
        asks(ADA, morning(DATE)),
        asks(BEN, morning(DATE), {}, 1),
        waits(1, '2026-12-22'),
        comesBack(NEXT),
        ...redrawn(morning(DATE)),
      )
  })

  it('the coordinator is asked where nobody of the team owns the action', () => {
    given(actionWith({ owners: [] }))
      .when(due, morning(DATE))
      .thenChanged(
        { asked: DATE, next: NEXT, told: [LOTTE] },
        asks(LOTTE, morning(DATE), { role: 'coordinator' }),
        waits(1, '2026-12-22'),
        comesBack(NEXT),
        ...redrawn(morning(DATE)),
      )
  })

  it('at its end it is asked whether it goes on', () => {
    given(actionWith({ end: DATE }))
      .when(due, morning(DATE))
      .thenChanged(
        { asked: DATE, next: NEXT, told: [ADA] },
        asks(ADA, morning(DATE), { why: 'end' }),
        waits(1, '2026-12-22'),
        comesBack(NEXT),
        ...redrawn(morning(DATE)),
      )
  })

  it('nobody is asked twice, nor about another date, nor about an action that is done or stopped', () => {
    given(actionWith({}), due).when(due).thenUnchanged()
    given(actionWith({ next: NEXT }))
      .when(due)
      .thenUnchanged()
    for (const status of ['done', 'stopped'] as const)
      given(actionWith({ status, next: undefined }))
        .when(due)
        .thenUnchanged()
  })

  it('the owner is asked also while the date before still waits for her answer, which is counted as missed', () => {
    given(actionWith({ asked: '2026-11-17', missed: ['2026-10-19'], missedInRow: 1 }))
      .when(due, morning(DATE))
      .thenChanged(
        { asked: DATE, next: NEXT, missed: ['2026-10-19', '2026-11-17'], missedInRow: 2, told: [ADA] },
        asks(ADA, morning(DATE)),
        comesBack(NEXT),
        ...redrawn(morning(DATE)),
      )
  })

  it('a date that was put off past the next one isn’t missed', () => {
    given(actionWith({ asked: '2026-11-17', snoozedUntil: morning('2027-01-04') }))
      .when(due, morning(DATE))
      .thenChanged(
        { asked: DATE, next: NEXT, snoozedUntil: undefined, told: [ADA] },
        asks(ADA, morning(DATE)),
        waits(1, '2026-12-22'),
        comesBack(NEXT),
        ...redrawn(morning(DATE)),
      )
  })

  it('a bot that was down for months asks once, and counts the dates it slept through', () => {
    const late = morning('2027-03-22')
    given(actionWith({}))
      .when(due, late)
      .thenChanged(
        { asked: DATE, next: '2027-04-19', missed: [NEXT, '2027-02-17', '2027-03-17'], told: [ADA] },
        asks(ADA, late),
        waits(1, '2027-03-25'),
        comesBack('2027-04-19', morning('2027-04-19', '+02:00')),
        ...redrawn(late),
      )
  })
})

describe('an owner who left the channel', () => {
  const without = { ...everyone, present: [LOTTE, DINA, BEN] }

  it('is not asked; her co-owner is', () => {
    given(actionWith({ owners: [ADA, BEN] }))
      .when({ ...due, ...without }, morning(DATE))
      .thenChanged(
        { asked: DATE, next: NEXT, told: [BEN] },
        asks(BEN, morning(DATE)),
        waits(1, '2026-12-22'),
        comesBack(NEXT),
        ...redrawn(morning(DATE)),
      )
  })

  it.each([
    ['the coordinator', [LOTTE, DINA, BEN], LOTTE],
    ['the second coordinator, where the first left too,', [DINA, BEN], DINA],
  ])('has %s asked who takes over, where nobody else owns it', (_who, present, coordinator) => {
    given(actionWith({}))
      .when({ ...due, present }, morning(DATE))
      .thenChanged(
        { asked: DATE, next: NEXT, told: [coordinator] },
        asks(coordinator, morning(DATE), { role: 'coordinator', why: 'ownerLeft' }),
        comesBack(NEXT),
        ...redrawn(morning(DATE)),
      )
  })

  it('has the channel asked where no coordinator is left either', () => {
    given(actionWith({}))
      .when({ ...due, present: [BEN] }, morning(DATE))
      .thenChanged(
        { asked: DATE, next: NEXT, ownerless: true },
        {
          id: `post/takeOver/a/${DATE}`,
          due: morning(DATE),
          post: { screen: 'ownerSought', action: 'a' },
          to: { in: 'channel', platform: PLATFORM, channel: '19:team' },
        },
        comesBack(NEXT),
        ...redrawn(morning(DATE)),
      )
  })

  it('counts as present while the platform can’t say', () => {
    given(actionWith({}))
      .when({ ...due, present: undefined }, morning(DATE))
      .thenChanged(
        { asked: DATE, next: NEXT, told: [ADA] },
        asks(ADA, morning(DATE)),
        waits(1, '2026-12-22'),
        comesBack(NEXT),
        ...redrawn(morning(DATE)),
      )
  })

  it('after the question has the coordinator asked in her place', () => {
    given(asked)
      .when(silence(1, { present: [LOTTE] }), morning('2026-12-22'))
      .thenChanged(
        { told: [ADA, BEN, LOTTE] },
        asks(LOTTE, morning('2026-12-22'), { role: 'coordinator', why: 'ownerLeft' }),
      )
  })
})

describe('an owner who stays silent', () => {
  it('is asked once more after three working days, and has three more: Christmas and weekends don’t count', () => {
    given(asked)
      .when(silence(1), morning('2026-12-22'))
      .thenChanged(
        {},
        asks(ADA, morning('2026-12-22'), { times: 2 }),
        asks(BEN, morning('2026-12-22'), { times: 2 }, 1),
        waits(2, '2026-12-28'),
      )
  })

  it('is left alone after that: then whoever steers the round by now hears', () => {
    given(asked)
      .when(silence(2, { coordinators: [DINA] }), morning('2026-12-28'))
      .thenChanged(
        { told: [ADA, BEN, DINA] },
        asks(DINA, morning('2026-12-28'), { role: 'coordinator', why: 'silent' }),
      )
  })

  it('who coordinates herself isn’t told that she is silent: whoever coordinates with her is', () => {
    given({ ...asked, owners: [LOTTE], told: [LOTTE] })
      .when(silence(2), morning('2026-12-28'))
      .thenChanged({ told: [LOTTE, DINA] }, asks(DINA, morning('2026-12-28'), { role: 'coordinator', why: 'silent' }))
    given({ ...asked, owners: [LOTTE] })
      .when(silence(2, { coordinators: [LOTTE] }))
      .thenUnchanged()
  })

  it('is asked twice and no more where she coordinates what nobody owns', () => {
    const nobodys = { ...asked, owners: [], told: [LOTTE] }
    given(nobodys)
      .when(silence(1), morning('2026-12-22'))
      .thenChanged({}, asks(LOTTE, morning('2026-12-22'), { role: 'coordinator', times: 2 }))
    given(nobodys).when(silence(2)).thenUnchanged()
  })

  it('hears no more than once a date after two dates without an answer, and the coordinator nothing', () => {
    for (const times of [1, 2])
      given({ ...asked, missedInRow: 2 })
        .when(silence(times))
        .thenUnchanged()
  })

  it.each([1, 2])('hears nothing at step %i once it was answered, or another date is asked', (times) => {
    const reported = { type: 'reported', date: DATE, outcome: 'onTrack', value: '', note: '', by: ADA } as const
    given(asked, reported).when(silence(times)).thenUnchanged()
    given({ ...asked, asked: NEXT, next: '2027-02-17' })
      .when(silence(times))
      .thenUnchanged()
  })
})

describe('what was put off', () => {
  it('comes back when she wanted it, with all the time to answer', () => {
    given({ ...asked, snoozedUntil: NOW })
      .when(again, morning('2027-01-04'))
      .thenChanged(
        { snoozedUntil: undefined },
        asks(ADA, morning('2027-01-04'), { why: 'later' }),
        asks(BEN, morning('2027-01-04'), { why: 'later' }, 1),
        waits(1, '2027-01-07'),
      )
  })

  it('doesn’t once it was answered, or another date is asked', () => {
    given(asked).when(again).thenUnchanged()
    given({ ...asked, asked: NEXT, next: '2027-02-17', snoozedUntil: NOW })
      .when(again)
      .thenUnchanged()
  })
})
