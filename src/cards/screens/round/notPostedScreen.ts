import type { ChannelTrouble, Platform } from '../../../flows/ids.ts'
import { isOpen, type Round } from '../../../flows/round/round.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** Why a channel takes nothing, in a sentence. */
export const troubleOf = ({ say }: Voice, trouble: ChannelTrouble, platform: Platform['name']): string =>
  say(`unposted.why.${trouble}`, { platform })

const isAsking = (round: Round): boolean =>
  isOpen(round) || ['closing', 'starring', 'starsClosing'].includes(round.status)

/** To try it again now, or to go on somewhere else. */
export const unpostedButtons = ({ say }: Voice, { id: round }: Round, main = false): Part | undefined =>
  buttons(
    { label: say('unposted.retry'), main, verb: 'channel.retry', data: { round } },
    { label: say('unposted.elsewhere'), verb: 'channel.move', data: { round } },
  )

/**
 * To who steers a round whose channel takes nothing: why, what becomes of it, and what should have stood there.
 * @param missing the card the team waits for; undefined where it isn't a result, a ranking or priorities
 * @param again it was just tried once more
 */
export const notPostedScreen = (voice: Voice, round: Round, missing: Card | undefined, again = false): Card => {
  const { say } = voice
  const { refused } = round
  if (!refused || refused.over)
    return card(say('unposted.done'), [text(round.title, 'strong'), text(say('unposted.done'))])
  const title = say(missing ? 'unposted.title' : 'unposted.quiet')
  return card(title, [
    heading(title),
    text(round.title, 'strong'),
    again && text(say('unposted.still'), 'warning'),
    text(troubleOf(voice, refused.trouble, round.platform.name)),
    text(say(missing ? 'unposted.next' : isAsking(round) ? 'unposted.nextQuiet' : 'unposted.nextKept')),
    unpostedButtons(voice, round, true),
    missing && text(say('unposted.below'), 'strong'),
    ...(missing?.parts ?? []),
  ])
}

/** To who asked for something in a channel that takes no posts. */
export const cantPostScreen = (voice: Voice, trouble: ChannelTrouble, platform: Platform['name']): Card => {
  const { say } = voice
  const title = say('unposted.asked')
  return card(title, [heading(title), text(troubleOf(voice, trouble, platform)), text(say('unposted.askedNext'))])
}
