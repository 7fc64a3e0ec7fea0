import { createHmac } from 'node:crypto'
import { pressablesOf } from './cardReading.ts'
import type { ChatClient, PressInput } from './chatClient.ts'
import type { Accounts } from './slackAccounts.ts'
import { valuesOf } from './slackFields.ts'
import type { Tickets } from './slackTickets.ts'
import type { Troubles } from './trouble.ts'
import { type DrawnCard, type Message, type Place, SLACK_IDS, seenBy, type World } from './world.ts'

/** What a person's Slack does besides: commands, shortcuts, the page under the bot's name, and taking the app away. */
export interface SlackClient extends ChatClient {
  command(person: string, channel: string, text: string): Promise<{ readonly status: number; readonly body: unknown }>
  shortcut(person: string, id: string): Promise<number>
  opensPage(person: string): Promise<number>
  uninstall(): Promise<number>
  /** Bytes as they are, signed now or at another time. */
  knock(knock: Knock): Promise<{ readonly status: number; readonly body: unknown }>
}

export interface Knock {
  readonly text: string
  readonly type: 'form' | 'json'
  /** When it says it was signed, in milliseconds. */
  readonly at?: number
  readonly secret?: string
  readonly headers?: Readonly<Record<string, string>>
}

interface Addresses {
  readonly bot: () => string
  readonly service: () => string
  readonly called: () => void
  /** Resolves when the bot has done what it acknowledged. */
  readonly answered: () => Promise<void>
}

/** Slack's own three characters, in what people type: https://docs.slack.dev/messaging/formatting-message-text */
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

const PATIENCE = 3_000
const TYPES = { form: 'application/x-www-form-urlencoded', json: 'application/json' } as const

/** Whether a button stands on what only the presser sees under a message, and not on the message itself. */
const isBeside = (message: Message, person: string, { verb, data }: Pick<PressInput, 'verb' | 'data'>): boolean => {
  const has = (card: DrawnCard | undefined): boolean =>
    pressablesOf(card ?? {}).some((one) => one.verb === verb && JSON.stringify(one.data) === JSON.stringify(data))
  return !has(message.card) && has(message.views.get(person))
}

