import { type ChannelEvent, decideChannel } from '../flows/channel/channel.ts'
import type { Channel, ChannelAddress } from '../flows/channel/state.ts'
import { channelKey } from '../flows/keys.ts'
import { channelHash, type Deps } from './context.ts'
import { type Transacted, transact } from './transact.ts'

/** Decides an event on a channel's own aggregate: one store read, one write. @param eventFor is given the channel's hash */
export const updateChannel = (
  deps: Deps,
  { platform, channel }: ChannelAddress,
  eventFor: (team: string) => ChannelEvent,
): Promise<Transacted<Channel>> => {
  const team = channelHash(deps.hash, platform, channel)
  return transact(deps, channelKey(team), (known) =>
    decideChannel({ platform, channel }, known, eventFor(team), deps.now()),
  )
}
