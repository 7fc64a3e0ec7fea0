import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { ADA, actionWith, BEN, decideApartFromCalendar } from '../../../test/given/actionWith.ts'
import type { Outcome } from '../../kit/plan.ts'
import type { PersonId } from '../ids.ts'
import type { Action } from './action.ts'
import type { ActionEvent } from './decideAction.ts'

const { given } = deciderSpecification<Action, ActionEvent>(decideApartFromCalendar)

/** Asked on a Monday, and answered on that day; the next is a month later. */
const DATE = '2026-11-23'
const NEXT = '2026-12-23'
const morning = (date: string): number => Date.parse(`${date}T09:30:00+01:00`)
const message = { platform: PLATFORM, conversation: 'chat', message: 'm1' }
const asked = actionWith({
  followUp: DATE,
  asked: DATE,
  next: NEXT,
  owners: [ADA, BEN],
  told: [ADA, BEN],
  value: '3',
  missedInRow: 1,
  cards: [{ person: ADA, message }],
})
const reported = (outcome: Outcome, part: { readonly value?: string; readonly by?: PersonId } = {}) =>
  ({ type: 'reported', date: DATE, outcome, value: '5', note: 'loopt', by: ADA, ...part }) as const

const redrawn = [
  { id: 'edit/action/a', due: NOW, edit: { screen: 'action', action: 'a' }, message: 'own' },
  { id: 'planChanged/a', due: NOW, tell: { type: 'planChanged', platform: PLATFORM, channel: '19:team', action: 'a' } },
  { id: 'edit/evaluated/a/m1', due: NOW, edit: { screen: 'evaluation', action: 'a', person: ADA }, message },
] as const
const closes = (person: PersonId, number: number, part: { readonly typing?: true; readonly putOff?: true } = {}) =>
  ({
    id: `evaluationClosed/a/${NOW}/${number}`,
    due: NOW,
    tell: { type: 'evaluationClosed', platform: PLATFORM, person, action: 'a', ...part },
  }) as const
const signed = {
  id: `evaluationSigned/a/${NOW}`,
  due: NOW,
  tell: { type: 'evaluationSigned', platform: PLATFORM, person: ADA, action: 'a' },
} as const
const keptOn = {
  id: 'actionForgotten/a',
  due: Date.parse('2028-11-23T09:30:00+01:00'),
  tell: { type: 'actionForgotten', action: 'a' },
} as const
const comesBack = (date: string) =>
  ({ id: 'followUp/a', due: morning(date), tell: { type: 'followUpDue', action: 'a', date } }) as const
const entry = (outcome: Outcome, part: object = {}) => ({
  date: DATE,
  outcome,
  value: '5',
  note: 'loopt',
  on: '2026-11-23',
  by: ADA,
  kind: 'process' as const,
  ...part,
})
const answered = { asked: undefined, cards: [], told: [], missedInRow: 0 }

