import { type Card, text } from '../../cards/card.ts'
import { actionSaidScreen } from '../../cards/screens/plan/actionScreens.ts'
import { evaluationScreen } from '../../cards/screens/plan/evaluationScreen.ts'
import type { Names, Voice } from '../../cards/voice.ts'
import type { Action } from '../../flows/action/action.ts'
import type { ActionEvent } from '../../flows/action/decideAction.ts'
import { hoursOf } from '../../flows/person/person.ts'
import { snoozedUntil } from '../../kit/nudges.ts'
import { LONGEST, lengthOf, plainText } from '../../kit/plainText.ts'
import type { Outcome } from '../../kit/plan.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Contexts } from './contexts.ts'
import { actionReply, refusedReply } from './replies.ts'
import * as data from './schemas.ts'
import { type Verb, verb } from './verb.ts'

type RenderAction = (voice: Voice, names: Names, action: Action) => Card

/** @param event what to decide; without an event the action is only shown */
const applyToAction = async (
  { deps, decide }: Contexts['owner'],
  event: ActionEvent | undefined,
  render: RenderAction,
): Promise<Reply> => {
  const done = await decide(event)
  if (done.kind === 'refusal') return refusedReply(deps, done.why)
  const { state: action } = done
  return action
    ? actionReply(deps, action, (voice, names) => render(voice, names, action))
    : refusedReply(deps, 'actionGone')
}

interface SentReport {
  readonly due: string
  readonly outcome: Outcome | ''
  readonly value: string
  readonly note: string
}

const report = (context: Contexts['owner'], { due, outcome, value, note }: SentReport): Promise<Reply> => {
  const typed = { value: plainText(value), note: plainText(note) }
  const tooLong = lengthOf(typed.value) > LONGEST.title || lengthOf(typed.note) > LONGEST.remark
  if (!outcome || tooLong) {
    return applyToAction(context, undefined, (voice, names, action) => {
      const problem = voice.say(outcome ? 'refusal.remarkTooLong' : 'evaluation.missing')
      return evaluationScreen(voice, names, action, { outcome, ...typed, problem })
    })
  }
  const event = { type: 'reported', date: due, outcome, ...typed } as const
  return applyToAction(context, event, (voice, names, action) =>
    actionSaidScreen(voice, names, action, 'evaluation.thanks'),
  )
}

/** Looking back at an action, on its dates. */
export const evaluationVerbs: readonly Verb[] = [
  verb({
    verb: 'evaluation.show',
    data: data.inEvaluation,
    who: 'owner',
    where: 'private',
    press: (context) => applyToAction(context, undefined, evaluationScreen),
  }),
  verb({ verb: 'evaluation.report', data: data.reportEvaluation, who: 'owner', where: 'private', press: report }),
  verb({
    verb: 'evaluation.toAgenda',
    data: data.inEvaluation,
    who: 'owner',
    where: 'private',
    press: (context, { due }) =>
      applyToAction(context, { type: 'toAgenda', date: due }, (voice, names, action) => {
        const card = evaluationScreen(voice, names, action)
        return { ...card, parts: [text(voice.say('evaluation.onAgenda'), 'strong'), ...card.parts] }
      }),
  }),
  verb({
    verb: 'evaluation.snooze',
    data: data.snoozeEvaluation,
    who: 'owner',
    where: 'private',
    press: (context, { due, until }) => {
      const { deps, person } = context
      const at = snoozedUntil(hoursOf(person, deps.voice.zone), until, deps.now())
      return applyToAction(context, { type: 'snoozed', date: due, until: at }, (voice, names, action) =>
        actionSaidScreen(voice, names, action, 'evaluation.snoozed'),
      )
    },
  }),
]
