import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { ADA, actionWith, BEN, decideApartFromCalendar, LOTTE } from '../../../test/given/actionWith.ts'
import type { PersonId } from '../ids.ts'
import type { AskedRow } from '../person/person.ts'
import { type Action, isOfferedTo, isTakenOn } from './action.ts'
import type { ActionEvent } from './decideAction.ts'

const { given } = deciderSpecification<Action, ActionEvent>(decideApartFromCalendar)
const DATE = '2026-12-17'
const morning = (date: string): number => Date.parse(`${date}T09:30:00+01:00`)

const redrawn = [
  { id: 'edit/action/a', due: NOW, edit: { screen: 'action', action: 'a' }, message: 'own' },
  { id: 'planChanged/a', due: NOW, tell: { type: 'planChanged', platform: PLATFORM, channel: '19:team', action: 'a' } },
] as const
const task = (type: 'taskOpened' | 'taskClosed', person: PersonId, number = 0) =>
  ({
    id: `${type}/a/${NOW}/${number}`,
    due: NOW,
    tell: { type, platform: PLATFORM, person, task: { kind: 'action', action: 'a' } },
  }) as const
const closes = (person: PersonId, number = 0) =>
  ({
    id: `evaluationClosed/a/${NOW}/${number}`,
    due: NOW,
    tell: { type: 'evaluationClosed', platform: PLATFORM, person, action: 'a' },
  }) as const
const asks = (person: PersonId, part: Partial<AskedRow> = {}) => {
  const row = { date: DATE, role: 'owner', why: 'new', times: 1, ...part } as const
  const event = { type: 'evaluationAsked', platform: PLATFORM, person, zone: 'Europe/Brussels', action: 'a' } as const
  return { id: `evaluationAsked/a/${row.date}/${row.why}/${row.times}/0`, due: NOW, tell: { ...event, ...row } }
}
const waits = {
  id: 'silence/a',
  due: morning('2026-11-26'),
  tell: { type: 'silence', action: 'a', date: '2026-11-23', times: 1 },
} as const
const offered = actionWith({ owners: [ADA, BEN], accepted: [], told: [ADA, BEN] })

describe('an action that is offered', () => {
  it('is taken on by one owner; the other can still', () => {
    given(offered)
      .when({ type: 'accepted', by: ADA })
      .thenChanged({ accepted: [ADA], missedInRow: 0 }, ...redrawn, closes(ADA))
    given(offered, { type: 'accepted', by: ADA }).when({ type: 'accepted', by: ADA }).thenUnchanged()
    given(offered).when({ type: 'accepted', by: LOTTE }).thenRefused('notYours')
    given({ ...offered, status: 'done', next: undefined })
      .when({ type: 'accepted', by: ADA })
      .thenRefused('actionEnded')
  })

  it('is taken on with another date', () => {
    given(offered)
      .when({ type: 'accepted', by: ADA, date: '2027-02-06' })
      .thenChanged(
        { accepted: [ADA], told: [], missedInRow: 0, followUp: '2027-02-06', next: '2027-02-08' },
        {
          id: 'followUp/a',
          due: morning('2027-02-08'),
          tell: { type: 'followUpDue', action: 'a', date: '2027-02-08' },
        },
        ...redrawn,
        closes(ADA, 0),
        closes(BEN, 1),
      )
    given(offered).when({ type: 'accepted', by: ADA, date: '2026-11-23' }).thenRefused('dateInPast')
  })

  it('waits until someone took it on, unless it is a team’s or was written before anyone was asked', ({ expect }) => {
    expect([offered, { ...offered, accepted: [BEN] }].map(isTakenOn)).toEqual([false, true])
    expect([actionWith({}), actionWith({ owners: [], accepted: [] })].map(isTakenOn)).toEqual([true, true])
    expect(isOfferedTo({ ...offered, accepted: [BEN] }, ADA)).toBe(true)
    expect(isOfferedTo({ ...offered, accepted: [BEN] }, BEN)).toBe(false)
    expect(isOfferedTo(offered, LOTTE)).toBe(false)
  })
})

