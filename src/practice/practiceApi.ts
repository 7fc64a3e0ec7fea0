import { z } from 'zod'
import type { ChatClient } from './chatClient.ts'
import type { StoryClock } from './storyClock.ts'
import type { Trouble, Troubles } from './trouble.ts'
import { type Message, type Place, type PracticePerson, seenBy, type World } from './world.ts'

/** What the practice API works with. */
export interface PracticeDeps {
  readonly world: World
  readonly client: ChatClient
  readonly clock: StoryClock
  readonly troubles: Troubles
  /** Resolves when the bot has done all that was due. */
  readonly settled: () => Promise<void>
  /** When the bot has something to do next, in story time. */
  readonly nextDue: () => Promise<number | undefined>
  /** Moves the clock. @param duration ISO 8601, such as `P1D` */
  readonly pass: (duration: string) => Promise<void>
  /** Lets everyone but this person do what their cards ask. */
  readonly playAlong: (me: string) => Promise<void>
  /** Opens Slack's Home page of the bot for a person; does nothing in Teams. */
  readonly openPage: (person: string) => Promise<void>
  /** Begins anew on another platform, where the room can. */
  readonly switchTo?: ((platform: World['platform']) => Promise<void>) | undefined
  /** Messages that changed since the last call. */
  readonly takeChanges: () => readonly Message[]
}

/** A wrong request to the API: answered with 400 and the message. */
class WrongRequest extends Error {}

const sayBody = z.object({ as: z.string(), in: z.string(), text: z.string(), thread: z.string().optional() })
const fields = z.record(z.string(), z.unknown())
const pressBody = z.object({
  as: z.string(),
  in: z.string().optional(),
  message: z.string(),
  verb: z.string(),
  data: fields.default({}),
  inputs: fields.default({}),
  submit: z.boolean().default(false),
})
const clockBody = z.object({ advance: z.string() })
const platformBody = z.object({ platform: z.enum(['teams', 'slack']) })
const whoBody = z.object({ as: z.string() })
/** The verb of a card that asks how an action is going. */
const FOLLOW_UP = 'evaluation.report'
/** Days in which a next follow-up is searched: the longest repeat is half a year. */
const SEARCH_DAYS = 190
const troubleBody = z.object({
  strike: z
    .object({
      on: z.enum(['post', 'edit', 'open', 'roster', 'answer', 'any']),
      times: z.number().int().min(1),
      status: z.number().int(),
      retryAfter: z.number().optional(),
      afterwards: z.boolean().optional(),
    })
    .optional(),
  delay: z.number().min(0).max(9000).optional(),
  duplicates: z.number().int().min(0).max(3).optional(),
})

const shown = (world: World, message: Message) => {
  const { id, place, from, at, text, card, edits, thread } = message
  const file = message.file && { id: message.file.id, name: message.file.name }
  const people = world.places.find((known) => known.id === place)?.people ?? []
  const sees = card ? Object.fromEntries(people.map((person) => [person, seenBy(message, person)])) : {}
  return { id, in: place, from, at: new Date(at).toISOString(), text, card, edits, thread, file, sees }
}

