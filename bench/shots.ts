import { loadKit } from '../src/build/content.ts'
import { DAY } from '../src/kit/calendar/instant.ts'
import { ANSWERS } from '../src/kit/kit.ts'
import { pressablesOf } from '../src/practice/cardReading.ts'
import { interactionText, pressPayload } from '../src/practice/slack/payloads.ts'
import { signedHeaders } from '../src/practice/slack/post.ts'
import type { PracticeRoom } from '../src/practice/types.ts'
import { APP_ID, type DrawnCard, type Message, type PracticePerson, TENANT } from '../src/practice/world.ts'
import type { Shot } from './load.ts'

/** So many people, all reachable. */
export const crowd = (size: number): PracticePerson[] =>
  Array.from({ length: size }, (_, at) => ({
    id: `p${at}`,
    name: `Persoon ${at}`,
    installed: true,
  }))

/** A round with everyone in it, started the way a coordinator does; the card each then gets for an answer. */
export const startRound = async (room: PracticeRoom): Promise<{ round: string; card: DrawnCard }> => {
  const { client, world, clock } = room
  const { people, ids } = world
  const waitFor = async <T>(look: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = look()
      if (found !== undefined) return found
      await new Promise<void>((resolve) => room.watch(() => setImmediate(resolve)))
    }
  }
  const buttonIn = (message: Message, verb: string) =>
    pressablesOf(message.views.get('p0') ?? message.card ?? {}).find((one) => one.verb === verb)
  const messageIn = (place: string, verb: string) =>
    world.messages.findLast((message) => message.place === place && buttonIn(message, verb))
  const press = async (place: string, verb: string, inputs: object = {}): Promise<void> => {
    const message = await waitFor(() => messageIn(place, verb))
    await client.press('p0', message, { verb, data: buttonIn(message, verb)?.data ?? {}, inputs: { ...inputs } })
  }
  const [channel] = world.places
  if (!channel) throw new Error('no channel')
  await client.say('p0', channel, 'start')
  await press('channel', 'round.form')
  const date = new Date(clock.now() + 30 * DAY).toISOString().slice(0, 10)
  await press('private:p0', 'round.check', {
    title: 'Meting',
    date,
    people: people.map(({ id }) => ids.person(id)).join(','),
  })
  // So many people are looked up after the reply.
  const check = await waitFor(() => messageIn('private:p0', 'round.start'))
  const round = String(buttonIn(check, 'round.start')?.data.round)
  await press('private:p0', 'round.start')
  for (const { id } of people) await waitFor(() => messageIn(`private:${id}`, 'sheet.next'))
  const first = await waitFor(() => messageIn('private:p1', 'sheet.next'))
  const answer = { verb: 'sheet.answer', data: { v: 1, round, element: '1.1', grade: 'green' }, inputs: {} }
  await client.press('p1', first, answer)
  const drawn = await waitFor(() => {
    const card = first.views.get('p1') ?? first.card
    return pressablesOf(card ?? {}).some(({ verb }) => verb === 'sheet.answer') ? card : undefined
  })
  return { round, card: drawn }
}

/** Ordinary answers only, as nearly all are: inside a block, so that the next element stands in the card. */
const answersFor = (room: PracticeRoom, round: string, shots: number, random: () => number) => {
  const elements = loadKit('nl').blocks.flatMap(({ elements: own }) => own.slice(0, -1))
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  return Array.from({ length: shots }, (_, at) => ({
    person: room.world.people[at % room.world.people.length]?.id ?? '',
    data: { v: 1, round, element: pick(elements).id, grade: pick(ANSWERS) },
  }))
}

/** So many tokens of the service that are all good for an hour. */
export const tokensFor = (room: PracticeRoom, count: number): string[] => {
  const { issuer, sign } = room.authority()
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: issuer, aud: APP_ID, serviceurl: `${room.address}/`, nbf: now - 60, exp: now + 3600 }
  return Array.from({ length: count }, (_, at) => sign({ ...claims, jti: String(at) }))
}

export const teamsShots = (
  room: PracticeRoom,
  round: string,
  shots: number,
  random: () => number,
  tokens: readonly string[],
): Shot[] => {
  const { ids } = room.world
  return answersFor(room, round, shots, random).map(({ person, data }, at) => ({
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[at % tokens.length]}` },
    body: JSON.stringify({
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: room.client.nextEvent(),
      channelId: 'msteams',
      serviceUrl: `${room.address}/`,
      from: { id: ids.person(person) },
      recipient: { id: APP_ID },
      conversation: { id: ids.chat(person), conversationType: 'personal', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
      value: { action: { type: 'Action.Execute', verb: 'sheet.answer', data }, trigger: 'manual' },
    }),
  }))
}

/** Each with an address of its own to be answered at. */
export const slackShots = (room: PracticeRoom, round: string, shots: number, random: () => number): Shot[] => {
  const { ids, messages } = room.world
  const { accounts, tickets } = room.slack()
  const cards = new Map(
    room.world.people.map(({ id }) => [id, messages.find(({ place }) => place === `private:${id}`)]),
  )
  return answersFor(room, round, shots, random).map(({ person, data }) => {
    const message = cards.get(person)
    if (!message) throw new Error(`${person} has no card`)
    const responseUrl = `${room.address}/actions/${tickets.response({ message, person, own: false })}`
    const spot = { channel: ids.chat(person), message: message.id, own: false, responseUrl }
    const input = { verb: 'sheet.answer', data, inputs: {} }
    const body = interactionText(accounts.app, person, pressPayload(spot, {}, input, tickets.trigger(person)))
    const knock = { text: body, type: 'form', at: Date.now() } as const
    return { body, headers: signedHeaders(knock, accounts.app.signingSecret) }
  })
}