describe('an owner who answers', () => {
  it('is thanked, her co-owner sees it, and the next date stays as planned', () => {
    given(asked)
      .when(reported('onTrack'))
      .thenChanged(
        { ...answered, value: '5', history: [entry('onTrack')] },
        signed,
        ...redrawn,
        closes(ADA, 0),
        closes(BEN, 1),
      )
  })

  it('late has the day she answered kept, beside the date it was about', () => {
    given({ ...asked, told: [BEN] })
      .when(reported('onTrack'), morning('2026-12-07'))
      .thenChanged(
        { ...answered, value: '5', history: [entry('onTrack', { on: '2026-12-07' })] },
        { ...signed, id: `evaluationSigned/a/${morning('2026-12-07')}`, due: morning('2026-12-07') },
        ...redrawn.map((effect) => ({ ...effect, due: morning('2026-12-07') })),
        { ...closes(BEN, 0), id: `evaluationClosed/a/${morning('2026-12-07')}/0`, due: morning('2026-12-07') },
      )
  })

  it('late, with the next date at hand, isn’t asked again on that one, but for its end', () => {
    const on = morning('2026-12-21')
    const late = [
      { ...signed, id: `evaluationSigned/a/${on}`, due: on },
      ...redrawn.map((effect) => ({ ...effect, due: on })),
      { ...closes(BEN, 0), id: `evaluationClosed/a/${on}/0`, due: on },
    ]
    const given21 = { ...answered, value: '5', history: [entry('onTrack', { on: '2026-12-21' })] }
    given({ ...asked, told: [BEN] })
      .when(reported('onTrack'), on)
      .thenChanged({ ...given21, next: '2027-01-25' }, comesBack('2027-01-25'), ...late)
    given({ ...asked, told: [BEN], end: NEXT })
      .when(reported('onTrack'), on)
      .thenChanged(given21, ...late)
  })

  it.each([
    ['that it has to be adjusted', 'adjust', {}],
    ['what was to be asked once', 'onTrack', { repeat: 'once' as const }],
  ] as const)('%s is given a form, over which her card isn’t drawn', (_what, outcome, part) => {
    given({ ...asked, ...part })
      .when(reported(outcome))
      .thenChanged(
        { ...answered, value: '5', history: [entry(outcome)] },
        signed,
        ...redrawn,
        closes(ADA, 0, { typing: true }),
        closes(BEN, 1),
      )
  })

  it.each([
    ['done', 'done'],
    ['stop', 'stopped'],
  ] as const)('%s ends the action', (outcome, status) => {
    given(asked)
      .when(reported(outcome))
      .thenChanged(
        { ...answered, status, next: undefined, value: '5', history: [entry(outcome)], endedAt: NOW },
        keptOn,
        signed,
        ...redrawn,
        closes(ADA, 0),
        closes(BEN, 1),
      )
  })

  it('is asked for the three kinds of evaluation in turn, and at the end for none of them', () => {
    for (const [before, kind] of [
      [1, 'effect'],
      [2, 'plan'],
      [3, 'process'],
    ] as const) {
      const history = Array.from({ length: before }, () => entry('onTrack', { date: '2026-10-23' }))
      given({ ...asked, told: [BEN], history })
        .when(reported('onTrack'))
        .thenChanged(
          { ...answered, value: '5', history: [...history, entry('onTrack', { kind })] },
          signed,
          ...redrawn,
          closes(BEN, 0),
        )
    }
    given({ ...asked, told: [BEN], end: DATE })
      .when(reported('onTrack'))
      .thenChanged(
        { ...answered, value: '5', history: [entry('onTrack', { kind: 'end' })] },
        signed,
        ...redrawn,
        closes(BEN, 0),
      )
  })

  it('keeps the last value when she gives none, and takes on what was offered to her', () => {
    given({ ...asked, told: [BEN], accepted: [] })
      .when(reported('onTrack', { value: '' }))
      .thenChanged(
        { ...answered, accepted: [ADA], history: [entry('onTrack', { value: '' })] },
        signed,
        ...redrawn,
        closes(BEN, 0),
      )
  })

  it('is told that it was answered, as when a colleague was first, or that the action has ended', () => {
    given(asked, reported('onTrack')).when(reported('adjust')).thenRefused('alreadyReported')
    given({ ...asked, asked: NEXT, next: '2027-01-25' })
      .when(reported('onTrack'))
      .thenRefused('alreadyReported')
    given(asked, reported('done')).when(reported('onTrack')).thenRefused('actionEnded')
    given({ ...asked, status: 'stopped', next: undefined })
      .when(reported('onTrack'))
      .thenRefused('actionEnded')
  })

  it('can say more of it later', () => {
    const more = { type: 'explained', date: DATE, value: '', note: 'en hoe', by: ADA } as const
    given({ ...asked, history: [entry('onTrack')] })
      .when(more)
      .thenChanged({ history: [entry('onTrack', { note: 'en hoe' })] }, ...redrawn)
    given({ ...asked, history: [entry('onTrack')] })
      .when({ ...more, note: '', value: '7' })
      .thenChanged({ value: '7', history: [entry('onTrack', { value: '7' })] }, ...redrawn)
    given({ ...asked, history: [entry('onTrack')] })
      .when({ ...more, note: 'loopt' })
      .thenUnchanged()
    given(asked).when(more).thenRefused('alreadyReported')
  })

  it('“later” is asked about the same date when she wants it; the next one stays planned', () => {
    const until = morning('2026-11-30')
    const snoozed = { type: 'snoozed', date: DATE, until, by: BEN } as const
    given(asked)
      .when(snoozed)
      .thenChanged(
        { snoozedUntil: until, cards: [], told: [], missedInRow: 0 },
        { id: 'askedAgain/a', due: until, tell: { type: 'askedAgain', action: 'a', date: DATE } },
        {
          id: 'silence/a',
          due: morning('2026-12-03'),
          tell: { type: 'silence', action: 'a', date: DATE, times: 1 },
        },
        ...redrawn,
        closes(ADA, 0),
        closes(BEN, 1),
      )
    given(asked, snoozed).when(snoozed).thenUnchanged()
    const today = NOW + 3 * 3_600_000
    given(asked)
      .when({ ...snoozed, until: today })
      .thenChanged(
        { snoozedUntil: today, cards: [], told: [], missedInRow: 0 },
        { id: 'askedAgain/a', due: today, tell: { type: 'askedAgain', action: 'a', date: DATE } },
        {
          id: 'silence/a',
          due: morning('2026-11-26'),
          tell: { type: 'silence', action: 'a', date: DATE, times: 1 },
        },
        ...redrawn,
        closes(ADA, 0),
        closes(BEN, 1, { putOff: true }),
      )
    given(actionWith({})).when(snoozed).thenUnchanged()
    given({ ...asked, status: 'done', next: undefined })
      .when(snoozed)
      .thenUnchanged()
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

describe('another date', () => {
  it('begins the series anew there, on a working day; what was asked moves with it', () => {
    given(asked)
      .when({ type: 'dated', date: '2026-12-25', by: ADA })
      .thenChanged(
        { ...answered, followUp: '2026-12-25', next: '2026-12-28' },
        comesBack('2026-12-28'),
        ...redrawn,
        closes(ADA, 0),
        closes(BEN, 1),
      )
  })

  it('has to lie ahead, and the action to run', () => {
    given(asked).when({ type: 'dated', date: DATE, by: ADA }).thenRefused('dateInPast')
    given({ ...asked, status: 'done', next: undefined })
      .when({ type: 'dated', date: NEXT, by: ADA })
      .thenRefused('actionEnded')
  })
})

describe('another end', () => {
  const ends = { ...asked, end: DATE }

  it('lets the action go on in its rhythm, and keeps who said so', () => {
    const said = {
      date: DATE,
      outcome: 'onTrack',
      value: '',
      note: '',
      on: '2026-11-23',
      by: ADA,
      kind: 'end',
    } as const
    given(ends)
      .when({ type: 'extended', end: '2027-12-31', by: ADA })
      .thenChanged(
        { ...answered, end: '2027-12-31', history: [{ ...said, until: '2027-12-31' }] },
        comesBack(NEXT),
        signed,
        ...redrawn,
        closes(ADA, 0),
        closes(BEN, 1),
      )
  })

  it('has to lie ahead; where nothing is asked it only moves', () => {
    given(ends).when({ type: 'extended', end: DATE, by: ADA }).thenRefused('dateInPast')
    given({ ...ends, asked: undefined, cards: [], told: [], missedInRow: 0 })
      .when({ type: 'extended', end: '2026-12-10', by: ADA })
      .thenChanged({ end: '2026-12-10', next: '2026-12-10' }, comesBack('2026-12-10'), ...redrawn.slice(0, 2))
  })
})
