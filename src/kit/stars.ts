import { AUTHORS, FLOOR } from './gate.ts'
import type { BlockId, Kit } from './kit.ts'
import { byText, type Remark, type Result } from './result.ts'

/** 1 star is low, 5 stars high priority. */
export const STARS = [1, 2, 3, 4, 5] as const
export type Stars = (typeof STARS)[number]
/** A block that was left untouched got no vote. */
export type StarVotes = Readonly<Record<BlockId, Stars>>

/** What one ballot says. */
export interface BallotAnswers {
  readonly stars: StarVotes
  /** Why, where she wanted to say so. */
  readonly reasons: Readonly<Record<BlockId, string>>
}

/** How often each number of stars was given to each block: index 0 for one star. */
export interface StarTally {
  readonly ballots: number
  readonly votes: Readonly<Record<BlockId, readonly number[]>>
  /** Ballots with at least one reason. */
  readonly authors: number
  readonly reasons: readonly Remark[]
}

export const EMPTY_STARS: StarTally = { ballots: 0, votes: {}, authors: 0, reasons: [] }
const NO_VOTES: readonly number[] = [0, 0, 0, 0, 0]

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

/** Which rule put a block above the next when their medians were equal. */
export type TieRule = 'mean' | 'colours' | 'order'

export interface Ranked {
  readonly block: BlockId
  /** Absent where fewer than the floor gave this block stars: then only its place is told. */
  readonly median?: number
  /** How it came above the block after it, when their medians were equal. */
  readonly tie?: TieRule
}

/** The frozen ranking: a proposal, and only what the floor lets through. */
export interface Ranking {
  readonly ballots: number
  readonly depth: 'nothing' | 'order' | 'medians'
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

/** The middle vote, or halfway between the two middle ones; 0 without votes. */
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

/** Ranks the blocks; `floor` is the round's k, the same as for its scan. */
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
