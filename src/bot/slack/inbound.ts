import { z } from 'zod'
import type { Platform } from '../../flows/ids.ts'
import type { InboundMessage, Place, Press } from '../ports/inbound.ts'
import { carried, fieldsOf, type State, stateSchema } from './fields.ts'

const id = z.string().min(1).max(100)

/** A press on a button: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const pressSchema = z.object({
  type: z.literal('block_actions'),
  trigger_id: id,
  user: z.object({ id }),
  actions: z.tuple([
    z.object({ type: z.literal('button'), action_id: z.string().max(100), value: z.string().max(2000) }),
  ]),
})
/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const onMessage = z.object({
  channel: z.object({ id }),
  container: z.object({ message_ts: id.optional(), is_ephemeral: z.boolean().optional() }).optional(),
  state: stateSchema.optional(),
})
/** In a window or on the home page there is no channel. */
const onView = z.object({
  channel: z.null().optional(),
  view: z.object({ type: z.enum(['modal', 'home']), state: stateSchema.optional() }),
})

/** A window that is sent: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const submitSchema = z.object({
  type: z.literal('view_submission'),
  trigger_id: id,
  user: z.object({ id }),
  view: z.object({
    type: z.literal('modal'),
    callback_id: z.string().min(1).max(100),
    private_metadata: z.string().max(3000),
    state: stateSchema,
  }),
})

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
const commandSchema = z.object({ trigger_id: id, user_id: id, channel_id: id, text: z.string().max(8000).default('') })

/** From the menu beside the message field, of no channel: https://docs.slack.dev/interactivity/implementing-shortcuts */
const shortcutSchema = z.object({
  type: z.literal('shortcut'),
  trigger_id: id,
  user: z.object({ id }),
  callback_id: z.string().min(1).max(100),
})

/** https://docs.slack.dev/reference/events/app_mention and https://docs.slack.dev/reference/events/message.im */
const messageSchema = z.object({
  event_id: id,
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    channel_type: z.string().optional(),
    /** With a file, sent to the channel too, or in the third person; others are edited, deleted, joined: nobody said anything to us. */
    subtype: z.enum(['file_share', 'thread_broadcast', 'me_message']).optional(),
    edited: z.undefined().optional(),
    /** Messages of bots, ourselves included, are ignored. */
    bot_id: z.undefined().optional(),
    user: id,
    channel: id,
    text: z.string().nullish(),
    /** https://docs.slack.dev/messaging/#threading */
    thread_ts: id.optional(),
    files: z.array(z.unknown()).nullish(),
  }),
})

/** Slack's ids carry their kind: `D…` is one person's chat with the bot. A group chat is handled as a channel. */
export const placeOf = (channel: string): Place => ({
  in: /^D/.test(channel) ? 'private' : 'channel',
  conversation: channel,
})

/** Private, but in no conversation: a window or a menu. */
const NOWHERE: Place = { in: 'private', conversation: '' }
const ON_HOME: Place = { in: 'home', conversation: '' }

/** Where a press was made, and the state of the fields there. */
const pressedIn = (payload: unknown): { readonly place: Place; readonly state: State | undefined } | undefined => {
  const message = onMessage.safeParse(payload)
  if (message.success) {
    const { channel, container, state } = message.data
    const place = placeOf(channel.id)
    const pressed = place.in === 'private' && !container?.is_ephemeral ? container?.message_ts : undefined
    return { place: { ...place, ...(pressed === undefined ? {} : { message: pressed }) }, state }
  }
  const { data } = onView.safeParse(payload)
  return data && { place: data.view.type === 'home' ? ON_HOME : NOWHERE, state: data.view.state }
}

/** A press on a button. The button's own data takes precedence over a field of the same name. */
export const slackPress = (platform: Platform, payload: unknown): Press | undefined => {
  const parsed = pressSchema.safeParse(payload)
  const where = parsed.success ? pressedIn(payload) : undefined
  if (!parsed.success || !where) return undefined
  const { trigger_id, user } = parsed.data
  const [{ action_id, value }] = parsed.data.actions
  // What stands behind the sign only tells the buttons of one row apart (`cards/slack/render.ts`).
  const [verb = ''] = action_id.split('/', 1)
  const data = carried(value)
  if (!data) return undefined
  const fields = where.state ? fieldsOf(where.state) : {}
  return { id: trigger_id, platform, actor: user.id, place: where.place, verb, data: { ...fields, ...data } }
}

