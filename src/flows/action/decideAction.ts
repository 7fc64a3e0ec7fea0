import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, FORGOTTEN, refuse, UNCHANGED } from '../decision.ts'
import { send } from '../effect.ts'
import { emptied } from '../emptied.ts'
import type { ChannelId, MessageRef, PersonId } from '../ids.ts'
import type { Action, Evaluation } from './action.ts'
import { type AnswerEvent, answered, decideAnswer } from './answer.ts'
import { revised } from './calendarDates.ts'
import { everyoneIn } from './changes.ts'
import {
  closeRows,
  endOf,
  forgetting,
  PLAN_KEPT_MONTHS,
  planChanged,
  redrawn,
  signed,
  tasks,
  tasksForgotten,
} from './effects.ts'
import { decideFollowUp, type FollowUpEvent } from './followUp.ts'
import { decideOwnership, type OwnershipEvent } from './ownership.ts'
import { type Saving, saving } from './saving.ts'
import { dueId, needsDate, planNext, todayOf } from './schedule.ts'

/** What happens to a row of the plan; dates are ISO `YYYY-MM-DD` in its zone. */
export type ActionEvent =
  | Saving
  | AnswerEvent
  | OwnershipEvent
  | FollowUpEvent
  | { readonly type: 'ended'; readonly how: 'done' | 'stopped'; readonly by?: PersonId }
  | { readonly type: 'reopened'; readonly by: PersonId }
  | { readonly type: 'planKeptFor'; readonly months: number }
  /** `appGone`: when the app was taken out of its channel, so long ago that nothing of it is kept. */
  | { readonly type: 'actionForgotten'; readonly appGone?: Instant }
  /** It only looks whether a date is planned. */
  | { readonly type: 'planned' }
  | { readonly type: 'actionMoved'; readonly channel: ChannelId; readonly same?: true }
  | { readonly type: 'posted'; readonly message: MessageRef }
  | { readonly type: 'takeOverPosted'; readonly message: MessageRef }
  | { readonly type: 'askedIn'; readonly person: PersonId; readonly message: MessageRef }

/**
 * A row of the plan: written, looked back at on its dates, and ended. As long as it runs it has exactly one next date; what was
 * saved without one is given one by whatever happens to it.
 * Refuses `actionGone` when there is none, `actionEnded` and `alreadyReported` for an answer that comes too late, `dateInPast`
 * for a date that doesn't lie ahead, `notYours` for who takes on what isn't hers. UNCHANGED for what was heard before.
 */
export const decideAction = (known: Action | undefined, event: ActionEvent, now: Instant): Decision<Action> =>
  revised(known, decide(known, event, now), now)

const decide = (known: Action | undefined, event: ActionEvent, now: Instant): Decision<Action> => {
  if (event.type === 'saved') return saving(known, event, now)
  if (!known) return refuse('actionGone')
  if (!needsDate(known)) return decideKnown(known, event, now)
  const [action, due] = planNext(known, now)
  const decision = decideKnown(action, event, now)
  if (decision.kind === 'unchanged') return decided(action, due, planChanged(action, now))
  if (decision.kind !== 'decided' || decision.state === FORGOTTEN || decision.state.status !== 'running')
    return decision
  const planned = decision.effects.some(({ id }) => id === due.id)
  return planned ? decision : { ...decision, effects: [due, ...decision.effects] }
}

const decideKnown = (
  action: Action,
  event: Exclude<ActionEvent, { readonly type: 'saved' }>,
  now: Instant,
): Decision<Action> => {
  switch (event.type) {
    case 'planKeptFor': {
      const kept: Action = { ...action, keptMonths: event.months }
      return decided(kept, ...forgetting(kept, now))
    }
    case 'followUpDue':
    case 'askedAgain':
    case 'silence':
      return decideFollowUp(action, event, now)
    case 'reported':
    case 'explained':
    case 'snoozed':
    case 'dated':
    case 'extended':
    case 'toAgenda':
      return decideAnswer(action, event, now)
    case 'accepted':
    case 'passedOn':
    case 'tookOver':
    case 'ownerErased':
      return decideOwnership(action, event, now)
    case 'ended':
      return ending(action, event, now)
    case 'reopened':
      return reopening(action, event.by, now)
    case 'actionForgotten':
      return forgotten(action, event, now)
    case 'planned':
      return UNCHANGED
    case 'actionMoved':
      return moving(action, event)
    case 'posted':
      return decided({ ...action, channelCard: event.message })
    case 'takeOverPosted':
      return decided({ ...action, takeOverCards: [...(action.takeOverCards ?? []), event.message] })
    case 'askedIn':
      if (action.cards.some(({ message }) => message.message === event.message.message)) return UNCHANGED
      return decided({ ...action, cards: [...action.cards, { person: event.person, message: event.message }] })
  }
}

/** Its row in the channel it left isn't followed any more; under another id it is the same message. */
const moving = (action: Action, { channel, same }: Extract<ActionEvent, { type: 'actionMoved' }>): Decision<Action> => {
  if (action.channel === channel) return UNCHANGED
  const { channelCard, ...rest } = action
  return decided({ ...rest, channel, ...(same && channelCard ? { channelCard } : {}) })
}

/** What runs is needed, however long ago it was planned to be forgotten; so is what ended later than that, or is kept for longer by now. */
const forgotten = (
  action: Action,
  { appGone }: Extract<ActionEvent, { type: 'actionForgotten' }>,
  now: Instant,
): Decision<Action> => {
  const [later] = forgetting(action, now)
  if (appGone === undefined && !later) return UNCHANGED
  if (appGone === undefined && later && later.due > now) return decided(action, later)
  const { id, language, channelCard, takeOverCards = [], keptMonths = PLAN_KEPT_MONTHS } = action
  const cards = [...(channelCard ? [channelCard] : []), ...takeOverCards]
  return decided(
    FORGOTTEN,
    // In place of a date that may lie years ahead: nothing of the action waits for it.
    send({ type: 'followUpDue', action: id, date: '' }, now, dueId(action)),
    ...tasksForgotten(action, everyoneIn(action), endOf(action, now) ?? appGone ?? now, now),
    ...closeRows(action, action.told ?? [], now),
    ...emptied({ what: 'action', id, months: keptMonths, language }, cards, now),
  )
}

const ending = (
  action: Action,
  { how, by }: Extract<ActionEvent, { type: 'ended' }>,
  now: Instant,
): Decision<Action> => {
  if (action.status !== 'running') return UNCHANGED
  const on = todayOf(action, now)
  const said = { outcome: how === 'done' ? 'done' : 'stop', value: '', note: '' } as const
  const entry: Evaluation = { date: action.asked ?? on, ...said, on, ...(by === undefined ? {} : { by }) }
  const ended: Action = {
    ...answered(action),
    status: how,
    next: undefined,
    history: [...action.history, entry],
    endedAt: now,
  }
  return decided(
    ended,
    ...redrawn(action, now),
    ...closeRows(action, action.told ?? [], now),
    ...(by === undefined ? [] : [signed(action, by, now)]),
    ...forgetting(ended, now),
  )
}

const reopening = (action: Action, by: PersonId, now: Instant): Decision<Action> => {
  if (action.status === 'running') return UNCHANGED
  const on = todayOf(action, now)
  const { endedAt: _, ...ended } = action
  const [running, due] = planNext({ ...ended, status: 'running', missedInRow: 0, reopened: { on, by } }, now)
  return decided(
    running,
    due,
    ...redrawn(action, now),
    ...tasks(action, 'taskOpened', action.owners, now),
    signed(action, by, now),
  )
}
