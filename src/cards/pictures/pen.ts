import { escaped, linesOf } from './text.ts'
import type { Colours } from './theme.ts'

/** A picture's width in units: a phone's in CSS pixels. */
export const WIDTH = 390
/** What is left free on each side. */
export const EDGE = 16

/** How a text is set; positions in units, `y` of the line's foot. */
export interface TextStyle {
  readonly size: number
  readonly bold?: boolean
  readonly fill?: string
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** Collects the shapes of a picture from top to bottom. */
export interface Pen {
  readonly colours: Colours
  readonly shapes: readonly string[]
  /** How far down the picture is drawn. */
  readonly y: number
  down(units: number): void
  shape(svg: string): void
  /** One line of text, anywhere. */
  text(x: number, y: number, text: string, style: TextStyle): void
  /** Lines over the picture's width, below what is there. */
  paragraph(
    text: string,
    style: TextStyle & { readonly most?: number; readonly width?: number; readonly x?: number },
  ): void
}

/** Numbers short enough to read, the same on every machine. */
export const short = (value: number): string => String(Math.round(value * 10) / 10)

/** A pen at the top of an empty picture. */
export const penFor = (colours: Colours): Pen => {
  const shapes: string[] = []
  let y = EDGE
  const pen: Pen = {
    colours,
    shapes,
    get y() {
      return y
    },
    down: (units) => {
      y += units
    },
    shape: (svg) => void shapes.push(svg),
    text: (x, at, text, { size, bold, fill = colours.text, anchor = 'start' }) =>
      void shapes.push(
        `<text x="${short(x)}" y="${short(at)}" font-size="${size}"${bold ? ' font-weight="700"' : ''}${anchor === 'start' ? '' : ` text-anchor="${anchor}"`} fill="${fill}">${escaped(text)}</text>`,
      ),
    paragraph: (text, { most = 2, width = WIDTH - 2 * EDGE, x = EDGE, ...style }) => {
      for (const line of linesOf(escapable(text), width, style.size, { bold: style.bold ?? false, most })) {
        y += style.size * 1.35
        pen.text(x, y - style.size * 0.25, line, style)
      }
    },
  }
  return pen
}

/** One line, without breaks of its own. */
const escapable = (text: string): string => text.replace(/\s+/g, ' ').trim()
