import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import { send } from '../effect.ts'
import type { ChannelId, Platform } from '../ids.ts'

/** Where the app was added: a group of channels, of which the bot only learns those that spoke to it. */
export interface Installation {
  readonly platform: Platform
  readonly channels: readonly ChannelId[]
}

/** A channel of the group spoke to the bot, or the app was taken out of the group. */
export type InstallationEvent =
  | { readonly type: 'channelSeen'; readonly platform: Platform; readonly channel: ChannelId }
  | { readonly type: 'removed' }

/**
 * The platform says only "removed from the group": each of its channels is told. UNCHANGED for a channel that is
 * known, and for a group that isn't.
 */
export const decideInstallation = (
  known: Installation | undefined,
  event: InstallationEvent,
  now: Instant,
): Decision<Installation> => {
  switch (event.type) {
    case 'channelSeen': {
      const channels = known?.channels ?? []
      if (channels.includes(event.channel)) return UNCHANGED
      return decided({ platform: event.platform, channels: [...channels, event.channel] })
    }
    case 'removed': {
      if (!known) return UNCHANGED
      const { platform, channels } = known
      return decided(
        FORGOTTEN,
        ...channels.map((channel, at) =>
          // By number: what a channel is called has no place in an effect's id.
          send({ type: 'channelGone', platform, channel }, now, `channelGone/${now}/${at}`),
        ),
      )
    }
  }
}
