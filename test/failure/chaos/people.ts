import { textsOf } from '../../../src/practice/cardReading.ts'
import type { PressInput } from '../../../src/practice/chatClient.ts'
import type { Pressed, Tickets } from '../../../src/practice/slack/tickets.ts'
import type { PracticeRoom } from '../../../src/practice/types.ts'
import { type Message, seenBy } from '../../../src/practice/world.ts'

/** One press as it was made, so that the platform can deliver it again. */
export interface Made {
  readonly person: string
  readonly message: Message
  readonly press: PressInput
  readonly event: string
}

export interface People {
  /** Presses until her card says it was taken. */
  press(person: string, message: Message, press: PressInput): Promise<void>
  readonly made: readonly Made[]
  again(made: Made): Promise<void>
  /** Her scan. */
  card(person: string): Message
}

const TRY_AGAIN = 'probeer zo dadelijk opnieuw'
const TRIES = 60
/** Milliseconds a person looks at a card that doesn't change before she taps once more. */
const PATIENCE = 2000
const LOOK = 5

const reads = (message: Message, person: string): string => textsOf(seenBy(message, person) ?? {}).join('\n')

/** Which addresses were handed out with a press, and which were answered at. */
const watched = (tickets: Tickets) => {
  const answered = new Set<string>()
  let newest = ''
  const { response, useResponse } = tickets
  Object.assign(tickets, {
    response: (to: Pressed) => {
      newest = response(to)
      return newest
    },
    useResponse: (id: string) => {
      // Before anything of it shows: whoever looks, looks a moment later.
      setImmediate(() => answered.add(id))
      return useResponse(id)
    },
  })
  return { answered, newest: () => newest }
}

export const peopleOf = (room: PracticeRoom): People => {
  const { client, world } = room
  const made: Made[] = []
  const slack = world.platform === 'slack'

  /** In Slack the answer comes by itself, at an address of this press alone. */
  const addresses = slack ? watched(room.slack().tickets) : undefined
  const turned = async (address: string, person: string, message: Message): Promise<boolean> => {
    const began = performance.now()
    while (performance.now() - began < PATIENCE) {
      if (addresses?.answered.has(address)) return !reads(message, person).includes(TRY_AGAIN)
      await new Promise((resolve) => setTimeout(resolve, LOOK))
    }
    return false
  }
  const once = async ({ person, message, press, event }: Made): Promise<boolean> => {
    message.views.delete(person)
    const pressed = client.press(person, message, press, event)
    const address = addresses?.newest() ?? ''
    const { status } = await pressed
    if (status !== 200) return false
    return slack ? turned(address, person, message) : !reads(message, person).includes(TRY_AGAIN)
  }
  return {
    made,
    press: async (person, message, press) => {
      const newEvent = (): string => (slack ? room.slack().tickets.trigger(person) : client.nextEvent())
      let one: Made = { person, message, press, event: newEvent() }
      made.push(one)
      for (let tries = 0; tries < TRIES; tries++) {
        try {
          if (await once(one)) return
          // It was taken, and nothing came of it that she could see: she taps once more, and that is another press.
          if (slack) one = { ...one, event: newEvent() }
        } catch {
          // Cut off, or nobody there: the platform delivers it again.
        }
        await new Promise((resolve) => setTimeout(resolve, LOOK * Math.min(tries + 1, 20)))
      }
      throw new Error(`${person} never got an answer to ${press.verb}`)
    },
    again: async ({ person, message, press, event }) => {
      await client.press(person, message, press, event).catch(() => undefined)
    },
    card: (person) => {
      const found = world.messages.find(
        ({ place, card }) => place === `private:${person}` && /sheet\.(next|answer)/.test(JSON.stringify(card)),
      )
      if (!found) throw new Error(`${person} has no card`)
      return found
    },
  }
}
