import { waitsForAnswer } from '../../cards/card.ts'
import type { MessageRef, PersonId } from '../../flows/ids.ts'
import { openIn, READING, SETTLING, TYPING } from '../../flows/person/openForms.ts'
import type { Person } from '../../flows/person/person.ts'
import type { CardRef } from '../../flows/refs.ts'
import type { Deps } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import { updatePerson } from './people.ts'

/**
 * Notes that a form or a question stands in the pressed message, or no longer does, so that the bot doesn't edit it meanwhile. A
 * message that isn't the presser's own is edited for everyone, and a window by nobody.
 * @param person as read before the press; undefined for a member's verbs, whose forms the sheet and the ballot know themselves
 */
export const noteOpenForm = async (
  deps: Deps,
  press: Press,
  person: Person | undefined,
  reply: Reply,
): Promise<void> => {
  const { platform, actor, place } = press
  const { message } = place
  if (place.in !== 'private' || message === undefined) return
  // Shown beside the message, which keeps what stood in it.
  if (platform.keepsAnswers && reply.outcome !== 'ok' && !waitsForAnswer(reply.card)) return
  const now = deps.now()
  const asks = person ? waitsForAnswer(reply.card) : reply.card.asks === true
  if (asks) {
    const since = reply.own ? { since: now + SETTLING } : {}
    await updatePerson(deps, platform, actor, { type: 'formOpened', message, until: now + TYPING, ...since })
  } else if (openIn(person, message, now)) {
    const left = { type: 'formLeft', message } as const
    const read = { type: 'formOpened', message, until: now + READING } as const
    await updatePerson(deps, platform, actor, reply.own ? left : read)
  }
}

/** Keeps an edit for when the form or question in that message is answered or left. @returns false where none is open */
export const holdEdit = async (deps: Deps, reader: PersonId, card: CardRef, message: MessageRef): Promise<boolean> => {
  const { state } = await updatePerson(deps, message.platform, reader, { type: 'editHeld', card, message })
  return openIn(state, message.message, deps.now()) !== undefined
}
