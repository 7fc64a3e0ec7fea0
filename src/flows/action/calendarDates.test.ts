import { describe, expect, it } from 'vitest'
import { NOW } from '../../../test/deciderSpecification.ts'
import { ADA, actionWith, BEN, FIELDS, LOTTE, PLACE } from '../../../test/given/actionWith.ts'
import type { ActionFields } from '../../kit/plan.ts'
import { FORGOTTEN } from '../decision.ts'
import type { Action, ActionPlace } from './action.ts'
import { scheduleOf } from './calendarDates.ts'
import { type ActionEvent, decideAction } from './decideAction.ts'

const saved = (fields: Partial<ActionFields> = {}, place: Partial<ActionPlace> = {}): ActionEvent => ({
  type: 'saved',
  ...PLACE,
  ...place,
  fields: { ...FIELDS, ...fields },
})
/** An action after what happened to it. */
const after = (action: Action, event: ActionEvent, now = NOW): Action => {
  const decision = decideAction(action, event, now)
  if (decision.kind !== 'decided' || decision.state === FORGOTTEN) throw new Error(decision.kind)
  return decision.state
}
const dates = (action: Action): string[] => scheduleOf(action).map(({ number, date }) => `${number} ${date}`)
const at = (moment: string): number => Date.parse(moment)

describe('the dates of an action in calendars', () => {
  it('are the next one and those after it, on working days, until the question about its end, each with its number', () => {
    expect(dates(actionWith({ end: '2027-03-31' }))).toEqual([
      '0 2026-12-17',
      '1 2027-01-18',
      '2 2027-02-17',
      '3 2027-03-17',
      '4 2027-03-31',
    ])
  })

  it('of an action that is looked back at once are that one, and the question about its end', () => {
    const once = { repeat: 'once', end: '2027-03-31' } as const
    expect(dates(actionWith(once))).toEqual(['0 2026-12-17', '4 2027-03-31'])
    expect(dates(actionWith({ ...once, next: '2027-01-18' }))).toEqual(['1 2027-01-18', '4 2027-03-31'])
  })

  it('end with its term where no end was chosen, also where it would begin after its end', () => {
    expect(dates(actionWith({ repeat: 'halfYearly', end: '' }))).toEqual(['0 2026-12-17', '1 2027-06-01'])
    expect(dates(actionWith({ end: '2026-12-10', next: '2026-12-10' }))).toEqual(['0 2026-12-10'])
  })

  it('begin with the one that is asked about, and end where the action does', () => {
    expect(dates(actionWith({ asked: '2026-12-17', next: '2027-01-18', end: '2027-01-29' }))).toEqual([
      '0 2026-12-17',
      '1 2027-01-18',
      '2 2027-01-29',
    ])
    expect(dates(actionWith({ status: 'done', next: undefined }))).toEqual([])
    expect(dates(actionWith({ next: undefined }))).toEqual([])
    expect(dates(actionWith({ followUp: '', next: undefined }))).toEqual([])
  })

  it('keep their number after the last day of a month that is shorter, and after 29 February', () => {
    const month = { followUp: '2027-12-31', next: '2027-12-31', end: '2028-04-30' }
    expect(dates(actionWith(month))).toEqual([
      '0 2027-12-31',
      '1 2028-01-31',
      '2 2028-02-29',
      '3 2028-03-31',
      '4 2028-05-02',
    ])
    expect(dates(actionWith({ ...month, next: '2028-02-29' }))[0]).toBe('2 2028-02-29')
  })

  it('let one that isn’t of the series stand in for its own: one that was moved, lies in a weekend, or after the end', () => {
    const moved = actionWith({ followUp: '2026-12-01', next: '2027-01-20', end: '2027-03-31' })
    expect(dates(moved)).toEqual(['1 2027-01-20', '2 2027-02-01', '3 2027-03-01', '4 2027-03-31'])
    const end = '2027-02-26'
    expect(dates(actionWith({ next: '2027-01-17', end }))).toEqual(['1 2027-01-17', '2 2027-02-17', '3 2027-02-26'])
    expect(dates(actionWith({ next: '2027-03-26', end }))).toEqual(['3 2027-03-26'])
  })

  it('are never more than half a year of weeks, however long it lasts', () => {
    expect(scheduleOf(actionWith({ repeat: 'weekly', end: '2028-12-29' }))).toHaveLength(26)
  })
})

