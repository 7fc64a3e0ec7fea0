import { pressablesOf } from '../cardReading.ts'
import type { Pressable } from '../pressable.ts'
import type { PracticeRoom } from '../types.ts'
import { type Message, seenBy } from '../world.ts'

/** More presses than any card takes. */
const MAX_PRESSES = 120
const REMARKS = ['Een vast moment per week zou helpen.', 'Ik mis tijd, niet goesting.', 'Wat loopt er al bij de buren?']

/** The verbs that are pressed, in order of preference; the others are left to the person at the screen. */
const WANTED = [
  'sheet.answer',
  'sheet.remark',
  'sheet.handIn',
  'sheet.role',
  'sheet.next',
  'ballot.star',
  'ballot.cast',
  'evaluation.report',
] as const

/** The rest of the team does what its cards ask: fill in, hand in, give stars, follow up. @param me who is left out */
export const playAlong = async (
  room: Pick<PracticeRoom, 'world' | 'client'>,
  settled: () => Promise<void>,
  me: string,
  random: () => number,
): Promise<void> => {
  await settled()
  for (const { id } of room.world.people.filter((person) => person.id !== me)) {
    for (const message of room.world.messages.filter(({ place, card }) => place === `private:${id}` && card))
      await playCard(room, id, message, random)
  }
  await settled()
}

/** Presses one card until it asks for nothing more. */
const playCard = async (
  room: Pick<PracticeRoom, 'world' | 'client'>,
  person: string,
  message: Message,
  random: () => number,
): Promise<void> => {
  let last = ''
  const starred = new Set<unknown>()
  for (let presses = 0; presses < MAX_PRESSES; presses++) {
    // One tap a block; its stars can still be tapped then, and so can what takes them back.
    const pressables = pressablesOf(seenBy(message, person) ?? {}).filter(
      ({ verb, data }) => verb !== 'ballot.star' || (data.stars !== 0 && !starred.has(data.block)),
    )
    const verb = WANTED.find((wanted) => pressables.some((one) => one.verb === wanted))
    // A sheet that was just handed in shows the button again: it is done.
    if (verb === undefined || (verb === 'sheet.handIn' && last === verb)) return
    const pressed = chosen(
      pressables.filter((one) => one.verb === verb),
      random,
    )
    if (!pressed) return
    const { status } = await room.client.press(person, message, {
      verb,
      data: pressed.data,
      inputs: inputsFor(verb, random),
    })
    if (status !== 200) return
    if (verb === 'ballot.star') starred.add(pressed.data.block)
    last = verb
  }
}

/** Share of elements that are skipped. */
const SKIPPED = 0.04

const chosen = (choices: readonly Pressable[], random: () => number): Pressable | undefined => {
  const onTrack = choices.find(({ data }) => data.outcome === 'onTrack')
  if (onTrack) return onTrack
  const skip = choices.find(({ data }) => data.grade === 'skipped')
  if (skip && random() < SKIPPED) return skip
  const others = choices.filter((one) => one !== skip)
  return others[Math.floor(random() * others.length)]
}

const inputsFor = (verb: (typeof WANTED)[number], random: () => number): Record<string, unknown> => {
  const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  switch (verb) {
    case 'sheet.answer':
    case 'sheet.handIn':
    case 'sheet.role':
    case 'sheet.next':
    case 'ballot.star':
    case 'ballot.cast':
      return {}
    case 'sheet.remark':
      return { text: random() < 0.2 ? one(REMARKS) : '' }
    case 'evaluation.report':
      return { outcome: 'onTrack', value: String(10 + Math.floor(random() * 40)), note: '' }
  }
}
