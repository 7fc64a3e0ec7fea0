import { type Decision, FORGOTTEN, UNCHANGED } from '../flows/decision.ts'
import type { MessageRef } from '../flows/ids.ts'
import { formerOf, recordPosted, redrawLiving } from '../flows/livingCard.ts'
import { type Questionnaire, type QuestionnaireKind, redraw } from '../flows/questionnaire.ts'
import type { Instant } from '../kit/calendar/instant.ts'
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

/** Whether she pressed on an older message of it, in a client that still shows what stood there before it went on in a newer one. */
export const isOnFormer = ({ place }: Press, asked: Questionnaire): boolean =>
  place.in === 'private' && place.message !== undefined && formerOf(asked).includes(place.message)

/** Whether what she pressed on stays in its place whatever it is answered with: a list can't turn into what it leads to. */
export const mayBeElsewhere = ({ platform, place, unasked }: Press): boolean =>
  !platform.keepsAnswers && !unasked && place.in === 'private' && place.message !== undefined

/** Whether the message that she pressed on isn't one of it, so that its answer would be a second one to go on in. */
export const isElsewhere = ({ place }: Press, { cards }: Questionnaire): boolean =>
  cards.length > 0 && cards.every(({ message }) => message !== place.message)

/** What she did on an older message, or on a page, is seen in the living one too, where the decision itself doesn't see to it. */
const shownInLiving = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  press: Press,
  decision: Decision<Q>,
  now: Instant,
): Decision<Q> => {
  if (decision.kind !== 'decided' || decision.state === FORGOTTEN) return decision
  if (!press.place.page && !isOnFormer(press, decision.state)) return decision
  const { id } = redraw(kind, decision.state, now)
  if (decision.effects.some((effect) => effect.id === id)) return decision
  return { ...decision, effects: [...decision.effects, ...redrawLiving(kind, decision.state, now)] }
}

/**
 * The same decision, which also records the message that was pressed on, so that its last edit takes what she gave off it; from an older
 * one, it is drawn in the living one.
 */
export const followPressed = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  press: Press,
  known: Q | undefined,
  decide: (known: Q | undefined) => Decision<Q>,
  now: Instant,
): Decision<Q> => {
  const message = pressedMessage(press)
  const recorded = message ? recordPosted(kind, known, message, now) : UNCHANGED
  if (recorded.kind !== 'decided' || recorded.state === FORGOTTEN) return shownInLiving(kind, press, decide(known), now)
  const decision = decide(recorded.state)
  if (decision.kind === 'unchanged') return recorded
  return decision.kind === 'decided' ? { ...decision, effects: [...recorded.effects, ...decision.effects] } : decision
}
