import type { Card } from '../../cards/card.ts'
import type { CalendarRef, PaperRef } from '../../flows/refs.ts'
import { updatePerson } from '../people/people.ts'
import type { Reply } from '../ports/handlers.ts'
import type { PressContext } from './contexts.ts'
import { ok } from './replies.ts'

/**
 * A file where the platform takes one, else a link to it; in the private chat of who asked, wherever she did.
 * @param sent what she reads where the file follows @param linked what she reads where she gets a link, or where none can be given
 */
export const giveFile = async (
  { deps, press }: PressContext,
  file: CalendarRef | PaperRef,
  sent: () => Card,
  linked: () => Card,
): Promise<Reply> => {
  const { platform, actor: person } = press
  if (!platform.takesFiles || press.place.page) return ok(linked())
  // By what only we can make of a press, so that one that comes again is known.
  const event = deps.hash('filePress', press.id)
  await updatePerson(deps, platform, person, { type: 'fileAsked', event, platform, person, file })
  return ok(sent())
}
