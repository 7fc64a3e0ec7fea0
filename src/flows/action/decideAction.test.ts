import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { ADA, actionWith, BEN, decideApartFromCalendar, FIELDS, LOTTE, PLACE } from '../../../test/given/actionWith.ts'
import type { ActionFields } from '../../kit/plan.ts'
import type { PersonId } from '../ids.ts'
import type { AskedRow } from '../person/person.ts'
import type { Action, ActionPlace } from './action.ts'
import type { ActionEvent } from './decideAction.ts'

const { given, expectSafeIds } = deciderSpecification<Action, ActionEvent>(decideApartFromCalendar)

const TODAY = '2026-11-23'
const saved = (
  fields: Partial<ActionFields> = {},
  place: Partial<ActionPlace> = {},
  by: PersonId = ADA,
): ActionEvent => ({
  type: 'saved',
  ...PLACE,
  ...place,
  by,
  fields: { ...FIELDS, ...fields },
})
const message = (id: string) => ({ platform: PLATFORM, conversation: 'chat', message: id })
const asked = actionWith({
  asked: '2026-12-17',
  next: '2027-01-18',
  told: [ADA],
  cards: [{ person: ADA, message: message('m1') }],
})

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
const replanned = {
  id: 'planChanged/a',
  due: NOW,
  tell: { type: 'planChanged', platform: PLATFORM, channel: '19:team', action: 'a' },
} as const
const oldCard = {
  id: 'edit/evaluated/a/m1',
  due: NOW,
  edit: { screen: 'evaluation', action: 'a', person: ADA },
  message: message('m1'),
} as const
const comesBack = (date: string, due = opening(date)) =>
  ({ id: 'followUp/a', due, tell: { type: 'followUpDue', action: 'a', date } }) as const
const task = (type: 'taskOpened' | 'taskClosed', person: PersonId, number: number) =>
  ({
    id: `${type}/a/${NOW}/${number}`,
    due: NOW,
    tell: { type, platform: PLATFORM, person, task: { kind: 'action', action: 'a' } },
  }) as const
const closes = (person: PersonId, number: number) =>
  ({
    id: `evaluationClosed/a/${NOW}/${number}`,
    due: NOW,
    tell: { type: 'evaluationClosed', platform: PLATFORM, person, action: 'a' },
  }) as const
const asks = (person: PersonId, part: Partial<AskedRow>, number = 0) => {
  const said = { date: '2026-12-17', role: 'owner', why: 'new', times: 1, ...part } as const
  const event = { type: 'evaluationAsked', platform: PLATFORM, person, zone: 'Europe/Brussels', action: 'a' } as const
  return {
    id: `evaluationAsked/a/${said.date}/${said.why}/${said.times}/${number}`,
    due: NOW,
    tell: { ...event, ...said },
  }
}
const signed = (person: PersonId) =>
  ({
    id: `evaluationSigned/a/${NOW}`,
    due: NOW,
    tell: { type: 'evaluationSigned', platform: PLATFORM, person, action: 'a' },
  }) as const
const forgotten = {
  id: 'actionForgotten/a',
  due: Date.parse('2028-11-23T09:30:00+01:00'),
  tell: { type: 'actionForgotten', action: 'a' },
} as const

