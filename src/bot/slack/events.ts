import { z } from 'zod'
import type { PersonId, Platform } from '../../flows/ids.ts'
import type { Installed, Press } from '../ports/inbound.ts'
import { placeOf } from './inbound.ts'

const id = z.string().min(1).max(100)
const ofEvent = <Event extends z.ZodType>(event: Event) => z.object({ event_id: id, event })

/** https://docs.slack.dev/reference/events/app_home_opened */
const homeSchema = ofEvent(z.object({ type: z.literal('app_home_opened'), tab: z.literal('home'), user: id }))

/** A person opens the app's home page: it shows what is open for her, as if she pressed that button. */
export const slackHomeOpened = (platform: Platform, payload: unknown): Press | undefined => {
  const parsed = homeSchema.safeParse(payload)
  if (!parsed.success) return undefined
  const { event_id, event } = parsed.data
  const place = { in: 'home', conversation: '' } as const
  return { id: event_id, platform, actor: event.user, place, verb: 'open.show', data: { v: 1 } }
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
export const slackGone = (platform: Platform, payload: unknown): Installed | undefined => {
  const uninstalled = uninstalledSchema.safeParse(payload)
  const known = uninstalled.success ? uninstalled : revokedSchema.safeParse(payload)
  if (!known.success) return undefined
  return { id: known.data.event_id, platform, actor: '', place: undefined, added: false, group: platform.tenant }
}
