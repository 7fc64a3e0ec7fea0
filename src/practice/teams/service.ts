import { setTimeout as wait } from 'node:timers/promises'
import type { Authority } from '../authority.ts'
import type { Answer, Call, ChatService } from '../chatService.ts'
import { struck, type Trouble, type Troubles } from '../trouble.ts'
import {
  APP_ID,
  type DrawnCard,
  directoryId,
  type Message,
  type Place,
  type PracticePerson,
  teamsId,
  type World,
} from '../world.ts'

/**
 * A stand-in for the Teams service, as unfriendly as the real one. What the bot calls:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
export interface ServiceDeps {
  readonly world: World
  readonly authority: () => Authority
  readonly troubles: Troubles
  readonly storyNow: () => number
  /** Called with what a bot's call changed. */
  readonly changed: (message: Message) => void
  readonly called: () => void
}

/** Over this, in bytes of UTF-16: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
const MESSAGE_BYTES = 100_000
const MEMBERS_A_PAGE = 500

const error = (status: number, code: string): Answer => ({ status, body: { error: { code, message: code } } })

/** Behind a channel's id, the thread: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations */
const threadIn = (conversation: string): Pick<Message, 'thread'> => {
  const [, thread] = /;messageid=(.*)$/.exec(conversation) ?? []
  return thread === undefined ? {} : { thread }
}

const cardOf = (body: Call['body']): DrawnCard | undefined => {
  const [attachment] = (body.attachments ?? []) as readonly { readonly content?: DrawnCard }[]
  return attachment?.content
}

