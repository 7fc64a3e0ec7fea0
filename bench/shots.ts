import { loadKit } from '../src/content.ts'
import { ANSWERS } from '../src/kit/kit.ts'
import type { PracticeRoom } from '../src/web/practiceRoom.ts'
import { APP_ID, CHANNEL, chatOf, type PracticePerson, TENANT, teamsId } from '../src/web/world.ts'
import type { Shot } from './load.ts'

/** So many people, all reachable. */
export const crowd = (size: number): PracticePerson[] =>
  Array.from({ length: size }, (_, at) => ({
    id: `p${at}`,
    name: `Persoon ${at}`,
    installed: true,
  }))

/** A round with everyone in it, started the way a coordinator does; the card each then gets for an answer. */
export const startRound = async (room: PracticeRoom): Promise<{ round: string; card: object }> => {
  const { client, world } = room
  const { people } = world
  const waitFor = async <T>(look: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = look()
      if (found !== undefined) return found
      await new Promise<void>((resolve) => room.watch(() => setImmediate(resolve)))
    }
  }
  const messageIn = (place: string, having: string) =>
    world.messages.findLast((message) => message.place === place && JSON.stringify(message.card ?? {}).includes(having))
  const [channel] = world.places
  if (!channel) throw new Error('no channel')
  await client.say('p0', channel, 'start')
  await client.press('p0', await waitFor(() => messageIn('channel', 'round.form')), {
    verb: 'round.form',
    data: { v: 1 },
    inputs: {},
  })
  const form = await waitFor(() => messageIn('private:p0', 'round.check'))
  const date = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const inputs = { title: 'Meting', date, people: people.map(({ id }) => teamsId(id)).join(',') }
  await client.press('p0', form, { verb: 'round.check', data: { v: 1, channel: CHANNEL }, inputs })
  // So many people are looked up after the reply.
  const check = await waitFor(() => messageIn('private:p0', 'round.start'))
  const round = /"round":"([\w-]{32})"/.exec(JSON.stringify(check.card))?.[1] ?? ''
  await client.press('p0', check, { verb: 'round.start', data: { v: 1, round }, inputs: {} })
  for (const { id } of people) await waitFor(() => messageIn(`private:${id}`, 'sheet.next'))
  const first = await waitFor(() => messageIn('private:p1', 'sheet.next'))
  const answer = await client.press('p1', first, {
    verb: 'sheet.answer',
    data: { v: 1, round, element: '1.1', grade: 'green' },
    inputs: {},
  })
  return { round, card: answer.card ?? {} }
}

/** Ordinary answers only, as nearly all are: inside a block, so that the next element stands in the card. */
export const shotsFor = (room: PracticeRoom, round: string, shots: number, random: () => number): Shot[] => {
  const elements = loadKit('nl').blocks.flatMap(({ elements: own }) => own.slice(0, -1))
  const token = room.authority().activityToken(APP_ID, `${room.address}/`)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  return Array.from({ length: shots }, (_, at) => {
    const person = room.world.people[at % room.world.people.length]?.id ?? ''
    const data = { v: 1, round, element: pick(elements).id, grade: pick(ANSWERS) }
    const body = JSON.stringify({
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: room.client.nextEvent(),
      channelId: 'msteams',
      serviceUrl: `${room.address}/`,
      from: { id: teamsId(person) },
      recipient: { id: APP_ID },
      conversation: { id: chatOf(person), conversationType: 'personal', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
      value: { action: { type: 'Action.Execute', verb: 'sheet.answer', data }, trigger: 'manual' },
    })
    return { body, token }
  })
}
