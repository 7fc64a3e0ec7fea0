import { type Ballot, unstarred } from '../../../flows/ballot/ballot.ts'
import type { Block } from '../../../kit/kit.ts'
import type { Result } from '../../../kit/result.ts'
import { STARS } from '../../../kit/stars.ts'
import { buttons, type Part, type Star, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { besideBlock } from '../result/picture.ts'

/** Vision is the foundation: the kit proposes it high. It is no vote until someone takes it over. */
export const FOUNDATION = { block: '1', stars: 5 } as const

/** The names of the blocks that have no stars of hers. */
export const untapped = ({ kit }: Voice, ballot: Ballot): string => {
  const left = unstarred(ballot)
  return kit.blocks.flatMap(({ id, name }) => (left.includes(id) ? [name] : [])).join(', ')
}

interface Around {
  readonly result: Result
  /** Whether there are fields for reasons: a tap then brings along what stands in them. */
  readonly explaining: boolean
}

/** A block, what the result says of it, and its stars to tap; under the foundation what the kit proposes. */
export const starParts = (
  voice: Voice,
  { round, stars: given }: Ballot,
  { id: block, name }: Block,
  { result, explaining }: Around,
): (Part | undefined)[] => {
  const { say } = voice
  const star = (label: string, stars: number): Star => ({
    label,
    verb: 'ballot.star',
    data: { round, block, stars, ...(explaining ? { explain: true } : {}) },
  })
  const has = given[block] ?? 0
  const row: Part = {
    kind: 'rating',
    title: name,
    said: has ? say('rating.given', { stars: has }) : say('rating.none'),
    given: has,
    stars: STARS.map((stars) => star(say('rating.star', { stars, name }), stars)),
    clear: has ? star(say('rating.clear', { name }), 0) : undefined,
    // Read by then, and the fields need the room.
    beside: explaining ? undefined : besideBlock(voice, result, block),
  }
  if (block !== FOUNDATION.block || has) return [row]
  const { stars } = FOUNDATION
  return [row, text(say('rating.proposed', { stars }), 'small'), buttons(star(say('rating.take', { stars }), stars))]
}
