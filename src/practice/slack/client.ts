import { pressablesOf } from '../cardReading.ts'
import type { ChatClient, PressInput } from '../chatClient.ts'
import type { Troubles } from '../trouble.ts'
import { type DrawnCard, leave, type Message, type Place, SLACK_IDS, seenBy, type World } from '../world.ts'
import type { Accounts } from './accounts.ts'
import { commandText, eventText, interactionText, pressPayload, type Spot, submitPayload } from './payloads.ts'
import { createSlackPost } from './post.ts'
import type { Said, SignedRequest } from './signedRequest.ts'
import type { Sockets } from './sockets.ts'
import type { Tickets } from './tickets.ts'

/** What only a Slack client does: commands, shortcuts, the Home page of the bot, and uninstalling the app. */
export interface SlackClient extends ChatClient {
  command(person: string, channel: string, text: string): Promise<Said>
  shortcut(person: string, id: string): Promise<number>
  opensPage(person: string): Promise<number>
  uninstall(): Promise<number>
  /** Any event of the workspace, as Slack words it. */
  tells(event: Readonly<Record<string, unknown>>): Promise<number>
  /** The channel gets another id, as one that is shared with another organisation does. */
  channelIdBecomes(id: string): Promise<number>
  /** Sends any request once, signed now or at another time. */
  knock(request: SignedRequest): Promise<Said>
}

interface ClientDeps {
  readonly world: World
  readonly accounts: Accounts
  readonly tickets: Tickets
  readonly troubles: Troubles
  readonly bot: () => string
  readonly address: () => string
  readonly called: () => void
  /** Resolves when the bot has done what it acknowledged. */
  readonly answered: () => Promise<void>
  readonly changed: (message: Message) => void
  readonly realNow: () => number
  readonly sockets: Sockets | undefined
}

/** The workspace of people of another organisation. */
const ELSEWHERE = 'T0ELDERS'

/** Slack's own three characters, in what people type: https://docs.slack.dev/messaging/formatting-message-text */
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** Whether a button stands on what only the presser sees under a message, and not on the message itself. */
const isOwnView = (message: Message, person: string, { verb, data }: Pick<PressInput, 'verb' | 'data'>): boolean => {
  const has = (card: DrawnCard | undefined): boolean =>
    pressablesOf(card ?? {}).some((one) => one.verb === verb && JSON.stringify(one.data) === JSON.stringify(data))
  return !has(message.card) && has(message.views.get(person))
}

