import type { ChannelId, Platform, RoundId } from '../ids.ts'

/** What a channel is told: its round has ended, or the app was taken out of it. */
export type ChannelMessage =
  | { readonly type: 'roundEnded'; readonly round: RoundId; readonly channel: ChannelId; readonly platform: Platform }
  | { readonly type: 'channelGone'; readonly platform: Platform; readonly channel: ChannelId }
