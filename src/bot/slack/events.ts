import { z } from 'zod'
import type { PersonId, Platform } from '../../flows/ids.ts'
import { type Instant, SECOND } from '../../kit/calendar/instant.ts'
import type { Installed, PlaceChanged, Press } from '../ports/inbound.ts'
import { HOME_VERB } from './homes.ts'
import { placeOf } from './inbound.ts'

const id = z.string().min(1).max(100)
/** `event_time`: when it happened, in whole seconds. */
const ofEvent = <Event extends z.ZodType>(event: Event) =>
  z.object({ event_id: id, event_time: z.number().optional(), event })

/** https://docs.slack.dev/reference/events/app_home_opened */
const homeSchema = ofEvent(z.object({ type: z.literal('app_home_opened'), tab: z.literal('home'), user: id }))

/** A person opens the app's home page: it is drawn for her, as if she asked for it. */
export const slackHomeOpened = (platform: Platform, payload: unknown): Press | undefined => {
  const parsed = homeSchema.safeParse(payload)
  if (!parsed.success) return undefined
  const { event_id, event } = parsed.data
  const place = { in: 'home', conversation: '' } as const
  return { id: event_id, platform, actor: event.user, place, verb: HOME_VERB, data: { v: 1 } }
}

/** https://docs.slack.dev/reference/events/member_joined_channel; who the bot is, the event says itself. */
const joinedSchema = ofEvent(z.object({ type: z.literal('member_joined_channel'), user: id, channel: id })).extend({
  authorizations: z.array(z.object({ user_id: id, is_bot: z.boolean() })).min(1),
})
/** https://docs.slack.dev/reference/events/channel_left and https://docs.slack.dev/reference/events/group_left */
const leftSchema = ofEvent(z.object({ type: z.enum(['channel_left', 'group_left']), channel: id }))

/** The bot itself was added to a channel, or removed from it. */
export const slackMoved = (platform: Platform, payload: unknown): Installed | undefined => {
  const joined = joinedSchema.safeParse(payload)
  if (joined.success) {
    const { event_id, event, authorizations } = joined.data
    const botUsers: readonly PersonId[] = authorizations.filter(({ is_bot }) => is_bot).map(({ user_id }) => user_id)
    return botUsers.includes(event.user)
      ? {
          id: event_id,
          platform,
          actor: event.user,
          place: placeOf(event.channel),
          added: true,
          group: platform.tenant,
        }
      : undefined
  }
  const left = leftSchema.safeParse(payload)
  if (!left.success) return undefined
  const { event_id, event } = left.data
  // Of this channel alone: the app is still in the workspace.
  return {
    id: event_id,
    platform,
    actor: '',
    place: { in: 'channel', conversation: event.channel },
    added: false,
    group: undefined,
  }
}

/** https://docs.slack.dev/reference/events/app_uninstalled */
const uninstalledSchema = ofEvent(z.object({ type: z.literal('app_uninstalled') }))
/** https://docs.slack.dev/reference/events/tokens_revoked: of people it is none of ours, we ask for no such token. */
const revokedSchema = ofEvent(
  z.object({ type: z.literal('tokens_revoked'), tokens: z.object({ bot: z.array(id).min(1) }) }),
)

/** The workspace uninstalled the app, or revoked its token: everything the bot does there ends. */
export const slackGone = (
  platform: Platform,
  payload: unknown,
): (Installed & { readonly at: Instant | undefined }) | undefined => {
  const uninstalled = uninstalledSchema.safeParse(payload)
  const known = uninstalled.success ? uninstalled : revokedSchema.safeParse(payload)
  if (!known.success) return undefined
  const { event_id, event_time } = known.data
  const at = event_time === undefined ? undefined : event_time * SECOND
  return { id: event_id, platform, actor: '', place: undefined, added: false, group: platform.tenant, at }
}

const channelSchema = ofEvent(
  z.object({
    type: z.enum([
      'channel_archive',
      'group_archive',
      'channel_unarchive',
      'group_unarchive',
      'channel_deleted',
      'group_deleted',
    ]),
    channel: id,
  }),
)
const BECOMES = { archive: 'archived', unarchive: 'back', deleted: 'gone' } as const
/** https://docs.slack.dev/reference/events/channel_id_changed */
const movedSchema = ofEvent(z.object({ type: z.literal('channel_id_changed'), old_channel_id: id, new_channel_id: id }))
/** https://docs.slack.dev/reference/events/member_left_channel */
const memberSchema = ofEvent(z.object({ type: z.literal('member_left_channel'), user: id, channel: id }))
/** https://docs.slack.dev/reference/events/user_change: of an account, only that it is closed is ours to know. */
const userSchema = ofEvent(
  z.object({ type: z.literal('user_change'), user: z.object({ id, deleted: z.literal(true) }) }),
)

/** What happened to a channel, or to someone in it. https://docs.slack.dev/reference/events */
export const slackChanged = (platform: Platform, payload: unknown): PlaceChanged | undefined => {
  const channel = channelSchema.safeParse(payload).data
  if (channel) {
    const what = BECOMES[channel.event.type.replace(/^\w+?_/, '') as keyof typeof BECOMES]
    return { id: channel.event_id, platform, what, channel: channel.event.channel }
  }
  const moved = movedSchema.safeParse(payload).data
  if (moved) {
    const { old_channel_id: old, new_channel_id: to } = moved.event
    return { id: moved.event_id, platform, what: 'moved', channel: old, to }
  }
  const member = memberSchema.safeParse(payload).data
  if (member)
    return { id: member.event_id, platform, what: 'left', person: member.event.user, channel: member.event.channel }
  const user = userSchema.safeParse(payload).data
  return user && { id: user.event_id, platform, what: 'left', person: user.event.user.id }
}