describe('an action that is passed on', () => {
  it('is the other’s, who hears it at once; the former owner has nothing more to do with it', () => {
    given(actionWith({ told: [ADA] }))
      .when({ type: 'passedOn', by: ADA, to: BEN, gone: [] })
      .thenChanged(
        { owners: [BEN], accepted: [], told: [BEN], missedInRow: 0 },
        task('taskOpened', BEN),
        task('taskClosed', ADA),
        closes(ADA),
        asks(BEN),
        ...redrawn,
      )
  })

  it('while it is asked about takes the question along', () => {
    given(actionWith({ asked: '2026-11-23', told: [ADA] }))
      .when({ type: 'passedOn', by: ADA, to: BEN, gone: [] })
      .thenChanged(
        { owners: [BEN], accepted: [], told: [BEN], missedInRow: 0 },
        task('taskOpened', BEN),
        task('taskClosed', ADA),
        closes(ADA),
        asks(BEN, { date: '2026-11-23' }),
        waits,
        ...redrawn,
      )
  })

  it('by the coordinator takes the place of those who left', () => {
    given(actionWith({ owners: [ADA, BEN], told: [LOTTE] }))
      .when({ type: 'passedOn', by: LOTTE, to: '29:dina', gone: [ADA] })
      .thenChanged(
        { owners: [BEN, '29:dina'], accepted: [BEN], told: ['29:dina'], missedInRow: 0 },
        task('taskOpened', '29:dina'),
        task('taskClosed', ADA),
        closes(LOTTE),
        asks('29:dina'),
        ...redrawn,
      )
  })

  it('to a co-owner is hers alone, and to herself changes nothing', () => {
    given(actionWith({ owners: [ADA, BEN] }))
      .when({ type: 'passedOn', by: ADA, to: BEN, gone: [] })
      .thenChanged(
        { owners: [BEN], accepted: [BEN], told: [BEN], missedInRow: 0 },
        task('taskOpened', BEN),
        task('taskClosed', ADA),
        ...redrawn,
      )
    given(actionWith({})).when({ type: 'passedOn', by: ADA, to: ADA, gone: [] }).thenUnchanged()
  })
})

describe('an action of an owner who left', () => {
  it('is taken over in one tap, with the question that is open', () => {
    given(actionWith({ asked: '2026-11-23', ownerless: true }))
      .when({ type: 'tookOver', by: BEN, gone: [ADA] })
      .thenChanged(
        { owners: [BEN], accepted: [BEN], told: [BEN], missedInRow: 0, ownerless: undefined },
        task('taskOpened', BEN),
        task('taskClosed', ADA),
        asks(BEN, { date: '2026-11-23', why: 'due' }),
        waits,
        { id: 'edit/takeOver/a', due: NOW, edit: { screen: 'ownerSought', action: 'a' }, message: 'own' },
        ...redrawn,
      )
  })
})

describe('an owner who had everything of hers erased', () => {
  it('leaves the action to the others, and her answers without her name', () => {
    const history = [
      { date: '2026-10-19', outcome: 'onTrack', value: '', note: 'loopt', on: '2026-10-19', by: ADA },
      { date: '2026-11-17', outcome: 'onTrack', value: '', note: '', on: '2026-11-17', by: BEN },
    ] as const
    const reopened = { on: '2026-11-01', by: ADA }
    given(actionWith({ owners: [ADA, BEN], accepted: [ADA], told: [ADA], history, reopened }))
      .when({ type: 'ownerErased', person: ADA })
      .thenChanged(
        {
          owners: [BEN],
          accepted: [],
          told: [],
          reopened: undefined,
          history: [{ date: '2026-10-19', outcome: 'onTrack', value: '', note: 'loopt', on: '2026-10-19' }, history[1]],
        },
        ...redrawn,
      )
  })
})
