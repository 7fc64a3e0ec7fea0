import { isOpen, type Round } from '../../../flows/round/round.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { stop } from './coordinatorButtons.ts'

/** To who steers a round: what people gave in it can't be opened any more, what they read, and how to go on. */
export const lostScreen = (voice: Voice, round: Round): Card => {
  const { say } = voice
  const how = isOpen(round) ? 'open' : round.status === 'starring' ? 'stars' : 'closing'
  return card(say('roundKeys.title'), [
    heading(say('roundKeys.title')),
    text(round.title, 'strong'),
    text(say(`roundKeys.${how}`)),
    isOpen(round) && buttons(stop(voice, round)),
  ])
}
