import { ANSWERS, type Answer, GRADES } from './kit.ts'
import { addCounts, answersIn, type GradeCounts } from './result.ts'

/**
 * Words and exact block figures together can say more than either: with a block at 11 green and 3 orange, one element
 * "divided" and the other "mostly green", the second has no orange left to hold. This works out whether what would be
 * shown of a block leaves every element open for every reader: whether the others could have answered it differently
 * from each other, with everything shown as it is. It looks at nothing but what would be shown and the number of
 * answers, so that leaving words out tells no more than that.
 * @param elements the counts of each element of the block
 * @param said all that is shown of an element with these counts, in words
 */
export const leavesOpen = (elements: readonly GradeCounts[], said: (counts: GradeCounts) => string): boolean => {
  const target = packed(elements.reduce(addCounts, addCounts()))
  const ways = elements.map((counts) => spreads(answersIn(counts)).filter((other) => said(other) === said(counts)))
  // A reader's own answers narrow what she holds possible. Mixtures of answers can narrow it a little further still:
  // docs/privacy-floor.md says how often (measured in gate.test.ts).
  return ANSWERS.every((own) => {
    const known = ways.map((possible) => withOwn(possible, own))
    const before = sumsUpTo(known)
    const after = sumsUpTo(known.toReversed()).toReversed()
    return ways.every((possible, at) => {
      const fits = (counts: GradeCounts): boolean => meets(before[at], after[at], target - packed(counts))
      const fitting = possible.filter(fits)
      return ANSWERS.every((mine) => open(fitting, mine))
    })
  })
}

type Sums = ReadonlySet<number>
const NOTHING: Sums = new Set([0])
/** Packs two of the three counts in one number; the third follows from the number of answers. */
const WIDE = 100_000
const packed = ({ green, orange }: GradeCounts): number => green * WIDE + orange

/** Every way in which so many answers can be spread over the grades. */
const spreads = (answers: number): GradeCounts[] =>
  Array.from({ length: answers + 1 }, (_, green) =>
    Array.from({ length: answers - green + 1 }, (_, orange) => ({ green, orange, red: answers - green - orange })),
  ).flat()

/** What stays possible for one who gave this answer; all of it when she can't have. */
const withOwn = (possible: readonly GradeCounts[], own: Answer): readonly GradeCounts[] => {
  const left = own === 'skipped' ? possible : possible.filter((counts) => counts[own] > 0)
  return left.length > 0 ? left : possible
}

const combine = (sums: Sums = NOTHING, possible: readonly GradeCounts[]): Sums => {
  const next = new Set<number>()
  for (const sum of sums) for (const counts of possible) next.add(sum + packed(counts))
  return next
}

/** The possible sums of the elements before each element. */
const sumsUpTo = (ways: readonly (readonly GradeCounts[])[]): Sums[] => {
  const sums: Sums[] = [NOTHING]
  for (const possible of ways.slice(0, -1)) sums.push(combine(sums.at(-1), possible))
  return sums
}

const meets = (before: Sums = NOTHING, after: Sums = NOTHING, sum: number): boolean => {
  for (const first of before) if (after.has(sum - first)) return true
  return false
}

/** Whether, with her own answer taken away, some way is left in which the others don't all say the same. */
const open = (fitting: readonly GradeCounts[], mine: Answer): boolean => {
  const hers = mine === 'skipped' ? fitting : fitting.filter((counts) => counts[mine] > 0)
  const mixed = (counts: GradeCounts): boolean =>
    GRADES.filter((grade) => counts[grade] - (grade === mine ? 1 : 0) > 0).length > 1
  return hers.length === 0 || hers.some(mixed)
}
