import { dateIn } from '../../kit/calendar/calendar.ts'
import { openingOn, usualHours } from '../../kit/calendar/hours.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { aRhythmAfter, nextAfter } from '../../kit/plan.ts'
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

/** It runs and no date is planned: as it was saved when an answer, or silence, could still end a series. */
export const needsDate = ({ status, next, asked }: Pick<Action, 'status' | 'next' | 'asked'>): boolean =>
  status === 'running' && (next === undefined || next === asked)
