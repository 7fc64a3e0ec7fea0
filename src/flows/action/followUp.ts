import { dateIn } from '../../kit/calendar/calendar.ts'
import { openingOn, usualHours } from '../../kit/calendar/hours.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { workdaysAfter } from '../../kit/calendar/workdays.ts'
import { asksOn, nextAfter, type Series } from '../../kit/plan.ts'
import { type Decision, decided, UNCHANGED } from '../decision.ts'
import { type Effect, edit, post, send } from '../effect.ts'
import type { PersonId } from '../ids.ts'
import type { AskedRow } from '../person/person.ts'
import type { Action } from './action.ts'
import { ask, planChanged, rowOf, telling } from './effects.ts'
import { dueOn, latest, todayOf, withStart } from './schedule.ts'

/** Working days without an answer before the owners are asked once more, and then the coordinator. */
const REMINDED_AFTER_WORKDAYS = 3
/** Dates missed in a row after which it is asked once a date only. */
const QUIET_AFTER = 2
/** Missed dates that are kept. */
const MOST_MISSED = 12

/** Who can be asked. */
export interface Around {
  /** Who steers the round now. */
  readonly coordinators: readonly PersonId[]
  /** Who is in the channel; undefined while the platform can't say, and then everyone counts as present. */
  readonly present?: readonly PersonId[] | undefined
}

/** A date to ask about, with who can be asked. */
export type FollowUpEvent = Around &
  (
    | { readonly type: 'followUpDue' | 'askedAgain'; readonly date: string }
    | { readonly type: 'silence'; readonly date: string; readonly times: number }
  )

/**
 * The day has come, comes back, or nobody has answered since: a row on the card of the day of the owners who are in the channel.
 * On a date they are asked twice, three working days apart, and after three more the coordinator once. After two dates that
 * nobody answered, once a date and no coordinator any more, until someone does something with it. Where no owner is left the
 * coordinator is asked on each date who takes over, and where no coordinator is left either, the channel.
 * UNCHANGED when the action has ended, or the date was asked about, answered or moved before.
 */
export const decideFollowUp = (action: Action, event: FollowUpEvent, now: Instant): Decision<Action> => {
  switch (event.type) {
    case 'followUpDue':
      return due(action, event, now)
    case 'askedAgain':
      return again(action, event, now)
    case 'silence':
      return silence(action, event, now)
  }
}

/** Asks again after a silence that begins at a moment. */
export const silentFrom = (action: Action, date: string, times: number, from: Instant): Effect => {
  const on = workdaysAfter(dateIn(action.zone, from), REMINDED_AFTER_WORKDAYS)
  const event = { type: 'silence', action: action.id, date, times } as const
  return send(event, openingOn(usualHours(action.zone), on), `silence/${action.id}`)
}

const isQuiet = ({ missedInRow = 0 }: Action): boolean => missedInRow >= QUIET_AFTER
const isHere = ({ present }: Around, person: PersonId): boolean => present === undefined || present.includes(person)

/** The next date is planned in the decision that begins to ask about this one; what was slept through is skipped. */
const due = (action: Action, event: FollowUpEvent, now: Instant): Decision<Action> => {
  const { date } = event
  if (action.status !== 'running' || action.asked === date || action.next !== date) return UNCHANGED
  const { snoozedUntil, ...started } = withStart(action, now)
  const until = latest(date, todayOf(action, now))
  const { date: next } = nextAfter(started, until)
  const unanswered = action.asked !== undefined && snoozedUntil === undefined ? [action.asked] : []
  const missed = [...unanswered, ...datesBetween(started, date, until)]
  const asked: Action = {
    ...started,
    asked: date,
    next,
    ...(missed.length > 0 ? { missed: [...(action.missed ?? []), ...missed].slice(-MOST_MISSED) } : {}),
    ...(unanswered.length > 0 ? { missedInRow: (action.missedInRow ?? 0) + 1 } : {}),
  }
  const follow = [dueOn(asked, next), planChanged(asked, now), edit(`action/${asked.id}`, rowOf(asked), 'own', now)]
  return asking(asked, event, undefined, follow, now)
}

/** The dates of the series after one, up to another: nobody was asked on them, since the bot was down. */
const datesBetween = (series: Series, from: string, until: string): readonly string[] => {
  const dates: string[] = []
  for (let { date } = nextAfter(series, from); date <= until; { date } = nextAfter(series, date)) dates.push(date)
  return dates
}

const again = (action: Action, event: FollowUpEvent, now: Instant): Decision<Action> => {
  if (action.asked !== event.date || action.snoozedUntil === undefined) return UNCHANGED
  const { snoozedUntil: _, ...awake } = action
  return asking(awake, event, 'later', [], now)
}

/** @param usual why it is asked, where that isn't the date itself */
const asking = (
  action: Action,
  event: FollowUpEvent,
  usual: AskedRow['why'] | undefined,
  follow: readonly Effect[],
  now: Instant,
): Decision<Action> => {
  const { date, coordinators } = event
  const reason = usual ?? (asksOn(action, date) === 'end' ? 'end' : 'due')
  const owners = action.owners.filter((owner) => isHere(event, owner))
  const reminder = isQuiet(action) ? [] : [silentFrom(action, date, 1, now)]
  if (owners.length > 0) {
    const row = { date, role: 'owner', why: reason, times: 1 } as const
    return decided(telling(action, owners), ...follow, ...ask(action, owners, row, now), ...reminder)
  }
  const coordinator = coordinators.find((one) => isHere(event, one))
  if (coordinator === undefined) return askChannel(action, date, follow, now)
  const left = action.owners.length > 0
  const row = { date, role: 'coordinator', why: left ? 'ownerLeft' : reason, times: 1 } as const
  const effects = [...follow, ...ask(action, [coordinator], row, now), ...(left ? [] : reminder)]
  return decided(telling(action, [coordinator]), ...effects)
}

const askChannel = (action: Action, date: string, follow: readonly Effect[], now: Instant): Decision<Action> => {
  const { id, platform, channel } = action
  const card = { screen: 'ownerSought', action: id } as const
  return decided(
    { ...action, ownerless: true },
    ...follow,
    post(`takeOver/${id}/${date}`, card, { in: 'channel', platform, channel }, now),
  )
}

/** A private word to the owners first; only after that the coordinator, unless she is who was asked. */
const silence = (
  action: Action,
  event: Extract<FollowUpEvent, { type: 'silence' }>,
  now: Instant,
): Decision<Action> => {
  const { date, times, coordinators } = event
  if (action.status !== 'running' || action.asked !== date || isQuiet(action)) return UNCHANGED
  const owners = action.owners.filter((owner) => isHere(event, owner))
  const coordinator = coordinators.find((one) => isHere(event, one) && !owners.includes(one))
  if (times > 1 && (coordinator === undefined || action.owners.length === 0)) return UNCHANGED
  const reason = asksOn(action, date) === 'end' ? 'end' : 'due'
  if (times === 1 && owners.length > 0) {
    const row = { date, role: 'owner', why: reason, times: 2 } as const
    return decided(telling(action, owners), ...ask(action, owners, row, now), silentFrom(action, date, 2, now))
  }
  if (coordinator === undefined) return UNCHANGED
  const why = action.owners.length === 0 ? reason : owners.length === 0 ? 'ownerLeft' : 'silent'
  const row = { date, role: 'coordinator', why, times: action.owners.length === 0 ? 2 : 1 } as const
  return decided(telling(action, [coordinator]), ...ask(action, [coordinator], row, now))
}
