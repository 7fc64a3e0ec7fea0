import type { Instant } from '../kit/calendar/instant.ts'
import { type Decision, decided, UNCHANGED } from './decision.ts'
import { type Effect, edit } from './effect.ts'
import { finalEdits } from './finalEdit.ts'
import type { MessageRef } from './ids.ts'
import { endCard, type Questionnaire, type QuestionnaireKind, redraw } from './questionnaire.ts'

type Copies = Pick<Questionnaire, 'cards' | 'missing'>

/** The message it goes on in: the newest that is still there, as far as is known. */
const livingOf = ({ cards, missing = [] }: Copies): MessageRef | undefined =>
  cards.findLast(({ message }) => !missing.includes(message)) ?? cards.at(-1)

/** Her messages that only say that it goes on in a newer one. What is pressed there in a client that still shows more, is heard. */
export const formerOf = (asked: Copies): readonly string[] => {
  const living = livingOf(asked)?.message
  return asked.cards.map(({ message }) => message).filter((message) => message !== living)
}

/** The living one says how it stands now; the others are left as they are. */
export const redrawLiving = <Q extends Questionnaire>(kind: QuestionnaireKind<Q>, asked: Q, now: Instant): Effect[] => {
  const living = livingOf(asked)
  return living ? [edit(`living/${kind.ids.edit}/${asked.round}/${asked.id}`, kind.cardOf(asked), living, now)] : []
}

/** All but the living one say where it goes on: whichever of them it was until now. */
const endFormer = <Q extends Questionnaire>(kind: QuestionnaireKind<Q>, asked: Q, now: Instant): Effect[] => {
  const former = formerOf(asked)
  return asked.cards
    .filter(({ message }) => former.includes(message))
    .flatMap((one) =>
      finalEdits(
        `former/${kind.ids.edit}/${asked.round}/${asked.id}/${one.message}`,
        kind.cardOf(asked),
        one,
        asked.platform,
        now,
      ),
    )
}

/**
 * A card of it was posted, below the others: it goes on there. Sent just before the close and recorded just after it, it must end like
 * the others. UNCHANGED for one that is known to be there.
 */
export const recordPosted = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  asked: Q | undefined,
  message: MessageRef,
  now: Instant,
): Decision<Q> => {
  if (!asked) return UNCHANGED
  const isKnown = asked.cards.some((card) => card.message === message.message)
  if (!isKnown && kind.endingOf(asked)) return decided(asked, ...endCard(kind, asked, message, now))
  if (isKnown && !asked.missing?.includes(message.message)) return UNCHANGED
  const next: Q = {
    ...asked,
    cards: isKnown ? asked.cards : [...asked.cards, message],
    // It was there after all.
    ...(isKnown ? { missing: asked.missing?.filter((one) => one !== message.message) } : {}),
  }
  return decided(next, ...endFormer(kind, next, now))
}

/**
 * It couldn't be reached: deleted, or the whole chat is closed to the bot. It stays on record, so that its last edit is tried. Where it
 * was the living one, the newest of the others is from now on. UNCHANGED for what isn't a card of it, and where that is known.
 */
export const recordMissing = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  asked: Q | undefined,
  message: MessageRef,
  now: Instant,
): Decision<Q> => {
  if (!asked?.cards.some((card) => card.message === message.message)) return UNCHANGED
  if (asked.missing?.includes(message.message)) return UNCHANGED
  const next: Q = { ...asked, missing: [...(asked.missing ?? []), message.message] }
  return decided(next, ...(livingOf(next) === livingOf(asked) ? [] : [redraw(kind, next, now)]))
}