export const createSlackClient = (
  world: World,
  { app, botUser, revoke }: Accounts,
  tickets: Tickets,
  troubles: Troubles,
  addresses: Addresses,
  changed: (message: Message) => void,
  opened: string,
  realNow: () => number,
): SlackClient => {
  let events = 0
  const nextEvent = (): string => {
    events += 1
    return `Ev${opened}${events}`
  }

  const signed = ({ text, type, at = realNow(), secret = app.signingSecret, headers = {} }: Knock) => {
    const timestamp = String(Math.floor(at / 1000))
    const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${text}`).digest('hex')
    return {
      'content-type': TYPES[type],
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
      ...headers,
    }
  }
  const post = async (text: string, headers: Record<string, string>) => {
    addresses.called()
    const response = await fetch(`${addresses.bot()}/slack/events`, {
      method: 'POST',
      headers,
      body: text,
      signal: AbortSignal.timeout(PATIENCE),
    })
    const said = await response.text()
    return { status: response.status, body: said ? (JSON.parse(said) as unknown) : undefined }
  }
  const knock: SlackClient['knock'] = (one) => post(one.text, signed(one))

  /** Slack delivers an event again when it thinks it was lost, and says so; a press again only who recorded it could. */
  const twice = async (one: Knock) => {
    const headers = signed(one)
    const first = await post(one.text, headers)
    for (let again = 1; again <= troubles.duplicates; again++)
      await (one.type === 'json'
        ? knock({ ...one, headers: { 'x-slack-retry-num': String(again), 'x-slack-retry-reason': 'http_timeout' } })
        : post(one.text, headers))
    await addresses.answered()
    return first
  }

  const event = (what: object, id = nextEvent()) =>
    twice({
      type: 'json',
      text: JSON.stringify({
        type: 'event_callback',
        team_id: SLACK_IDS.tenant,
        api_app_id: app.id,
        event_id: id,
        event: what,
        authorizations: [{ team_id: SLACK_IDS.tenant, user_id: botUser, is_bot: true }],
      }),
    })

  const interaction = (person: string, payload: object) =>
    twice({
      type: 'form',
      text: new URLSearchParams({
        payload: JSON.stringify({
          team: { id: SLACK_IDS.tenant, domain: 'praktijk' },
          user: { id: SLACK_IDS.person(person), team_id: SLACK_IDS.tenant },
          api_app_id: app.id,
          ...payload,
        }),
      }).toString(),
    })

  const placeOf = (message: Message): Place => {
    const place = world.places.find(({ id }) => id === message.place)
    if (!place) throw new Error(`message ${message.id} is nowhere`)
    return place
  }

  /** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
  const pressPayload = (person: string, message: Message, { verb, data, inputs }: PressInput, trigger: string) => {
    const card = seenBy(message, person) ?? {}
    const values = valuesOf(card, inputs)
    const actions = [
      { type: 'button', action_id: verb, block_id: 'b', action_ts: trigger, value: JSON.stringify(data) },
    ]
    const common = { type: 'block_actions', trigger_id: trigger, actions }
    if (card.type === 'modal' || card.type === 'home')
      return { ...common, container: { type: 'view' }, view: { id: message.id, type: card.type, state: { values } } }
    const place = placeOf(message)
    const own = isBeside(message, person, { verb, data })
    const url = tickets.response({ message, person, own })
    return {
      ...common,
      channel: { id: place.conversation },
      container: { type: 'message', message_ts: message.id, channel_id: place.conversation, is_ephemeral: own },
      response_url: `${addresses.service()}actions/${url}`,
      state: { values },
    }
  }

  /** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
  const submitted = async (
    person: string,
    message: Message,
    card: DrawnCard,
    inputs: PressInput['inputs'],
    trigger: string,
  ) => {
    const { callback_id, private_metadata, type } = card
    const answer = await interaction(person, {
      type: 'view_submission',
      trigger_id: trigger,
      view: { id: message.id, type, callback_id, private_metadata, state: { values: valuesOf(card, inputs) } },
    })
    const said = answer.body as
      | { readonly response_action?: string; readonly view?: DrawnCard; readonly errors?: object }
      | undefined
    if (said?.response_action === 'update') message.card = said.view
    else if (said?.response_action === 'push')
      world.messages.push({ ...message, id: nextEvent(), card: said.view, edits: 0, views: new Map() })
    // What was typed stays, with what is wrong beside it.
    else if (said?.response_action === 'errors') message.card = { ...card, typed: inputs, errors: said.errors }
    else if (answer.status === 200) world.messages.splice(world.messages.indexOf(message), 1)
    changed(message)
    return answer.status
  }

  const press: SlackClient['press'] = async (person, message, input, trigger = tickets.trigger(person)) => {
    const card = seenBy(message, person) ?? {}
    const sends =
      card.type === 'modal' && card.callback_id === input.verb && card.private_metadata === JSON.stringify(input.data)
    const status = sends
      ? await submitted(person, message, card, input.inputs, trigger)
      : (await interaction(person, pressPayload(person, message, input, trigger))).status
    return { status, card: seenBy(message, person) }
  }

  return {
    nextEvent,
    knock,
    press,
    deliver: (body, secret) =>
      knock({ type: 'json', text: JSON.stringify(body), ...(secret === undefined ? {} : { secret }) }),
    submit: async (person, message, input, trigger) => (await press(person, message, input, trigger)).status,
    say: async (person, { kind, conversation }, text) => {
      const from = { user: SLACK_IDS.person(person), channel: conversation }
      const said =
        kind === 'channel'
          ? { type: 'app_mention', text: `<@${botUser}> ${escaped(text)}`, ...from }
          : { type: 'message', channel_type: 'im', text: escaped(text), ...from }
      return (await event(said)).status
    },
    command: (person, channel, text) =>
      twice({
        type: 'form',
        text: new URLSearchParams({
          command: '/quickscan',
          text: escaped(text),
          team_id: SLACK_IDS.tenant,
          api_app_id: app.id,
          channel_id: channel,
          user_id: SLACK_IDS.person(person),
          trigger_id: tickets.trigger(person),
        }).toString(),
      }),
    shortcut: async (person, callback_id) =>
      (await interaction(person, { type: 'shortcut', callback_id, trigger_id: tickets.trigger(person) })).status,
    opensPage: async (person) =>
      (
        await event({
          type: 'app_home_opened',
          tab: 'home',
          user: SLACK_IDS.person(person),
          channel: SLACK_IDS.chat(person),
        })
      ).status,
    install: async (_person, { conversation }, action) => {
      world.botGone = action === 'remove'
      const what = action === 'add' ? { type: 'member_joined_channel', user: botUser } : { type: 'channel_left' }
      return (await event({ ...what, channel: conversation })).status
    },
    uninstall: async () => {
      revoke(SLACK_IDS.tenant)
      return (await event({ type: 'app_uninstalled' })).status
    },
    reload: async (person) => {
      for (const message of world.messages) message.views.delete(person)
      // A window doesn't outlive its app.
      const windows = world.messages.filter(
        ({ card, place }) => card?.type === 'modal' && place === `private:${person}`,
      )
      for (const window of windows) world.messages.splice(world.messages.indexOf(window), 1)
    },
  }
}
