import type { Instant } from '../../kit/instant.ts'
import { FORGOTTEN, type Step, step, UNCHANGED } from '../decision.ts'
import { tell } from '../effect.ts'
import type { ChannelId, Platform } from '../ids.ts'

/** Where the app was added: a group of channels, of which the bot only learns those that spoke to it. */
export interface Installation {
  readonly platform: Platform
  readonly channels: readonly ChannelId[]
}

export type InstallingEvent =
  | { readonly type: 'channelSeen'; readonly platform: Platform; readonly channel: ChannelId }
  | { readonly type: 'removed' }

/** The platform says only "removed from the group": each of its channels hears of it. */
export const installing = (
  known: Installation | undefined,
  event: InstallingEvent,
  now: Instant,
): Step<Installation> => {
  switch (event.type) {
    case 'channelSeen': {
      const channels = known?.channels ?? []
      if (channels.includes(event.channel)) return UNCHANGED
      return step({ platform: event.platform, channels: [...channels, event.channel] })
    }
    case 'removed': {
      if (!known) return UNCHANGED
      const { platform, channels } = known
      return step(
        FORGOTTEN,
        ...channels.map((channel, at) =>
          // By number: what a channel is called has no place in an effect's id.
          tell({ type: 'channelGone', platform, channel }, now, `channelGone/${now}/${at}`),
        ),
      )
    }
  }
}
