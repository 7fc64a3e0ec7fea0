import { describe, expect, it } from 'vitest'
import { kit } from '../../test/voice.ts'
import { FLOOR, gate } from './gate.ts'
import { medianOf, type Ranked, rank, STARS, type StarTally } from './stars.ts'
import { EMPTY_TALLY } from './tally.ts'

/**
 * The proof for the ranking (docs/privacy-floor.md). An order of seven blocks can't be gone through column by column, but what it
 * tells of a block is only that it stands above one and under another. So per place this works out every bound that the
 * blocks before and after it can set, whatever the reader gave herself and however many voted, and looks at what is left.
 */

/** Every way in which so many people can give a block one to five stars. */
function* columns(people: number, stars = 5): Generator<readonly number[]> {
  if (stars === 1) yield [people]
  else
    for (let most = 0; most <= people; most++)
      for (const rest of columns(people - most, stars - 1)) yield [...rest, most]
}

const NOTHING = gate(kit, EMPTY_TALLY, FLOOR.standard)
const OTHERS = kit.blocks.slice(1)

/** What is published of block 1 with these votes among `people`, where each other block has three stars of everyone. */
const publishedOf = (votes: readonly number[], people: number, floor: number): Ranked | undefined => {
  const all: StarTally = { ballots: people, votes: { '1': votes }, authors: 0, reasons: [] }
  return rank(kit, all, NOTHING, floor).places.find(({ block }) => block === '1')
}

/**
 * How high the ranking puts these votes: how many of five rulers, with one to five stars of everyone, stand under it. Blocks
 * that are level stand in the order of the kit, and block 1 comes first.
 */
const heightOf = (votes: readonly number[], people: number, floor: number): number => {
  const rulers = Object.fromEntries(
    STARS.map((stars, at) => [OTHERS[at]?.id ?? '', STARS.map((one) => (one === stars ? people : 0))]),
  )
  const ranking = rank(
    kit,
    { ballots: people, votes: { '1': votes, ...rulers }, authors: 0, reasons: [] },
    NOTHING,
    floor,
  )
  const place = ranking.places.findIndex(({ block }) => block === '1')
  return ranking.places.slice(place + 1).filter(({ block }) => Object.keys(rulers).includes(block)).length
}

interface Choice {
  /** The heights that this block can have, rising, and as bits which stars occur among the others' at each. */
  readonly heights: readonly (readonly [number, number])[]
}

/** What the reader may have given a block, how many others voted, and what is published of it. */
const choicesOf = (people: number, floor: number, height: typeof heightOf): readonly Choice[] =>
  [0, ...STARS].flatMap((own) =>
    Array.from({ length: people }, (_, voters) => voters).flatMap((voters): Choice[] => {
      const least = people >= floor ? floor : FLOOR.least
      if (voters + (own > 0 ? 1 : 0) < least) return []
      const published = new Map<string, Map<number, number>>()
      for (const others of columns(voters)) {
        const votes = own > 0 ? others.with(own - 1, (others[own - 1] ?? 0) + 1) : others
        const said = String(publishedOf(votes, people, floor)?.median)
        const heights = published.get(said) ?? new Map<number, number>()
        published.set(said, heights)
        const bits = others.reduce((sum, count, at) => (count > 0 ? sum | (1 << at) : sum), 0)
        const at = height(votes, people, floor)
        heights.set(at, (heights.get(at) ?? 0) | bits)
      }
      return [...published.values()].map((heights) => ({ heights: [...heights].sort(([a], [b]) => a - b) }))
    }),
  )

type Bounds = ReadonlySet<number>
/** The highest (or, downwards, the lowest) that the next block can be, for each bound of the one before, level or not. */
const next = (bounds: Bounds, choices: readonly Choice[], upwards: boolean): Bounds => {
  const found = new Set<number>()
  for (const { heights } of choices)
    for (const bound of bounds)
      for (const level of [true, false]) {
        const fitting = heights
          .map(([height]) => height)
          .filter((height) => (upwards ? height < bound : height > bound) || (level && height === bound))
        const best = upwards ? fitting.at(-1) : fitting[0]
        if (best !== undefined) found.add(best)
      }
  return found
}

const PLACES = kit.blocks.length
const single = (bits: number): boolean => [1, 2, 4, 8, 16].includes(bits)

const pinsIn = (people: number, floor: number, by = heightOf): number => {
  const choices = choicesOf(people, floor, by)
  const above: Bounds[] = [new Set([Number.POSITIVE_INFINITY])]
  const under: Bounds[] = [new Set([Number.NEGATIVE_INFINITY])]
  for (let at = 1; at < PLACES; at++) {
    above.push(next(above[at - 1] ?? new Set(), choices, true))
    under.push(next(under[at - 1] ?? new Set(), choices, false))
  }
  let pins = 0
  for (const { heights } of choices)
    for (let before = 0; before < PLACES; before++)
      for (let after = 0; before + after < PLACES; after++)
        for (const high of above[before] ?? [])
          for (const low of under[after] ?? [])
            for (const levels of [0, 1, 2, 3]) {
              const left = heights.filter(
                ([height]) =>
                  (height < high || (levels % 2 === 0 && height === high)) &&
                  (height > low || (levels < 2 && height === low)),
              )
              if (single(left.reduce((bits, [, one]) => bits | one, 0))) pins++
            }
  return pins
}

describe('privacy.5.2 no ranking leaves another’s star only one possibility', () => {
  it.each([
    [3, 5],
    [4, 5],
    [5, 5],
    [6, 5],
    [6, 6],
    [5, 10],
    [6, 10],
  ])(
    'of %i people with a floor of %i: every own star, every order, every median, every number of voters',
    (people, floor) => {
      expect(pinsIn(people, floor)).toBe(0)
    },
  )

  it('finds a pin where there is one: the order of whole medians in a small round, the mean among equal medians', () => {
    expect(pinsIn(3, 5, medianOf)).toBeGreaterThan(0)
    const mean = (votes: readonly number[]): number =>
      votes.reduce((sum, count, at) => sum + count * (at + 1), 0) / votes.reduce((sum, count) => sum + count, 0)
    expect(pinsIn(5, 5, (votes) => medianOf(votes) * 10 + mean(votes))).toBeGreaterThan(0)
  })

  it.each([
    [3, 5],
    [4, 5],
    [5, 5],
    [6, 5],
  ])(
    'goes by nothing finer than that: of %i people with a floor of %i, blocks that are level stand in the kit’s order',
    (people, floor) => {
      const usual = new Map<number, readonly number[]>()
      for (const votes of columns(people)) {
        const height = heightOf(votes, people, floor)
        const like = usual.get(height) ?? votes
        usual.set(height, like)
        for (const [one, two] of [
          [votes, like],
          [like, votes],
        ] as const) {
          const ranking = rank(
            kit,
            { ballots: people, votes: { '2': one, '3': two }, authors: 0, reasons: [] },
            NOTHING,
            floor,
          )
          expect(ranking.places.slice(0, 2).map(({ block }) => block)).toEqual(['2', '3'])
        }
      }
    },
  )
})
