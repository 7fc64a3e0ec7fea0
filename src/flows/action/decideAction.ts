import { dateIn, monthsLater } from '../../kit/calendar.ts'
import type { Instant } from '../../kit/instant.ts'
import { type ActionFields, followUpAfter, type Outcome } from '../../kit/plan.ts'
import { workdayFrom } from '../../kit/workdays.ts'
import { type Decision, decided, FORGOTTEN, refuse, UNCHANGED } from '../decision.ts'
import { type Effect, edit, once, post, send } from '../effect.ts'
import type { MessageRef, PersonId } from '../ids.ts'
import type { Action, ActionPlace } from './action.ts'
import { everyoneIn, withoutPerson } from './changes.ts'
import { decideFollowUp, dueId, dueOn } from './followUp.ts'

interface Saving extends ActionPlace {
  readonly type: 'saved'
  readonly fields: ActionFields
}

/** What happens to a row of the plan; dates are ISO `YYYY-MM-DD` in the round's zone. */
export type ActionEvent =
  | Saving
  | { readonly type: 'ended'; readonly how: 'done' | 'stopped' }
  | { readonly type: 'reopened' }
  | { readonly type: 'planKeptFor'; readonly months: number }
  | { readonly type: 'actionForgotten' }
  | { readonly type: 'followUpDue'; readonly date: string }
  | {
      readonly type: 'silence'
      readonly date: string
      readonly times: number
      /** Who steers the round now. */
      readonly coordinator: PersonId
    }
  | { readonly type: 'posted'; readonly message: MessageRef }
  | { readonly type: 'askedIn'; readonly person: PersonId; readonly message: MessageRef }
  | { readonly type: 'ownerErased'; readonly person: PersonId }
  | { readonly type: 'toAgenda'; readonly date: string }
  | {
      readonly type: 'reported'
      readonly date: string
      readonly outcome: Outcome
      readonly value: string
      readonly note: string
    }
  | { readonly type: 'snoozed'; readonly date: string; readonly until: Instant }

/** A plan is kept as long as a result. */
export const PLAN_KEPT_MONTHS = 24

/**
 * A row of the plan: written, looked back at on its dates, and ended.
 * Refuses `actionGone` when there is none, `actionEnded` and `alreadyReported` for an answer that comes too late.
 * UNCHANGED for dates that were asked about or answered before.
 */
export const decideAction = (action: Action | undefined, event: ActionEvent, now: Instant): Decision<Action> => {
  if (event.type === 'saved') return saving(action, event, now)
  if (!action) return refuse('actionGone')
  switch (event.type) {
    case 'ended':
      return decided(
        { ...action, status: event.how, next: undefined, asked: undefined, cards: [] },
        ...redrawn(action, now),
      )
    case 'reopened':
      return reopening(action, now)
    case 'planKeptFor': {
      const kept: Action = { ...action, keptMonths: event.months }
      return decided(kept, forgetting(kept, now))
    }
    case 'actionForgotten':
      return decided(FORGOTTEN, ...owned({ ...action, owners: everyoneIn(action) }, 'taskClosed', now))
    case 'followUpDue':
    case 'silence':
      return decideFollowUp(action, event, now)
    case 'posted':
      return decided({ ...action, channelCard: event.message })
    case 'askedIn':
      if (action.cards.some(({ message }) => message.message === event.message.message)) return UNCHANGED
      return decided({ ...action, cards: [...action.cards, { person: event.person, message: event.message }] })
    case 'ownerErased':
      return decided({
        ...withoutPerson(action, event.person),
        owners: action.owners.filter((owner) => owner !== event.person),
      })
    case 'toAgenda':
      return scheduling(action, event.date, now)
    case 'reported':
      return reporting(action, event, now)
    case 'snoozed':
      if (action.asked !== event.date) return UNCHANGED
      return decided(
        { ...action, asked: undefined, cards: [] },
        send({ type: 'followUpDue', action: action.id, date: event.date }, event.until, dueId(action)),
        ...redrawn(action, now),
      )
  }
}

const rowOf = ({ id }: Pick<Action, 'id'>) => ({ screen: 'action', action: id }) as const

