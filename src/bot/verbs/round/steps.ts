import { takenOverScreen } from '../../../cards/screens/round/stepScreens.ts'
import { voiceFor } from '../../context.ts'
import * as fields from '../fields.ts'
import { ok } from '../replies.ts'
import * as data from '../schemas.ts'
import { type Verb, verb } from '../verb.ts'
import { coordinate } from './round.ts'

/** What the coordinator answers to what waits for her; and who answers when she is there no more. */
export const stepVerbs: readonly Verb[] = [
  verb({
    verb: 'round.step',
    data: data.answerStep,
    who: 'coordinator',
    where: 'private',
    press: (context, { answer }) =>
      coordinate(context, () => ({ type: 'stepAnswered', actor: context.press.actor, answer })),
  }),
  verb({
    verb: 'round.again',
    data: data.answerAgain,
    who: 'coordinator',
    where: 'private',
    press: (context, { answer }) =>
      coordinate(context, () => ({ type: 'againAnswered', actor: context.press.actor, answer })),
  }),
  verb({
    verb: 'action.carryOver',
    data: data.carryOver,
    who: 'coordinator',
    where: 'private',
    press: (context, { action, outcome }) =>
      coordinate(context, () => ({ type: 'carriedOver', actor: context.press.actor, action, outcome })),
  }),
  // The guard lets in who coordinates it from now on: where nobody else is left, that is whoever presses.
  verb({
    verb: 'round.takeOver',
    data: fields.inRound,
    who: 'coordinator',
    where: 'channel',
    press: async ({ deps, round }) => ok(takenOverScreen(voiceFor(deps, round), round)),
  }),
]
