import { handedIn, type Round } from '../../flows/rounds.ts'
import { buttons, type Card, card, heading, text } from '../card.ts'
import { type Voice, when } from '../voice.ts'

/** The channel's card while a round runs: how many handed in, never who, and no coordinator's buttons. */
export const progressScreen = (voice: Voice, round: Round, sent = false): Card => {
  const { say } = voice
  const [done, total] = [handedIn(round), round.asked]
  const over = round.status === 'closing' || round.status === 'closed' || round.status === 'stopped'
  const state = round.status === 'open' || round.status === 'draft' ? undefined : say(`progress.${round.status}`)
  return card(say('progress.summary', { done, total }), [
    heading(say('progress.title')),
    text(round.title, 'strong'),
    text(state ?? say('progress.until', { when: when(voice, round.closesAt) })),
    !over && { kind: 'progress', done, total, label: say('progress.label', { done, total }) },
    sent && text(say('progress.sent')),
    !over && buttons({ label: say('progress.open'), main: true, verb: 'sheet.show', data: { round: round.id } }),
  ])
}
