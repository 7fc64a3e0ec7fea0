import { isOpen, type Round } from '../../../flows/round/round.ts'
import type { Instant } from '../../../kit/calendar/instant.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import { type Voice, when } from '../../voice.ts'

/** On the card of who steers it: how many cards didn't reach anyone yet; nothing where all of them did. */
export const undeliveredLine = ({ say }: Voice, { undelivered }: Round): Part | false =>
  undelivered !== undefined && text(say('delivery.waiting', { count: undelivered.count }), 'warning')

/** To who steers it: cards didn't reach anyone for an hour, and that it is none of hers. */
export const notDeliveredScreen = ({ say }: Voice, round: Round): Card =>
  card(say('delivery.title'), [
    heading(say('delivery.title')),
    text(round.title, 'strong'),
    text(say('delivery.text', { count: round.undelivered?.count ?? 0 })),
  ])

/** To who steers it: the bot was put back as of an earlier moment, what that means here, and what to do. */
export const restoredScreen = (voice: Voice, round: Round): Card => {
  const { say } = voice
  const { asOf, ended } = round.restored ?? {}
  const how = ended
    ? round.status === 'stopped'
      ? 'ended'
      : 'starsEnded'
    : isOpen(round)
      ? 'open'
      : round.status === 'starring'
        ? 'stars'
        : 'later'
  return card(say('restored.title'), [
    heading(say('restored.title')),
    text(round.title, 'strong'),
    text(asOf === undefined ? say('restored.earlier') : say('restored.asOf', { when: when(voice, asOf) })),
    text(say(`restored.${how}`)),
  ])
}

/** The same to who has an action in hand, or steers a round that has a plan: what was done with it since isn't there. */
export const planRestoredScreen = (voice: Voice, asOf: Instant | undefined): Card => {
  const { say } = voice
  return card(say('restored.title'), [
    heading(say('restored.title')),
    text(asOf === undefined ? say('restored.earlier') : say('restored.asOf', { when: when(voice, asOf) })),
    text(say('restored.plan')),
    buttons({ label: say('home.allActions'), verb: 'actions.mine', data: {} }),
  ])
}
