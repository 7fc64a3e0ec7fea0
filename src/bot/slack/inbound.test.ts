import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { samples } from '../../../test/samples.ts'
import { voices } from '../../../test/voice.ts'
import { type Card, hasFields, type Part, type PressData } from '../../cards/card.ts'
import { SLACK } from '../../cards/limits.ts'
import { slackMessage } from '../../cards/slack/render.ts'
import { slackModal } from '../../cards/slack/views.ts'
import type { Platform } from '../../flows/ids.ts'
import { roundForm } from '../verbs/schemas.ts'
import { verbTable } from '../verbs/table.ts'
import { slackChanged, slackGone, slackHomeOpened, slackMoved } from './events.ts'
import { slackCommand, slackInboundMessage, slackPress, slackShortcut, slackSubmit } from './inbound.ts'
import { slackSurface, slackWindow } from './surface.ts'

const PLATFORM: Platform = { name: 'slack', tenant: 'T0TEAM', serviceUrl: 'https://slack.com/api' }
const CHANNEL = 'C0TEAM'
const CHAT = 'D0LOTTE'
const LOTTE = 'U0LOTTE'

interface Pressed {
  readonly action_id: string
  readonly value: string
}
interface InputElement {
  readonly type: string
  readonly action_id: string
  readonly initial_value?: string
  readonly initial_date?: string
  readonly initial_option?: { readonly value: string }
  readonly initial_options?: readonly { readonly value: string }[]
  readonly initial_users?: readonly string[]
  readonly initial_user?: string
}

const press = (pressed: Pressed, values: Record<string, unknown> = {}, channel = CHAT) => ({
  type: 'block_actions',
  api_app_id: 'A0APP',
  team: { id: 'T0TEAM', domain: 'onlife' },
  user: { id: LOTTE, team_id: 'T0TEAM' },
  trigger_id: '13345224609.738474920.8088930838d88f008e0',
  response_url: 'https://hooks.slack.com/actions/T0TEAM/1/x',
  channel: { id: channel, name: 'directmessage' },
  actions: [{ type: 'button', block_id: 'b', action_ts: '1', ...pressed }],
  state: { values },
})

/** What a client says of fields that nobody touched. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const untouched = (card: Card): Record<string, unknown> =>
  Object.fromEntries(
    slackMessage(card).blocks.flatMap((block) => {
      if (block.type !== 'input') return []
      const element = block.element as unknown as InputElement
      const state = {
        type: element.type,
        value: element.initial_value ?? null,
        selected_date: element.initial_date ?? null,
        selected_option: element.initial_option ?? null,
        selected_options: element.initial_options ?? [],
        selected_users: element.initial_users ?? [],
        selected_user: element.initial_user ?? null,
      }
      return [[block.block_id, { [element.action_id]: state }]]
    }),
  )

const pressesIn = (part: Part): readonly PressData[] => {
  if (part.kind === 'buttons') return part.buttons
  if (part.kind === 'rating') return part.clear ? [...part.stars, part.clear] : part.stars
  return part.kind === 'gradeChoice' || part.kind === 'row' ? [part.press] : []
}

const buttonsOf = (card: Card): Pressed[] =>
  slackMessage(card).blocks.flatMap((block) => {
    const found = block.type === 'actions' ? block.elements : block.type === 'section' ? [block.accessory] : []
    return found.flatMap((element) => (element?.type === 'button' ? [element as unknown as Pressed] : []))
  })

/** As it stands on the card, in the words any platform sends back. */
const standing = (part: Part): readonly (readonly [string, string])[] => {
  switch (part.kind) {
    case 'textInput':
      return [[part.id, [...part.value].slice(0, SLACK.typed).join('')]]
    case 'dateInput':
      return [[part.id, /^\d{4}-\d{2}-\d{2}$/.test(part.value) ? part.value : '']]
    case 'choiceInput':
      return [[part.id, part.choices.some(({ id }) => id === part.value) ? part.value : '']]
    case 'choicesInput': {
      const fromSlack = part.directory || part.choices.length > SLACK.options
      const known = part.choices.map(({ id }) => id).filter((id) => part.chosen.includes(id))
      return [[part.id, (fromSlack ? part.chosen : known).join(',')]]
    }
    case 'toggle':
      return [[part.id, part.on ? 'true' : '']]
    default:
      return []
  }
}

