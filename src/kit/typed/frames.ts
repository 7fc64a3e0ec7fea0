import type { Intent } from './intents.ts'
import type { Token } from './phrases.ts'

/** A word that a frame asks for: one of these; a number, or a word that no language knows, as a name is. */
type Slot = { readonly tokens: ReadonlySet<string> } | 'number' | 'name'
/** Words that have to be there for a sentence to mean something. */
export interface Frame {
  readonly intent: Intent
  readonly slots: readonly Slot[]
}

const NUMBER = 'NUMBER'
const NAME = 'NAME'
const OR = '/'
/** Within a phrase that counts as one word. */
const SPACE = /_/g

/** What a frame is written with, as words. */
export const writtenIn = (frame: string): string =>
  frame
    .split(' ')
    .filter((slot) => slot !== NUMBER && slot !== NAME)
    .join(' ')
    .replaceAll(OR, ' ')
    .replace(SPACE, ' ')

const slotOf = (written: string, tokensOf: (said: string) => readonly string[]): Slot | undefined => {
  if (written === NUMBER) return 'number'
  if (written === NAME) return 'name'
  const all = written.split(OR).map((word) => tokensOf(word.replace(SPACE, ' ')))
  return all.every(({ length }) => length === 1) ? { tokens: new Set(all.flat()) } : undefined
}

/**
 * Compiles the frames of an intent: `a/b` for one of them, `NUMBER` for a number, `NAME` for a word that no language knows, `a_b` for a phrase
 * that is one word among those that mean the same.
 * @param problems gets those with a phrase that isn't
 */
export const framesOf = (
  intent: Intent,
  written: readonly string[],
  tokensOf: (said: string) => readonly string[],
  problems: Set<string>,
): readonly Frame[] =>
  written.flatMap((frame) => {
    const slots = frame.split(' ').map((slot) => slotOf(slot, tokensOf))
    if (slots.every((slot) => slot !== undefined)) return [{ intent, slots }]
    problems.add(`“${frame}” (${intent}) has a phrase that is no single word`)
    return []
  })

/** Around a frame of two words may stand one more that is a word of the sentences and turns nothing round; around one of three, two more. */
const mostAround = (slots: Frame['slots']): number => Math.min(2, slots.length - 1)

/** Whether all slots of a frame are filled by words of a sentence, each by another, and nothing but loose words is left. */
const fits = (
  { slots }: Frame,
  said: readonly Token[],
  loose: ReadonlySet<string>,
  isName: (token: Token) => boolean,
  mayStand: (token: Token) => boolean,
): boolean => {
  const left = [...said]
  for (const slot of slots) {
    const at = left.findIndex((token) =>
      slot === 'number'
        ? /^\d+$/.test(token.token)
        : slot === 'name'
          ? !loose.has(token.token) && isName(token)
          : slot.tokens.has(token.token),
    )
    if (at === -1) return false
    left.splice(at, 1)
  }
  const others = left.filter(
    ({ token }) => !loose.has(token) && !slots.some((slot) => typeof slot === 'object' && slot.tokens.has(token)),
  )
  return others.length <= mostAround(slots) && others.every(mayStand)
}

/** What frames are read with. */
interface Framed {
  readonly frames: readonly Frame[]
  readonly loose: ReadonlySet<string>
  readonly stems: ReadonlySet<string>
  /** Words that turn a sentence round. */
  readonly turning: ReadonlySet<string>
}

const indexes = new WeakMap<readonly Frame[], ReadonlyMap<string, readonly Frame[]>>()
/** Frames by each word that can fill the first slot that asks for words; under '' those that ask for none. Made once for each list. */
const indexOf = (frames: readonly Frame[]): ReadonlyMap<string, readonly Frame[]> => {
  const known = indexes.get(frames)
  if (known) return known
  const index = new Map<string, Frame[]>()
  for (const frame of frames) {
    const first = frame.slots.find((slot) => typeof slot === 'object')
    for (const token of first?.tokens ?? ['']) index.set(token, [...(index.get(token) ?? []), frame])
  }
  indexes.set(frames, index)
  return index
}

/** What a sentence means by its frame: the one that asks for the most words; nothing when two that mean something else ask for as many. */
export const readFrame = (
  { frames, loose, stems, turning }: Framed,
  said: readonly Token[],
  isName: (token: Token) => boolean,
): Intent | undefined => {
  const mayStand = ({ token }: Token): boolean => stems.has(token) && !turning.has(token)
  const index = indexOf(frames)
  // The others lack a word that has to be there.
  const possible = new Set(['', ...said.map(({ token }) => token)].flatMap((token) => index.get(token) ?? []))
  const fitting = [...possible].filter((frame) => fits(frame, said, loose, isName, mayStand))
  const most = Math.max(...fitting.map(({ slots }) => slots.length))
  const best = new Set(fitting.filter(({ slots }) => slots.length === most).map(({ intent }) => intent))
  const [only] = best
  return best.size === 1 ? only : undefined
}
