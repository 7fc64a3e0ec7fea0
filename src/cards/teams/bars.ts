import type { ITextRun } from '@microsoft/teams.cards'
import { GRADES } from '../../kit/kit.ts'
import type { GradeCounts } from '../../kit/tally.ts'
import { shares } from '../bars.ts'

const COLOR = { green: 'Good', orange: 'Warning', red: 'Attention' } as const

/** One bar of three colours. */
export const stripes = (counts: GradeCounts): ITextRun[] => {
  const cells = shares(counts)
  return GRADES.filter((grade) => cells[grade] > 0).map((grade) => ({
    type: 'TextRun',
    text: '█'.repeat(cells[grade]),
    color: COLOR[grade],
  }))
}
