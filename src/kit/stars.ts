import { AUTHORS, FLOOR } from './gate.ts'
import type { BlockId, Kit } from './kit.ts'
import { byText, type Remark, type Result } from './result.ts'

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

/** The rule that ranked a block above the next when their medians were equal. */
export type TieRule = 'mean' | 'colours' | 'order'

/** A block in the ranking. */
export interface Ranked {
  readonly block: BlockId
  /** Absent where fewer people than the floor gave this block stars: then only its rank is shown. */
  readonly median?: number
  /** Present where the block after it has the same median. */
  readonly tie?: TieRule
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
  readonly median: number
  readonly mean: number
  /** Share of orange and red among the shown answers of the block. */
  readonly share: number
}

const countOf = (votes: readonly number[]): number => votes.reduce((sum, count) => sum + count, 0)

/** The median number of stars; 0 without votes. @param votes how often each number was given, index 0 for one star */
export const medianOf = (votes: readonly number[]): number => {
  const sorted = votes.flatMap((count, at) => Array.from({ length: count }, () => at + 1))
  const half = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(half) - 1] ?? 0, sorted[Math.floor(half)] ?? 0]
  return (low + high) / 2
}

const meanOf = (votes: readonly number[]): number => {
  const count = countOf(votes)
  return count === 0 ? 0 : votes.reduce((sum, given, at) => sum + given * (at + 1), 0) / count
}

const shareOf = (result: Result, block: BlockId): number => {
  const counts = result.blocks.find((figure) => figure.block === block)?.counts
  if (!counts) return 0
  const { green, orange, red } = counts
  return (orange + red) / Math.max(1, green + orange + red)
}

/** Higher median, then higher mean, then larger share of orange and red, then the kit's order. */
const above = (a: Standing, b: Standing): number => b.median - a.median || b.mean - a.mean || b.share - a.share

const tieOf = (one: Standing, next: Standing | undefined): TieRule | undefined => {
  if (!next || one.median !== next.median) return undefined
  if (one.mean !== next.mean) return 'mean'
  return one.share !== next.share ? 'colours' : 'order'
}

/**
 * The only way from the ballots to a ranking: what may be shown.
 * @param result the scan's result, whose shares of orange and red break ties
 * @param floor the round's floor in people, the same as for its scan
 */
export const rank = (kit: Kit, tally: StarTally, result: Result, floor: number): Ranking => {
  const { ballots } = tally
  if (ballots < FLOOR.least) return { ballots, depth: 'nothing', places: [], reasons: [] }
  const deep = ballots >= floor
  const standings = kit.blocks.map(({ id }): Standing => {
    const votes = tally.votes[id] ?? NO_VOTES
    return { block: id, median: medianOf(votes), mean: meanOf(votes), share: shareOf(result, id) }
  })
  const sorted = standings.sort(above)
  const places = sorted.map((one, at): Ranked => {
    const tie = tieOf(one, sorted[at + 1])
    const enough = deep && countOf(tally.votes[one.block] ?? NO_VOTES) >= floor
    return { block: one.block, ...(enough ? { median: one.median } : {}), ...(enough && tie ? { tie } : {}) }
  })
  const reasons = tally.authors >= AUTHORS ? tally.reasons.map((reason) => ({ ...reason, hidden: false })) : []
  return { ballots, depth: deep ? 'medians' : 'order', places, reasons }
}