/** A window of ours that was submitted, as a press on its main button. */
export const slackSubmit = (platform: Platform, payload: unknown): Press | undefined => {
  const parsed = submitSchema.safeParse(payload)
  if (!parsed.success) return undefined
  const { trigger_id, user, view } = parsed.data
  const data = carried(view.private_metadata)
  if (!data) return undefined
  const fields = fieldsOf(view.state)
  return {
    id: trigger_id,
    platform,
    actor: user.id,
    place: NOWHERE,
    verb: view.callback_id,
    data: { ...fields, ...data },
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }
/** Lines after ">" are somebody else's words, where there are others. */
const unquoted = (text: string): string => {
  const own = text.split('\n').filter((line) => !/^\s*&gt;/.test(line))
  return own.some((line) => line.trim() !== '') ? own.join('\n') : text
}
/** Slack's names for what is a smile, a thumb or a heart: https://docs.slack.dev/messaging/formatting-message-text#emoji */
const SMILE =
  /^:(?:\+1|thumbsup|smil\w*|slightly_smiling_face|simple_smile|blush|grin\w*|joy|laughing|wink|heart\w*|(?!broken_)\w+_heart|pray|clap|raised_hands|ok_hand|muscle|tada|star-struck|hugging_face|white_check_mark|sunglasses|relaxed|100|fire):/
/** An emoji alone says something: a smile is passed on as one. */
const emojiOf = (code: string): string => (SMILE.test(code) ? ' 🙂 ' : ' ')
/** Mentions and emoji are removed while they can be told from typed text, then Slack's three escapes are undone. */
const plainTextOf = (text: string): string =>
  unquoted(text.replace(/<[@!#][^<>]*>/g, ' '))
    .replace(/(?<=^|\s):[a-z0-9_+-]+:(?::skin-tone-\d:)?(?=\s|$)/g, emojiOf)
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim()

/** The app belongs to a whole workspace: with it, all its channels go. */
const groupOf = ({ tenant }: Platform): string => tenant

/** `/quickscan …`, wherever it is typed. */
export const slackCommand = (platform: Platform, payload: unknown): InboundMessage | undefined => {
  const parsed = commandSchema.safeParse(payload)
  if (!parsed.success) return undefined
  const { trigger_id, user_id, channel_id, text } = parsed.data
  const place = placeOf(channel_id)
  // Typed in a chat of two people, it is theirs and not the bot's.
  const where = place.in === 'channel' ? place : NOWHERE
  return { id: trigger_id, platform, actor: user_id, place: where, text: plainTextOf(text), group: groupOf(platform) }
}

/** A shortcut's id is taken as a command typed in the private chat. */
export const slackShortcut = (platform: Platform, payload: unknown): InboundMessage | undefined => {
  const parsed = shortcutSchema.safeParse(payload)
  if (!parsed.success) return undefined
  const { trigger_id, user, callback_id } = parsed.data
  return { id: trigger_id, platform, actor: user.id, place: NOWHERE, text: callback_id, group: groupOf(platform) }
}

/** A mention in a channel, or any message in the private chat; other messages are ignored. */
export const slackInboundMessage = (platform: Platform, payload: unknown): InboundMessage | undefined => {
  const parsed = messageSchema.safeParse(payload)
  if (!parsed.success) return undefined
  const { event_id, event } = parsed.data
  const place = placeOf(event.channel)
  // A mention in the private chat comes twice, as a message too: the message is enough.
  if (place.in === (event.type === 'message' ? 'channel' : 'private')) return undefined
  const { user: actor, text, thread_ts: thread, files } = event
  const where = thread === undefined || place.in === 'private' ? place : { ...place, thread }
  const said = { id: event_id, platform, actor, place: where, text: plainTextOf(text ?? ''), group: groupOf(platform) }
  return (files ?? []).length > 0 ? { ...said, attached: true } : said
}