describe('the revision of an action', () => {
  const running = actionWith({ end: '2027-02-26' })

  it('stays while its dates come and are dealt with one by one', () => {
    const asked = after(
      running,
      { type: 'followUpDue', date: '2026-12-17', coordinators: [LOTTE] },
      at('2026-12-17T09:30:00+01:00'),
    )
    const reported = after(asked, {
      ...{ type: 'reported', date: '2026-12-17', outcome: 'onTrack', value: '', note: '', by: ADA },
    })
    expect([asked.calendar, reported.calendar]).toEqual([undefined, undefined])
    expect(dates(reported)).toEqual(['1 2027-01-18', '2 2027-02-17', '3 2027-02-26'])
  })

  it('goes up when a date moves, and the date keeps its number', () => {
    const moved = after(running, saved({ followUp: '2026-12-21', end: '2027-02-26' }))
    expect(moved.calendar).toEqual({ revision: 1, changed: NOW, gone: [] })
    expect(dates(moved)[0]).toBe('0 2026-12-21')
    const again = after(moved, saved({ followUp: '2026-12-22', end: '2027-02-26' }), NOW + 1)
    expect(again.calendar).toMatchObject({ revision: 2, changed: NOW + 1 })
  })

  it('keeps the number of whichever date moves, also later in its series and in another rhythm', () => {
    const later = actionWith({ next: '2027-01-18', end: '2027-03-31' })
    const moved = after(later, { type: 'dated', date: '2027-01-25', by: ADA })
    expect(dates(moved)).toEqual(['1 2027-01-25', '2 2027-02-25', '3 2027-03-25', '4 2027-03-31'])
    expect(moved.calendar?.gone).toEqual([])
    const weekly = after(moved, saved({ followUp: '2027-01-25', end: '2027-02-12', repeat: 'weekly' }))
    expect(dates(weekly)).toEqual(['1 2027-01-25', '2 2027-02-01', '3 2027-02-08', '4 2027-02-12'])
    const again = after(weekly, { type: 'dated', date: '2027-02-01', by: ADA })
    expect(dates(again)[0]).toBe('1 2027-02-01')
  })

  it('leaves the question about its end where it was answered, and goes on from there', () => {
    const ending = actionWith({ asked: '2027-02-26', next: '2027-03-26', end: '2027-02-26' })
    const extended = after(ending, { type: 'extended', end: '2027-04-30', by: ADA }, at('2027-02-26T10:00:00+01:00'))
    expect(dates(ending)).toEqual(['3 2027-02-26'])
    expect(dates(extended)).toEqual(['4 2027-03-17', '5 2027-04-19', '6 2027-04-30'])
    expect(extended.calendar?.gone).toEqual([])
  })

  it('goes up with another title, goal or owner, and not with another remark', () => {
    const unmoved = { end: running.end }
    expect(after(running, saved({ ...unmoved, what: 'Anders' })).calendar?.revision).toBe(1)
    expect(after(running, saved({ ...unmoved, goal: 'Anders' })).calendar?.revision).toBe(1)
    expect(after(running, saved(unmoved, { owners: [ADA, BEN] })).calendar?.revision).toBe(1)
    expect(after(running, saved({ ...unmoved, repeat: 'weekly' })).calendar?.revision).toBe(1)
    expect(after(running, saved({ ...unmoved, remarks: 'Anders' })).calendar).toBeUndefined()
  })

  it('goes up with another term where that says when it ends', () => {
    const open = actionWith({ end: '' })
    const longer = after(open, saved({ end: '', term: 'middle' }))
    expect(longer.calendar?.revision).toBe(1)
    expect(dates(longer).at(-1)).toContain('2028-06-01')
  })

  it('cancels the dates after an earlier end, and takes that back when they come again', () => {
    const shorter = after(running, saved({ end: '2027-01-29' }))
    expect(dates(shorter)).toEqual(['0 2026-12-17', '1 2027-01-18', '2 2027-01-29'])
    expect(shorter.calendar?.gone).toEqual([{ number: 3, date: '2027-02-26' }])
    const longer = after(shorter, saved({ end: '2027-02-26' }))
    expect(longer.calendar).toMatchObject({ revision: 2, gone: [] })
  })

  it('cancels every date to come when it is done or stopped, and none that has been', () => {
    for (const how of ['done', 'stopped'] as const) {
      const ended = after(running, { type: 'ended', how }, at('2026-12-17T10:00:00+01:00'))
      expect(ended.calendar?.gone.map(({ date }) => date)).toEqual(['2027-01-18', '2027-02-17', '2027-02-26'])
    }
    const asked = after(
      running,
      { type: 'followUpDue', date: '2026-12-17', coordinators: [LOTTE] },
      at('2026-12-17T09:30:00+01:00'),
    )
    const done = { type: 'reported', date: '2026-12-17', outcome: 'done', value: '', note: '', by: ADA } as const
    expect(after(asked, done, at('2026-12-18T09:30:00+01:00')).calendar?.gone).toHaveLength(3)
  })
})
