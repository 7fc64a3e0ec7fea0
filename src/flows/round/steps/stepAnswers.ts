import { dateIn, monthsLater, workingDate } from '../../../kit/calendar/calendar.ts'
import { openingOn, usualHours } from '../../../kit/calendar/hours.ts'
import type { Instant } from '../../../kit/calendar/instant.ts'
import { type Decision, decided, UNCHANGED } from '../../decision.ts'
import { type Effect, send } from '../../effect.ts'
import type { ActionId, PersonId } from '../../ids.ts'
import { controlsRedrawn } from '../effects.ts'
import { hasResult, type Round, type RoundWithResult } from '../round.ts'
import type { Again } from './step.ts'
import { canRest, nextStep, stepOf } from './stepOf.ts'

/** What who steers the round answers to a question of the bot's own. */
export type StepAnswer =
  /** Whether to go on at all: yes, in a month, or leave the round in peace. */
  | { readonly type: 'stepAnswered'; readonly actor: PersonId; readonly answer: 'goOn' | 'later' | 'rest' }
  /** Whether it is time for a next round; starting one is no answer but a round of its own. */
  | { readonly type: 'againAnswered'; readonly actor: PersonId; readonly answer: 'later' | 'no' }
  /** Whether an action of an earlier round goes on. */
  | {
      readonly type: 'carriedOver'
      readonly actor: PersonId
      readonly action: ActionId
      readonly outcome: 'goOn' | 'done' | 'stop'
    }

/** Months after a result in which a next round is proposed. */
const AGAIN_AFTER_MONTHS = 11
/** Months of "later". */
const LATER_MONTHS = 1

/** The morning of the first working day so many months on. */
const morningAfter = (zone: string, now: Instant, months: number): Instant =>
  openingOn(usualHours(zone), workingDate(zone, monthsLater(zone, now, months)))

/** A next round is proposed almost a year after this one's result. */
export const planAgain = (round: Pick<Round, 'id' | 'zone'>, now: Instant): { again: Again; effects: Effect[] } => {
  const due = morningAfter(round.zone, now, AGAIN_AFTER_MONTHS)
  return { again: { due, state: 'planned' }, effects: [send({ type: 'againDue', round: round.id }, due)] }
}

/** The time has come, unless the channel has a newer round. What was still waiting is left in peace. */
export const decideAgain = (round: Round, newer: boolean, now: Instant): Decision<Round> => {
  if (!hasResult(round) || newer || round.again?.state !== 'planned' || now < round.again.due) return UNCHANGED
  const step = nextStep(round)
  return decided({ ...round, again: { ...round.again, state: 'asked' }, ...(step ? { restsAt: step } : {}) })
}

/** UNCHANGED for an answer to what isn't asked, or was answered before. */
export const decideStepAnswer = (round: Round, event: StepAnswer, now: Instant): Decision<Round> => {
  switch (event.type) {
    case 'stepAnswered':
      return answering(round, event.answer, now)
    case 'againAnswered':
      if (!hasResult(round) || round.again?.state !== 'asked') return UNCHANGED
      return event.answer === 'later' ? again(round, now) : declining(round, round.again, now)
    case 'carriedOver':
      return carryingOver(round, event, now)
  }
}

const answering = (round: Round, answer: 'goOn' | 'later' | 'rest', now: Instant): Decision<Round> => {
  const { restsAt: _, ...awake } = round
  // After all: the step waits anew, as if it had just begun.
  if (answer === 'goOn' && round.restsAt) return decided(awake as Round, ...controlsRedrawn(round, now))
  const step = stepOf(round)
  const { waiting } = round
  if (!waiting || !step || !canRest(step)) return UNCHANGED
  if (answer === 'rest') return decided({ ...round, restsAt: step }, ...controlsRedrawn(round, now))
  if (answer === 'goOn') return decided(round, ...controlsRedrawn(round, now))
  const due = morningAfter(round.zone, now, LATER_MONTHS)
  return decided(
    { ...round, waiting: { step, since: waiting.since, heard: 'later', until: dateIn(round.zone, due) } },
    send({ type: 'stepOverdue', round: round.id }, due),
    ...controlsRedrawn(round, now),
  )
}

const again = (round: RoundWithResult, now: Instant): Decision<Round> => {
  const due = morningAfter(round.zone, now, LATER_MONTHS)
  return decided(
    { ...round, again: { due, state: 'planned' } },
    send({ type: 'againDue', round: round.id }, due),
    ...controlsRedrawn(round, now),
  )
}

const declining = (round: RoundWithResult, asked: Again, now: Instant): Decision<Round> =>
  decided({ ...round, again: { ...asked, state: 'declined' } }, ...controlsRedrawn(round, now))

/** Going on, it belongs to this round's plan too; ended, it is told so. */
const carryingOver = (
  round: Round,
  { action, outcome }: Extract<StepAnswer, { type: 'carriedOver' }>,
  now: Instant,
): Decision<Round> => {
  if (!hasResult(round) || !round.carry?.includes(action)) return UNCHANGED
  const actions = round.actions ?? []
  const next: RoundWithResult = {
    ...round,
    carry: round.carry.filter((one) => one !== action),
    ...(outcome === 'goOn' && !actions.includes(action) ? { actions: [...actions, action] } : {}),
  }
  const how = outcome === 'done' ? 'done' : 'stopped'
  return decided(
    next,
    ...(outcome === 'goOn' ? [] : [send({ type: 'ended', action, how }, now)]),
    ...controlsRedrawn(next, now),
  )
}