export const createTeamsService = (deps: ServiceDeps): ChatService => {
  const { world, troubles } = deps
  const placeAt = (conversation: string) =>
    world.places.find((place) => place.conversation === conversation.replace(/;messageid=.*$/, ''))

  const isGone = ({ id }: Place): boolean => id === 'channel' && world.channelIs === 'gone'
  /** An archived team is read-only, for bots too: https://learn.microsoft.com/microsoftteams/archive-or-delete-a-team */
  const isClosed = ({ id }: Place): boolean =>
    id === 'channel' && (world.botGone || world.channelIs === 'archived' || world.channelIs === 'restricted')

  const post = (conversation: string, body: Call['body']): Answer => {
    const place = placeAt(conversation)
    if (!place || isGone(place)) return error(404, 'ConversationNotFound')
    if (isClosed(place)) return error(403, 'BotDisabledByAdmin')
    const reader = world.people.find(({ id }) => place.kind === 'private' && place.people.includes(id))
    // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
    if (reader && !reader.installed) return error(403, 'BotNotInConversationRoster')
    if (Buffer.byteLength(JSON.stringify(body), 'utf16le') > MESSAGE_BYTES) return error(413, 'MessageSizeTooBig')
    world.posted += 1
    const message: Message = {
      id: `m${world.posted}`,
      place: place.id,
      from: 'bot',
      at: deps.storyNow(),
      text: String(body.text ?? ''),
      card: cardOf(body),
      edits: 0,
      views: new Map(),
      ...threadIn(conversation),
    }
    world.messages.push(message)
    deps.changed(message)
    return { status: 201, body: { id: message.id } }
  }

  const edit = (conversation: string, id: string, body: Call['body']): Answer => {
    const message = world.messages.find((known) => known.id === id && known.place === placeAt(conversation)?.id)
    const at = placeAt(conversation)
    if (!message || !at || isGone(at)) return error(404, 'ActivityNotFoundInConversation')
    if (isClosed(at)) return error(403, 'BotDisabledByAdmin')
    if (Buffer.byteLength(JSON.stringify(body), 'utf16le') > MESSAGE_BYTES) return error(413, 'MessageSizeTooBig')
    message.card = cardOf(body)
    message.edits += 1
    // An edit replaces what everyone sees, also views that came from a press:
    // https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/up-to-date-views
    message.views.clear()
    deps.changed(message)
    return { status: 200, body: { id } }
  }

  const open = (body: Call['body']): Answer => {
    const [member] = (body.members ?? []) as readonly { readonly id?: string }[]
    // Either of a person's ids opens the chat.
    const person = world.people.find(({ id }) => [teamsId(id), directoryId(id)].includes(member?.id ?? ''))
    if (!person) return error(404, 'UserNotFound')
    if (!person.installed) return error(403, 'BotNotInConversationRoster')
    const place = world.places.find(({ id }) => id === `private:${person.id}`)
    return { status: 201, body: { id: place?.conversation } }
  }

  const account = ({ id, name, guest, handle = id }: PracticePerson) => ({
    id: teamsId(id),
    name,
    aadObjectId: directoryId(id),
    tenantId: 'practice',
    userRole: guest ? 'guest' : 'user',
    email: `${handle}@praktijk.example`,
    userPrincipalName: `${handle}@praktijk.example`,
  })

  const inPlace = (conversation: string): readonly PracticePerson[] =>
    world.people.filter(({ id }) => placeAt(conversation)?.people.includes(id))

  // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context
  const members = (conversation: string, query: URLSearchParams): Answer => {
    const place = placeAt(conversation)
    if (place?.kind !== 'channel' || isGone(place)) return error(404, 'ConversationNotFound')
    if (world.botGone) return error(403, 'BotNotInConversationRoster')
    const from = Number(query.get('continuationToken') ?? 0)
    const size = Math.min(Number(query.get('pageSize') ?? 200), MEMBERS_A_PAGE)
    const people = inPlace(conversation)
    const page = people.slice(from, from + size).map(account)
    const more = from + size < people.length ? { continuationToken: String(from + size) } : {}
    return { status: 200, body: { members: page, ...more } }
  }

  const member = (conversation: string, id: string): Answer => {
    const person = inPlace(conversation).find((known) => teamsId(known.id) === id)
    return person ? { status: 200, body: account(person) } : error(404, 'MemberNotFoundInConversation')
  }

  /** What kind of call it is, and what it would do. */
  const route = ({ method, path, query, body }: Call): { on: Trouble['on']; run: () => Answer } | undefined => {
    const [version, conversations, id = '', what, which = ''] = path
    if (version !== 'v3' || conversations !== 'conversations') return undefined
    if (method === 'POST' && !id) return { on: 'open', run: () => open(body) }
    if (method === 'POST' && what === 'activities' && !which) return { on: 'post', run: () => post(id, body) }
    if (method === 'PUT' && what === 'activities') return { on: 'edit', run: () => edit(id, which, body) }
    if (method === 'GET' && what?.toLowerCase() === 'pagedmembers')
      return { on: 'roster', run: () => members(id, query) }
    if (method === 'GET' && what === 'members' && !which)
      return { on: 'roster', run: () => ({ status: 200, body: inPlace(id).map(account) }) }
    if (method === 'GET' && what === 'members') return { on: 'roster', run: () => member(id, which) }
    return undefined
  }

  const token = (body: Call['body']): Answer => {
    if (body.client_id !== APP_ID) return { status: 401 }
    if (troubles.credentials === 'refused')
      return {
        status: 401,
        body: {
          error: 'invalid_client',
          error_description: 'AADSTS7000222: The provided client secret keys are expired.',
        },
      }
    return { status: 200, body: { access_token: deps.authority().botToken(APP_ID), expires_in: 3600 } }
  }

  const answer: ChatService['answer'] = async (call) => {
    const name = call.path.join('/')
    if (name === 'v1/.well-known/keys' && troubles.keyList === 'unreachable') return 'cut'
    if (name === 'v1/.well-known/keys') return { status: 200, body: deps.authority().jwks }
    if (name === 'token') return token(call.body)
    const found = route(call)
    if (!found) return undefined
    deps.called()
    if (troubles.credentials === 'refused' || !deps.authority().isBotToken(call.authorization))
      return error(401, 'Unauthorized')
    if (troubles.delay > 0) await wait(troubles.delay)
    // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
    const trouble = troubles.next(found.on)
    if (!trouble) return found.run()
    if (trouble.afterwards) found.run()
    return trouble.status === 0 ? 'cut' : struck(trouble)
  }

  return { answer }
}
