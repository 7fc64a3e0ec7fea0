import { type Card, text } from '../../cards/card.ts'
import { actionSaidScreen } from '../../cards/screens/plan/actionScreens.ts'
import { evaluationScreen } from '../../cards/screens/plan/evaluationScreen.ts'
import type { Names, Voice } from '../../cards/voice.ts'
import type { Action } from '../../flows/action/action.ts'
import { type ActionEvent, decideAction } from '../../flows/action/decideAction.ts'
import { refuse, UNCHANGED } from '../../flows/decision.ts'
import { actionKey } from '../../flows/keys.ts'
import { hoursOf } from '../../flows/person/person.ts'
import { isCoordinator } from '../../flows/round/round.ts'
import { snoozedUntil } from '../../kit/nudges.ts'
import { LONGEST, lengthOf, plainText } from '../../kit/plainText.ts'
import type { Deps } from '../context.ts'
import { personOf } from '../people.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { drawnAction, refusedReply } from './answers.ts'
import * as data from './schemas.ts'
import { type Verb, verb } from './verb.ts'

/** Reporting is the owners' and the coordinator's. */
const evaluating = async (
  deps: Deps,
  press: Press,
  id: string,
  event: ActionEvent | undefined,
  draw: (voice: Voice, names: Names, action: Action) => Card,
): Promise<Reply> => {
  const steers = await steersRoundOf(deps, press, id)
  const settled = await transact(deps, actionKey(id), (action) => {
    if (!action || action.platform.tenant !== press.platform.tenant) return refuse('actionGone')
    if (!action.owners.includes(press.actor) && !steers) return refuse('notYours')
    return event ? decideAction(action, event, deps.now()) : UNCHANGED
  })
  if (settled.kind === 'refusal') return refusedReply(deps, settled.why)
  const { state: action } = settled
  return action
    ? drawnAction(deps, action, (voice, names) => draw(voice, names, action))
    : refusedReply(deps, 'actionGone')
}

/** Whoever steers the action's round now, and nobody who once did. */
const steersRoundOf = async (deps: Deps, press: Press, id: string): Promise<boolean> => {
  const action = await stateOf(deps, actionKey(id))
  if (!action || action.owners.includes(press.actor)) return false
  const round = await roundOf(deps, action.round)
  return round ? isCoordinator(round, press.actor) : action.coordinator === press.actor
}

const tooLong = (text: string, most: number): boolean => lengthOf(text) > most

/** Looking back at an action, on its dates. */
export const evaluationVerbs: readonly Verb[] = [
  verb({
    verb: 'evaluation.show',
    data: data.evaluation,
    who: 'owner',
    where: 'private',
    press: (deps, press, { action }) => evaluating(deps, press, action, undefined, evaluationScreen),
  }),
  verb({
    verb: 'evaluation.report',
    data: data.reporting,
    who: 'owner',
    where: 'private',
    press: (deps, press, { action, due, outcome, value, note }) => {
      const said = { value: plainText(value), note: plainText(note) }
      const long = tooLong(said.value, LONGEST.title) || tooLong(said.note, LONGEST.remark)
      if (!outcome || long) {
        return evaluating(deps, press, action, undefined, (voice, names, state) => {
          const problem = voice.say(outcome ? 'refusal.remarkTooLong' : 'evaluation.missing')
          return evaluationScreen(voice, names, state, { outcome, ...said, problem })
        })
      }
      const event = { type: 'reported', date: due, outcome, ...said } as const
      return evaluating(deps, press, action, event, (voice, names, state) =>
        actionSaidScreen(voice, names, state, 'evaluation.thanks'),
      )
    },
  }),
  verb({
    verb: 'evaluation.toAgenda',
    data: data.evaluation,
    who: 'owner',
    where: 'private',
    press: (deps, press, { action, due }) =>
      evaluating(deps, press, action, { type: 'toAgenda', date: due }, (voice, names, state) => {
        const drawn = evaluationScreen(voice, names, state)
        return { ...drawn, parts: [text(voice.say('evaluation.onAgenda'), 'strong'), ...drawn.parts] }
      }),
  }),
  verb({
    verb: 'evaluation.snooze',
    data: data.snoozing,
    who: 'owner',
    where: 'private',
    press: async (deps, press, { action, due, until }) => {
      const hours = hoursOf(await personOf(deps, press.platform, press.actor), deps.voice.zone)
      const event = { type: 'snoozed', date: due, until: snoozedUntil(hours, until, deps.now()) } as const
      return evaluating(deps, press, action, event, (voice, names, state) =>
        actionSaidScreen(voice, names, state, 'evaluation.snoozed'),
      )
    },
  }),
]