const verbs = verbTable(voices.nl.kit)
describe.each(samples)('$screen ($size, $language), pressed in Slack', ({ sample }) => {
  it('sends back what its buttons and fields say, and the verb table takes it', () => {
    const fields = Object.fromEntries(sample.parts.flatMap(standing))
    const wanted = sample.parts
      .flatMap(pressesIn)
      .map(({ verb, data }) => ({ verb, data: { ...fields, v: 1, ...data } }))
    const came = buttonsOf(sample).map((pressed) => slackPress(PLATFORM, press(pressed, untouched(sample))))
    expect(came.map((one) => one && { verb: one.verb, data: one.data })).toEqual(wanted)
    for (const one of came) {
      const parsed = verbs.get(one?.verb ?? '')?.data.safeParse(one?.data)
      expect(parsed?.error?.issues ?? [], one?.verb).toEqual([])
    }
  })
})

const withFields = samples.filter(({ sample }) => hasFields(sample) && slackModal(sample).submit)
describe.each(withFields)('$screen ($size, $language), sent as a window in Slack', ({ sample }) => {
  it('sends back what its main button and fields say, and the verb table takes it', () => {
    const { callback_id, private_metadata } = slackModal(sample)
    const view = { id: 'V1', type: 'modal', callback_id, private_metadata, state: { values: untouched(sample) } }
    const came = slackSubmit(PLATFORM, { type: 'view_submission', trigger_id: '1.2', user: { id: LOTTE }, view })
    const main = sample.parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : [])).find((one) => one.main)
    const fields = Object.fromEntries(sample.parts.flatMap(standing))
    expect(came).toMatchObject({ actor: LOTTE, verb: main?.verb, data: { ...fields, v: 1, ...main?.data } })
    expect(verbs.get(came?.verb ?? '')?.data.safeParse(came?.data).error?.issues ?? []).toEqual([])
  })
})

const button = { action_id: 'round.show', value: '{"v":1,"round":"r"}' }

describe('a press in Slack', () => {
  it('is by who pressed, where she pressed, and once', () => {
    expect(slackPress(PLATFORM, press(button))).toEqual({
      id: '13345224609.738474920.8088930838d88f008e0',
      platform: PLATFORM,
      actor: LOTTE,
      place: { in: 'private', conversation: CHAT },
      verb: 'round.show',
      data: { v: 1, round: 'r' },
    })
  })

  it.each([
    ['C0TEAM', 'channel'],
    ['G0CLOSED', 'channel'],
    ['D0LOTTE', 'private'],
  ])('in %s is in a %s', (channel, place) => {
    expect(slackPress(PLATFORM, press(button, {}, channel))?.place).toEqual({ in: place, conversation: channel })
  })

  it('means "no" by a box that isn’t ticked any more', () => {
    const off = { more: { more: { type: 'checkboxes', selected_options: [] } } }
    expect(roundForm.parse(slackPress(PLATFORM, press({ ...button, value: '{"v":1}' }, off))?.data).more).toBe(false)
  })

  it('goes by what the button was made with, whatever a field is called', () => {
    const sly = { round: { round: { type: 'plain_text_input', value: 'another' } } }
    expect(slackPress(PLATFORM, press(button, sly))?.data.round).toBe('r')
  })

  it.each([
    ['no actions', { actions: [] }],
    ['two actions', { actions: [press(button).actions[0], press(button).actions[0]] }],
    ['a menu', { actions: [{ ...press(button).actions[0], type: 'static_select' }] }],
    ['data that is no JSON', { actions: [{ ...press(button).actions[0], value: '{' }] }],
    ['data that is a list', { actions: [{ ...press(button).actions[0], value: '[]' }] }],
    ['data past what Slack holds', { actions: [{ ...press(button).actions[0], value: `"${'x'.repeat(2000)}"` }] }],
    ['nobody', { user: {} }],
    ['nowhere', { channel: undefined }],
    ['another payload', { type: 'view_closed' }],
  ])('with %s is none', (_, change) => {
    expect(slackPress(PLATFORM, { ...press(button), ...change })).toBeUndefined()
  })
})

