import type { CardElementArray, IRichTextBlock, ITable, ITextRun } from '@microsoft/teams.cards'
import type { Word } from '../../kit/result.ts'
import type { Part } from '../card.ts'
import { drawnBar, drawnMarks, groupedMarks, type MarkRow } from '../marks.ts'
import { literal, TONES } from './text.ts'

/** Teams' own colour behind each word: its sign and letter say the same to who doesn't see it, or whose theme has no colours. */
const CELL = {
  'mostly-green': 'good',
  'mostly-orange': 'warning',
  'mostly-red': 'attention',
  divided: 'emphasis',
  few: 'default',
} as const satisfies Record<Word, string>

/** Of a cell's width: three for each mark, and one for its edges. */
const widthFor = (marks: number): number => 3 * marks + 1

const words = (said: string): ITextRun => ({ type: 'TextRun', text: said, ...TONES.small })

/** Marks as a line of text. */
const markLine = ({ name, marks, said }: MarkRow, underTitle: boolean): IRichTextBlock => ({
  type: 'RichTextBlock',
  spacing: underTitle ? 'None' : 'Small',
  inlines: [
    ...(name === undefined ? [] : [{ type: 'TextRun', text: `${name}\n` } as const]),
    { type: 'TextRun', text: drawnMarks(marks) },
    words(`\n${said}`),
  ],
})

/**
 * A cell for each word, as wide as it has marks, in the colour of the platform (docs/decisions/053). A cell of a table has half the
 * edge of a column, so that a mark fits on a phone of 320 pixels. Who can't draw a table has the marks as text.
 */
const cells = (row: MarkRow): ITable => {
  const groups = groupedMarks(row.marks)
  return {
    type: 'Table',
    spacing: 'None',
    showGridLines: false,
    columns: groups.map(([, marks]) => ({ width: widthFor(marks.length) })),
    rows: [
      {
        type: 'TableRow',
        cells: groups.map(([word, marks]) => ({
          type: 'TableCell',
          style: CELL[word],
          verticalContentAlignment: 'Center',
          items: [{ ...literal(drawnMarks(marks)), horizontalAlignment: 'Center' }],
        })),
      },
    ],
    fallback: { ...literal(drawnMarks(row.marks)), spacing: 'None' },
  }
}

/**
 * A block's marks: in cells where there is one row of them under its name, else as text. The words stand outside the cells: a phone
 * that draws no table still says all of it (https://github.com/microsoft/AdaptiveCards/issues/8853).
 */
export const drawMarks = ({ title, rows, inText }: Extract<Part, { kind: 'marks' }>): CardElementArray => {
  const [only, ...others] = rows
  if (inText || title === undefined || !only || only.marks.length === 0 || others.length > 0)
    return [
      ...(title === undefined ? [] : [literal(title, TONES.strong, 'Medium')]),
      ...rows.map((row, at) => markLine(row, at === 0 && title !== undefined)),
    ]
  return [literal(title, TONES.strong, 'Medium'), cells(only), literal(only.said, TONES.small, 'None')]
}

/** What is ranked, a line each: its bar of stars before its words. */
export const barRows = ({ rows, most }: Extract<Part, { kind: 'bars' }>): IRichTextBlock => ({
  type: 'RichTextBlock',
  inlines: rows.flatMap((row, at) => {
    const bar = drawnBar(row, most)
    const end = at === rows.length - 1 ? '' : '\n'
    return [
      ...(bar === undefined ? [] : [{ type: 'TextRun', text: bar, color: 'Accent' } as const]),
      { type: 'TextRun', text: `${bar === undefined ? '' : ' '}${row.said}${end}` } as const,
    ]
  }),
})
