import { drawBars } from './drawBars.ts'
import { drawMarks } from './drawMarks.ts'
import { drawTimeline } from './drawTimeline.ts'
import { EDGE, type Pen, penFor, WIDTH } from './pen.ts'
import { alternativeText, type Picture } from './picture.ts'
import { escaped } from './text.ts'
import { COLOURS, type Colours, type Theme } from './theme.ts'

const draw = (pen: Pen, { drawing }: Picture): void => {
  if (drawing.kind === 'marks') drawMarks(pen, drawing)
  else if (drawing.kind === 'bars') drawBars(pen, drawing)
  else drawTimeline(pen, drawing)
}

/**
 * A picture as SVG, as wide as a phone (390 units) and as high as it needs. It holds text and shapes alone: no script, no style
 * sheet, nothing from elsewhere.
 */
export const svgOf = (picture: Picture, theme: Theme = 'light'): string => svgWith(picture, COLOURS[theme])

/** The same in colours of one's own: on a page those of its style, so that it is light or dark as the page is. */
export const svgWith = (picture: Picture, colours: Colours): string => {
  const pen = penFor(colours)
  pen.paragraph(picture.title, { size: 19, bold: true })
  pen.paragraph(picture.under, { size: 13, fill: colours.soft })
  pen.down(10)
  draw(pen, picture)
  const height = Math.ceil(pen.y + EDGE)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="Open Sans, Segoe UI, sans-serif">`,
    `<title>${escaped(picture.title)}</title>`,
    `<desc>${escaped(alternativeText(picture))}</desc>`,
    `<rect width="${WIDTH}" height="${height}" fill="${colours.page}"/>`,
    ...pen.shapes,
    '</svg>',
  ].join('\n')
}
