import { Resvg } from '@resvg/resvg-js'

/** Pixels of a side of a unit: sharp on a phone, and a third of the work less than two would be. */
const SCALE = 1.6

/** Draws an SVG of ours as PNG, in our own font alone, so that it looks the same on every machine. @param fonts paths of font files */
export const pngOf = (svg: string, fonts: readonly string[]): Buffer =>
  new Resvg(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { fontFiles: [...fonts], loadSystemFonts: false, defaultFontFamily: 'Open Sans' },
  })
    .render()
    .asPng()
