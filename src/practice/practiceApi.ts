import { z } from 'zod'
import type { ChatClient } from './chatClient.ts'
import type { StoryClock } from './storyClock.ts'
import type { Trouble, Troubles } from './trouble.ts'
import { type Message, type Place, type PracticePerson, seenBy, type World } from './world.ts'

export interface PracticeDeps {
  readonly world: World
  readonly client: ChatClient
  readonly clock: StoryClock
  readonly troubles: Troubles
  /** Resolves when the bot has done all that was due. */
  readonly settled: () => Promise<void>
  /** Lets time go by. */
  readonly pass: (duration: string) => Promise<void>
  /** The others do what waits for them. */
  readonly playAlong: (me: string) => Promise<void>
  /** She looks at what stands under the bot's name, where the platform has such a page. */
  readonly opensPage: (person: string) => Promise<void>
  /** Messages that changed since the last call. */
  readonly takeChanges: () => readonly Message[]
}

class Wrong extends Error {}

const sayBody = z.object({ as: z.string(), in: z.string(), text: z.string() })
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
const whoBody = z.object({ as: z.string() })
/** A card that asks how an action stands. */
const FOLLOW_UP = 'evaluation.report'
/** Days ahead that a follow-up is looked for: a quarter, and some. */
const FAR = 120
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
  const { id, place, from, at, text, card, edits } = message
  const people = world.places.find((known) => known.id === place)?.people ?? []
  const sees = card ? Object.fromEntries(people.map((person) => [person, seenBy(message, person)])) : {}
  return { id, in: place, from, at: new Date(at).toISOString(), text, card, edits, sees }
}

/** The practice room's public vocabulary (D8): state, say, press, clock; reload and trouble besides. */
export const createPracticeApi = ({
  world,
  client,
  clock,
  troubles,
  settled,
  pass,
  playAlong,
  opensPage,
  takeChanges,
}: PracticeDeps) => {
  const personOf = (as: string): string => {
    const person = world.people.find(({ id, name }) => id === as.toLowerCase() || name === as)
    if (!person) throw new Wrong(`nobody here is called ${as}`)
    return person.id
  }
  const placeOf = (id: string, person: string): Place => {
    const place = world.places.find((known) => known.id === id || known.conversation === id)
    if (!place?.people.includes(person)) throw new Wrong(`${person} isn't in ${id}`)
    return place
  }
  const messageOf = (id: string, person: string): Message => {
    const message = world.messages.find((known) => known.id === id)
    if (!message) throw new Wrong(`there is no message ${id}`)
    placeOf(message.place, person)
    return message
  }
  /** With what a people picker gives back for her. */
  const known = (person: PracticePerson) => ({ ...person, picked: world.ids.alias(person.id) })
  const state = () => ({
    clock: new Date(clock.now()).toISOString(),
    platform: world.platform,
    people: world.people.filter(({ outside }) => !outside).map(known),
    directory: world.people.filter(({ outside }) => outside).map(known),
    places: world.places,
    messages: world.messages.map((message) => shown(world, message)),
  })
  const changes = async (more: object) => {
    await settled()
    const messages = takeChanges().map((message) => shown(world, message))
    return { clock: new Date(clock.now()).toISOString(), ...more, messages }
  }

  const verbs: Readonly<Record<string, (body: unknown) => Promise<object>>> = {
    'GET /practice/state': async () => state(),
    'POST /practice/say': async (body) => {
      const { as, in: where, text } = sayBody.parse(body)
      const person = personOf(as)
      const place = placeOf(where, person)
      world.messages.push({
        id: client.nextEvent(),
        place: place.id,
        from: person,
        at: clock.now(),
        text,
        card: undefined,
        edits: 0,
        views: new Map(),
      })
      return changes({ status: await client.say(person, place, text) })
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
      for (let days = 0; days < FAR && asked() <= before; days++) {
        await pass('P1D')
      }
      return changes({ found: asked() > before })
    },
    'POST /practice/page': async (body) => {
      await opensPage(personOf(whoBody.parse(body).as))
      return changes({})
    },
    'POST /practice/clock': async (body) => {
      await pass(clockBody.parse(body).advance)
      return changes({})
    },
    'POST /practice/reload': async (body) => {
      await client.reload(personOf(whoBody.parse(body).as))
      return changes({})
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
      if (error instanceof Wrong || error instanceof z.ZodError || error instanceof RangeError) {
        return { status: 400, body: { error: error.message } }
      }
      throw error
    }
  }
}
