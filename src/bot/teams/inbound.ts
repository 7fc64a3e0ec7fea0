import { z } from 'zod'
import type { Platform } from '../../flows/ids.ts'
import type { InboundMessage, Installed, Place, Press } from '../ports/inbound.ts'
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
  value: z.object({ action: z.object({ verb: z.string().max(100), data: record.default({}) }) }),
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

/** A press on a card: `Action.Execute`, answered with a card. */
export const executePress = (platform: Platform, activity: unknown): Press | undefined => {
  const parsed = invokeSchema.safeParse(activity)
  if (!parsed.success) return undefined
  const { verb, data } = parsed.data.value.action
  return { ...fromPerson(platform, parsed.data), place: pressedOn(parsed.data), verb, data }
}

/** The same press from a client that only knows `Action.Submit`: a message with a value, and no card in answer. */
export const submitPress = (
  platform: Platform,
  activity: unknown,
): { readonly press: Press; readonly message: string | undefined } | undefined => {
  const parsed = submitSchema.safeParse(activity)
  if (!parsed.success) return undefined
  const { verb, ...data } = parsed.data.value
  const press = { ...fromPerson(platform, parsed.data), place: pressedOn(parsed.data), verb, data }
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
