import type { Word } from '../../kit/result.ts'
import type { Mark } from '../marks.ts'
import { EDGE, type Pen, short, WIDTH } from './pen.ts'
import type { MarksDrawing } from './picture.ts'
import { linesOf, widthOf } from './text.ts'

/** A mark's size, and the room between two. */
const SIZE = 24
const STEP = 29
/** Names of rows are no wider, so that a block's marks still fit beside them. */
const WIDEST_NAME = 110

/** Each word's own shape, in a square of 24: told apart without colour. */
const shapeOf = (word: Word, x: number, y: number, fill: string): string => {
  const [middle, centre] = [short(x + SIZE / 2), short(y + SIZE / 2)]
  switch (word) {
    case 'mostly-green':
      return `<circle cx="${middle}" cy="${centre}" r="12" fill="${fill}"/>`
    case 'mostly-orange':
      return `<path d="M${middle} ${short(y - 1)}l13 13-13 13-13-13z" fill="${fill}"/>`
    case 'mostly-red':
      return `<rect x="${short(x + 1)}" y="${short(y + 1)}" width="22" height="22" rx="2" fill="${fill}"/>`
    case 'divided':
      return `<path d="M${middle} ${short(y)}a12 12 0 0 0 0 24z" fill="${fill}"/><circle cx="${middle}" cy="${centre}" r="11" fill="none" stroke="${fill}" stroke-width="2"/>`
    case 'few':
      return `<circle cx="${middle}" cy="${centre}" r="11" fill="none" stroke="${fill}" stroke-width="2" stroke-dasharray="3 3"/>`
  }
}

const drawMark = (pen: Pen, { word, letter }: Mark, x: number): void => {
  const { words, onWord } = pen.colours
  pen.shape(shapeOf(word, x, pen.y, words[word]))
  const whole = word !== 'divided' && word !== 'few'
  // Its letter stands on the empty half of what is divided.
  const at = word === 'divided' ? x + SIZE * 0.72 : x + SIZE / 2
  const size = word === 'divided' ? 11 : 14
  pen.text(at, pen.y + SIZE / 2 + size * 0.36, letter, {
    size,
    bold: true,
    fill: whole ? onWord : words[word],
    anchor: 'middle',
  })
}

/** What each mark means, two or three beside each other. */
const drawLegend = (pen: Pen, { legend }: MarksDrawing): void => {
  let x = EDGE
  for (const { word, letter, said } of legend) {
    const wide = SIZE + 6 + widthOf(said, 13) + 14
    if (x > EDGE && x + wide > WIDTH - EDGE + 14) {
      x = EDGE
      pen.down(SIZE + 8)
    }
    drawMark(pen, { word, letter }, x)
    pen.text(x + SIZE + 6, pen.y + SIZE / 2 + 4.5, said, { size: 13, fill: pen.colours.soft })
    x += wide
  }
  pen.down(SIZE + 4)
}

/** Rows of marks, each block under its name. */
export const drawMarks = (pen: Pen, drawing: MarksDrawing): void => {
  const names = drawing.blocks.flatMap(({ rows }) => rows.flatMap(({ name }) => name ?? []))
  const beside = Math.min(WIDEST_NAME, Math.max(0, ...names.map((name) => widthOf(name, 13) + 10)))
  for (const { title, note, rows } of drawing.blocks) {
    pen.paragraph(title, { size: 14, bold: true })
    if (note !== undefined) pen.paragraph(note, { size: 13, fill: pen.colours.soft })
    pen.down(6)
    for (const { name, marks } of rows) {
      const from = EDGE + beside
      const [fits = ''] = linesOf(name ?? '', WIDEST_NAME - 6, 13, { most: 1 })
      if (fits !== '') pen.text(EDGE, pen.y + SIZE / 2 + 4.5, fits, { size: 13, fill: pen.colours.soft })
      const perLine = Math.floor((WIDTH - EDGE - from + STEP - SIZE) / STEP)
      for (const [at, mark] of marks.entries()) {
        if (at > 0 && at % perLine === 0) pen.down(SIZE + 5)
        drawMark(pen, mark, from + (at % perLine) * STEP)
      }
      pen.down(SIZE + 5)
    }
    pen.down(5)
  }
  pen.down(4)
  drawLegend(pen, drawing)
}
