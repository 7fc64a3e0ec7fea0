import { type Decision, FORGOTTEN, UNCHANGED } from '../flows/decision.ts'
import type { MessageRef } from '../flows/ids.ts'
import type { Press } from './ports/inbound.ts'

/**
 * The message that was pressed on, where what a press is answered with stays in it: from then on it shows what she gave. The bot
 * doesn't know all of these: a card may stand twice when it was cut off before it could record the first, and a card of
 * another kind turns into her sheet by the press.
 */
const pressedMessage = ({ platform, place }: Press): MessageRef | undefined =>
  platform.keepsAnswers && place.in === 'private' && place.message !== undefined
    ? { platform, conversation: place.conversation, message: place.message }
    : undefined

/** The same decision, which also records the message that was pressed on, so that its last edit takes what she gave off it. */
export const followPressed = <S>(
  press: Press,
  known: S | undefined,
  record: (known: S, message: MessageRef) => Decision<S>,
  decide: (known: S | undefined) => Decision<S>,
): Decision<S> => {
  const message = pressedMessage(press)
  const recorded = known !== undefined && message ? record(known, message) : UNCHANGED
  if (recorded.kind !== 'decided' || recorded.state === FORGOTTEN) return decide(known)
  const decision = decide(recorded.state)
  if (decision.kind === 'unchanged') return recorded
  return decision.kind === 'decided' ? { ...decision, effects: [...recorded.effects, ...decision.effects] } : decision
}
