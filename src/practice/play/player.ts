import { inputsOf, pressablesOf, textsOf } from '../cardReading.ts'
import type { Pressable } from '../pressable.ts'
import type { PracticeRoom } from '../types.ts'
import { type DrawnCard, type Message, seenBy } from '../world.ts'

/** A person of the practice team at her Teams: she only uses what her cards offer. */
export interface Player {
  readonly id: string
  /** The newest card she has in private that still has something to press, or the newest at all. */
  card(): DrawnCard
  /** Everything her newest card says, or her newest that says this much, in reading order. @throws when none does */
  reads(having?: string): string
  /** Presses a button by its words, in her private card. @throws when the card has no such button */
  presses(label: string, inputs?: Readonly<Record<string, unknown>>): Promise<void>
  /** Presses whatever says this verb, in any language. @param about what its data must say @throws when no card has it */
  does(verb: string, inputs?: Readonly<Record<string, unknown>>, about?: Pressable['data']): Promise<void>
  /** Whether one of her cards still offers this verb about this. */
  canDo(verb: string, about: Pressable['data']): boolean
  /** Taps a statement, or skips. */
  picks(element: string, grade: string): Promise<void>
  /** Taps a star of a block; 0 takes them back. */
  stars(block: string, given: number): Promise<void>
  pressesIn(message: Message, label: string, inputs?: Readonly<Record<string, unknown>>): Promise<void>
  /** @param guise what her client says of the message besides its text, or in place of it */
  says(place: string, text: string, guise?: Readonly<Record<string, unknown>>): Promise<void>
  readonly messages: () => readonly Message[]
}

const saying =
  (wanted: string, about: Pressable['data']) =>
  ({ verb, data }: Pressable): boolean =>
    verb === wanted && Object.entries(about).every(([field, value]) => data[field] === value)

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

  const says: Player['says'] = async (place, text, guise) => {
    const where = world.places.find((known) => known.id === place)
    if (!where) throw new Error(`there is no ${place}`)
    await client.say(id, where, text, guise)
    await settled()
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
    does: (verb, inputs = {}, about = {}) => pressWhere(saying(verb, about), `button for ${verb}`, inputs),
    canDo: (verb, about) => newest((one) => pressablesOf(one).some(saying(verb, about))) !== undefined,
    picks: (element, grade) =>
      pressWhere(
        ({ verb, data }) => verb === 'sheet.answer' && data.element === element && data.grade === grade,
        `${grade} for ${element}`,
        {},
      ),
    stars: (block, given) =>
      pressWhere(saying('ballot.star', { block, stars: given }), `${given} stars for ${block}`, {}),
    pressesIn: async (message, label, inputs = {}) => {
      const pressable = find(message, (one) => one.label === label)
      if (!pressable) throw new Error(`${message.id} has no button '${label}'`)
      await press(message, pressable, inputs)
    },
    says,
  }
}