export const createSlackClient = (deps: ClientDeps): SlackClient => {
  const { world, accounts, tickets, address, answered, changed, realNow } = deps
  const { app, botUser } = accounts
  const post = createSlackPost({ signingSecret: app.signingSecret, ...deps })
  const opened = realNow().toString(36)
  let events = 0
  const nextEvent = (): string => {
    events += 1
    return `Ev${opened}${events}`
  }

  /** Someone of another organisation comes from a workspace of her own. */
  const teamOf = (person: string): string =>
    world.people.some(({ id, stranger }) => stranger && (id === person || SLACK_IDS.person(id) === person))
      ? ELSEWHERE
      : SLACK_IDS.tenant
  const event = async (what: Readonly<Record<string, unknown>>): Promise<number> => {
    const text = eventText(app, botUser, nextEvent(), what, teamOf(String(what.user)))
    const { status } = await post.deliver({ type: 'json', text })
    await answered()
    return status
  }
  const interaction = (person: string, payload: object): Promise<Said> =>
    post.deliver({ type: 'form', text: interactionText(app, person, payload, teamOf(person)) })

  const spotOf = (person: string, message: Message, card: DrawnCard, input: PressInput): Spot => {
    const { type } = card
    if (type === 'modal' || type === 'home') return { view: message.id, type }
    const channel = world.places.find(({ id }) => id === message.place)?.conversation
    if (channel === undefined) throw new Error(`message ${message.id} is nowhere`)
    const own = isOwnView(message, person, input)
    const responseUrl = `${address()}/actions/${tickets.response({ message, person, own })}`
    return { channel, message: message.id, own, responseUrl }
  }

  /** Does with a window what its acknowledgement says. */
  const applyAcknowledgement = (
    message: Message,
    card: DrawnCard,
    inputs: PressInput['inputs'],
    { status, body }: Said,
  ): void => {
    const said = body as { response_action?: string; view?: DrawnCard; errors?: object } | undefined
    // The bot updated the window meanwhile, and that is newer.
    if (message.card !== card) return
    if (said?.response_action === 'update') message.card = said.view
    else if (said?.response_action === 'push')
      world.messages.push({ ...message, id: nextEvent(), card: said.view, edits: 0, views: new Map() })
    // What was typed stays, and each problem is shown with its field.
    else if (said?.response_action === 'errors') message.card = { ...card, typed: inputs, errors: said.errors }
    else if (status === 200) world.messages.splice(world.messages.indexOf(message), 1)
    changed(message)
  }

  const press: SlackClient['press'] = async (person, message, input, trigger = tickets.trigger(person)) => {
    const card = seenBy(message, person) ?? {}
    const { type, callback_id, private_metadata } = card
    const sends =
      type === 'modal' && callback_id === input.verb && private_metadata === JSON.stringify(input.data) && message.card
    const payload = sends
      ? submitPayload(message.id, card, input.inputs, trigger)
      : pressPayload(spotOf(person, message, card, input), card, input, trigger)
    const said = await interaction(person, payload)
    if (sends) applyAcknowledgement(message, sends, input.inputs, said)
    await answered()
    return { status: said.status, card: seenBy(message, person) }
  }

  return {
    nextEvent,
    knock: post.send,
    press,
    deliver: (body, secret) =>
      post.send({ type: 'json', text: JSON.stringify(body), ...(secret === undefined ? {} : { secret }) }),
    submit: async (person, message, input, trigger) => (await press(person, message, input, trigger)).status,
    say: (person, { kind, conversation }: Place, text, guise = {}, stands = undefined) => {
      const thread = stands?.thread === undefined ? {} : { thread_ts: stands.thread }
      const from = { user: SLACK_IDS.person(person), channel: conversation, ...thread }
      return event(
        kind === 'channel'
          ? { type: 'app_mention', text: `<@${botUser}> ${escaped(text)}`, ...from, ...guise }
          : { type: 'message', channel_type: 'im', text: escaped(text), ...from, ...guise },
      )
    },
    command: async (person, channel, text) => {
      const filledIn = commandText(app, person, channel, escaped(text), tickets.trigger(person))
      const said = await post.deliver({ type: 'form', text: filledIn })
      await answered()
      return said
    },
    shortcut: async (person, callback_id) => {
      const payload = { type: 'shortcut', callback_id, trigger_id: tickets.trigger(person) }
      const { status } = await interaction(person, payload)
      await answered()
      return status
    },
    opensPage: (person) => {
      const user = SLACK_IDS.person(person)
      const page = world.messages.find(({ place }) => place === `page:${person}`)
      // Only once something was published there: https://docs.slack.dev/reference/events/app_home_opened
      const view = page?.card ? { view: { ...page.card, id: `V${person}`, hash: page.hash } } : {}
      const where = { channel: SLACK_IDS.chat(person), event_ts: String(realNow() / 1000) }
      return event({ type: 'app_home_opened', tab: 'home', user, ...where, ...view })
    },
    install: (_person, { conversation }, action) => {
      world.botGone = action === 'remove'
      const what = action === 'add' ? { type: 'member_joined_channel', user: botUser } : { type: 'channel_left' }
      return event({ ...what, channel: conversation })
    },
    uninstall: () => {
      accounts.revoke(SLACK_IDS.tenant)
      return event({ type: 'app_uninstalled' })
    },
    tells: event,
    channelBecomes: async (how) => {
      const before = world.channelIs
      world.channelIs = how
      const { conversation: channel = '' } = world.places[0] ?? {}
      // Whoever may post where isn't told: https://docs.slack.dev/reference/events
      if (how === 'restricted' || before === 'restricted') return undefined
      const type = { archived: 'channel_archive', gone: 'channel_deleted', open: 'channel_unarchive' }[how]
      return event({ type, channel, user: SLACK_IDS.person(world.people[0]?.id ?? '') })
    },
    channelIdBecomes: (id) => {
      const [channel] = world.places
      const old_channel_id = channel?.conversation
      if (channel) channel.conversation = id
      return event({ type: 'channel_id_changed', old_channel_id, new_channel_id: id, event_ts: '1.0' })
    },
    leaves: (person) => {
      leave(world, person)
      const { conversation: channel } = world.places[0] ?? {}
      const more = { channel_type: 'C', team: SLACK_IDS.tenant }
      return event({ type: 'member_left_channel', user: SLACK_IDS.person(person), channel, ...more })
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