/** The practice room's public API (docs/decisions/008-practice-room.md): state, say, press, clock, reload, leave and trouble. */
export const createPracticeApi = ({
  world,
  client,
  clock,
  troubles,
  settled,
  nextDue,
  pass,
  playAlong,
  openPage,
  switchTo,
  takeChanges,
}: PracticeDeps) => {
  const personOf = (as: string): string => {
    const person = world.people.find(({ id, name }) => id === as.toLowerCase() || name === as)
    if (!person) throw new WrongRequest(`nobody here is called ${as}`)
    return person.id
  }
  const placeOf = (id: string, person: string): Place => {
    const place = world.places.find((known) => known.id === id || known.conversation === id)
    if (!place?.people.includes(person)) throw new WrongRequest(`${person} isn't in ${id}`)
    return place
  }
  const messageOf = (id: string, person: string): Message => {
    const message = world.messages.find((known) => known.id === id)
    if (!message) throw new WrongRequest(`there is no message ${id}`)
    placeOf(message.place, person)
    return message
  }
  /** The beginning of the thread in which a message of this channel stands, or which it begins. */
  const threadOf = (id: string, place: Place, person: string): string => {
    const message = messageOf(id, person)
    if (message.place !== place.id || place.kind !== 'channel') throw new WrongRequest(`${id} isn't in ${place.id}`)
    return message.thread ?? message.id
  }
  /** A person with the id that a people picker returns. */
  const withPicked = (person: PracticePerson) => ({ ...person, picked: world.ids.alias(person.id) })
  /** The clock, and when the bot has something to do next. */
  const times = async () => {
    const next = await nextDue()
    return {
      clock: new Date(clock.now()).toISOString(),
      ...(next === undefined ? {} : { due: new Date(next).toISOString() }),
    }
  }
  const state = async () => ({
    ...(await times()),
    platform: world.platform,
    switchable: switchTo !== undefined,
    people: world.people.filter(({ outside }) => !outside).map(withPicked),
    directory: world.people.filter(({ outside }) => outside).map(withPicked),
    places: world.places,
    messages: world.messages.map((message) => shown(world, message)),
  })
  const changes = async (more: object) => {
    await settled()
    const messages = takeChanges().map((message) => shown(world, message))
    return { ...(await times()), ...more, messages }
  }

  const verbs: Readonly<Record<string, (body: unknown) => Promise<object>>> = {
    'GET /practice/state': async () => state(),
    'POST /practice/say': async (body) => {
      const { as, in: where, text, thread: wanted } = sayBody.parse(body)
      const person = personOf(as)
      const place = placeOf(where, person)
      const id = client.nextEvent()
      const thread = wanted === undefined ? {} : { thread: threadOf(wanted, place, person) }
      world.messages.push({
        id,
        ...thread,
        place: place.id,
        from: person,
        at: clock.now(),
        text,
        card: undefined,
        edits: 0,
        views: new Map(),
      })
      return changes({ status: await client.say(person, place, text, {}, { id, ...thread }) })
    },
    'POST /practice/press': async (body) => {
      const { as, message: id, verb, data, inputs, submit } = pressBody.parse(body)
      const person = personOf(as)
      const message = messageOf(id, person)
      if (submit) return changes({ status: await client.submit(person, message, { verb, data, inputs }) })
      const { status, card } = await client.press(person, message, { verb, data, inputs })
      return changes({ status, card })
    },
    'POST /practice/others': async (body) => {
      await playAlong(personOf(whoBody.parse(body).as))
      return changes({})
    },
    'POST /practice/next': async () => {
      const asked = (): number =>
        world.messages.filter(({ card }) => JSON.stringify(card ?? {}).includes(FOLLOW_UP)).length
      const before = asked()
      for (let days = 0; days < SEARCH_DAYS && asked() <= before; days++) {
        await pass('P1D')
      }
      return changes({ found: asked() > before })
    },
    'POST /practice/page': async (body) => {
      await openPage(personOf(whoBody.parse(body).as))
      return changes({})
    },
    'POST /practice/platform': async (body) => {
      if (!switchTo) throw new WrongRequest('this room stays on its platform')
      await switchTo(platformBody.parse(body).platform)
      return {}
    },
    'POST /practice/clock': async (body) => {
      await pass(clockBody.parse(body).advance)
      return changes({})
    },
    'POST /practice/reload': async (body) => {
      await client.reload(personOf(whoBody.parse(body).as))
      return changes({})
    },
    'POST /practice/leave': async (body) => {
      const person = personOf(whoBody.parse(body).as)
      placeOf('channel', person)
      return changes({ status: await client.leaves(person) })
    },
    'POST /practice/trouble': async (body) => {
      const { strike, delay, duplicates } = troubleBody.parse(body)
      if (strike) troubles.add(strike as Trouble)
      if (delay !== undefined) troubles.delay = delay
      if (duplicates !== undefined) troubles.duplicates = duplicates
      return {}
    },
  }

  return async (
    method: string,
    path: string,
    body: unknown,
  ): Promise<{ status: number; body: unknown } | undefined> => {
    const handle = verbs[`${method} ${path}`]
    if (!handle) return undefined
    try {
      return { status: 200, body: await handle(body) }
    } catch (error) {
      if (error instanceof WrongRequest || error instanceof z.ZodError || error instanceof RangeError) {
        return { status: 400, body: { error: error.message } }
      }
      throw error
    }
  }
}
