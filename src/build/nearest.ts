/** How many letters have to be added, left out or changed to get from one to the other (Levenshtein). */
export const distance = (one: string, other: string): number => {
  let above = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 0; row < one.length; row++) {
    const line = [row + 1]
    for (let at = 0; at < other.length; at++) {
      const wrong = one[row] === other[at] ? 0 : 1
      line.push(Math.min((above[at + 1] ?? 0) + 1, (line[at] ?? 0) + 1, (above[at] ?? 0) + wrong))
    }
    above = line
  }
  return above[other.length] ?? 0
}

/** The one of these that was most likely meant; undefined where there is none. */
export const nearestTo = (word: string, known: readonly string[]): string | undefined =>
  known.toSorted((one, other) => distance(word, one) - distance(word, other))[0]