describe('writing an action', () => {
  it('shows it to the channel, puts it among what is its owners’, and tells who didn’t write it herself', () => {
    given(undefined)
      .when(saved({}, { owners: [ADA, BEN] }))
      .thenChanged(
        actionWith({ owners: [ADA, BEN], accepted: [ADA], told: [BEN] }),
        posted,
        replanned,
        comesBack('2026-12-17'),
        task('taskOpened', ADA, 0),
        task('taskOpened', BEN, 1),
        asks(BEN, {}),
      )
  })

  it.each([
    ['a Saturday', '2027-02-06', '2027-02-08', '+01:00'],
    ['a public holiday', '2027-05-06', '2027-05-07', '+02:00'],
    ['a day in summer', '2027-06-01', '2027-06-01', '+02:00'],
    ['Christmas', '2026-12-25', '2026-12-28', '+01:00'],
  ])('plans a working day when its date is %s', (_what, followUp, next, offset) => {
    given(undefined)
      .when(saved({ followUp }))
      .thenChanged(
        actionWith({ followUp, next, accepted: [ADA] }),
        posted,
        replanned,
        comesBack(next, opening(next, offset)),
        task('taskOpened', ADA, 0),
      )
  })

  it('plans a rhythm on where no date was given, and the next working day where it doesn’t lie ahead', () => {
    for (const [followUp, next] of [
      ['', '2026-12-23'],
      [TODAY, '2026-11-24'],
      ['2026-01-01', '2026-11-24'],
    ] as const)
      given(undefined)
        .when(saved({ followUp }, { owners: [] }))
        .thenChanged(actionWith({ followUp: next, next, owners: [], accepted: [] }), posted, replanned, comesBack(next))
  })

  it('anew keeps how it fared, and its date where the series stays', () => {
    const known = actionWith({ value: '4', agenda: ['2026-12-17'], channelCard: message('m0'), next: '2027-01-18' })
    given(known)
      .when(saved({ what: 'Chatpermanentie op vrijdag' }))
      .thenChanged(
        { what: 'Chatpermanentie op vrijdag', accepted: [ADA], missedInRow: 0 },
        task('taskOpened', ADA, 0),
        redrawn,
        replanned,
      )
  })

  it('anew with another date and another owner moves both: the former has nothing more to do with it', () => {
    given(actionWith({ missedInRow: 2, told: [ADA], accepted: [ADA] }))
      .when(saved({ followUp: '2027-03-01' }, { owners: [BEN] }, LOTTE))
      .thenChanged(
        { followUp: '2027-03-01', next: '2027-03-01', owners: [BEN], accepted: [], told: [BEN], missedInRow: 0 },
        comesBack('2027-03-01'),
        task('taskOpened', BEN, 0),
        task('taskClosed', ADA, 0),
        closes(ADA, 0),
        asks(BEN, { date: '2027-03-01' }),
        redrawn,
        replanned,
      )
  })

  it('with another end moves the next date to it', () => {
    given(actionWith({ accepted: [ADA] }))
      .when(saved({ end: '2026-12-10' }))
      .thenChanged(
        { end: '2026-12-10', next: '2026-12-10', missedInRow: 0 },
        comesBack('2026-12-10'),
        task('taskOpened', ADA, 0),
        redrawn,
        replanned,
      )
  })

  it('that has ended leaves it ended, and asks nothing', () => {
    given(actionWith({ status: 'done', next: undefined, accepted: [ADA] }))
      .when(saved({ goal: 'Anders' }, { owners: [ADA, BEN] }))
      .thenChanged(
        { goal: 'Anders', owners: [ADA, BEN], missedInRow: 0 },
        task('taskOpened', ADA, 0),
        task('taskOpened', BEN, 1),
        redrawn,
        replanned,
      )
  })
})

describe('an action', () => {
  it.each([
    ['done', 'done'],
    ['stopped', 'stop'],
  ] as const)('that anyone of the team calls %s asks nothing any more, and says who did', (how, outcome) => {
    const entry = { date: '2026-12-17', outcome, value: '', note: '', on: TODAY, by: BEN } as const
    given(asked)
      .when({ type: 'ended', how, by: BEN })
      .thenChanged(
        {
          status: how,
          next: undefined,
          asked: undefined,
          cards: [],
          told: [],
          missedInRow: 0,
          history: [entry],
          endedAt: NOW,
        },
        redrawn,
        replanned,
        oldCard,
        closes(ADA, 0),
        signed(BEN),
        forgotten,
      )
  })

  it('ends once', () => {
    for (const status of ['done', 'stopped'] as const)
      given(actionWith({ status, next: undefined }))
        .when({ type: 'ended', how: 'done' })
        .thenUnchanged()
  })

  it('that had ended runs again when someone says so, with a date', () => {
    given(actionWith({ status: 'done', next: undefined }))
      .when({ type: 'reopened', by: BEN })
      .thenChanged(
        { status: 'running', next: '2026-12-17', missedInRow: 0, reopened: { on: TODAY, by: BEN } },
        comesBack('2026-12-17'),
        redrawn,
        replanned,
        task('taskOpened', ADA, 0),
        signed(BEN),
      )
    given(actionWith({})).when({ type: 'reopened', by: BEN }).thenUnchanged()
  })

  it('knows the channel’s row, who asks there to take over, and each card that asks once', () => {
    const askedIn = { type: 'askedIn', person: ADA, message: message('m1') } as const
    given(actionWith({}))
      .when({ type: 'posted', message: message('m0') })
      .thenChanged({ channelCard: message('m0') })
    given(actionWith({}))
      .when({ type: 'takeOverPosted', message: message('m2') })
      .thenChanged({ takeOverCards: [message('m2')] })
    given(actionWith({}))
      .when(askedIn)
      .thenChanged({ cards: [{ person: ADA, message: message('m1') }] })
    given(actionWith({}), askedIn).when(askedIn).thenUnchanged()
  })

  it('is forgotten in the end, and is then no longer among what is its owners’', () => {
    const endedAt = Date.parse('2024-11-23T09:30:00+01:00')
    const closed = (person: PersonId, number: number) => {
      const { tell, ...effect } = task('taskClosed', person, number)
      return { ...effect, tell: { ...tell, since: endedAt } }
    }
    given(actionWith({ status: 'done', endedAt, owners: [ADA, BEN], told: [ADA] }))
      .when({ type: 'actionForgotten' })
      .thenForgotten(
        { id: 'followUp/a', due: NOW, tell: { type: 'followUpDue', action: 'a', date: '' } },
        closed(ADA, 0),
        closed(BEN, 1),
        closes(ADA, 0),
      )
  })
})