const command = (change: Record<string, unknown> = {}) => ({
  command: '/quickscan',
  trigger_id: '1.2.3',
  user_id: LOTTE,
  channel_id: CHANNEL,
  text: 'zoek tiktok &amp; co',
  ...change,
})
const event = (change: Record<string, unknown> = {}) => ({
  type: 'event_callback',
  event_id: 'Ev1',
  event: { type: 'app_mention', user: LOTTE, channel: CHANNEL, text: '<@U0BOT> start', ts: '1.1', ...change },
})
const place = { in: 'channel', conversation: CHANNEL }

describe('what is said to the bot in Slack', () => {
  it('is typed as a command', () => {
    expect(slackCommand(PLATFORM, command())).toEqual({
      id: '1.2.3',
      platform: PLATFORM,
      actor: LOTTE,
      place,
      text: 'zoek tiktok & co',
      group: 'T0TEAM',
    })
    expect(slackCommand(PLATFORM, command({ text: undefined }))?.text).toBe('')
  })

  it('is a mention in a channel, without the mention', () => {
    expect(slackInboundMessage(PLATFORM, event())).toEqual({
      id: 'Ev1',
      platform: PLATFORM,
      actor: LOTTE,
      place,
      text: 'start',
      group: 'T0TEAM',
    })
  })

  it('is anything in the private chat', () => {
    const heard = slackInboundMessage(PLATFORM, event({ type: 'message', channel: CHAT, text: 'help' }))
    expect(heard).toMatchObject({ place: { in: 'private', conversation: CHAT }, text: 'help' })
  })

  it.each([
    ['what people say to each other in the channel', { type: 'message' }],
    ['a mention in the private chat, which comes as a message too', { channel: CHAT }],
    ['what a bot says', { bot_id: 'B1' }],
    ['a message that was changed', { type: 'message', channel: CHAT, subtype: 'message_changed' }],
    ['a reaction', { type: 'reaction_added' }],
    ['a message of nobody', { user: undefined }],
  ])('is not %s', (_, change) => {
    expect(slackInboundMessage(PLATFORM, event(change))).toBeUndefined()
  })

  it('keeps what someone typed, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const escaped = typed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
        expect(slackCommand(PLATFORM, command({ text: escaped }))?.text).toBe(typed.trim())
      }),
    )
  })
})

describe('what else Slack tells of', () => {
  const told = (inner: object, authorizations: readonly object[] = []) => ({
    event_id: 'Ev1',
    event: inner,
    authorizations,
  })
  const us = [{ user_id: 'U0BOT', is_bot: true }]

  it('is her page, opened on its first tab', () => {
    const home = { type: 'app_home_opened', tab: 'home', user: LOTTE }
    expect(slackHomeOpened(PLATFORM, told(home))).toMatchObject({
      actor: LOTTE,
      place: { in: 'home' },
      verb: 'home.show',
    })
    expect(slackHomeOpened(PLATFORM, told({ ...home, tab: 'messages' }))).toBeUndefined()
  })

  it('is the bot itself coming and going, and nobody else', () => {
    const joined = { type: 'member_joined_channel', user: 'U0BOT', channel: CHANNEL }
    expect(slackMoved(PLATFORM, told(joined, us))).toMatchObject({ added: true, place, group: 'T0TEAM' })
    expect(slackMoved(PLATFORM, told({ ...joined, user: LOTTE }, us))).toBeUndefined()
    const left = slackMoved(PLATFORM, told({ type: 'channel_left', channel: CHANNEL }))
    // The other channels of the workspace go on.
    expect(left).toMatchObject({ added: false, place, group: undefined })
    expect(slackMoved(PLATFORM, told({ type: 'group_left', channel: 'G0CLOSED' }))?.added).toBe(false)
  })

  it('is the app being taken away, or the bot’s token; not a person’s', () => {
    const gone = { added: false, place: undefined, group: 'T0TEAM' }
    expect(slackGone(PLATFORM, told({ type: 'app_uninstalled' }))).toMatchObject(gone)
    expect(slackGone(PLATFORM, told({ type: 'tokens_revoked', tokens: { bot: ['U0BOT'] } }))).toMatchObject(gone)
    expect(slackGone(PLATFORM, told({ type: 'tokens_revoked', tokens: { oauth: [LOTTE] } }))).toBeUndefined()
  })

  it('is a shortcut, which is said in private', () => {
    const shortcut = { type: 'shortcut', trigger_id: '1.2', user: { id: LOTTE }, callback_id: 'open' }
    expect(slackShortcut(PLATFORM, shortcut)).toMatchObject({ actor: LOTTE, text: 'open', place: { in: 'private' } })
  })
})

