import type { ChannelId } from '../../../flows/ids.ts'
import type { Round } from '../../../flows/round/round.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** How a round goes on in another channel: that channel has to call the bot. */
export const moveHowScreen = ({ say }: Voice, { id: round, title }: Round): Card =>
  card(say('moving.how.title'), [
    heading(say('moving.how.title')),
    text(title, 'strong'),
    text(say('moving.how.text')),
    text(say('moving.how.who'), 'small'),
    buttons({ label: say('unposted.retry'), verb: 'channel.retry', data: { round } }),
  ])

/** Whether the round goes on in this channel, with how many read there from then on; or that it does. */
export const movedHereScreen = (
  { say }: Voice,
  { id: round, title }: Round,
  channel: ChannelId,
  { readers, moved }: { readonly readers: number; readonly moved: boolean },
): Card =>
  card(say(moved ? 'moving.done' : 'moving.ask.title'), [
    heading(say(moved ? 'moving.done' : 'moving.ask.title')),
    text(title, 'strong'),
    text(say(moved ? 'moving.doneText' : 'moving.ask.text', { readers })),
    !moved &&
      buttons({
        label: say('moving.ask.yes'),
        main: true,
        verb: 'channel.move',
        data: { round, channel, confirmed: true },
      }),
  ])

/** There is no round of hers that can go on here. */
export const nothingToMoveScreen = ({ say }: Voice): Card => card(say('moving.none'), [text(say('moving.none'))])
