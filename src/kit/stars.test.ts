import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resultWith, saidOf } from '../../test/given/resultWith.ts'
import { kit } from '../../test/voice.ts'
import type { Result } from './result.ts'
import { addBallot, EMPTY_STARS, medianOf, mergeStars, rank, STARS, type Stars, type StarVotes } from './stars.ts'

/** A result in which one element of these blocks is red, and all the rest green. */
const result = (...red: readonly string[]): Result =>
  resultWith({
    elements: kit.elements.map(({ id, block }) =>
      saidOf(id, red.includes(block) && id.endsWith('.1') ? 'mostly-red' : 'mostly-green'),
    ),
  })
const tallyOf = (ballots: readonly StarVotes[]) =>
  ballots.map((stars) => ({ stars, reasons: {} })).reduce(addBallot, EMPTY_STARS)
const all = (stars: Stars, change: StarVotes = {}): StarVotes => ({
  ...Object.fromEntries(kit.blocks.map(({ id }) => [id, stars])),
  ...change,
})
const order = (ballots: readonly StarVotes[]) =>
  rank(kit, tallyOf(ballots), result(), 5)
    .places.map(({ block }) => block)
    .join('')

describe('the ranking', () => {
  it('puts the higher median first', () => {
    expect(order(Array.from({ length: 5 }, () => all(3, { '4': 5, '6': 4 })))).toBe('4612357')
  })

  it('takes the block with more orange and red in the published result when stars are equal, then the kit’s order', () => {
    const ballots = [...Array.from({ length: 4 }, () => all(3)), all(3, { '5': 4 })]
    const { places } = rank(kit, tallyOf(ballots), result('7'), 5)
    // The one who gave block 5 a star more doesn't show.
    expect(places.map(({ block }) => block).join('')).toBe('7123456')
  })

  it('takes an untouched block for no vote, and not for a low one', () => {
    const { '3': _, ...without } = all(2) as Record<string, Stars>
    expect(order([...Array.from({ length: 5 }, () => all(2, { '3': 5 })), without])[0]).toBe('3')
  })

  it('puts a block to which too few gave stars last, in the kit’s order, whatever they gave', () => {
    const { '3': _, '1': __, ...without } = all(2) as Record<string, Stars>
    expect(order([...Array.from({ length: 4 }, () => without), all(2, { '3': 5 })])).toBe('2456713')
  })

  it('tells three from two of four only roughly: high, in the middle or low, since more would tell what a colleague gave', () => {
    const small = (...given: readonly StarVotes[]) =>
      rank(kit, tallyOf(given), result('6'), 5)
        .places.map(({ block }) => block)
        .join('')
    const some = all(1, { '2': 4, '3': 5, '6': 2, '7': 3 })
    expect(small(some, some, some)).toBe('2376145')
  })

  it.each([
    [[0, 0, 1, 0, 0], 3],
    [[1, 0, 0, 0, 1], 3],
    [[0, 0, 0, 1, 1], 5],
    [[0, 1, 1, 1, 1], 4],
    [[3, 0, 0, 0, 2], 1],
    [[0, 0, 0, 0, 0], 0],
  ])('has the median of %j at %i whole stars', (votes, median) => {
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
    expect(ranked(4).places.every(({ median }) => median === undefined)).toBe(true)
    expect(ranked(5).places[0]).toMatchObject({ median: 4 })
    expect(ranked(7, 8).depth).toBe('order')
  })

  it('shows no median of a block that fewer than the floor gave stars, however many voted on others', () => {
    const some = [...ballots(3), ...Array.from({ length: 3 }, () => ({ '1': 5 }) satisfies StarVotes)]
    const { places } = rank(kit, tallyOf(some), result(), 5)
    expect(places.filter(({ median }) => median !== undefined).map(({ block }) => block)).toEqual(['1'])
  })

  it('shows reasons from the floor on, like remarks, and once three people gave one, by text and not by arrival', () => {
    const why = (...texts: readonly string[]) =>
      texts.map((text) => ({ stars: { '1': 5 } as StarVotes, reasons: text ? { '1': text } : {} }))
    const reasonsOf = (...texts: readonly string[]) =>
      rank(kit, why(...texts).reduce(addBallot, EMPTY_STARS), result(), 5).reasons.map(({ text }) => text)
    expect(reasonsOf('b', 'a', '', '', '')).toEqual([])
    expect(reasonsOf('c', 'b', 'a', '')).toEqual([])
    expect(reasonsOf('c', 'b', 'a', '', '')).toEqual(['a', 'b', 'c'])
  })

  it('never shows a mean, a number of votes or a share', () => {
    const shown = JSON.stringify(ranked(6).places)
    expect(shown).not.toMatch(/mean"?:|share|votes/)
  })
})
