/** The state of the practice room: one tenant, one channel and a private chat per person, on one platform. */

/** A person of the practice room. */
export interface PracticePerson {
  /** Short and lower-case, as the practice API uses it: `lotte`. */
  readonly id: string
  /** As the platform's directory has it: also empty, the same as another's, or full of hidden signs. */
  readonly name: string
  /** What comes before the @ of her address in Teams, and her handle in Slack. */
  readonly handle?: string
  /** Whether the bot may write to this person; without the app installed the real service answers 403. */
  readonly installed: boolean
  /** Let in for a part of the organisation. */
  readonly guest?: boolean
  /** From another organisation, in a shared channel. */
  readonly stranger?: boolean
  /** Of the organisation, but not in the channel. */
  readonly outside?: boolean
  /** In the channel, and nobody to ask anything. */
  readonly absent?: 'bot' | 'deactivated'
}

/** A conversation, or a person's Home page of the bot in Slack. `places` and `page` are names of the practice API, so they stay. */
export interface Place {
  /** `channel`, `private:lotte`, or `page:lotte`. */
  readonly id: string
  /** `page`: Slack's Home page of the bot. */
  readonly kind: 'channel' | 'private' | 'page'
  /** Who is in it; people leave. */
  people: readonly string[]
  /** The platform's own id of the conversation; a channel's can change. */
  conversation: string
}

/** As the platform's clients draw it: an Adaptive Card, or Slack's blocks with what belongs to them. */
export type DrawnCard = Readonly<Record<string, unknown>>

export interface Message {
  readonly id: string
  readonly place: string
  /** `bot`, or a person's id. */
  readonly from: string
  /** Story time in milliseconds. */
  readonly at: number
  text: string
  /** The message as it is stored. */
  card: DrawnCard | undefined
  /** The thread it stands in, where it is no beginning of one. */
  readonly thread?: string
  /** A file that hangs on it. */
  /** `bytes`: in base64, where it isn't text. */
  file?: { readonly id: string; readonly name: string; readonly text: string; readonly bytes?: string }
  /** The state of a page of Slack's, by which it is told from another. */
  hash?: string
  edits: number
  /** What a press was answered with for the presser alone: in Teams until an edit or a reload, in Slack under the message. */
  readonly views: Map<string, DrawnCard>
}

/** What the platform calls things. */
export interface Ids {
  readonly tenant: string
  readonly channel: string
  readonly person: (person: string) => string
  /** What a people picker gives back. */
  readonly alias: (person: string) => string
  readonly chat: (person: string) => string
}

export const TENANT = '11111111-1111-4111-8111-111111111111'
export const APP_ID = '22222222-2222-4222-8222-222222222222'
export const CHANNEL = '19:praktijk@thread.tacv2'

/** What the channel belongs to. */
export const TEAM = '19:ploeg@thread.tacv2'

export const teamsId = (person: string): string => `29:${person}`
/** The directory's id of the same person: what a people picker gives back. */
export const directoryId = (person: string): string => `aad-${person}`
export const chatOf = (person: string): string => `a:prive-${person}`

export const TEAMS_IDS: Ids = { tenant: TENANT, channel: CHANNEL, person: teamsId, alias: directoryId, chat: chatOf }

/** Slack's ids are capitals and figures. */
const slackId = (kind: string, person: string): string => `${kind}0${person.toUpperCase().replace(/[^A-Z0-9]/g, '')}`
export const SLACK_IDS: Ids = {
  tenant: 'T0PRAKTIJK',
  channel: 'C0PRAKTIJK',
  person: (person) => slackId('U', person),
  alias: (person) => slackId('U', person),
  chat: (person) => slackId('D', person),
}

export interface World {
  readonly platform: 'teams' | 'slack'
  readonly ids: Ids
  readonly people: readonly PracticePerson[]
  readonly places: Place[]
  readonly messages: Message[]
  /** How many messages the service has taken so far: their ids are never given twice. */
  posted: number
  /** The bot was taken out of the channel. */
  botGone: boolean
  /** How it is with the channel; whatever it is, its people are still in it. */
  channelIs: ChannelIs
  /** Who of the channel the platform says nothing about: https://docs.slack.dev/reference/methods/users.info#errors */
  hidden: readonly string[]
}

/** `restricted`: only some may post in it, and the bot may not. */
export type ChannelIs = 'open' | 'archived' | 'gone' | 'restricted'

const PEOPLE = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout'] as const

/** Invented: the team that plays the story. */
export const practiceTeam = (
  names: readonly string[] = PEOPLE,
  notInstalled: readonly string[] = [],
): PracticePerson[] => names.map((name) => ({ id: name.toLowerCase(), name, installed: !notInstalled.includes(name) }))

/** A larger team: from ten people on, shares are shown, and a view per role can be asked for. */
export const LARGER_TEAM = [...PEOPLE, 'Noor', 'Bram', 'Yasmine', 'Pieter', 'Elif', 'Tom'] as const

/** Of the same organisation, to be asked from outside the channel. */
export const DIRECTORY: readonly PracticePerson[] = [
  { id: 'hilde', name: 'Hilde (DPO)', installed: true, outside: true },
  { id: 'karim', name: 'Karim (ICT)', installed: true, outside: true },
]

export const createWorld = (people: readonly PracticePerson[], platform: World['platform'] = 'teams'): World => {
  const ids = platform === 'slack' ? SLACK_IDS : TEAMS_IDS
  return {
    platform,
    ids,
    people,
    places: [
      {
        id: 'channel',
        kind: 'channel',
        people: people.filter(({ outside }) => !outside).map(({ id }) => id),
        conversation: ids.channel,
      },
      ...people.map(
        ({ id }): Place => ({ id: `private:${id}`, kind: 'private', people: [id], conversation: ids.chat(id) }),
      ),
      // Only Slack has one.
      ...(platform === 'slack' ? people : []).map(
        ({ id }): Place => ({ id: `page:${id}`, kind: 'page', people: [id], conversation: `page:${id}` }),
      ),
    ],
    messages: [],
    posted: 0,
    botGone: false,
    channelIs: 'open',
    hidden: [],
  }
}

/** The same world at this moment, of which nothing is shared: what happens in one is not seen in the other. */
export const copyWorld = ({ places, messages, ...world }: World): World => ({
  ...world,
  places: structuredClone(places),
  messages: structuredClone(messages),
})

/** The card as one person sees it: her own view in its place, or in Slack under it. */
export const seenBy = ({ card, views }: Message, person: string): DrawnCard | undefined => {
  const own = views.get(person)
  if (!card || !own || !('blocks' in card)) return own ?? card
  return { ...card, blocks: [...listed(card.blocks), ...listed(own.blocks)] }
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Someone leaves the channel, as people do in the middle of a round. */
export const leave = (world: World, person: string): void => {
  const [channel] = world.places
  if (channel) channel.people = channel.people.filter((id) => id !== person)
}
