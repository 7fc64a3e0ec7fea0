import { EDGE, type Pen, short, WIDTH } from './pen.ts'
import type { BarsDrawing } from './picture.ts'

const THICK = 14
/** Where the figure beside a bar ends. */
const FIGURE = 40

/** Ranked bars: the name above, the figure at the end. */
export const drawBars = (pen: Pen, { most, rows }: BarsDrawing): void => {
  const whole = WIDTH - 2 * EDGE - FIGURE
  for (const { title, value, said } of rows) {
    pen.paragraph(title, { size: 14, bold: true })
    pen.down(4)
    if (value === undefined) pen.paragraph(said, { size: 13, fill: pen.colours.soft })
    else {
      const box = `x="${EDGE}" y="${short(pen.y)}" height="${THICK}" rx="3"`
      pen.shape(`<rect ${box} width="${short(whole)}" fill="none" stroke="${pen.colours.line}"/>`)
      pen.shape(`<rect ${box} width="${short((whole * value) / most)}" fill="${pen.colours.bar}"/>`)
      pen.text(WIDTH - EDGE, pen.y + THICK - 2, `${value} / ${most}`, { size: 13, anchor: 'end' })
      pen.down(THICK)
    }
    pen.down(8)
  }
}
