import type { PracticeRoom } from './practiceRoom.ts'
import { type DrawnCard, type Message, seenBy } from './world.ts'

/** One button or tappable block of a card, with what it says back. */
export interface Pressable {
  readonly label: string
  readonly verb: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A person of the practice team at her Teams: she only uses what her cards offer. */
export interface Player {
  readonly id: string
  /** The newest card she has in private that still has something to press, or the newest at all. */
  card(): DrawnCard
  /** Everything her newest card says, or her newest that says this much, in reading order. @throws when none does */
  reads(having?: string): string
  /** Presses a button by its words, in her private card. @throws when the card has no such button */
  presses(label: string, inputs?: Readonly<Record<string, unknown>>): Promise<void>
  /** Presses whatever says this verb, in any language. @throws when no card has it */
  does(verb: string, inputs?: Readonly<Record<string, unknown>>): Promise<void>
  /** Taps a statement, or skips. */
  picks(element: string, grade: string): Promise<void>
  pressesIn(message: Message, label: string, inputs?: Readonly<Record<string, unknown>>): Promise<void>
  says(place: string, text: string): Promise<void>
  readonly messages: () => readonly Message[]
}

const walk = (node: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void => {
  if (Array.isArray(node)) for (const one of node) walk(one, visit)
  else if (typeof node === 'object' && node !== null) {
    visit(node as Record<string, unknown>)
    for (const [key, value] of Object.entries(node))
      if (key !== 'fallback' && key !== 'refresh' && key !== 'data') walk(value, visit)
  }
}

/** What a card says, text by text. */
export const textsOf = (card: DrawnCard): string[] => {
  const texts: string[] = []
  walk(card.body, (node) => {
    if (node.type === 'RichTextBlock') {
      texts.push((node.inlines as readonly { readonly text: string }[]).map(({ text }) => text).join(''))
    }
    if (node.type === 'TextBlock') texts.push(String(node.text))
    if (node.type === 'Action.Execute' && node.style !== undefined) texts.push(`[${String(node.title)}]`)
    else if (node.type === 'Action.Execute') texts.push(`(${String(node.title)})`)
    if (String(node.type).startsWith('Input.'))
      texts.push(`${String(node.label ?? node.title)}: ${String(node.value ?? '')}`)
  })
  return texts
}

export const pressablesOf = (card: DrawnCard): Pressable[] => {
  const found: Pressable[] = []
  walk(card.body, (node) => {
    if (node.type !== 'Action.Execute') return
    const { verb, title, data } = node as { verb: string; title?: string; data: Record<string, unknown> }
    found.push({ verb, label: title ?? '', data })
  })
  return found
}

/** The values a client sends along with any press: each input's own, unless the person changed it. */
const inputsOf = (card: DrawnCard): Record<string, unknown> => {
  const values: Record<string, unknown> = {}
  walk(card.body, (node) => {
    if (String(node.type).startsWith('Input.') && node.value !== undefined) values[String(node.id)] = node.value
  })
  return values
}

export const createPlayer = (room: PracticeRoom, id: string, settled: () => Promise<void>): Player => {
  const { world, client } = room
  const own = (): Message[] => world.messages.filter(({ place, card }) => place === `private:${id}` && card)
  const newest = (having: (card: DrawnCard) => boolean): Message | undefined =>
    own().findLast((message) => having(seenBy(message, id) ?? {}))

  const press = async (message: Message, { verb, data }: Pressable, inputs: Readonly<Record<string, unknown>>) => {
    const card = seenBy(message, id) ?? {}
    const { status } = await client.press(id, message, { verb, data, inputs: { ...inputsOf(card), ...inputs } })
    if (status !== 200) throw new Error(`${id} pressed ${verb} and got ${status}`)
    await settled()
  }
  const find = (message: Message | undefined, wanted: (pressable: Pressable) => boolean): Pressable | undefined =>
    message && pressablesOf(seenBy(message, id) ?? {}).find(wanted)

  const card = (): DrawnCard => {
    const message = newest((one) => pressablesOf(one).length > 0) ?? own().at(-1)
    if (!message) throw new Error(`${id} has no card`)
    return seenBy(message, id) ?? {}
  }

  const pressWhere = async (
    wanted: (pressable: Pressable) => boolean,
    said: string,
    inputs: Readonly<Record<string, unknown>>,
  ): Promise<void> => {
    const message = newest((one) => pressablesOf(one).some(wanted))
    const pressable = find(message, wanted)
    if (!message || !pressable) throw new Error(`${id} has no ${said}; her card reads:\n${textsOf(card()).join('\n')}`)
    await press(message, pressable, inputs)
  }

  return {
    id,
    messages: own,
    card,
    reads: (having) => {
      if (having === undefined) return textsOf(card()).join('\n')
      const found = newest((one) => textsOf(one).join('\n').includes(having))
      if (!found) throw new Error(`${id} has no card that says '${having}'`)
      return textsOf(seenBy(found, id) ?? {}).join('\n')
    },
    presses: (label, inputs = {}) => pressWhere((pressable) => pressable.label === label, `button '${label}'`, inputs),
    does: (verb, inputs = {}) => pressWhere((pressable) => pressable.verb === verb, `button for ${verb}`, inputs),
    picks: (element, grade) =>
      pressWhere(
        ({ verb, data }) => verb === 'sheet.answer' && data.element === element && data.grade === grade,
        `${grade} for ${element}`,
        {},
      ),
    pressesIn: async (message, label, inputs = {}) => {
      const pressable = find(message, (one) => one.label === label)
      if (!pressable) throw new Error(`${message.id} has no button '${label}'`)
      await press(message, pressable, inputs)
    },
    says: async (place, text) => {
      const where = world.places.find((known) => known.id === place)
      if (!where) throw new Error(`there is no ${place}`)
      await client.say(id, where, text)
      await settled()
    },
  }
}
