import { type Card, card, heading, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** What takes the place of someone's answer card: no answers, no buttons. */
export const endedScreen = ({ say }: Voice, how: 'scanClosed' | 'roundStopped', title: string): Card =>
  card(say(`${how}.summary`), [heading(say(`${how}.title`)), text(title, 'strong'), text(say(`${how}.text`))])
