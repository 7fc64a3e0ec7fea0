import { z } from 'zod'
import type { Platform } from '../../flows/ids.ts'
import type { InboundMessage, Installed, Place, PlaceChanged, Press } from '../ports/inbound.ts'
import { saidIn, saidSchema } from './said.ts'

const id = z.string().min(1).max(500)
const record = z.record(z.string(), z.unknown())

const activitySchema = z.object({
  id,
  type: z.string(),
  from: z.object({ id, role: z.string().optional() }),
  conversation: z.object({ id, conversationType: z.string().optional() }),
  replyToId: z.string().optional(),
  /** Outside a channel there is no team: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations */
  channelData: z.object({ team: z.object({ id }).optional() }).optional(),
})
const invokeSchema = activitySchema.extend({
  value: z.object({
    action: z.object({ verb: z.string().max(100), data: record.default({}) }),
    trigger: z.string().optional(),
  }),
})
const submitSchema = activitySchema.extend({ value: record.and(z.object({ verb: z.string().max(100) })) })
const messageSchema = activitySchema.extend(saidSchema.shape)

type Activity = z.infer<typeof activitySchema>

/** A reply in a thread carries the thread's id behind the channel's; the conversation is the channel. */
const placeOf = ({ conversation }: Activity): Place => ({
  in: conversation.conversationType === 'personal' ? 'private' : 'channel',
  conversation: conversation.id.replace(/;messageid=.*$/, ''),
})

/** Every message of a channel stands in a thread: its own, or the one it replies in. */
const threadOf = ({ conversation }: Activity): Pick<Place, 'thread'> => {
  const thread = /;messageid=([\w.-]{1,100})$/.exec(conversation.id)?.[1]
  return thread === undefined ? {} : { thread }
}

/** The private message a press was made on; `replyToId` names it. */
const pressedOn = (activity: Activity): Place => {
  const place = placeOf(activity)
  const { replyToId: message } = activity
  return place.in === 'private' && message !== undefined ? { ...place, message } : place
}

const fromPerson = (platform: Platform, activity: Activity) => ({
  id: activity.id,
  platform,
  actor: activity.from.id,
  place: placeOf(activity),
})

/** As cards name them; it only ever says that something is empty, so it needn't be believed. */
const FIELD = /^[A-Za-z][\w.]{0,39}$/
const MOST_FIELDS = 100

/**
 * Clients leave out the fields in which nothing stands, so the button names those its card had
 * (https://learn.microsoft.com/adaptive-cards/authoring-cards/input-validation): what is missing of them was emptied.
 */
const withEmptied = ({ fields, ...data }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  if (typeof fields !== 'string') return data
  const ids = fields.split(',', MOST_FIELDS).filter((id) => FIELD.test(id))
  return { ...Object.fromEntries(ids.map((id) => [id, ''])), ...data }
}

/** A press on a card: `Action.Execute`, answered with a card. */
export const executePress = (platform: Platform, activity: unknown): Press | undefined => {
  const parsed = invokeSchema.safeParse(activity)
  if (!parsed.success) return undefined
  const { action, trigger } = parsed.data.value
  const press = { ...fromPerson(platform, parsed.data), place: pressedOn(parsed.data) }
  // https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards
  const unasked = trigger === 'automatic' ? ({ unasked: true } as const) : {}
  return { ...press, ...unasked, verb: action.verb, data: withEmptied(action.data) }
}

/** The same press from a client that only knows `Action.Submit`: a message with a value, and no card in answer. */
export const submitPress = (
  platform: Platform,
  activity: unknown,
): { readonly press: Press; readonly message: string | undefined } | undefined => {
  const parsed = submitSchema.safeParse(activity)
  if (!parsed.success) return undefined
  const { verb, ...data } = parsed.data.value
  const place = pressedOn(parsed.data)
  const press = { ...fromPerson(platform, parsed.data), place, verb, data: withEmptied(data) }
  return { press, message: parsed.data.replyToId }
}

/** A message in a private chat, or one that mentions the bot in a channel. */
export const inboundMessage = (platform: Platform, activity: unknown): InboundMessage | undefined => {
  const parsed = messageSchema.safeParse(activity)
  // Bots are of no team: what they say is answered by nobody.
  if (!parsed.success || parsed.data.from.role === 'bot') return undefined
  const { text, attached } = saidIn(parsed.data)
  const message = { ...fromPerson(platform, parsed.data), text, group: parsed.data.channelData?.team?.id }
  return { ...message, place: { ...message.place, ...threadOf(parsed.data) }, ...(attached ? { attached } : {}) }
}

/** The app was added to or removed from a team or a person: `installationUpdate`. */
export const installation = (platform: Platform, activity: unknown, added: boolean): Installed | undefined => {
  const parsed = activitySchema.safeParse(activity)
  return parsed.success
    ? { ...fromPerson(platform, parsed.data), added, group: parsed.data.channelData?.team?.id }
    : undefined
}

const updateSchema = activitySchema.extend({
  recipient: z.object({ id }).optional(),
  membersRemoved: z.array(z.object({ id })).default([]),
  channelData: z
    .object({
      eventType: z.string().optional(),
      team: z.object({ id }).optional(),
      channel: z.object({ id }).optional(),
    })
    .default({}),
})
/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events */
const OF_CHANNEL: Readonly<Record<string, 'gone' | 'back'>> = { channelDeleted: 'gone', channelRestored: 'back' }
const OF_TEAM: Readonly<Record<string, 'gone' | 'back' | 'archived'>> = {
  teamArchived: 'archived',
  teamUnarchived: 'back',
  teamRestored: 'back',
  teamDeleted: 'gone',
  teamHardDeleted: 'gone',
}

/** What happened to a channel, a team, or who is in it: `conversationUpdate`. Names aren't kept, so that a new one changes nothing. */
export const placeChanges = (platform: Platform, activity: unknown): readonly PlaceChanged[] => {
  const parsed = updateSchema.safeParse(activity)
  if (!parsed.success) return []
  const { id: event, channelData, membersRemoved, recipient, conversation } = parsed.data
  const { eventType = '', team, channel } = channelData
  const ofChannel = OF_CHANNEL[eventType]
  if (ofChannel && channel) return [{ id: event, platform, what: ofChannel, channel: channel.id }]
  const ofTeam = OF_TEAM[eventType]
  if (ofTeam && team) return [{ id: event, platform, what: ofTeam, group: team.id }]
  // Of the bot itself an installation update tells.
  const people = membersRemoved.filter((one) => one.id !== recipient?.id && !/^28:/.test(one.id))
  // Out of one private or shared channel, she is still in the team.
  const ofOne = eventType.startsWith('channelMember')
  const where = team && !ofOne ? { group: team.id } : { channel: channel?.id ?? conversation.id }
  return people.map((one) => ({ id: event, platform, what: 'left', person: one.id, ...where }))
}
