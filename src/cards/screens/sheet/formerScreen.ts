import { type Card, card, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** In place of a scan or stars that go on in a newer message: nothing on it can become a second one. */
export const formerScreen = ({ say }: Voice, { title }: { readonly title: string }): Card =>
  card(say('oneCard.former'), [text(title, 'strong'), text(say('oneCard.former'))])
