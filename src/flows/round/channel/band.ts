/** What a channel is told of how many gave something: never the number, and in a change of band never who. */
export type Band = 'nobody' | 'few' | 'half' | 'most'

/** From this many fifths on it is nearly everyone. */
const NEARLY = 4 / 5

/**
 * How many gave theirs, in a word. It depends on the two numbers alone. Everyone and all but one are one band, so that nobody is seen
 * to be the one who is missing; of two people there is no such band.
 */
export const bandOf = (done: number, total: number): Band => {
  if (done === 0) return 'nobody'
  if (total > 2 && done >= Math.min(total - 1, Math.ceil(total * NEARLY))) return 'most'
  return total > 2 && done * 2 > total ? 'half' : 'few'
}
