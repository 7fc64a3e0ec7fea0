import { type ChannelEvent, decideChannel } from '../../src/flows/channel/channel.ts'
import type { Channel, ChannelAddress } from '../../src/flows/channel/state.ts'
import { type Decision, decided, FORGOTTEN } from '../../src/flows/decision.ts'
import type { Instant } from '../../src/kit/calendar/instant.ts'

/** What is decided of a channel, but for how long it is kept, which has tests of its own. */
export const decideApartFromTerm = (
  here: ChannelAddress,
  channel: Channel | undefined,
  event: ChannelEvent,
  now: Instant,
): Decision<Channel> => {
  const decision = decideChannel(here, channel, event, now)
  if (decision.kind !== 'decided' || decision.state === FORGOTTEN) return decision
  const { used: _, ...state } = decision.state
  return decided(state, ...decision.effects.filter(({ id }) => !id.startsWith('channelForgotten/')))
}
