import { dateIn } from '../../kit/calendar/calendar.ts'
import { openingOn, usualHours } from '../../kit/calendar/hours.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { workdaysAfter } from '../../kit/calendar/workdays.ts'
import { aRhythmAfter, asksOn, nextAfter } from '../../kit/plan.ts'
import { type Effect, send } from '../effect.ts'
import type { Action } from './action.ts'

const SERIES = ['followUp', 'repeat', 'end', 'term', 'start'] as const

/** Whether two versions of an action are looked back at on the same dates. */
export const isSameSeries = (one: Action, other: Action): boolean =>
  SERIES.every((field) => one[field] === other[field])

/** The id of the effect of the next date: an action has one, so a new date replaces the old one. */
export const dueId = ({ id }: Pick<Action, 'id'>): string => `followUp/${id}`

/** Asks on that date, when the usual hours begin. @param date ISO `YYYY-MM-DD` in the action's zone */
export const dueOn = (action: Pick<Action, 'id' | 'zone'>, date: string): Effect =>
  send({ type: 'followUpDue', action: action.id, date }, openingOn(usualHours(action.zone), date), dueId(action))

/** Today, where the action is. */
export const todayOf = ({ zone }: Pick<Action, 'zone'>, now: Instant): string => dateIn(zone, now)

/** The later of two dates. */
export const latest = (one: string, other: string): string => (one > other ? one : other)

/** With a first follow-up: a series can't be without one, so where it was left open it begins a rhythm from today. */
export const withStart = (action: Action, now: Instant): Action =>
  action.followUp ? action : { ...action, followUp: aRhythmAfter(action, todayOf(action, now)) }

/** The action with the first date of its series after today, and the effect that asks on it. */
export const planNext = (action: Action, now: Instant): readonly [Action, Effect] => {
  const started = withStart(action, now)
  const { date } = nextAfter(started, todayOf(started, now))
  return [{ ...started, next: date }, dueOn(started, date)]
}

/** Working days after which an answer is late, and before a date that is at hand. */
const LATE = 10
const AT_HAND = 3

/**
 * A late answer speaks for a date that is at hand too: who answers for December on 27 January isn't asked again on the 28th. The end
 * is asked about whatever happens.
 * @param answered the date that was answered for
 * @returns the date after the one that is spared, or undefined where none is
 */
export const afterLateAnswer = (action: Action, answered: string, now: Instant): string | undefined => {
  const { next } = action
  const today = todayOf(action, now)
  if (next === undefined || asksOn(action, next) === 'end') return undefined
  return workdaysAfter(answered, LATE) <= today && next <= workdaysAfter(today, AT_HAND)
    ? nextAfter(action, next).date
    : undefined
}

/** It runs and no date is planned: as it was saved when an answer, or silence, could still end a series. */
export const needsDate = ({ status, next, asked }: Pick<Action, 'status' | 'next' | 'asked'>): boolean =>
  status === 'running' && (next === undefined || next === asked)
