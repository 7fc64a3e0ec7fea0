import { GRADES, type Grade } from '../kit/kit.ts'
import { answersIn, type GradeCounts } from '../kit/tally.ts'
import type { Step } from './card.ts'

/** Length of a bar of block characters, which looks the same on every client. Cards also say the counts in words. */
const CELLS = 12

const STEP: Readonly<Record<Step, string>> = { done: '●', begun: '◐', open: '○' }

/** One mark for each, so that one of six doesn't look like two of twelve. */
export const drawnSteps = (marks: readonly Step[]): string => marks.map((mark) => STEP[mark]).join('')

const SQUARE: Readonly<Record<Grade, string>> = { green: '🟩', orange: '🟧', red: '🟥' }

/** A bar of three colours. Squares, not coloured letters: those are too pale on white and on black alike. */
export const stripes = (counts: GradeCounts): string => {
  const cells = shares(counts)
  return GRADES.map((grade) => SQUARE[grade].repeat(cells[grade])).join('')
}

/** The cells of each grade, by largest remainder, so that every bar is equally long; a grade that was given has a cell. */
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
