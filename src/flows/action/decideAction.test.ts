import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { ADA, actionWith, BEN, FIELDS, LOTTE, PLACE } from '../../../test/given/actionWith.ts'
import type { ActionFields } from '../../kit/plan.ts'
import type { PersonId } from '../ids.ts'
import type { Action, ActionPlace } from './action.ts'
import { type ActionEvent, decideAction } from './decideAction.ts'

const { given, expectSafeIds } = deciderSpecification<Action, ActionEvent>(decideAction)

const saved = (fields: Partial<ActionFields> = {}, place: Partial<ActionPlace> = {}): ActionEvent => ({
  type: 'saved',
  ...PLACE,
  ...place,
  fields: { ...FIELDS, ...fields },
})
const message = (id: string) => ({ platform: PLATFORM, conversation: 'chat', message: id })
const asked = actionWith({ asked: '2026-12-17', cards: [{ person: ADA, message: message('m1') }] })

/** Half past nine in Brussels: an hour ahead of UTC in winter, two in summer. */
const opening = (date: string, offset = '+01:00'): number => Date.parse(`${date}T09:30:00${offset}`)
const row = { screen: 'action', action: 'a' } as const
const posted = {
  id: 'post/action/a',
  due: NOW,
  post: row,
  to: { in: 'channel', platform: PLATFORM, channel: '19:team' },
} as const
const redrawn = { id: 'edit/action/a', due: NOW, edit: row, message: 'own' } as const
const comesBack = (date: string, due = opening(date)) =>
  ({ id: 'followUp/a', due, tell: { type: 'followUpDue', action: 'a', date } }) as const
const task = (type: 'taskOpened' | 'taskClosed', person: PersonId, number: number) =>
  ({
    id: `${type}/a/${NOW}/${number}`,
    due: NOW,
    tell: { type, platform: PLATFORM, person, task: { kind: 'action', action: 'a' } },
  }) as const
const forgotten = {
  id: 'actionForgotten/a',
  due: Date.parse('2028-11-23T09:30:00+01:00'),
  tell: { type: 'actionForgotten', action: 'a' },
} as const

describe('writing an action', () => {
  it('shows it to the channel, puts it among what is its owners’, and comes back on its date', () => {
    given(undefined)
      .when(saved({}, { owners: [ADA, BEN] }))
      .thenChanged(
        actionWith({ owners: [ADA, BEN] }),
        posted,
        comesBack('2026-12-17'),
        task('taskOpened', ADA, 0),
        task('taskOpened', BEN, 1),
        forgotten,
      )
  })

  it.each([
    ['a Saturday', '2027-02-06', opening('2027-02-08')],
    ['a public holiday', '2027-05-06', opening('2027-05-07', '+02:00')],
    ['a day in summer', '2027-06-01', opening('2027-06-01', '+02:00')],
  ])('comes back on a working morning when its date is %s', (_what, followUp, due) => {
    given(undefined)
      .when(saved({ followUp }))
      .thenChanged(
        actionWith({ followUp, next: followUp }),
        posted,
        comesBack(followUp, due),
        task('taskOpened', ADA, 0),
        forgotten,
      )
  })

  it('asks nobody anything without a date and an owner', () => {
    given(undefined)
      .when(saved({ followUp: '' }, { owners: [] }))
      .thenChanged(actionWith({ followUp: '', next: undefined, owners: [] }), posted, forgotten)
  })

  it('anew keeps how it fared, and edits the channel’s row instead of posting another', () => {
    given(actionWith({ value: '4', agenda: ['2026-12-17'], channelCard: message('m0') }))
      .when(saved({ what: 'Chatpermanentie op vrijdag', followUp: '2027-03-01' }, { owners: [BEN] }))
      .thenChanged(
        { what: 'Chatpermanentie op vrijdag', followUp: '2027-03-01', next: '2027-03-01', owners: [BEN] },
        comesBack('2027-03-01'),
        task('taskOpened', BEN, 0),
        redrawn,
        forgotten,
      )
  })
})

describe('an action', () => {
  it.each(['done', 'stopped'] as const)('that anyone of the team calls %s asks nothing any more', (how) => {
    given(asked)
      .when({ type: 'ended', how })
      .thenChanged({ status: how, next: undefined, asked: undefined, cards: [] }, redrawn, {
        id: 'edit/evaluated/a/m1',
        due: NOW,
        edit: { screen: 'evaluation', action: 'a', person: ADA },
        message: message('m1'),
      })
  })

  it('knows the channel’s row, and each card that asks once', () => {
    const askedIn = { type: 'askedIn', person: ADA, message: message('m1') } as const
    given(actionWith({}))
      .when({ type: 'posted', message: message('m0') })
      .thenChanged({ channelCard: message('m0') })
    given(actionWith({}))
      .when(askedIn)
      .thenChanged({ cards: [{ person: ADA, message: message('m1') }] })
    given(actionWith({}), askedIn).when(askedIn).thenUnchanged()
  })

  it('goes on without an owner who had everything of hers erased', () => {
    given(actionWith({ owners: [ADA, BEN] }))
      .when({ type: 'ownerErased', person: ADA })
      .thenChanged({ owners: [BEN] })
  })

  it('is forgotten in the end, and is then no longer among what is its owners’', () => {
    given(actionWith({ owners: [ADA, BEN] }))
      .when({ type: 'actionForgotten' })
      .thenForgotten(task('taskClosed', ADA, 0), task('taskClosed', BEN, 1))
  })
})

const examples = {
  saved: { type: 'saved', ...PLACE, owners: [ADA, BEN], fields: FIELDS },
  ended: { type: 'ended', how: 'done' },
  reopened: { type: 'reopened' },
  planKeptFor: { type: 'planKeptFor', months: 12 },
  actionForgotten: { type: 'actionForgotten' },
  followUpDue: { type: 'followUpDue', date: '2026-12-17' },
  silence: { type: 'silence', date: '2026-12-17', times: 1, coordinator: LOTTE },
  posted: { type: 'posted', message: message('m0') },
  askedIn: { type: 'askedIn', person: ADA, message: message('m1') },
  ownerErased: { type: 'ownerErased', person: ADA },
  toAgenda: { type: 'toAgenda', date: '2026-12-17' },
  reported: { type: 'reported', date: '2026-12-17', outcome: 'onTrack', value: '', note: '' },
  snoozed: { type: 'snoozed', date: '2026-12-17', until: opening('2026-12-18') },
} as const

describe('whatever happens to an action', () => {
  it.each(Object.values(examples).filter(({ type }) => type !== 'saved'))(
    '$type is refused where there is no action, or no longer',
    (event) => {
      given(undefined).when(event).thenRefused('actionGone')
    },
  )

  it('names nobody in an effect’s id, and gives the same id to the same event', () => {
    expectSafeIds([undefined, actionWith({}), asked, actionWith({ owners: [] })], examples)
  })
})
