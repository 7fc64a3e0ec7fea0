import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { describe, expect, it } from 'vitest'
import { voices } from '../../../test/voice.ts'
import { LANGUAGES } from '../../kit/languages.ts'
import { samplePictures } from '../samples/pictureSamples.ts'
import { WIDTH } from './pen.ts'
import { alternativeText, tableOf } from './picture.ts'
import { pngOf } from './png.ts'
import { svgOf } from './svg.ts'
import { COLOURS, THEMES } from './theme.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const fonts = ['Regular', 'Bold'].map((weight) => join(root, 'content', 'fonts', `OpenSans-${weight}.ttf`))
const cases = LANGUAGES.flatMap((language) =>
  (['usual', 'longest'] as const).flatMap((size) =>
    Object.entries(samplePictures(voices[language], size)).map(([name, picture]) => ({
      language,
      size,
      name,
      picture,
    })),
  ),
)

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
/** As WCAG 2.2 counts it. */
const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const options = { font: { fontFiles: fonts, loadSystemFonts: false, defaultFontFamily: 'Open Sans' } }
const pixelsOf = (png: Buffer, width: number, height: number): Buffer => {
  const image = `<image width="${width}" height="${height}" href="data:image/png;base64,${png.toString('base64')}"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${image}</svg>`
  return Buffer.from(new Resvg(svg).render().pixels)
}
/** Width and height of a PNG, as its header says them. */
const sizeOf = (png: Buffer): readonly [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)]

describe('a picture', () => {
  it.each(cases)('of $name, $size, in $language stays within its width, whatever people wrote', ({ picture }) => {
    const svg = svgOf(picture).replace(/<rect width[^>]*>/, '')
    const box = new Resvg(svg, options).getBBox()
    if (!box) throw new Error('nothing is drawn')
    expect(box.x).toBeGreaterThanOrEqual(8)
    expect(box.x + box.width).toBeLessThanOrEqual(WIDTH - 8)
  })

  it.each(cases)('of $name, $size, in $language says in words all that it draws', ({ picture }) => {
    const { drawing } = picture
    const rows = tableOf(picture).rows
    expect(rows.length).toBe(
      drawing.kind === 'marks' ? drawing.blocks.flatMap((block) => block.rows).length : drawing.rows.length,
    )
    for (const [title, said] of rows) expect([title.trim(), said.trim()]).not.toContain('')
    expect(alternativeText(picture).length).toBeLessThanOrEqual(2000)
    expect(svgOf(picture)).toContain('role="img"')
  })

  it('holds no markup of anyone’s, nothing from elsewhere, and no character it can’t draw', () => {
    const [odd] = cases.filter(({ name }) => name === 'plan')
    if (odd?.picture.drawing.kind !== 'timeline') throw new Error('no plan')
    const rows = odd.picture.drawing.rows.map((row) => ({ ...row, title: '</text><script>x</script>&"🎉👩‍👩‍👧\u0007' }))
    const svg = svgOf({ ...odd.picture, drawing: { ...odd.picture.drawing, rows } })
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;x&lt;/script&gt;&amp;&quot;')
    for (const never of ['<script', '<style', 'href', 'url(', '🎉', '\u200d', '\u0007'])
      expect(svg).not.toContain(never)
    expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg'])
  })

  it.each(THEMES)('can be read in the theme %s: text and letters differ from what they stand on', (theme) => {
    const { page, text, soft, words, onWord, today, states, bar } = COLOURS[theme]
    for (const colour of [text, soft, today, ...Object.values(words)])
      expect(contrast(colour, page), colour).toBeGreaterThanOrEqual(4.5)
    for (const word of ['mostly-green', 'mostly-orange', 'mostly-red'] as const)
      expect(contrast(onWord, words[word]), word).toBeGreaterThanOrEqual(4.5)
    for (const colour of [bar, ...Object.values(states)])
      expect(contrast(colour, page), colour).toBeGreaterThanOrEqual(3)
  })

  it.each(cases.filter(({ language, size }) => language === 'nl' && size === 'usual'))(
    'of $name looks as the one that was looked at (UPDATE_PICTURES=1 keeps a new one)',
    ({ name, picture }) => {
      const at = join(root, 'test', 'pictures', `${name}.png`)
      const now = pngOf(svgOf(picture), fonts)
      if (process.env.UPDATE_PICTURES === '1') writeFileSync(at, now)
      const kept = readFileSync(at)
      const [width, height] = sizeOf(kept)
      expect(sizeOf(now)).toEqual([width, height])
      const [before, after] = [pixelsOf(kept, width, height), pixelsOf(now, width, height)]
      // Byte for byte, most of the time.
      const differ = before.equals(after)
        ? 0
        : before.filter((part, at) => Math.abs(part - (after[at] ?? 0)) > 24).length
      expect(differ / before.length).toBeLessThan(0.002)
    },
  )
})
