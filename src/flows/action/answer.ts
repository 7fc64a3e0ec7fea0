import type { Instant } from '../../kit/calendar/instant.ts'
import { asksOn, type Outcome } from '../../kit/plan.ts'
import { type Decision, decided, refuse, UNCHANGED } from '../decision.ts'
import { post, send } from '../effect.ts'
import type { PersonId } from '../ids.ts'
import { type Action, type Evaluation, kindOf } from './action.ts'
import { closeRows, forgetting, redrawn, signed } from './effects.ts'
import { silentFrom } from './followUp.ts'
import { afterLateAnswer, dueOn, planNext, todayOf } from './schedule.ts'

/** What someone says about a date that is asked about, or of the next one. */
export type AnswerEvent =
  | {
      readonly type: 'reported'
      readonly date: string
      readonly outcome: Outcome
      readonly value: string
      readonly note: string
      readonly by: PersonId
    }
  /** More about what was answered before. */
  | {
      readonly type: 'explained'
      readonly date: string
      readonly value: string
      readonly note: string
      readonly by: PersonId
    }
  | { readonly type: 'snoozed'; readonly date: string; readonly until: Instant; readonly by: PersonId }
  | { readonly type: 'dated'; readonly date: string; readonly by: PersonId }
  | { readonly type: 'extended'; readonly end: string; readonly by: PersonId }
  | { readonly type: 'toAgenda'; readonly date: string }

/** See `decideAction`: answers, and dates that are put off or moved. The next date is planned already, and stays. */
export const decideAnswer = (action: Action, event: AnswerEvent, now: Instant): Decision<Action> => {
  switch (event.type) {
    case 'reported':
      return reporting(action, event, now)
    case 'explained':
      return explaining(action, event, now)
    case 'snoozed':
      return snoozing(action, event, now)
    case 'dated':
      return moving(action, { followUp: event.date }, event.date, now)
    case 'extended':
      return extending(action, event, now)
    case 'toAgenda':
      return scheduling(action, event.date, now)
  }
}

/** Nothing is asked any more, and whoever stayed silent has been heard of. */
export const answered = ({ snoozedUntil: _, ownerless: __, ...action }: Action): Action => ({
  ...action,
  asked: undefined,
  cards: [],
  told: [],
  missedInRow: 0,
})

/** Who answers about an action takes it on. */
const acceptedBy = ({ accepted, owners }: Action, by: PersonId): Pick<Action, 'accepted'> =>
  accepted === undefined || !owners.includes(by) ? {} : { accepted: [...new Set([...accepted, by])] }

const reporting = (
  action: Action,
  event: Extract<AnswerEvent, { type: 'reported' }>,
  now: Instant,
): Decision<Action> => {
  const { date, outcome, value, note, by } = event
  if (action.status !== 'running') return refuse('actionEnded')
  if (action.asked !== date) return refuse('alreadyReported')
  const status = outcome === 'done' ? 'done' : outcome === 'stop' ? 'stopped' : 'running'
  const kind = asksOn(action, date) === 'end' ? 'end' : kindOf(action)
  const later = status === 'running' ? afterLateAnswer(action, date, now) : undefined
  const entry: Evaluation = { date, outcome, value, note, on: todayOf(action, now), by, kind }
  const reported: Action = {
    ...answered(action),
    ...acceptedBy(action, by),
    status,
    next: status === 'running' ? (later ?? action.next) : undefined,
    value: value || action.value,
    history: [...action.history, entry],
    ...(status === 'running' ? {} : { endedAt: now }),
  }
  return decided(
    reported,
    ...forgetting(reported, now),
    ...(later === undefined ? [] : [dueOn(reported, later)]),
    signed(action, by, now),
    ...redrawn(action, now),
    ...closeRows(
      action,
      action.told ?? [],
      now,
      opensForm(reported, outcome) ? { person: by, does: 'typing' } : undefined,
    ),
  )
}

/** What is to be adjusted is opened, and who was to be asked once is asked when again. */
export const opensForm = ({ status, repeat }: Pick<Action, 'status' | 'repeat'>, outcome: Outcome): boolean =>
  status === 'running' && (outcome === 'adjust' || repeat === 'once')

const explaining = (
  action: Action,
  { date, value, note }: Extract<AnswerEvent, { type: 'explained' }>,
  now: Instant,
): Decision<Action> => {
  const at = action.history.findLastIndex((entry) => entry.date === date)
  const entry = action.history[at]
  if (!entry) return refuse('alreadyReported')
  const more = { ...entry, value: value || entry.value, note: note || entry.note }
  if (more.value === entry.value && more.note === entry.note) return UNCHANGED
  const history = action.history.with(at, more)
  return decided({ ...action, history, value: value || action.value }, ...redrawn(action, now))
}

/** Put off, and not answered: the date stays the one that is asked about, and the next one stays planned. */
const snoozing = (
  action: Action,
  { date, until, by }: Extract<AnswerEvent, { type: 'snoozed' }>,
  now: Instant,
): Decision<Action> => {
  if (action.status !== 'running' || action.asked !== date || action.snoozedUntil === until) return UNCHANGED
  // Only then may it come in another card of that day.
  const isToday = todayOf(action, until) === todayOf(action, now)
  return decided(
    { ...action, snoozedUntil: until, cards: [], told: [], missedInRow: 0 },
    send({ type: 'askedAgain', action: action.id, date }, until, `askedAgain/${action.id}`),
    silentFrom(action, date, 1, until),
    ...redrawn(action, now),
    ...closeRows(action, action.told ?? [], now, isToday ? { person: by, does: 'putOff' } : undefined),
  )
}

/** What is asked moves with the series. @param date what someone chose, which has to lie ahead */
const moving = (action: Action, change: Partial<Action>, date: string, now: Instant): Decision<Action> => {
  if (action.status !== 'running') return refuse('actionEnded')
  if (date <= todayOf(action, now)) return refuse('dateInPast')
  const [moved, due] = planNext({ ...answered(action), ...change }, now)
  return decided(moved, due, ...redrawn(action, now), ...closeRows(action, action.told ?? [], now))
}

const extending = (
  action: Action,
  { end, by }: Extract<AnswerEvent, { type: 'extended' }>,
  now: Instant,
): Decision<Action> => {
  const { asked: date } = action
  const on = todayOf(action, now)
  const entry = { outcome: 'onTrack', value: '', note: '', on, by, kind: 'end', until: end } as const
  const change = { end, ...(date === undefined ? {} : { history: [...action.history, { date, ...entry }] }) }
  const decision = moving(action, change, end, now)
  if (decision.kind !== 'decided' || date === undefined) return decision
  return { ...decision, effects: [...decision.effects, signed(action, by, now)] }
}

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
