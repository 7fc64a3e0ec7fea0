import { GRADES, type Grade } from '../kit/kit.ts'
import { answersIn, type GradeCounts } from '../kit/result.ts'

/** Bars of block characters: the same on every client, and beside them the counts always stand in words. */
const CELLS = 12

/** Full only when it is: eleven of twelve must not look like all. */
export const bar = (done: number, total: number): string => {
  const cells = total === 0 ? 0 : Math.floor((done / total) * CELLS)
  return '■'.repeat(cells) + '□'.repeat(CELLS - cells)
}

/** The bar's cells shared out by largest remainder, so that every bar is as long; what isn't zero always shows. */
export const shares = (counts: GradeCounts): GradeCounts => {
  const all = answersIn(counts)
  const exact = (grade: Grade): number => (counts[grade] / all) * CELLS
  const cells = { green: 0, orange: 0, red: 0 }
  for (const grade of GRADES) cells[grade] = counts[grade] === 0 ? 0 : Math.max(1, Math.floor(exact(grade)))
  while (answersIn(cells) !== CELLS) {
    const step = answersIn(cells) < CELLS ? 1 : -1
    const open = GRADES.filter((grade) => counts[grade] > 0 && cells[grade] + step > 0)
    const [next] = open.sort((a, b) => step * (exact(b) - cells[b] - exact(a) + cells[a]))
    if (!next) break
    cells[next] += step
  }
  return cells
}
