import { type Message, type Place, type PracticePerson, SLACK_IDS, type World } from '../world.ts'
import type { Accounts } from './accounts.ts'
import { SlackError } from './error.ts'
import type { Files } from './files.ts'
import { homeProblems, messageProblems, modalProblems } from './rules.ts'
import type { Tickets } from './tickets.ts'

export type Said = Readonly<Record<string, unknown>> | object

export interface MethodDeps {
  readonly world: World
  readonly accounts: Accounts
  readonly tickets: Tickets
  readonly files: Files
  /** Where the stand-in is. */
  readonly address: () => string
  readonly storyNow: () => number
  /** Called with what a bot's call changed. */
  readonly changed: (message: Message) => void
}

type Body = Readonly<Record<string, unknown>>
const MEMBERS_A_PAGE = 200
const MOST_USERS = 1000
/** Characters: https://docs.slack.dev/reference/methods/views.publish#errors */
const MOST_IN_A_VIEW = 250_000

const refuseProblems = (problems: readonly string[], word = 'invalid_blocks'): void => {
  if (problems.length > 0) throw new SlackError(word, { response_metadata: { messages: problems } })
}

/** The methods the bot may call, each as its page says. https://docs.slack.dev/reference/methods */
export const methodsOf = ({
  world,
  tickets,
  accounts,
  files,
  address,
  storyNow,
  changed,
}: MethodDeps): Readonly<Record<string, (body: Body) => Said>> => {
  const nextTs = (): string => {
    world.posted += 1
    return `${Math.floor(storyNow() / 1000)}.${String(world.posted).padStart(6, '0')}`
  }
  const placeAt = (channel: unknown): Place => {
    const place = world.places.find(({ conversation, kind }) => conversation === channel && kind !== 'page')
    if (!place || (place.id === 'channel' && world.channelIs === 'gone')) throw new SlackError('channel_not_found')
    return place
  }
  /** https://docs.slack.dev/reference/methods/chat.postMessage#errors */
  const writable = ({ id }: Place): void => {
    if (id !== 'channel') return
    if (world.botGone) throw new SlackError('not_in_channel')
    if (world.channelIs === 'archived') throw new SlackError('is_archived')
    if (world.channelIs === 'restricted') throw new SlackError('restricted_action_read_only_channel')
  }
  const personOf = (id: unknown): PracticePerson => {
    const person = world.people.find((known) => SLACK_IDS.person(known.id) === id)
    if (!person) throw new SlackError('user_not_found')
    return person
  }
  const reachable = (person: PracticePerson): void => {
    if (person.absent === 'bot') throw new SlackError('cannot_dm_bot')
    if (person.absent === 'deactivated') throw new SlackError('user_disabled')
    if (!person.installed) throw new SlackError('user_not_visible')
  }
  const added = (
    place: string,
    card: Message['card'],
    id = nextTs(),
    thread: Pick<Message, 'thread'> = {},
  ): Message => {
    const own = { id, place, from: 'bot', at: storyNow(), text: '', card, edits: 0, views: new Map() }
    const message: Message = { ...own, ...thread }
    world.messages.push(message)
    changed(message)
    return message
  }

  const windowOf = ({ view_id, external_id }: Body): Message => {
    const window = world.messages.find(
      ({ id, card }) => card?.type === 'modal' && (id === view_id || (external_id && card.external_id === external_id)),
    )
    if (!window) throw new SlackError('not_found')
    return window
  }

  const userOf = (user: unknown): object => {
    const id = user
    const team_id = SLACK_IDS.tenant
    if (user === accounts.botUser)
      return { id, team_id, is_bot: true, profile: { display_name: 'Quickscan', api_app_id: accounts.app.id } }
    const { id: own, name, handle = own, guest, absent, stranger } = personOf(user)
    return {
      id,
      team_id: stranger ? 'T0ELDERS' : team_id,
      name: handle,
      profile: { display_name: name, real_name: name },
      is_bot: absent === 'bot',
      deleted: absent === 'deactivated',
      is_restricted: guest === true,
      is_stranger: stranger === true,
    }
  }

  /** Over whatever is open already: https://docs.slack.dev/reference/methods/views.push */
  const opened = ({ trigger_id, view }: Body): Said => {
    const known = tickets.useTrigger(String(trigger_id))
    if (typeof known === 'string') throw new SlackError(known)
    refuseProblems(modalProblems(view as Body), 'invalid_arguments')
    const id = `V${nextTs().replace('.', '')}`
    added(`private:${known.person}`, view as Body, id)
    return { view: { id } }
  }

  return {
    'chat.postMessage': ({ channel, text, blocks, thread_ts }) => {
      const place = placeAt(channel)
      writable(place)
      const reader = world.people.find(({ id }) => place.id === `private:${id}`)
      if (reader) reachable(reader)
      if (!text) throw new SlackError('no_text')
      refuseProblems(messageProblems(blocks))
      const thread = thread_ts === undefined ? {} : { thread: String(thread_ts) }
      return { channel, ts: added(place.id, { text, blocks }, nextTs(), thread).id }
    },
    'chat.update': ({ channel, ts, text, blocks }) => {
      const place = placeAt(channel)
      if (place.id === 'channel' && world.channelIs === 'archived') throw new SlackError('is_inactive')
      const message = world.messages.find((known) => known.id === ts && known.place === place.id)
      if (!message) throw new SlackError('message_not_found')
      if (message.from !== 'bot') throw new SlackError('cant_update_message')
      refuseProblems(messageProblems(blocks))
      message.card = { text, blocks }
      message.edits += 1
      changed(message)
      return { channel, ts }
    },
    'conversations.open': ({ users }) => {
      const person = personOf(users)
      reachable(person)
      return { channel: { id: SLACK_IDS.chat(person.id) } }
    },
    'conversations.members': ({ channel, cursor, limit }) => {
      const place = placeAt(channel)
      if (place.kind !== 'channel' || world.botGone) throw new SlackError('channel_not_found')
      const everyone = [...place.people.map(SLACK_IDS.person), accounts.botUser]
      const from = Number(cursor ?? 0)
      const until = from + Math.min(Number(limit ?? 100), MEMBERS_A_PAGE)
      const next_cursor = until < everyone.length ? String(until) : ''
      return { members: everyone.slice(from, until), response_metadata: { next_cursor } }
    },
    'conversations.info': ({ channel }) => {
      const { kind, conversation } = placeAt(channel)
      return { channel: { id: conversation, is_member: kind === 'channel' && !world.botGone } }
    },
    'users.info': ({ user }) => {
      if (world.hidden.some((id) => SLACK_IDS.person(id) === user)) throw new SlackError('user_not_found')
      return { user: userOf(user) }
    },
    'users.list': ({ cursor, limit }) => {
      const everyone = [
        accounts.botUser,
        ...world.people.filter(({ id }) => !world.hidden.includes(id)).map(({ id }) => SLACK_IDS.person(id)),
      ]
      const from = Number(cursor ?? 0)
      const until = from + Math.min(Number(limit ?? 0) || MOST_USERS, MOST_USERS)
      const next_cursor = until < everyone.length ? String(until) : ''
      return { members: everyone.slice(from, until).map(userOf), response_metadata: { next_cursor } }
    },
    'files.getUploadURLExternal': ({ filename, length }) => {
      const { id, ticket } = files.begin(filename, length)
      return { file_id: id, upload_url: `${address()}/upload/v1/${ticket}` }
    },
    'files.completeUploadExternal': ({ files: named, channel_id }) => {
      const place = placeAt(channel_id)
      writable(place)
      const reader = world.people.find(({ id }) => place.id === `private:${id}`)
      if (reader) reachable(reader)
      const [one] = Array.isArray(named)
        ? (named as readonly { readonly id?: unknown; readonly title?: unknown }[])
        : []
      if (!one) throw new SlackError('invalid_arguments')
      const file = files.complete(one.id)
      const text = String(one.title ?? file.name)
      const message: Message = {
        ...{ id: nextTs(), place: place.id, from: 'bot', at: storyNow(), text, card: undefined, edits: 0 },
        ...{ views: new Map(), file },
      }
      world.messages.push(message)
      changed(message)
      return { files: [{ id: one.id, title: one.title }] }
    },
    'files.delete': ({ file: id }) => {
      files.delete(id)
      const message = world.messages.find(({ file }) => file?.id === id)
      if (message) {
        delete message.file
        message.text = 'This file was deleted.'
        changed(message)
      }
      return {}
    },
    'views.open': opened,
    'views.push': opened,
    'views.update': ({ view, ...which }) => {
      const window = windowOf(which)
      refuseProblems(modalProblems(view as Body), 'invalid_arguments')
      window.card = view as Body
      changed(window)
      return { view: { id: window.id } }
    },
    'views.publish': ({ user_id, view, hash }) => {
      const person = personOf(user_id)
      reachable(person)
      const { id } = person
      const size = JSON.stringify(view ?? {}).length
      if (size > MOST_IN_A_VIEW) throw new SlackError('view_too_large')
      refuseProblems(homeProblems(view as Body), 'invalid_arguments')
      const page = world.messages.find(({ place }) => place === `page:${id}`)
      // Slack tells a state from another by a string of its own: https://docs.slack.dev/reference/methods/views.publish
      if (hash !== undefined && hash !== page?.hash) throw new SlackError('hash_conflict')
      const shown = page ?? added(`page:${id}`, view as Body)
      shown.card = view as Body
      shown.edits += page ? 1 : 0
      shown.hash = nextTs()
      changed(shown)
      return {
        view: { ...(view as Body), id: `V${id}`, hash: shown.hash, root_view_id: `V${id}`, state: { values: {} } },
      }
    },
    'auth.test': () => ({
      team_id: SLACK_IDS.tenant,
      user_id: accounts.botUser,
      bot_id: 'B0QUICKSCAN',
      url: 'https://praktijk.slack.com/',
    }),
  }
}
