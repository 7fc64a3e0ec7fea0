import type { Card } from '../cards/card.ts'
import { actionSaidScreen, evaluationScreen } from '../cards/screens/actionScreens.ts'
import type { Names } from '../cards/voice.ts'
import { type ActingEvent, type Action, acting } from '../flows/acting.ts'
import { actionKey } from '../flows/keys.ts'
import { refuse, UNCHANGED } from '../flows/step.ts'
import { dateIn, daysLater } from '../kit/calendar.ts'
import { HOUR } from '../kit/instant.ts'
import { plainText } from '../kit/plainText.ts'
import { workMorning } from '../kit/workdays.ts'
import { drawnAction, refusedWith } from './answers.ts'
import type { Deps } from './deps.ts'
import type { Press } from './press.ts'
import { settle } from './settle.ts'
import { type Answer, type Verb, verb } from './verb.ts'
import * as data from './verbData.ts'

/** Reporting is the owners' and the coordinator's. */
const evaluating = async (
  deps: Deps,
  press: Press,
  id: string,
  event: ActingEvent | undefined,
  draw: (action: Action, names: Names) => Card,
): Promise<Answer> => {
  const settled = await settle(deps, actionKey(id), (action) => {
    if (!action || action.platform.tenant !== press.platform.tenant) return refuse('actionGone')
    if (![...action.owners, action.coordinator].includes(press.actor)) return refuse('notYours')
    return event ? acting(action, event, deps.now()) : UNCHANGED
  })
  if (settled.kind === 'refusal') return refusedWith(deps, settled.why)
  const { state: action } = settled
  return action ? drawnAction(deps, action, (names) => draw(action, names)) : refusedWith(deps, 'actionGone')
}

/** "Later vandaag" is three hours on; "volgende week" the same morning a week later. */
const laterOn = (deps: Deps, until: 'today' | 'week'): number => {
  const { zone } = deps.voice
  const now = deps.now()
  return until === 'today' ? now + 3 * HOUR : workMorning(zone, dateIn(zone, daysLater(zone, now, 7)))
}

/** Looking back at an action, on its dates. */
export const evaluationVerbs: readonly Verb[] = [
  verb({
    verb: 'evaluation.show',
    data: data.evaluation,
    who: 'owner',
    where: 'private',
    press: (deps, press, { action }) =>
      evaluating(deps, press, action, undefined, (state, names) => evaluationScreen(deps.voice, names, state)),
  }),
  verb({
    verb: 'evaluation.report',
    data: data.reporting,
    who: 'owner',
    where: 'private',
    press: (deps, press, { action, due, outcome, value, note }) => {
      const said = { value: plainText(value), note: plainText(note) }
      if (!outcome) {
        const problem = deps.voice.say('evaluation.missing')
        const again = { outcome: '', ...said, problem }
        return evaluating(deps, press, action, undefined, (state, names) =>
          evaluationScreen(deps.voice, names, state, again),
        )
      }
      const event = { type: 'reported', date: due, outcome, ...said } as const
      return evaluating(deps, press, action, event, (state, names) =>
        actionSaidScreen(deps.voice, names, state, 'evaluation.thanks'),
      )
    },
  }),
  verb({
    verb: 'evaluation.snooze',
    data: data.snoozing,
    who: 'owner',
    where: 'private',
    press: (deps, press, { action, due, until }) =>
      evaluating(deps, press, action, { type: 'snoozed', date: due, until: laterOn(deps, until) }, (state, names) =>
        actionSaidScreen(deps.voice, names, state, 'evaluation.snoozed'),
      ),
  }),
]
