import type { Authority } from '../authority.ts'
import type { ChatClient, PressAnswer, PressInput } from '../chatClient.ts'
import { postTo } from '../postTo.ts'
import type { Troubles } from '../trouble.ts'
import {
  APP_ID,
  type DrawnCard,
  directoryId,
  leave,
  type Message,
  type Place,
  seenBy,
  TEAM,
  TENANT,
  teamsId,
  type World,
} from '../world.ts'
import { sentByTeams } from './reading.ts'

/** Milliseconds that Teams waits for an answer to a press: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-actions */
const PRESS_TIMEOUT = 10_000

/**
 * As the official renderer does it: a field in which nothing stands is left out of what is sent, whatever kind it is
 * (`isSet()` in `adaptivecards`; test/practice/rendererSends.test.ts compares).
 */
export const sentData = (data: object, inputs: PressInput['inputs']): Record<string, unknown> => ({
  ...data,
  ...Object.fromEntries(
    Object.entries(inputs).flatMap(([id, value]) =>
      value === '' || value === undefined || value === null
        ? []
        : [[id, typeof value === 'object' ? value : String(value)]],
    ),
  ),
})

export const createTeamsClient = (
  world: World,
  authority: () => Authority,
  troubles: Troubles,
  addresses: { readonly bot: () => string; readonly service: () => string; readonly called: () => void },
  changed: (message: Message) => void,
  /** Makes the ids of this room's events differ from those of a room before it. */
  opened: string,
): ChatClient => {
  let events = 0
  const nextEvent = (): string => {
    events += 1
    return `f${opened}-${events}`
  }

  const deliver: ChatClient['deliver'] = async (
    activity,
    token = authority().activityToken(APP_ID, addresses.service()),
  ) => {
    addresses.called()
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    return postTo(`${addresses.bot()}/api/messages`, headers, JSON.stringify(activity), PRESS_TIMEOUT)
  }

  /** Every message of a channel begins a thread, or stands in one. */
  const from = (person: string, place: Place, event: string, thread = event) => ({
    id: event,
    channelId: 'msteams',
    serviceUrl: addresses.service(),
    from: { id: teamsId(person), aadObjectId: directoryId(person) },
    recipient: { id: APP_ID, name: 'Quickscan' },
    conversation: {
      id: place.kind === 'channel' ? `${place.conversation};messageid=${thread}` : place.conversation,
      conversationType: place.kind === 'private' ? 'personal' : 'channel',
      tenantId: TENANT,
    },
    channelData: { tenant: { id: TENANT }, ...(place.kind === 'channel' ? { team: { id: TEAM } } : {}) },
  })

  /** Duplicates can follow: the same activity again, with the same id. */
  const deliverAll = async (activity: object): Promise<{ status: number; body: unknown }> => {
    const first = await deliver(activity)
    for (let again = 0; again < troubles.duplicates; again++) await deliver(activity)
    return first
  }

  const placeOf = (message: Message): Place => {
    const place = world.places.find(({ id }) => id === message.place)
    if (!place) throw new Error(`message ${message.id} is nowhere`)
    return place
  }

  const invoke = async (
    person: string,
    message: Message,
    { verb, data, inputs }: PressInput,
    trigger: 'manual' | 'automatic',
    event = nextEvent(),
  ): Promise<PressAnswer> => {
    const { status, body } = await deliverAll({
      ...from(person, placeOf(message), event, message.thread ?? message.id),
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: message.id,
      value: { action: { type: 'Action.Execute', verb, data: sentData(data, inputs) }, trigger },
    })
    const answer = body as { readonly type?: string; readonly value?: DrawnCard } | undefined
    const card = answer?.type === 'application/vnd.microsoft.card.adaptive' ? answer.value : undefined
    if (card) {
      message.views.set(person, card)
      changed(message)
    }
    return { status, card }
  }

  /** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events */
  const update = async ({
    channelData,
    ...more
  }: {
    channelData: object
    membersRemoved?: object[]
  }): Promise<number> => {
    const [channel] = world.places
    const someone = world.people[0]?.id ?? ''
    if (!channel) throw new Error('no channel')
    const whole = from(someone, channel, nextEvent())
    const event = {
      ...whole,
      type: 'conversationUpdate',
      channelData: { ...whole.channelData, ...channelData },
      ...more,
    }
    return (await deliverAll(event)).status
  }

  return {
    nextEvent,
    deliver,
    say: async (person, place, text, guise = {}, stands = { id: nextEvent() }) => {
      const mention = place.kind === 'channel' ? '<at>Quickscan</at> ' : ''
      const { status } = await deliverAll({
        ...from(person, place, stands.id, stands.thread),
        type: 'message',
        text: `${mention}${text}`,
        ...guise,
      })
      return status
    },
    press: async (person, message, press, event) => {
      const inputs = sentByTeams(seenBy(message, person) ?? {}, press.inputs)
      // Held back by the client: nobody hears of it.
      if (!inputs) return { status: 0, card: undefined }
      return invoke(person, message, { ...press, inputs }, 'manual', event)
    },
    submit: async (person, message, { verb, data, inputs }, event = nextEvent()) => {
      const { status } = await deliverAll({
        ...from(person, placeOf(message), event, message.thread ?? message.id),
        type: 'message',
        replyToId: message.id,
        value: { ...sentData(data, inputs), verb },
      })
      return status
    },
    install: async (person, place, action) => {
      const event = { ...from(person, place, nextEvent()), type: 'installationUpdate', action }
      return (await deliverAll(event)).status
    },
    channelBecomes: async (how) => {
      const before = world.channelIs
      world.channelIs = how
      // Whoever may post where isn't told: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
      if (how === 'restricted' || before === 'restricted') return undefined
      const back = before === 'archived' ? 'teamUnarchived' : 'channelRestored'
      const eventType = { archived: 'teamArchived', gone: 'channelDeleted', open: back }[how]
      return update({ channelData: { eventType, channel: { id: world.places[0]?.conversation } } })
    },
    leaves: async (person) => {
      leave(world, person)
      const membersRemoved = [{ id: teamsId(person), aadObjectId: directoryId(person) }]
      return update({ membersRemoved, channelData: { eventType: 'teamMemberRemoved' } })
    },
    reload: async (person) => {
      for (const message of world.messages) {
        message.views.delete(person)
        const refresh = message.card?.refresh as
          | { readonly userIds?: readonly string[]; readonly action?: { readonly verb: string; readonly data: object } }
          | undefined
        if (
          !refresh?.action ||
          !refresh.userIds?.includes(teamsId(person)) ||
          !placeOf(message).people.includes(person)
        )
          continue
        const { verb, data } = refresh.action
        await invoke(person, message, { verb, data: { ...data }, inputs: {} }, 'automatic')
      }
    },
  }
}