/** The team's plan, the channel's row, and each card that asked say how it stands now. */
const redrawn = (action: Action, now: Instant): Effect[] => [
  planChanged(action, now),
  edit(`action/${action.id}`, rowOf(action), 'own', now),
  ...action.cards.map(({ person, message }) =>
    edit(
      `evaluated/${action.id}/${message.message}`,
      { screen: 'evaluation', action: action.id, person },
      message,
      now,
    ),
  ),
]

const planChanged = ({ id, platform, channel }: Action, now: Instant): Effect =>
  send({ type: 'planChanged', platform, channel, action: id }, now)

const saving = (known: Action | undefined, event: Saving, now: Instant): Decision<Action> => {
  const { type: _, fields, ...place } = event
  const fresh = { status: 'running', asked: undefined, value: '', history: [], cards: [], agenda: [] } as const
  const action: Action = { ...(known ?? fresh), ...place, ...fields, next: fields.followUp || undefined }
  const follow = [
    planChanged(action, now),
    ...(action.next ? [dueOn(action, action.next)] : []),
    ...owned(action, 'taskOpened', now),
    forgetting(action, now),
  ]
  if (known) return decided(action, ...follow, edit(`action/${event.id}`, rowOf(action), 'own', now))
  const { platform, channel, id } = event
  const row = once(post(`action/${id}`, rowOf(action), { in: 'channel', platform, channel }, now))
  return decided(action, row, ...follow)
}

/** It goes on as if it had never ended: its next date is the first of its series that is still to come. */
const reopening = (action: Action, now: Instant): Decision<Action> => {
  if (action.status === 'running') return UNCHANGED
  const today = dateIn(action.zone, now)
  const inSeries = action.followUp > today ? action.followUp : followUpAfter(action, today)
  const next = workdayFrom(inSeries ?? dateIn(action.zone, monthsLater(action.zone, now, 1)))
  const running: Action = { ...action, status: 'running', next }
  return decided(running, dueOn(running, next), forgetting(running, now), ...redrawn(running, now))
}

/** Counted from the last time anyone did something with it. */
const forgetting = ({ id, zone, keptMonths }: Pick<Action, 'id' | 'zone' | 'keptMonths'>, now: Instant): Effect =>
  send({ type: 'actionForgotten', action: id }, monthsLater(zone, now, keptMonths ?? PLAN_KEPT_MONTHS))

/** Among what is hers, for each who owns it. */
const owned = ({ id, platform, owners }: Action, type: 'taskOpened' | 'taskClosed', now: Instant): Effect[] =>
  owners.map((person, at) =>
    // By number and moment: effect ids stand in the store unencrypted, so no person is in them.
    send({ type, platform, person, task: { kind: 'action', action: id } }, now, `${type}/${id}/${now}/${at}`),
  )

/** On the team's agenda: a word in the channel, once for each follow-up. */
const scheduling = (action: Action, date: string, now: Instant): Decision<Action> => {
  if (action.agenda.includes(date)) return UNCHANGED
  const { id, platform, channel } = action
  const card = { screen: 'agenda', action: id } as const
  return decided(
    { ...action, agenda: [...action.agenda, date] },
    post(`agenda/${id}/${date}`, card, { in: 'channel', platform, channel }, now),
  )
}

const reporting = (
  action: Action,
  event: Extract<ActionEvent, { type: 'reported' }>,
  now: Instant,
): Decision<Action> => {
  const { date, outcome, value, note } = event
  if (action.status !== 'running') return refuse('actionEnded')
  if (action.asked !== date) return refuse('alreadyReported')
  const status = outcome === 'done' ? 'done' : outcome === 'stop' ? 'stopped' : 'running'
  const next = status === 'running' ? followUpAfter(action, date) : undefined
  const reported: Action = {
    ...action,
    status,
    next,
    asked: undefined,
    value: value || action.value,
    history: [...action.history, { date, outcome, value, note }],
    cards: [],
  }
  return decided(reported, ...(next ? [dueOn(action, next)] : []), forgetting(action, now), ...redrawn(action, now))
}
