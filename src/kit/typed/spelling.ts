/** Shorter words have too many neighbours: in them only two letters swapped, or one doubled, are taken for a typing error. */
const SHORT = 4
const LONG = 8
/** Words that are equally near, at most. */
const MOST_NEAR = 3

const mistakes = (word: string): number => (word.length < SHORT ? 0 : word.length < LONG ? 1 : 2)

/** How many letters are wrong, missing, too many or swapped (optimal string alignment); `most` + 1 as soon as it is more than that. */
export const distance = (one: string, other: string, most: number): number => {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row++) {
    const here = [row]
    for (let column = 1; column <= other.length; column++) {
      const wrong = one[row - 1] === other[column - 1] ? 0 : 1
      let least = Math.min((last[column] ?? 0) + 1, (here[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + wrong)
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (swapped) least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1)
      here.push(least)
    }
    if (Math.min(...here) > most) return most + 1
    beforeLast = last
    last = here
  }
  return last[other.length] ?? most + 1
}

const sorted = (word: string): string => [...word].toSorted().join('')
const singled = (word: string): string => word.replace(/(.)\1+/g, '$1')

/** Of a short word only two letters may be swapped, or one doubled. */
const isSlip = (typed: string, meant: string): boolean =>
  meant.length > SHORT || sorted(typed) === sorted(meant) || singled(typed) === singled(meant)

/** People mistype the first letter least; a word with another one is another word. */
const beginsAlike = (typed: string, meant: string): boolean =>
  typed[0] === meant[0] || (typed[0] === meant[1] && typed[1] === meant[0])

/** Known words by their first letter. */
export type Spelling = ReadonlyMap<string, readonly string[]>

/** Makes it of words in lower case. */
export const spellingOf = (known: ReadonlySet<string>): Spelling => Map.groupBy(known, (word) => word[0] ?? '')

/** Finds the known words that a mistyped one may be, the nearest alone. */
export const nearTo = (known: Spelling, word: string): readonly string[] => {
  const most = mistakes(word)
  let best = most
  let found: string[] = []
  const firsts = most === 0 ? [] : new Set([word[0] ?? '', word[1] ?? ''])
  for (const first of firsts)
    for (const meant of known.get(first) ?? []) {
      const allowed = Math.min(best, mistakes(meant))
      if (allowed === 0 || Math.abs(word.length - meant.length) > allowed) continue
      if (!beginsAlike(word, meant) || !isSlip(word, meant)) continue
      const wrong = distance(word, meant, allowed)
      if (wrong > allowed) continue
      if (wrong < best) found = []
      best = wrong
      found.push(meant)
    }
  return found.slice(0, MOST_NEAR)
}
