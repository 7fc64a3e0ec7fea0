import type { Action } from '../../flows/action/action.ts'
import type { PrioritisedRound } from '../../flows/round/round.ts'
import type { Waiting } from '../../flows/round/steps/step.ts'
import { DAY } from '../../kit/calendar/instant.ts'
import type { Card } from '../card.ts'
import { controlScreen } from '../screens/round/controlScreen.ts'
import { movedScreen, takenOverScreen, takeOverScreen } from '../screens/round/stepScreens.ts'
import type { Names, Voice } from '../voice.ts'

/** Earlier actions of a team that wrote many. */
const MANY = 9

/** What who steers a round hears of what waits for her, for `samples.ts`. */
export const stepSamples = (
  voice: Voice,
  names: Names,
  round: PrioritisedRound,
  action: Action,
): Readonly<Record<string, Card>> => {
  const since = round.closedAt
  const directed: PrioritisedRound = {
    ...round,
    directions: Object.fromEntries(
      round.priorities.blocks.map((block) => [block, round.directions?.['1'] ?? '']).toSorted(),
    ),
  }
  const heard = (as: Waiting['heard']): PrioritisedRound => ({
    ...directed,
    waiting: { step: 'plan', since, heard: as, ...(as === 'later' ? { until: '2027-01-04' } : {}) },
  })
  const running: Action = { ...action, status: 'running' }
  const carried = [...Array.from({ length: MANY }, () => running), { ...running, status: 'done' as const }]
  const carry = carried.map(({ id }) => id)
  const show = (one: PrioritisedRound): Card => controlScreen(voice, names, one, false, carried)
  return {
    stepPlan: show(heard('handOver')),
    stepReminder: show(heard('reminder')),
    stepQuestion: show(heard('question')),
    stepLater: show(heard('later')),
    stepResting: show({ ...directed, restsAt: 'plan' }),
    stepCarryOver: show({ ...directed, carry }),
    stepLiving: show({ ...directed, actions: [action.id], again: { due: since + DAY, state: 'planned' } }),
    stepAgain: show({ ...directed, actions: [action.id], again: { due: since, state: 'asked' } }),
    controlMoved: movedScreen(voice, round),
    takeOver: takeOverScreen(voice, heard('handOver'), true),
    takeOverDone: takeOverScreen(voice, heard('handOver'), false),
    takenOver: takenOverScreen(voice, round),
  }
}
