import type { Card } from '../../cards/card.ts'
import { actionSaidScreen } from '../../cards/screens/plan/actionScreens.ts'
import { evaluationOverScreen } from '../../cards/screens/plan/evaluationScreen.ts'
import { refusalScreen } from '../../cards/screens/refusalScreen.ts'
import type { Names, Voice } from '../../cards/voice.ts'
import type { Action } from '../../flows/action/action.ts'
import { everyoneIn } from '../../flows/action/changes.ts'
import type { Why } from '../../flows/decision.ts'
import { type Deps, voiceFor } from '../context.ts'
import { personOf } from '../people/people.ts'
import type { Reply } from '../ports/handlers.ts'
import { todayCard, todayLines } from '../render/todayScreens.ts'
import type { PressContext } from './contexts.ts'

/** The press did what it was for, and this card answers it. */
export const ok = (card: Card): Reply => ({ card, outcome: 'ok' })

/** The same, where it is what the pressed message shows by itself. */
export const own = (card: Card): Reply => ({ ...ok(card), own: true })

/** The sentence for a refusal, with the way on. */
export const refusedReply = (deps: Deps, why: Why, voice: Voice = deps.voice): Reply => ({
  card: refusalScreen(voice, why),
  outcome: why,
})

/** A card about an action, with its owners' names. */
export const actionReply = async (
  deps: Deps,
  action: Action,
  render: (voice: Voice, names: Names) => Card,
): Promise<Reply> => {
  const voice = voiceFor(deps, { language: action.language })
  return ok(render(voice, await deps.names(action.platform, action.channel, everyoneIn(action), voice.say)))
}

/** Her card of the day, where this action is on it; else the action, with a word about what was done. */
export const dayReply = async (
  { deps, press }: PressContext,
  action: Action,
  said?: Parameters<typeof actionSaidScreen>[3],
): Promise<Reply> => {
  const lines = await todayLines(deps, press.actor, await personOf(deps, press.platform, press.actor))
  if (lines.some((line) => line.action.id === action.id)) return own(todayCard(deps, lines, { about: action.id }))
  return actionReply(deps, action, (voice, names) =>
    said ? actionSaidScreen(voice, names, action, said) : evaluationOverScreen(voice, names, action, undefined),
  )
}
