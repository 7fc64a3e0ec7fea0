import { EDGE, type Pen, short, WIDTH } from './pen.ts'
import type { TimelineDrawing, TimelineRow } from './picture.ts'

const THICK = 12
const DAY = 86_400_000
const days = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY

/** Actions as bars over months, with a line for today and a mark where each is looked back at. */
export const drawTimeline = (pen: Pen, drawing: TimelineDrawing): void => {
  const { from, to, today, months, rows, todayName } = drawing
  const whole = WIDTH - 2 * EDGE
  const at = (date: string): number => {
    const part = (days(date) - days(from)) / Math.max(1, days(to) - days(from))
    return EDGE + whole * Math.min(1, Math.max(0, part))
  }
  const { colours } = pen
  pen.down(14)
  const top = pen.y + 5
  for (const { date, name } of months) pen.text(at(date), pen.y, name, { size: 12, fill: colours.soft })
  pen.down(12)
  tick(pen, at(today), top, pen.y)
  for (const row of rows) {
    drawRow(pen, row, at)
    // Across its bar alone, so that it runs through no text.
    tick(pen, at(today), pen.y - THICK - 18, pen.y - 6)
  }
  const anchor = at(today) > WIDTH * 0.75 ? 'end' : at(today) < WIDTH * 0.25 ? 'start' : 'middle'
  pen.down(15)
  pen.text(at(today), pen.y, todayName, { size: 12, bold: true, fill: colours.today, anchor })
}

/** A piece of the line of today. */
const tick = ({ shape, colours }: Pen, x: number, from: number, to: number): void =>
  shape(`<path d="M${short(x)} ${short(from)}V${short(to)}" stroke="${colours.today}" stroke-width="2"/>`)

const drawRow = (
  pen: Pen,
  { title, start, end, state, said, next }: TimelineRow,
  at: (date: string) => number,
): void => {
  const { colours } = pen
  pen.paragraph(title, { size: 14, bold: true })
  pen.paragraph(said, { size: 13, fill: colours.soft })
  pen.down(5)
  const [x, width] = [at(start), Math.max(4, at(end) - at(start))]
  const ended = state === 'done' || state === 'stopped'
  const box = `x="${short(x)}" y="${short(pen.y)}" width="${short(width)}" height="${THICK}" rx="3"`
  pen.shape(
    `<rect ${box} fill="${ended ? 'none' : colours.states[state]}" stroke="${colours.states[state]}" stroke-width="2"/>`,
  )
  if (next !== undefined) {
    const middle = at(next)
    pen.shape(
      `<path d="M${short(middle)} ${short(pen.y - 3)}l9 9-9 9-9-9z" fill="${colours.page}" stroke="${colours.text}" stroke-width="2"/>`,
    )
  }
  pen.down(THICK + 12)
}
