import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kit } from '../../test/voice.ts'
import type { Result } from './result.ts'
import { addBallot, EMPTY_STARS, medianOf, mergeStars, rank, STARS, type Stars, type StarVotes } from './stars.ts'

const result = (reds: Readonly<Record<string, number>> = {}): Result => ({
  kit: '1.0.0',
  floor: 5,
  handedIn: 6,
  depth: 'elements',
  blocks: kit.blocks.map(({ id }) => ({ block: id, counts: { green: 10, orange: 0, red: reds[id] ?? 0, skipped: 0 } })),
  roles: [],
  elements: [],
  alike: [],
  different: [],
  remarks: [],
})
const tallyOf = (ballots: readonly StarVotes[]) =>
  ballots.map((stars) => ({ stars, reasons: {} })).reduce(addBallot, EMPTY_STARS)
const all = (stars: Stars, change: StarVotes = {}): StarVotes => ({
  ...Object.fromEntries(kit.blocks.map(({ id }) => [id, stars])),
  ...change,
})
const order = (ballots: readonly StarVotes[], reds = {}) =>
  rank(kit, tallyOf(ballots), result(reds), 5)
    .places.map(({ block }) => block)
    .join('')

describe('the ranking', () => {
  it('puts the higher median first', () => {
    expect(order(Array.from({ length: 5 }, () => all(3, { '4': 5, '6': 4 })))).toBe('4612357')
  })

  it('breaks a tie by mean, then by the share of orange and red, then by the kit’s order, and says which', () => {
    const ballots = [...Array.from({ length: 4 }, () => all(3)), all(3, { '5': 4 })]
    const { places } = rank(kit, tallyOf(ballots), result({ '7': 9 }), 5)
    expect(places.map(({ block }) => block).join('')).toBe('5712346')
    expect(places.slice(0, 3).map(({ tie }) => tie)).toEqual(['mean', 'colours', 'order'])
    expect(places.at(-1)?.tie).toBeUndefined()
  })

  it('takes an untouched block for no vote, and not for a low one', () => {
    const { '3': _, ...without } = all(2) as Record<string, Stars>
    expect(order([...Array.from({ length: 4 }, () => without), all(2, { '3': 5 })])[0]).toBe('3')
  })

  it.each([
    [[0, 0, 1, 0, 0], 3],
    [[1, 0, 0, 0, 1], 3],
    [[0, 0, 0, 1, 1], 4.5],
    [[3, 0, 0, 0, 2], 1],
    [[0, 0, 0, 0, 0], 0],
  ])('has the median of %j at %f', (votes, median) => {
    expect(medianOf(votes)).toBe(median)
  })

  it('is the same however many pages the ballots came on', () => {
    const ballot = fc.dictionary(fc.constantFrom(...kit.blocks.map(({ id }) => id)), fc.constantFrom(...STARS))
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 12 }), fc.nat(12), (ballots, cut) => {
        const paged = mergeStars(tallyOf(ballots.slice(cut)), tallyOf(ballots.slice(0, cut)))
        expect(rank(kit, paged, result(), 5)).toEqual(rank(kit, tallyOf(ballots), result(), 5))
      }),
    )
  })
})

describe('privacy.5.2 the floor of the stars', () => {
  const ballots = (count: number) => Array.from({ length: count }, () => all(4))
  const ranked = (count: number, floor = 5) => rank(kit, tallyOf(ballots(count)), result(), floor)

  it('shows nothing of two ballots, the order alone of three, and medians from the floor on', () => {
    expect(ranked(2)).toEqual({ ballots: 2, depth: 'nothing', places: [], reasons: [] })
    expect(ranked(4).depth).toBe('order')
    expect(ranked(4).places.every(({ median, tie }) => median === undefined && tie === undefined)).toBe(true)
    expect(ranked(5).places[0]).toMatchObject({ median: 4 })
    expect(ranked(7, 8).depth).toBe('order')
  })

  it('shows no median of a block that fewer than the floor gave stars, however many voted on others', () => {
    const some = [...ballots(3), ...Array.from({ length: 3 }, () => ({ '1': 5 }) satisfies StarVotes)]
    const { places } = rank(kit, tallyOf(some), result(), 5)
    expect(places.filter(({ median }) => median !== undefined).map(({ block }) => block)).toEqual(['1'])
  })

  it('shows reasons only once three people gave one, by text and not by arrival', () => {
    const why = (...texts: readonly string[]) =>
      texts.map((text) => ({ stars: { '1': 5 } as StarVotes, reasons: text ? { '1': text } : {} }))
    const reasonsOf = (...texts: readonly string[]) =>
      rank(kit, why(...texts).reduce(addBallot, EMPTY_STARS), result(), 5).reasons.map(({ text }) => text)
    expect(reasonsOf('b', 'a', '', '', '')).toEqual([])
    expect(reasonsOf('c', 'b', 'a', '', '')).toEqual(['a', 'b', 'c'])
  })

  it('never shows a mean, a number of votes or a share', () => {
    const shown = JSON.stringify(ranked(6).places)
    expect(shown).not.toMatch(/mean"?:|share|votes/)
  })
})
