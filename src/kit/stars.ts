import { AUTHORS, FLOOR } from './gate.ts'
import type { BlockId, Kit } from './kit.ts'
import { needOf, type Result } from './result.ts'
import { byText, type Remark } from './tally.ts'

/** The kit's scale of priority: 1 star is low, 5 stars high. */
export const STARS = [1, 2, 3, 4, 5] as const
/** One of `STARS`. */
export type Stars = (typeof STARS)[number]
/** The stars per block. A block that was left untouched is absent: that is no vote. */
export type StarVotes = Readonly<Record<BlockId, Stars>>

/** The answers of one ballot. */
export interface BallotAnswers {
  readonly stars: StarVotes
  /** The reasons per block, where the person gave one. */
  readonly reasons: Readonly<Record<BlockId, string>>
}

/** The sum of all ballots, which grows while the stars close. Only `rank` makes figures of it. */
export interface StarTally {
  readonly ballots: number
  /** Per block, how often each number of stars was given: index 0 for one star. */
  readonly votes: Readonly<Record<BlockId, readonly number[]>>
  /** Ballots with at least one reason. */
  readonly authors: number
  readonly reasons: readonly Remark[]
}

/** The tally of no ballots. */
export const EMPTY_STARS: StarTally = { ballots: 0, votes: {}, authors: 0, reasons: [] }
const NO_VOTES: readonly number[] = [0, 0, 0, 0, 0]

/** The tally with one more ballot. */
export const addBallot = (tally: StarTally, ballot: BallotAnswers): StarTally => {
  const votes: Record<BlockId, readonly number[]> = { ...tally.votes }
  for (const [block, given] of Object.entries(ballot.stars)) votes[block] = more(votes[block], given)
  const reasons = Object.entries(ballot.reasons).map(([block, text]) => ({ block, text }))
  return {
    ballots: tally.ballots + 1,
    votes,
    authors: tally.authors + (reasons.length > 0 ? 1 : 0),
    reasons: [...tally.reasons, ...reasons].sort(byText),
  }
}

const more = (votes: readonly number[] = NO_VOTES, stars: Stars): readonly number[] =>
  votes.with(stars - 1, (votes[stars - 1] ?? 0) + 1)

/** The sum of two tallies of different ballots. */
export const mergeStars = (a: StarTally, b: StarTally): StarTally => ({
  ballots: a.ballots + b.ballots,
  votes: Object.fromEntries(
    [...new Set([...Object.keys(a.votes), ...Object.keys(b.votes)])].map((block) => [
      block,
      NO_VOTES.map((_, at) => (a.votes[block]?.[at] ?? 0) + (b.votes[block]?.[at] ?? 0)),
    ]),
  ),
  authors: a.authors + b.authors,
  reasons: [...a.reasons, ...b.reasons].sort(byText),
})

/** A block in the ranking. */
export interface Ranked {
  readonly block: BlockId
  /** In whole stars, of those who gave this block any. Absent where it isn't shown. */
  readonly median?: number
}

/** The frozen ranking: a proposal, with only what the floor lets through. */
export interface Ranking {
  readonly ballots: number
  /** How much is shown. */
  readonly depth: 'nothing' | 'order' | 'medians'
  /** In order of rank. The name is stored with the round, so it stays, though `place` means something else in the store. */
  readonly places: readonly Ranked[]
  readonly reasons: readonly (Remark & { readonly hidden: boolean })[]
}

interface Standing {
  readonly block: BlockId
  readonly votes: readonly number[]
  /** How much the published result says that it asks for work, from 0 to 1. */
  readonly need: number
}

const countOf = (votes: readonly number[]): number => votes.reduce((sum, count) => sum + count, 0)

/**
 * The median in whole stars: the middle vote, or halfway between the two in the middle, rounded up; 0 without votes.
 * @param votes how often each number was given, index 0 for one star
 */
export const medianOf = (votes: readonly number[]): number => {
  const sorted = votes.flatMap((count, at) => Array.from({ length: count }, () => at + 1))
  const half = sorted.length / 2
  return Math.round(((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2)
}

/** In a small round the order alone is shown, so it may tell little: high, in the middle, or low. */
const roughly = (median: number): number => (median >= 4 ? 3 : median === 3 ? 2 : 1)

/**
 * The only way from the ballots to a ranking: what may be shown. The order goes by what is published (the medians, then the
 * result's share of orange and red, then the kit's order): decided by the mean it would tell what a colleague gave
 * (docs/decisions/022-words-not-counts.md, `starsProof.test.ts`). Blocks with too few votes come last, in the kit's order.
 * @param result the scan's frozen result
 * @param floor the round's floor in people, the same as for its scan
 */
export const rank = (kit: Kit, tally: StarTally, result: Result, floor: number): Ranking => {
  const { ballots } = tally
  if (ballots < FLOOR.least) return { ballots, depth: 'nothing', places: [], reasons: [] }
  const deep = ballots >= floor
  const standings = kit.blocks.map(
    ({ id }): Standing => ({
      block: id,
      votes: tally.votes[id] ?? NO_VOTES,
      need: needOf(result, id),
    }),
  )
  const enough = ({ votes }: Standing): boolean => countOf(votes) >= (deep ? floor : FLOOR.least)
  const height = ({ votes }: Standing): number => (deep ? medianOf(votes) : roughly(medianOf(votes)))
  const ranked = standings.filter(enough).sort((a, b) => height(b) - height(a) || b.need - a.need)
  const places = [
    ...ranked.map(({ block, votes }): Ranked => ({ block, ...(deep ? { median: medianOf(votes) } : {}) })),
    ...standings.filter((one) => !enough(one)).map(({ block }): Ranked => ({ block })),
  ]
  const heard = deep && tally.authors >= AUTHORS
  return {
    ballots,
    depth: deep ? 'medians' : 'order',
    places,
    reasons: heard ? tally.reasons.map((reason) => ({ ...reason, hidden: false })) : [],
  }
}
