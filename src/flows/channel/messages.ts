import type { ActionId, ChannelId, Platform, RoundId } from '../ids.ts'

/**
 * What a channel is told: its round has ended, the app was taken out of it, or an action of its plan changed; by itself,
 * that the day of its digest has come, or that its term may be over. An organisation is told by itself that it took the app out of all
 * its places, and that the term after that is over.
 */
export type ChannelMessage =
  | { readonly type: 'roundEnded'; readonly round: RoundId; readonly channel: ChannelId; readonly platform: Platform }
  | { readonly type: 'channelGone'; readonly platform: Platform; readonly channel: ChannelId }
  /** It takes posts again, or it is time to see whether it does. */
  | { readonly type: 'channelTried'; readonly platform: Platform; readonly channel: ChannelId }
  | { readonly type: 'channelForgotten'; readonly platform: Platform; readonly channel: ChannelId }
  | PlanChanged
  /** `date`: for which it was planned. */
  | { readonly type: 'digestDue'; readonly platform: Platform; readonly channel: ChannelId; readonly date: string }
  | { readonly type: 'tenantTermOver' | 'tenantGone'; readonly platform: Platform }

/** An action of the channel's plan is new, or has changed. */
export interface PlanChanged {
  readonly type: 'planChanged'
  readonly platform: Platform
  readonly channel: ChannelId
  readonly action: ActionId
}