describe('where a press is answered', () => {
  it('is on the message itself where only the presser sees it', () => {
    const at = (channel: string, is_ephemeral: boolean) => {
      const payload = { ...press(button, {}, channel), container: { message_ts: '1.1', is_ephemeral } }
      return slackSurface(payload)
    }
    expect(at(CHAT, false)).toMatchObject({ on: 'message', own: true, ts: '1.1' })
    expect(at(CHANNEL, false)).toMatchObject({ on: 'message', own: false })
    expect(at(CHANNEL, true)).toMatchObject({ on: 'message', own: true, ts: undefined })
  })

  it('is in the window or on the page it came from', () => {
    const inside = (type: string) => ({ ...press(button), channel: undefined, view: { id: 'V1', type } })
    expect(slackSurface(inside('modal'))).toEqual({ on: 'window', view: 'V1' })
    expect(slackSurface(inside('home'))).toEqual({ on: 'home' })
    expect(slackPress(PLATFORM, inside('modal'))?.place).toEqual({ in: 'private', conversation: '' })
    expect(slackPress(PLATFORM, inside('home'))?.place).toEqual({ in: 'home', conversation: '' })
    expect(slackWindow({ view: { id: 'V1', state: { values: { title: {} } } } })).toEqual({ fields: ['title'] })
  })
})

describe('what Slack tells of channels and people', () => {
  const told = (event: object) => slackChanged(PLATFORM, { event_id: 'Ev1', event_time: 1, event })
  const common = { id: 'Ev1', platform: PLATFORM }

  it.each([
    ['channel_archive', 'archived'],
    ['group_archive', 'archived'],
    ['channel_unarchive', 'back'],
    ['group_unarchive', 'back'],
    ['channel_deleted', 'gone'],
    ['group_deleted', 'gone'],
  ])('%s: it is %s', (type, what) => {
    expect(told({ type, channel: 'C0TEAM', user: LOTTE })).toEqual({ ...common, what, channel: 'C0TEAM' })
  })

  it('is where it goes on, who left, and whose account was closed; nothing else of anybody’s account', () => {
    const moved = { type: 'channel_id_changed', old_channel_id: 'G0', new_channel_id: 'C0' }
    expect(told(moved)).toEqual({ ...common, what: 'moved', channel: 'G0', to: 'C0' })
    const left = { type: 'member_left_channel', user: LOTTE, channel: 'C0TEAM' }
    expect(told(left)).toEqual({ ...common, what: 'left', person: LOTTE, channel: 'C0TEAM' })
    const closed = { type: 'user_change', user: { id: LOTTE, deleted: true } }
    expect(told(closed)).toEqual({ ...common, what: 'left', person: LOTTE })
    expect(told({ type: 'user_change', user: { id: LOTTE, deleted: false } })).toBeUndefined()
    expect(told({ type: 'channel_rename', channel: { id: 'C0TEAM', name: 'nieuw' } })).toBeUndefined()
  })
})

describe('anything else that may come from Slack', () => {
  const ofPlatform = [
    slackPress,
    slackSubmit,
    slackCommand,
    slackShortcut,
    slackInboundMessage,
    slackHomeOpened,
    slackMoved,
    slackGone,
    slackChanged,
  ]
  const parsers = [
    ...ofPlatform,
    (_: Platform, payload: unknown) => slackSurface(payload),
    (_: Platform, payload: unknown) => slackWindow(payload),
  ]

  it('is none of it, and breaks nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (payload) => {
        for (const parse of parsers) expect(parse(PLATFORM, payload)).toBeUndefined()
      }),
    )
  })

  it('is a press, or none, wherever a payload is broken; never by another, never elsewhere', () => {
    const whole = press(button, { a: { a: { type: 'plain_text_input', value: 'x' } } })
    const keys = Object.keys(whole) as (keyof typeof whole)[]
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, junk) => {
        const came = slackPress(PLATFORM, { ...whole, [key]: junk })
        if (!came) return
        if (key !== 'user') expect(came.actor).toBe(LOTTE)
        if (key !== 'channel') expect(came.place.conversation).toBe(CHAT)
        if (key !== 'actions') expect(came.verb).toBe(button.action_id)
      }),
    )
  })
})
