import { dateIn } from '../../kit/calendar.ts'
import { openingOn, usualHours } from '../../kit/hours.ts'
import type { Instant } from '../../kit/instant.ts'
import { workdaysAfter } from '../../kit/workdays.ts'
import { type Decision, decided, UNCHANGED } from '../decision.ts'
import { type Effect, post, quietly, send } from '../effect.ts'
import type { PersonId } from '../ids.ts'
import type { Action } from './action.ts'

/** Working days without an answer before the owners are asked once more, and then the coordinator. */
const REMINDED_AFTER_WORKDAYS = 3

type FollowUpEvent =
  | { readonly type: 'followUpDue'; readonly date: string }
  | { readonly type: 'silence'; readonly date: string; readonly times: number; readonly coordinator: PersonId }

/**
 * The day has come, or nobody has answered since: a private word, within the hours of who gets it.
 * UNCHANGED when the action has ended, or the date was asked about or answered before.
 */
export const decideFollowUp = (action: Action, event: FollowUpEvent, now: Instant): Decision<Action> =>
  event.type === 'followUpDue' ? due(action, event.date, now) : silence(action, event, now)

/** The id of the effect of the next date: an action has one, so a new date replaces the old one. */
export const dueId = ({ id }: Pick<Action, 'id'>): string => `followUp/${id}`

/** Asks on that date, when the usual hours begin. @param date ISO `YYYY-MM-DD` in the action's zone */
export const dueOn = (action: Pick<Action, 'id' | 'zone'>, date: string): Effect =>
  send({ type: 'followUpDue', action: action.id, date }, openingOn(usualHours(action.zone), date), dueId(action))

const ask = (action: Action, people: readonly PersonId[], attempt: string, now: Instant): Effect[] =>
  people.map((person, at) => {
    const card = { screen: 'evaluation', action: action.id, person } as const
    const to = { in: 'private', platform: action.platform, person } as const
    // By number: effect ids stand in the store unencrypted, so no person is in them.
    return quietly(post(`evaluation/${action.id}/${attempt}/${at}`, card, to, now))
  })

const asked = ({ owners, coordinator }: Action): readonly PersonId[] => (owners.length > 0 ? owners : [coordinator])

const silent = (action: Action, date: string, times: number, now: Instant): Effect => {
  const on = workdaysAfter(dateIn(action.zone, now), REMINDED_AFTER_WORKDAYS)
  const event = { type: 'silence', action: action.id, date, times } as const
  return send(event, openingOn(usualHours(action.zone), on), `silence/${action.id}`)
}

const due = (action: Action, date: string, now: Instant): Decision<Action> => {
  if (action.status !== 'running' || action.asked === date) return UNCHANGED
  return decided({ ...action, asked: date }, ...ask(action, asked(action), date, now), silent(action, date, 1, now))
}

/** A private word to the owners first; only after that the coordinator. */
const silence = (
  action: Action,
  { date, times, coordinator }: Extract<FollowUpEvent, { type: 'silence' }>,
  now: Instant,
): Decision<Action> => {
  if (action.asked !== date) return UNCHANGED
  if (times === 1) return decided(action, ...ask(action, asked(action), `${date}-2`, now), silent(action, date, 2, now))
  return decided(action, ...ask(action, [coordinator], `${date}-3`, now))
}