describe('an action that was saved when a series could still end', () => {
  it.each([
    ['an answer left none', { next: undefined }],
    ['nobody answered', { next: '2026-11-17', asked: '2026-11-17' }],
  ] as const)('because %s has a next date from the next time on that something happens to it', (_why, part) => {
    given(actionWith(part))
      .when({ type: 'planned' })
      .thenChanged({ next: '2026-12-17' }, comesBack('2026-12-17'), replanned)
    given(actionWith(part))
      .when({ type: 'toAgenda', date: '2026-11-17' })
      .thenChanged({ next: '2026-12-17', agenda: ['2026-11-17'] }, comesBack('2026-12-17'), {
        id: 'post/agenda/a/2026-11-17',
        due: NOW,
        post: { screen: 'agenda', action: 'a' },
        to: { in: 'channel', platform: PLATFORM, channel: '19:team' },
      })
  })

  it('also without a first follow-up, and not once it has ended', () => {
    given(actionWith({ next: undefined, followUp: '' }))
      .when({ type: 'planned' })
      .thenChanged({ followUp: '2026-12-23', next: '2026-12-23' }, comesBack('2026-12-23'), replanned)
    given(actionWith({})).when({ type: 'planned' }).thenUnchanged()
    given(actionWith({ status: 'done', next: undefined }))
      .when({ type: 'planned' })
      .thenUnchanged()
  })
})

const around = { coordinators: [LOTTE], present: [LOTTE, ADA, BEN] }
const examples = {
  saved: { type: 'saved', ...PLACE, owners: [ADA, BEN], fields: FIELDS, by: LOTTE },
  ended: { type: 'ended', how: 'done', by: ADA },
  reopened: { type: 'reopened', by: ADA },
  planKeptFor: { type: 'planKeptFor', months: 12 },
  actionForgotten: { type: 'actionForgotten' },
  planned: { type: 'planned' },
  followUpDue: { type: 'followUpDue', date: '2026-12-17', ...around },
  askedAgain: { type: 'askedAgain', date: '2026-12-17', ...around },
  silence: { type: 'silence', date: '2026-12-17', times: 1, ...around },
  posted: { type: 'posted', message: message('m0') },
  takeOverPosted: { type: 'takeOverPosted', message: message('m0') },
  askedIn: { type: 'askedIn', person: ADA, message: message('m1') },
  ownerErased: { type: 'ownerErased', person: ADA },
  actionMoved: { type: 'actionMoved', channel: '19:nieuw' },
  toAgenda: { type: 'toAgenda', date: '2026-12-17' },
  reported: { type: 'reported', date: '2026-12-17', outcome: 'onTrack', value: '', note: '', by: ADA },
  explained: { type: 'explained', date: '2026-12-17', value: '5', note: '', by: ADA },
  snoozed: { type: 'snoozed', date: '2026-12-17', until: opening('2026-12-18'), by: ADA },
  dated: { type: 'dated', date: '2027-02-01', by: ADA },
  extended: { type: 'extended', end: '2027-12-31', by: ADA },
  accepted: { type: 'accepted', by: ADA, date: '2027-02-01' },
  passedOn: { type: 'passedOn', by: ADA, to: BEN, gone: [] },
  tookOver: { type: 'tookOver', by: BEN, gone: [ADA] },
} as const

describe('whatever happens to an action', () => {
  it.each(Object.values(examples).filter(({ type }) => type !== 'saved'))(
    '$type is refused where there is no action, or no longer',
    (event) => {
      given(undefined).when(event).thenRefused('actionGone')
    },
  )

  it('names nobody in an effect’s id, and gives the same id to the same event', () => {
    const history = [{ date: '2026-12-17', outcome: 'onTrack', value: '', note: '', by: ADA }] as const
    const states = [
      undefined,
      actionWith({}),
      asked,
      { ...asked, snoozedUntil: NOW },
      { ...asked, ownerless: true as const },
      actionWith({ owners: [] }),
      actionWith({ history }),
      actionWith({ status: 'done', next: undefined }),
      actionWith({ next: undefined }),
    ]
    expectSafeIds(states, examples)
  })
})
