import { dateIn } from '../../../kit/calendar/calendar.ts'
import { openingOn, usualHours } from '../../../kit/calendar/hours.ts'
import type { Instant } from '../../../kit/calendar/instant.ts'
import { workdaysAfter } from '../../../kit/calendar/workdays.ts'
import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../../decision.ts'
import { type Effect, send } from '../../effect.ts'
import type { PersonId } from '../../ids.ts'
import { controlsRedrawn } from '../effects.ts'
import type { Round } from '../round.ts'
import type { Waiting } from './step.ts'
import { canRest, stepOf } from './stepOf.ts'

/** Working days without a step before who steers it is reminded, and before she is asked whether to go on at all. */
export const REMINDED_AFTER_WORKDAYS = 5
/** See `REMINDED_AFTER_WORKDAYS`. */
export const ASKED_AFTER_WORKDAYS = 15

interface Happened {
  readonly type: string
  readonly actor?: PersonId
  readonly answer?: string
}

/** A part of a step was done, or someone else steers it now: it waits anew. */
const PARTS: ReadonlySet<string> = new Set(['directed', 'carriedOver', 'handedOver', 'tookOver'])
const isPart = ({ type, answer }: Happened): boolean =>
  PARTS.has(type) || (type === 'stepAnswered' && answer === 'goOn')

/**
 * Whatever is decided about a round, who steers it hears when a step begins to wait for her; nothing else looks after
 * that. A step that is done meanwhile takes what was still to be said of it along.
 */
export const carried = (decision: Decision<Round>, event: Happened, now: Instant): Decision<Round> => {
  if (decision.kind !== 'decided' || decision.state === FORGOTTEN) return decision
  const { state: round, effects } = decision
  const { waiting, restsAt: _, ...awake } = round
  const step = stepOf(round)
  if (step === undefined) {
    const { waiting: __, ...rest } = round
    if (!waiting) return decision
    // Whoever did it, her card doesn't go on asking for it.
    const drawn = new Set(effects.map(({ id }) => id))
    return decided(rest as Round, ...effects, ...controlsRedrawn(round, now).filter(({ id }) => !drawn.has(id)))
  }
  // The team stopped at another step than this: it is awake again.
  const next = round.restsAt !== undefined && step !== 'again' ? (awake as Round) : round
  if (step !== waiting?.step) {
    const { actor } = event
    const begun: Waiting = { step, since: now, heard: 'handOver', ...(actor === undefined ? {} : { by: actor }) }
    return tell({ ...next, waiting: begun }, effects, now)
  }
  if (!isPart(event)) return decision
  const anew: Waiting = { step, since: now, heard: 'handOver' }
  return decided({ ...next, waiting: anew }, ...effects, ...onDueDate(next, dueDate(next, anew)))
}

/** She is to hear of the step that waits; see `telling.ts`. */
const tell = (
  round: Round & { readonly waiting: Waiting },
  effects: readonly Effect[],
  now: Instant,
): Decision<Round> => {
  const told = (round.told ?? 0) + 1
  const next = { ...round, told }
  return decided(
    next,
    ...effects,
    send({ type: 'stepWaits', round: round.id, told }, now),
    ...onDueDate(next, dueDate(next, next.waiting)),
  )
}

const onDueDate = (round: Round, date: string | undefined): Effect[] =>
  date === undefined ? [] : [send({ type: 'stepOverdue', round: round.id }, openingOn(usualHours(round.zone), date))]

/** The working day on which she hears of it again; undefined when it then stays silent. */
const dueDate = ({ zone }: Pick<Round, 'zone'>, waiting: Waiting): string | undefined => {
  // A proposal is made once.
  if (waiting.step === 'again') return undefined
  const after = (days: number): string => workdaysAfter(dateIn(zone, waiting.since), days)
  switch (waiting.heard) {
    case 'handOver':
      return after(REMINDED_AFTER_WORKDAYS)
    // What ends by itself on a date needs no question.
    case 'reminder':
      return canRest(waiting.step) ? after(ASKED_AFTER_WORKDAYS) : undefined
    case 'later':
      return waiting.until
    case 'question':
      return undefined
  }
}

/** It may have waited for too long: she is reminded, and after that asked whether to go on. Then it stays silent. */
export const decideOverdue = (round: Round, now: Instant): Decision<Round> => {
  const { waiting } = round
  const date = waiting && dueDate(round, waiting)
  // Told late or again: something was done meanwhile, and it is due on another day.
  if (!waiting || date === undefined || now < openingOn(usualHours(round.zone), date)) return UNCHANGED
  const { step, since } = waiting
  const heard = waiting.heard === 'handOver' ? 'reminder' : 'question'
  return tell({ ...round, waiting: { step, since, heard } }, [], now)
}
