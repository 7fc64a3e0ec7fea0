import { handedIn, isOpen, type Round } from '../../../flows/round/round.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import { type Voice, when } from '../../voice.ts'

/** The channel's card while a round runs: how many handed in, never who, and no coordinator's buttons. */
export const progressScreen = (voice: Voice, round: Round, sent = false): Card => {
  const { say } = voice
  const [done, total] = [handedIn(round), round.asked]
  const over = !isOpen(round) && round.status !== 'draft'
  const word = over && round.status !== 'closing' && round.status !== 'stopped' ? 'closed' : round.status
  const state = word === 'open' || word === 'draft' ? undefined : say(`progress.${word}`)
  // The close forgets how many handed in: the result says it.
  return card(over && state !== undefined ? state : say('progress.summary', { done, total }), [
    heading(say('progress.title')),
    text(round.title, 'strong'),
    text(state ?? say('progress.until', { when: when(voice, round.closesAt) })),
    !over && { kind: 'progress', done, total, label: say('progress.label', { done, total }) },
    sent && text(say('progress.sent')),
    !over && buttons({ label: say('progress.open'), main: true, verb: 'sheet.show', data: { round: round.id } }),
  ])
}
