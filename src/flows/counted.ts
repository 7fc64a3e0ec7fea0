import type { Instant } from '../kit/calendar/instant.ts'
import { type Decision, FORGOTTEN } from './decision.ts'
import type { Questionnaire, QuestionnaireKind } from './questionnaire.ts'

/**
 * The same decision, with word to the page of the tally where what she gave counts from now on, or no longer does: the number
 * that everyone sees is the true one.
 */
export const tellingCount = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  before: Q,
  decision: Decision<Q>,
  now: Instant,
): Decision<Q> => {
  if (decision.kind !== 'decided' || decision.state === FORGOTTEN) return decision
  if (kind.counts(before) === kind.counts(decision.state)) return decision
  const state = { ...decision.state, change: (before.change ?? 0) + 1 }
  return { ...decision, state, effects: [...decision.effects, kind.counted(state, kind.counts(state), now)] }
}
