import { FLOOR } from '../../../kit/gate.ts'
import type { BlockId } from '../../../kit/kit.ts'
import { handedIn, hasResult, type PrioritisedRound, type Round, starsCast } from '../round.ts'
import type { Step } from './step.ts'

/** The step that waits for who steers the round; undefined when nothing does, or the team left it in peace there. */
export const stepOf = (round: Round): Step | undefined => {
  const step = nextStep(round)
  if (step !== undefined && step !== round.restsAt) return step
  return hasResult(round) && round.again?.state === 'asked' ? 'again' : undefined
}

/** What comes next in the round, also where the team stopped. */
export const nextStep = (round: Round): Exclude<Step, 'again'> | undefined => {
  switch (round.status) {
    case 'draft':
    case 'closing':
    case 'starsClosing':
    case 'stopped':
      return undefined
    case 'open': {
      const done = handedIn(round)
      // Everyone, and still too few to show anything: the deadline decides what is next.
      return done >= round.asked && done >= FLOOR.least ? 'allIn' : undefined
    }
    case 'short':
      return 'short'
    case 'closed':
      return round.result.depth === 'nothing' ? undefined : 'talk'
    case 'starring':
      return round.asked > 0 && starsCast(round) >= round.asked ? 'allStarred' : undefined
    case 'ranked':
      return 'confirm'
    case 'prioritised':
      return planning(round)
  }
}

const planning = (round: PrioritisedRound): 'directions' | 'carryOver' | 'plan' | undefined => {
  if (missingDirections(round).length > 0) return 'directions'
  if ((round.carry ?? []).length > 0) return 'carryOver'
  return (round.actions ?? []).length === 0 ? 'plan' : undefined
}

/** The priorities that don't say yet where to, in their order. */
export const missingDirections = ({ priorities, directions }: PrioritisedRound): readonly BlockId[] =>
  priorities.blocks.filter((block) => !directions?.[block])

/** Whether the team may leave it at that: its result is there, and nothing is lost by stopping. */
export const canRest = (step: Step): boolean =>
  step === 'talk' || step === 'confirm' || step === 'directions' || step === 'carryOver' || step === 'plan'
