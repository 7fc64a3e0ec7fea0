import { z } from 'zod'
import type { Platform } from '../flows/names.ts'
import type { Place, Press, Said } from './press.ts'

const id = z.string().min(1).max(100)
const record = z.record(z.string(), z.unknown())
const option = z.object({ value: z.string().max(2000) })

/** A press on a button of a message: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const pressSchema = z.object({
  type: z.literal('block_actions'),
  trigger_id: id,
  user: z.object({ id }),
  channel: z.object({ id }),
  actions: z.tuple([
    z.object({ type: z.literal('button'), action_id: z.string().max(100), value: z.string().max(2000) }),
  ]),
  state: z.object({ values: z.record(z.string(), record) }).optional(),
})

/** What a field holds, by its element: https://docs.slack.dev/reference/block-kit/block-elements */
const fieldSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('plain_text_input'), value: z.string().nullish() }),
  z.object({ type: z.literal('datepicker'), selected_date: z.string().nullish() }),
  z.object({ type: z.enum(['static_select', 'radio_buttons']), selected_option: option.nullish() }),
  z.object({ type: z.enum(['checkboxes', 'multi_static_select']), selected_options: z.array(option).nullish() }),
  z.object({ type: z.literal('multi_users_select'), selected_users: z.array(id).nullish() }),
])
type Field = z.infer<typeof fieldSchema>

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
const commandSchema = z.object({ trigger_id: id, user_id: id, channel_id: id, text: z.string().max(8000).default('') })

/** https://docs.slack.dev/reference/events/app_mention and https://docs.slack.dev/reference/events/message.im */
const messageSchema = z.object({
  event_id: id,
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    channel_type: z.string().optional(),
    /** Edited, deleted, joined and the like: nobody said anything to us. */
    subtype: z.undefined().optional(),
    /** What a bot says, ourselves included, is never a wish. */
    bot_id: z.undefined().optional(),
    user: id,
    channel: id,
    text: z.string().default(''),
  }),
})

/** Slack's ids say what they are of: `D…` is a chat of one person with the bot. A group of people is a channel to us. */
const placeOf = (channel: string): Place => ({
  in: /^D/.test(channel) ? 'private' : 'channel',
  conversation: channel,
})

/** As a card of ours sends it back on any platform: text, a date, one id, or ids with commas between. */
const heldIn = (field: Field): string => {
  switch (field.type) {
    case 'plain_text_input':
      return field.value ?? ''
    case 'datepicker':
      return field.selected_date ?? ''
    case 'static_select':
    case 'radio_buttons':
      return field.selected_option?.value ?? ''
    case 'checkboxes':
    case 'multi_static_select':
      return (field.selected_options ?? []).map(({ value }) => value).join(',')
    case 'multi_users_select':
      return (field.selected_users ?? []).join(',')
  }
}

const fieldsOf = (values: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Record<string, string> =>
  Object.fromEntries(
    Object.values(values).flatMap((elements) =>
      Object.entries(elements).flatMap(([name, element]) => {
        const field = fieldSchema.safeParse(element)
        return field.success ? [[name, heldIn(field.data)]] : []
      }),
    ),
  )

const buttonData = (value: string): Record<string, unknown> | undefined => {
  try {
    const parsed = record.safeParse(JSON.parse(value))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** What the button was made with goes before what someone filled in under the same name. */
export const slackPress = (platform: Platform, payload: unknown): Press | undefined => {
  const parsed = pressSchema.safeParse(payload)
  if (!parsed.success) return undefined
  const { trigger_id, user, channel, state } = parsed.data
  const [{ action_id: verb, value }] = parsed.data.actions
  const data = buttonData(value)
  if (!data) return undefined
  const fields = fieldsOf(state?.values ?? {})
  return { id: trigger_id, platform, actor: user.id, place: placeOf(channel.id), verb, data: { ...fields, ...data } }
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }
/** Mentions are taken out while they can still be told from what someone typed, then its three escapes are undone. */
const wordsOf = (text: string): string =>
  text
    .replace(/<[@!#][^<>]*>/g, ' ')
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim()

/** `/quickscan …`, wherever it is typed. */
export const slackCommand = (platform: Platform, payload: unknown): Said | undefined => {
  const parsed = commandSchema.safeParse(payload)
  if (!parsed.success) return undefined
  const { trigger_id, user_id, channel_id, text } = parsed.data
  const place = placeOf(channel_id)
  return { id: trigger_id, platform, actor: user_id, place, text: wordsOf(text), group: undefined }
}

/** A mention in a channel, or anything in the private chat; what people say to each other is not for us. */
export const slackMessageSaid = (platform: Platform, payload: unknown): Said | undefined => {
  const parsed = messageSchema.safeParse(payload)
  if (!parsed.success) return undefined
  const { event_id, event } = parsed.data
  const place = placeOf(event.channel)
  // A mention in the private chat comes twice, as a message too: the message is enough.
  if (place.in === (event.type === 'message' ? 'channel' : 'private')) return undefined
  return { id: event_id, platform, actor: event.user, place, text: wordsOf(event.text), group: undefined }
}
