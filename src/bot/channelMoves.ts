import type { Why } from '../flows/decision.ts'
import type { ChannelId, MessageRef, Platform } from '../flows/ids.ts'
import { channelKey } from '../flows/keys.ts'
import { channelHash, type Deps } from './context.ts'
import { stateOf } from './stateOf.ts'
import { updateChannel } from './updateChannel.ts'

/** Moves of one channel that are followed: it doesn't move that often in the life of a button. */
const MOST_MOVES = 5

/** Where a channel goes on, and whether the messages in it went along. */
export interface ChannelNow {
  readonly channel: ChannelId
  readonly same: boolean
}

/** Where a channel goes on by now: under another id, in another channel, or where it always was. One store read. */
export const channelNow = async (
  deps: Pick<Deps, 'store' | 'hash'>,
  platform: Platform,
  channel: ChannelId,
): Promise<ChannelNow> => {
  let now: ChannelNow = { channel, same: true }
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const moved = (await stateOf(deps, channelKey(channelHash(deps.hash, platform, now.channel))))?.moved
    if (!moved) break
    now = { channel: moved.to, same: now.same && moved.same === true }
  }
  return now
}

/** Where a message is by now, when its channel has another id; undefined when it is where it was posted. */
export const messageNow = async (deps: Deps, message: MessageRef): Promise<MessageRef | undefined> => {
  const { channel, same } = await channelNow(deps, message.platform, message.conversation)
  return same && channel !== message.conversation ? { ...message, conversation: channel } : undefined
}

/**
 * Takes all that is a team's along to another channel; cut off in between, doing it again goes on where it was.
 * @param same it is the same channel under another id
 * @returns why it can't
 */
export const moveChannel = async (
  deps: Deps,
  platform: Platform,
  { from, to, same }: { readonly from: ChannelId; readonly to: ChannelId; readonly same?: true },
): Promise<Why | undefined> => {
  const state = await stateOf(deps, channelKey(channelHash(deps.hash, platform, from)))
  // What went on from there already has nothing left to bring.
  if (!state || state.moved || from === to) return undefined
  const how = same ? { same } : {}
  const event = { type: 'arrived', from: state, zone: deps.voice.zone, ...how } as const
  const arrived = await updateChannel(deps, { platform, channel: to }, (team) => ({ ...event, team }))
  if (arrived.kind === 'refusal') return arrived.why
  await updateChannel(deps, { platform, channel: from }, () => ({ type: 'movedTo', to, ...how }))
  return undefined
}
