import { bandOf } from '../../../flows/round/band.ts'
import { handedIn, isOpen, type Round } from '../../../flows/round/round.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import { type Voice, when } from '../../voice.ts'

/** The channel's card while a round runs: in a word how many handed in, never the number or who, and no coordinator's buttons. */
export const progressScreen = (voice: Voice, round: Round, sent = false): Card => {
  const { say } = voice
  const band = say(`voluntary.band.${bandOf(handedIn(round), round.asked)}`)
  const over = !isOpen(round) && round.status !== 'draft'
  const word = over && round.status !== 'closing' && round.status !== 'stopped' ? 'closed' : round.status
  const state = word === 'open' || word === 'draft' ? undefined : say(`progress.${word}`)
  // The close forgets how many handed in: the result says it.
  return card(over && state !== undefined ? state : say('progress.summary', { band }), [
    heading(say('progress.title')),
    text(round.title, 'strong'),
    text(state ?? say('progress.until', { when: when(voice, round.closesAt) })),
    !over && text(band, 'strong'),
    sent && text(say('progress.sent')),
    !over && buttons({ label: say('progress.open'), main: true, verb: 'sheet.show', data: { round: round.id } }),
  ])
}
