import { progressSaid } from '../../../flows/round/channel/channelCards.ts'
import type { Round } from '../../../flows/round/round.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import { type Voice, when } from '../../voice.ts'

/** The channel's card while a round runs: in a word how many handed in, never the number or who, and no coordinator's buttons. */
export const progressScreen = (voice: Voice, round: Round, sent = false): Card => {
  const { say } = voice
  const said = progressSaid(round)
  const band = said.band && say(`voluntary.band.${said.band}`)
  const state =
    said.until === undefined ? say(`progress.${said.state}`) : say('progress.until', { when: when(voice, said.until) })
  return card(band === undefined ? state : say('progress.summary', { band }), [
    heading(say('progress.title')),
    text(said.title, 'strong'),
    text(state),
    band !== undefined && text(band, 'strong'),
    sent && text(say('progress.sent')),
    // The close forgets how many handed in: the result says it.
    band !== undefined &&
      buttons({ label: say('progress.open'), main: true, verb: 'sheet.show', data: { round: round.id } }),
  ])
}
